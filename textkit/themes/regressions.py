"""Regressions on how alike texts are, for few of them, with scores of each by a model without it.

Both solve in the eigenvectors of the matrix of likenesses, so their cost grows with the texts and
not with the n-grams. Ridge regression learns one theme apart from the others; it has its
leave-one-out scores in closed form. Where each text has exactly one theme, softmax regression is
better where themes are broad ("none of them" most of all, which no line parts from the rest).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from textkit.themes.calibrating import best_loss
from textkit.themes.targets import Targets

__all__ = ["N_FOLDS", "Solution", "ridge", "softmax"]

Floats = NDArray[np.float64]

N_FOLDS = 8
_PENALTIES = (0.1, 0.3, 1.0, 3.0)
# Of the softmax's weights. From .01 to .3 its accuracy and loss did not differ on four sets of up
# to 500 texts: the slope that calibrates it does the same. With more, .1 loses .003, .3 .01.
_PENALTY = 0.03
_MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class Solution:
    """What a regression found.

    Parameters
    ----------
    dual : ndarray of float, shape (n_rows, n_themes)
        Weight of each row's likeness.
    bias : ndarray of float, shape (n_themes,)
    left_out : ndarray of float, shape (n_rows, n_themes)
        Score of each row by a solution that did not have it.
    loss : float
        Log loss of these scores at their best slope.
    """

    dual: Floats
    bias: Floats
    left_out: Floats
    loss: float


def ridge(kernel: Floats, targets: Targets, weight: Floats, judged: NDArray[np.bool_]) -> Solution:
    """Solve weighted ridge regression on 0 and 1, with the penalty of the least loss.

    Parameters
    ----------
    kernel : ndarray of float, shape (n_rows, n_rows)
        How alike rows are: 1 a row with itself, in the mean.
    targets : Targets
    weight : ndarray of float, shape (n_rows,)
    judged : ndarray of bool, shape (n_rows,)
        The rows whose left-out scores judge the penalty.
    """
    yes, known = targets.yes, targets.known
    root = np.sqrt(weight)
    target = np.where(known, yes, yes.mean(0)).astype(float)
    bias = np.average(target, axis=0, weights=weight)
    wanted = root[:, None] * (target - bias)
    values, vectors = np.linalg.eigh(root[:, None] * (kernel + 1.0) * root)
    values = np.maximum(values, 0)
    rotated = vectors.T @ wanted
    squares = vectors**2

    def solve(penalty: float) -> Solution:
        # Weighted by their roots, fitted values and leverages give a left-out row's score.
        shrunk = values / (values + penalty)
        fitted = vectors @ (shrunk[:, None] * rotated)
        leverage = np.minimum(squares @ shrunk, 0.999)[:, None]
        left_out = (fitted - leverage * wanted) / (1 - leverage) / root[:, None] + bias
        loss = best_loss(left_out[judged], yes[judged], known[judged], exclusive=targets.exclusive)
        dual = root[:, None] * (vectors @ (rotated / (values + penalty)[:, None]))
        return Solution(dual, bias + dual.sum(0), left_out, loss)

    return min((solve(penalty) for penalty in _PENALTIES), key=lambda found: found.loss)


def softmax(
    kernel: Floats, targets: Targets, weight: Floats, judged: NDArray[np.bool_]
) -> Solution:
    """Solve weighted softmax regression, and again without each of some folds.

    Parameters are those of :func:`ridge`.
    """
    yes = targets.yes
    values, vectors = np.linalg.eigh(kernel + 1.0)
    at = values > 1e-6 * values[-1]
    values, vectors = values[at], vectors[:, at]
    features = vectors * np.sqrt(values)
    minimize = _minimizer(features, values, yes.astype(float))
    weights = minimize(weight, np.zeros((len(values), yes.shape[1])))
    left_out = np.zeros(yes.shape)
    fold = _folds(yes.argmax(1))
    for held_out in range(N_FOLDS):
        inside = fold != held_out
        without = minimize(weight * inside, weights)
        left_out[~inside] = features[~inside] @ without
    loss = best_loss(left_out[judged], yes[judged], targets.known[judged], exclusive=True)
    dual = vectors @ (weights / np.sqrt(values)[:, None])
    return Solution(dual, dual.sum(0), left_out, loss)


def _minimizer(features: Floats, values: Floats, yes: Floats) -> Callable[[Floats, Floats], Floats]:
    """Return a function of row weights and a start that returns the softmax's weights."""
    from scipy.optimize import minimize

    n_themes = yes.shape[1]
    # Near the start the Hessian is diagonal in eigenvectors: so scaled, 10 to 30 steps suffice.
    curvature = (n_themes - 1) / n_themes**2
    scale = 1 / np.sqrt(_PENALTY + curvature * values)[:, None]

    def found(weight: Floats, start: Floats) -> Floats:
        of_row = weight[:, None]

        def objective(scaled: Floats) -> tuple[float, Floats]:
            weights = scaled.reshape(start.shape) * scale
            scores = features @ weights
            scores -= scores.max(1, keepdims=True)
            odds = np.exp(scores)
            total = odds.sum(1, keepdims=True)
            loss = (of_row * (np.log(total) - (scores * yes).sum(1, keepdims=True))).sum()
            slope = features.T @ (of_row * (odds / total - yes)) + _PENALTY * weights
            return float(loss + _PENALTY / 2 * (weights**2).sum()), (scale * slope).ravel()

        options = {"maxiter": _MAX_STEPS, "ftol": 1e-5}
        result = minimize(
            objective, (start / scale).ravel(), jac=True, method="L-BFGS-B", options=options
        )
        weights: Floats = np.asarray(result.x).reshape(start.shape) * scale
        return weights

    return found


def _folds(label: NDArray[np.intp]) -> NDArray[np.intp]:
    """Spread the rows of each label over the folds."""
    rng = np.random.default_rng(0)
    fold = np.zeros(len(label), np.intp)
    for value in range(int(label.max()) + 1):
        rows = rng.permutation(np.flatnonzero(label == value))
        fold[rows] = (np.arange(len(rows)) + rng.integers(N_FOLDS)) % N_FOLDS
    return fold
