"""Regressions on how alike texts are, for few of them, with scores of each by a model without it.

Both factor the matrix of likenesses, so their cost grows with the texts and not with the n-grams.
Ridge regression learns one theme apart from the others; it has its leave-one-out scores in closed
form. Where each text has exactly one theme, softmax regression is better where themes are broad
("none of them" most of all, which no line parts from the rest).
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
_JITTER = 1e-9  # equal texts have no root without


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
    from scipy.linalg import solve_triangular

    yes = targets.yes
    root, inverse = _whitened(kernel + 1.0, yes.shape[1])
    # Most of the time is the products with these: single precision halves it and moves no score by
    # more than 1e-3 of their spread.
    features = np.ascontiguousarray(root, np.float32)
    minimize = _minimizer(features, yes.astype(float))
    weights = minimize(weight, np.zeros(yes.shape))
    left_out = np.zeros(yes.shape)
    fold = _folds(yes.argmax(1))
    for held_out in range(N_FOLDS):
        inside = fold != held_out
        without = minimize(weight * inside, weights)
        left_out[~inside] = root[~inside] @ without
    loss = best_loss(left_out[judged], yes[judged], targets.known[judged], exclusive=True)
    dual = inverse @ solve_triangular(root, weights, lower=True, trans=1)
    return Solution(dual, dual.sum(0), left_out, loss)


def _whitened(kernel: Floats, n_themes: int) -> tuple[Floats, Floats]:
    """Return features in which the softmax's Hessian is one near the start, so 10 to 30 steps do.

    With curvature c and A = c K + penalty, the Hessian there is A in the rows' likenesses K. The
    features F are a root of K A⁻¹, lower triangular; weights w of them are those A⁻¹ F⁻ᵀ w of K.
    Three Cholesky factors take a sixth of the time of eigenvectors, which would do the same.

    Returns
    -------
    features, inverse : ndarray of float, shape (n_rows, n_rows)
        F and A⁻¹.
    """
    from scipy.linalg import cho_factor, cho_solve, cholesky

    one = np.eye(len(kernel))
    curvature = _curvature(n_themes)
    factor = cho_factor(curvature * kernel + _PENALTY * one, lower=True)
    inverse: Floats = cho_solve(factor, one)
    squared = ((1 + _JITTER) * one - _PENALTY * inverse) / curvature
    return cholesky(squared, lower=True), inverse


def _curvature(n_themes: int) -> float:
    return (n_themes - 1) / n_themes**2


def _minimizer(features: NDArray[np.float32], yes: Floats) -> Callable[[Floats, Floats], Floats]:
    """Return a function of row weights and a start that returns the softmax's weights."""
    from scipy.optimize import minimize

    curvature = _curvature(yes.shape[1])

    def found(weight: Floats, start: Floats) -> Floats:
        of_row = weight[:, None]

        def objective(flat: Floats) -> tuple[float, Floats]:
            weights = flat.reshape(start.shape)
            scores = (features @ weights.astype(np.float32)).astype(float)
            # |w|² = penalty · wᵀ K⁻¹ w + c |scores|², and only the first of these is the penalty.
            penalty = (weights**2).sum() - curvature * (scores**2).sum()
            top = scores.max(1, keepdims=True)
            odds = np.exp(scores - top)
            total = odds.sum(1, keepdims=True)
            loss = (of_row * (np.log(total) + top - (scores * yes).sum(1, keepdims=True))).sum()
            pull = of_row * (odds / total - yes) - curvature * scores
            slope = features.T @ pull.astype(np.float32) + weights
            return float(loss + penalty / 2), slope.ravel()

        options = {"maxiter": _MAX_STEPS, "ftol": 1e-5}
        result = minimize(objective, start.ravel(), jac=True, method="L-BFGS-B", options=options)
        return np.asarray(result.x, float).reshape(start.shape)

    return found


def _folds(label: NDArray[np.intp]) -> NDArray[np.intp]:
    """Spread the rows of each label over the folds."""
    rng = np.random.default_rng(0)
    fold = np.zeros(len(label), np.intp)
    for value in range(int(label.max()) + 1):
        rows = rng.permutation(np.flatnonzero(label == value))
        fold[rows] = (np.arange(len(rows)) + rng.integers(N_FOLDS)) % N_FOLDS
    return fold
