"""Learn themes from few labels: ridge regression on n-grams and on what they mean.

With eight labels a theme, most words of a new text were never seen in training. The vectors of
:mod:`textkit.features.terms` say which are alike. A text is its TF-IDF n-grams beside the sum of
their vectors; both are linear, so what is learned is one weight a theme and n-gram, as in every
:class:`~textkit.themes.model.ThemeModel`. Ridge regression has its leave-one-out predictions in
closed form: they choose the penalty and the share of the vectors, calibrate the probabilities, and
tell how good the model is, without setting a single label aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.terms import RAREST, Terms, count_ngrams, load_terms
from textkit.themes.model import ThemeModel, squash
from textkit.themes.targets import Targets
from textkit.themes.thresholds import choose_threshold, unsure_band

__all__ = ["MAX_FEW", "Learned", "learn_few"]

MAX_FEW = 4000  # texts; 2,900 take a minute on a busy core, most of it for eigenvectors
_SMOOTH = 10.0
_SHARES = (0.2, 1 / 3, 0.5, 2 / 3)  # of the vectors in the likeness of two texts
_PENALTIES = (0.1, 0.3, 1.0, 3.0)
_HINT_WEIGHT = 2.0  # of a theme's name or term as a text of its own, where the theme has 8 labels
_MAX_POOL = 2000  # unlabelled texts looked at, evenly over those given
# Four themes with 1,000 texts beside 8 labels each: accuracy .702, then .746; beside 24: .803,
# .806. Weight .3 gives .752 and .801, and claims more than it knows.
_POOL_WEIGHT = 0.1
_MANY_NGRAMS = 150_000  # beyond, n-grams seen once are left out: a model has a weight a theme each


@dataclass(frozen=True, slots=True)
class Learned:
    """A model, and what it says of each of its training texts when that one is left out.

    Parameters
    ----------
    model : ThemeModel
    out_of_fold : ndarray of float, shape (n_texts, n_themes)
        Probabilities.
    """

    model: ThemeModel
    out_of_fold: NDArray[np.float64]


def learn_few(
    texts: Sequence[str],
    targets: Targets,
    *,
    weight: NDArray[np.float64] | None = None,
    hints: Mapping[str, Sequence[str]] | None = None,
    unlabelled: Sequence[str] = (),
) -> Learned:
    """Learn from at most some thousand texts.

    Parameters
    ----------
    texts : sequence of str
    targets : Targets
        What is known of them.
    weight : ndarray of float, shape (n_texts,), optional
    hints : mapping of str to sequence of str, optional
        Theme → names, terms and definitions, each taken for a text of that theme and no other.
    unlabelled : sequence of str
        More texts of the same kind; those that the first model is surest of teach the second.
    """
    hints = hints or {}
    own = np.ones(len(texts)) if weight is None else weight
    learned = _learn(texts, targets, own, hints, len(texts))
    if not unlabelled:
        return learned
    step = max(len(unlabelled) // _MAX_POOL, 1)
    return _taught(learned, texts, targets, own, hints, list(unlabelled[::step][:_MAX_POOL]))


def _learn(
    texts: Sequence[str],
    targets: Targets,
    weight: NDArray[np.float64],
    hints: Mapping[str, Sequence[str]],
    n_real: int,
) -> Learned:
    """Learn from texts, of which the first ``n_real`` were labelled by a person."""
    hinted = [(theme, text) for theme in hints for text in hints[theme]]
    column = {str(theme): t for t, theme in enumerate(targets.classes)}
    space = _Space([*texts, *(text for _, text in hinted)])
    yes = np.zeros((len(texts) + len(hinted), len(column)), bool)
    yes[: len(texts)] = targets.yes
    for row, (theme, _) in enumerate(hinted, len(texts)):
        yes[row, column[theme]] = True
    known = np.concatenate([targets.known, np.ones((len(hinted), len(column)), bool)])
    per_theme = {theme: max(len(hints[theme]), 1) for theme in hints}
    of_hints = [_HINT_WEIGHT / per_theme[theme] for theme, _ in hinted]
    weights = np.concatenate([weight, of_hints])
    real = np.arange(len(yes)) < n_real
    # Texts judge the choices; while there are hardly any, names and terms stand in for them.
    judged = real if n_real > 2 * len(column) else np.ones(len(yes), bool)
    every = Targets(targets.classes, yes, known, targets.exclusive)
    solution = _solve(space.ngrams, space.meanings, every, weights, judged)
    return space.learned(solution, every, real, judged)


def _taught(
    first: Learned,
    texts: Sequence[str],
    targets: Targets,
    weight: NDArray[np.float64],
    hints: Mapping[str, Sequence[str]],
    pool: list[str],
) -> Learned:
    """Learn again with what the first model is surest of (self-training, one round)."""
    probabilities = first.model.probabilities(pool)
    given = first.model.given(probabilities)
    surety = probabilities.max(1) if targets.exclusive else np.abs(2 * probabilities - 1).min(1)
    n_taken = min(len(pool), max(2 * len(texts), 50))
    taken = np.argsort(-surety, kind="stable")[:n_taken]
    more = Targets(
        targets.classes,
        np.vstack([targets.yes, given[taken]]),
        np.vstack([targets.known, np.ones_like(given[taken])]),
        targets.exclusive,
    )
    trust = np.concatenate([weight, _POOL_WEIGHT * surety[taken]])
    return _learn([*texts, *(pool[i] for i in taken)], more, trust, hints, len(texts))


@dataclass(frozen=True, slots=True)
class _Solution:
    """Duals of the ridge regression and its leave-one-out scores."""

    dual: NDArray[np.float64]  # (n_rows, n_themes)
    bias: NDArray[np.float64]
    left_out: NDArray[np.float64]  # (n_rows, n_themes)
    share: float


def _solve(
    ngrams: Any,
    meanings: NDArray[np.float64],
    targets: Targets,
    weight: NDArray[np.float64],
    judged: NDArray[np.bool_],
) -> _Solution:
    """Solve the weighted ridge regression in its dual; choose its two numbers by leave-one-out."""
    yes, known = targets.yes, targets.known
    root = np.sqrt(weight)
    target = np.where(known, yes, yes.mean(0)).astype(float)
    bias = np.average(target, axis=0, weights=weight)
    wanted = root[:, None] * (target - bias)
    by_ngrams = (ngrams @ ngrams.T).toarray().astype(float)
    by_meanings = meanings @ meanings.T
    best: tuple[float, _Solution] | None = None
    for share in _SHARES:
        kernel = (1 - share) * by_ngrams + share * by_meanings + 1.0
        values, vectors = np.linalg.eigh(root[:, None] * kernel * root)
        rotated = vectors.T @ wanted
        squares = vectors**2
        for penalty in _PENALTIES:
            # Weighted by their roots, predictions p and leverages h give a left-out row's score.
            shrunk = np.maximum(values, 0) / (np.maximum(values, 0) + penalty)
            fitted = vectors @ (shrunk[:, None] * rotated)
            leverage = np.minimum(squares @ shrunk, 0.999)[:, None]
            left_out = (fitted - leverage * wanted) / (1 - leverage) / root[:, None] + bias
            loss = _loss(left_out[judged], yes[judged], known[judged], targets.exclusive)
            if best is None or loss < best[0]:
                dual = root[:, None] * (
                    vectors @ (rotated / (np.maximum(values, 0) + penalty)[:, None])
                )
                best = loss, _Solution(dual, bias, left_out, share)
    if best is None:  # never: the grids are not empty
        raise AssertionError
    return best[1]


def _loss(
    scores: NDArray[np.float64],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
    exclusive: bool,
) -> float:
    """Return the mean log loss of scores at their best temperature."""
    return min(
        _log_loss(_logits(scores, slope, exclusive), yes, known, exclusive) for slope in _SLOPES
    )


_SLOPES = (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 36.0, 60.0, 100.0)


def _logits(scores: NDArray[np.float64], slope: float, exclusive: bool) -> NDArray[np.float64]:
    return slope * (scores if exclusive else scores - 0.5)


def _log_loss(
    logits: NDArray[np.float64],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
    exclusive: bool,
) -> float:
    if exclusive:
        top = logits.max(1, keepdims=True)
        total = top[:, 0] + np.log(np.exp(logits - top).sum(1))
        return float((total - logits[np.arange(len(yes)), yes.argmax(1)]).mean())
    return float(np.logaddexp(0, np.where(yes, -logits, logits))[known].mean())


class _Space:
    """The texts as n-grams and as meanings, each scaled to a mean likeness to itself of 1."""

    def __init__(self, texts: list[str]) -> None:
        self.terms: Terms = load_terms().extended(texts)
        if sum(self.terms.vocabulary.sizes) - sum(load_terms().vocabulary.sizes) > _MANY_NGRAMS:
            self.terms = load_terms().extended(texts, min_count=2)
        counts = count_ngrams(self.terms.vocabulary, texts)
        n_texts = len(texts)
        df = np.asarray((counts > 0).sum(0)).ravel()
        # The root of both beats either: few texts know their genre, many the language.
        here = np.log((1 + n_texts) / (1 + df)) + 1
        self.idf = np.sqrt(here * -np.log(self.terms.share))
        # The first column of each length is of what is unknown or no n-gram: it weighs nothing.
        sizes = self.terms.vocabulary.sizes
        self.idf[[0, sizes[0], sizes[0] + sizes[1]]] = 0.0
        # N-grams of one text alone are unknown where it is left out, and do not count there.
        own = (df < 2) & (self.terms.share <= RAREST)
        self.squares = np.where(own, 0.0, self.idf**2)
        shrink = sp.diags(1 / np.sqrt(_SMOOTH + counts @ self.squares))
        ngrams = (shrink @ counts @ sp.diags(self.idf)).tocsr()
        meanings = np.asarray(shrink @ (counts @ self.terms.vectors), float)
        self.scale_ngrams = 1 / max(np.sqrt(ngrams.multiply(ngrams).sum() / n_texts), 1e-9)
        self.scale_meanings = 1 / max(float(np.sqrt((meanings**2).sum() / n_texts)), 1e-9)
        self.ngrams = ngrams * self.scale_ngrams
        self.meanings = meanings * self.scale_meanings

    def learned(
        self,
        solution: _Solution,
        targets: Targets,
        real: NDArray[np.bool_],
        judged: NDArray[np.bool_],
    ) -> Learned:
        """Write the solution as weights of n-grams, and calibrate it on the left-out scores."""
        share, dual = solution.share, solution.dual
        of_ngrams = np.asarray((self.ngrams.T @ dual).T) * (1 - share) * self.scale_ngrams
        of_meanings = (self.meanings.T @ dual).T * share * self.scale_meanings
        weights = of_ngrams * self.idf + of_meanings @ self.terms.vectors.T
        bias = solution.bias + dual.sum(0)
        yes, known = targets.yes[judged], targets.known[judged]
        n_themes = len(targets.classes)
        stack = _calibrated(solution.left_out[judged], yes, known, targets.exclusive)
        logits = solution.left_out * stack[:, 0] + stack[:, 1]
        threshold = choose_threshold(logits[judged], yes, known)
        low, high = unsure_band(logits[judged], yes, known, threshold)
        model = ThemeModel(
            self.terms.vocabulary,
            weights=np.vstack([weights, self.squares]).astype(np.float16).astype(np.float32),
            bias=bias,
            stack=stack,
            thresholds=np.full(n_themes, _sigmoid(threshold)),
            unsure=np.tile(_sigmoid(np.array([low, high])), (n_themes, 1)),
            names={str(name): str(name) for name in targets.classes},
            exclusive=targets.exclusive,
            smooth=_SMOOTH,
        )
        return Learned(model, squash(logits[real], exclusive=model.exclusive))


def _calibrated(
    scores: NDArray[np.float64],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
    exclusive: bool,
) -> NDArray[np.float64]:
    """Return the stack that turns scores into log-odds: one for all themes."""
    grid = np.geomspace(1.5, 150, 80)
    centres = [0.0] if exclusive else np.linspace(0.1, 0.6, 26).tolist()
    losses = [
        (_log_loss(a * (scores - c), yes, known, exclusive), a, c) for a in grid for c in centres
    ]
    _, slope, centre = min(losses)
    return np.tile([slope, -slope * centre], (yes.shape[1], 1))


def _sigmoid(logit: Any) -> Any:
    return 1 / (1 + np.exp(-logit))
