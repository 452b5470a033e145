"""Learn themes from few labels: regression on n-grams and on what they mean.

With eight labels a theme, most words of a new text were never seen in training. The vectors of
:mod:`textkit.features.terms` say which are alike. A text is its TF-IDF n-grams beside the sum of
their vectors; both are linear, so what is learned is one weight a theme and n-gram, as in every
:class:`~textkit.themes.model.ThemeModel`. The scores of texts that were left out choose the share
of the vectors, calibrate the probabilities, and tell how good the model is, without setting a
single label aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.terms import RAREST, Terms, count_ngrams, load_terms
from textkit.themes.calibrating import bounds, calibrated
from textkit.themes.model import ThemeModel, squash
from textkit.themes.regressions import Solution, ridge, softmax
from textkit.themes.targets import Targets

__all__ = ["MAX_FEW", "Learned", "learn_few"]

MAX_FEW = 6000  # texts; 5,100 take 40 s to a minute and 2 GB, more grow with their cube
_SMOOTH = 10.0
_SHARES = (0.05, 0.1, 0.2, 1 / 3, 0.5, 2 / 3)  # of the vectors in the likeness of two texts
_FIRST_SHARE = 3
_MAX_SEARCHED = 2000  # texts; with more, the one share that was best for 2,000 in all sets is taken
_SHARE_OF_MANY = 1
# Trigrams at full weight are half of a text's length, and name its people and places: at half
# weight four of six sets gained .005 to .01 and none lost.
_TRIGRAMS = 0.5
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
    solution, share = _solve(space, every, weights, judged)
    return space.learned(solution, share, every, real, judged)


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


def _solve(
    space: _Space, targets: Targets, weight: NDArray[np.float64], judged: NDArray[np.bool_]
) -> tuple[Solution, float]:
    """Return the best solution and the share of the meanings, found downhill from a third."""
    regression = softmax if targets.exclusive else ridge
    by_ngrams = (space.ngrams @ space.ngrams.T).toarray().astype(float)
    by_meanings = space.meanings @ space.meanings.T

    def solve(i: int) -> Solution:
        kernel = (1 - _SHARES[i]) * by_ngrams + _SHARES[i] * by_meanings
        return regression(kernel, targets, weight, judged)

    if len(weight) > _MAX_SEARCHED:
        return solve(_SHARE_OF_MANY), _SHARES[_SHARE_OF_MANY]
    best = _FIRST_SHARE
    solved = {best: solve(best)}
    for step in (-1, 1):
        while 0 <= best + step < len(_SHARES):
            if best + step not in solved:
                solved[best + step] = solve(best + step)
            if solved[best + step].loss >= solved[best].loss:
                break
            best += step
    return solved[best], _SHARES[best]


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
        self.idf[sizes[0] + sizes[1] :] *= _TRIGRAMS
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
        solution: Solution,
        share: float,
        targets: Targets,
        real: NDArray[np.bool_],
        judged: NDArray[np.bool_],
    ) -> Learned:
        """Write the solution as weights of n-grams, and calibrate it on the left-out scores."""
        of_ngrams = np.asarray((self.ngrams.T @ solution.dual).T) * (1 - share) * self.scale_ngrams
        of_meanings = (self.meanings.T @ solution.dual).T * share * self.scale_meanings
        weights = of_ngrams * self.idf + of_meanings @ self.terms.vectors.T
        yes, known = targets.yes[judged], targets.known[judged]
        left_out = solution.left_out
        stack = calibrated(left_out[judged], yes, known, exclusive=targets.exclusive)
        logits = left_out * stack[:, 0] + stack[:, 1]
        thresholds, unsure = bounds(logits[judged], yes, known, exclusive=targets.exclusive)
        model = ThemeModel(
            self.terms.vocabulary,
            weights=np.vstack([weights, self.squares]).astype(np.float16).astype(np.float32),
            bias=solution.bias,
            stack=stack,
            thresholds=thresholds,
            unsure=unsure,
            names={str(name): str(name) for name in targets.classes},
            exclusive=targets.exclusive,
            smooth=_SMOOTH,
        )
        return Learned(model, squash(logits[real], exclusive=model.exclusive))
