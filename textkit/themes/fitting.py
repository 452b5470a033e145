"""The parts of a theme classifier's fit: rows to learn from, folds, the scores' combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from textkit.themes.levels import tally
from textkit.themes.model import ThemeModel
from textkit.themes.spans import Spans, in_groups

__all__ = ["TrainingData", "combine", "group_ids", "levels", "make_folds"]

_SENTENCE_WEIGHT, _CLAUSE_WEIGHT = 0.3, 0.1  # of a span that only its text's lack of a theme labels
_STACK_C = 0.3  # of the levels' weights; .02 and 1 were worse on held-out sources


class TrainingData:
    """Texts with their labels; and their sentences and clauses where a text lacks a theme."""

    def __init__(
        self,
        spans: Spans,
        yes: NDArray[np.bool_],
        known: NDArray[np.bool_],
        weight: NDArray[np.float64],
        groups: NDArray[np.intp],
        formal: NDArray[np.bool_] | None = None,
    ) -> None:
        self.groups = groups
        self.formal = formal
        sentences = np.flatnonzero(~spans.sentence_alone)
        clauses = np.flatnonzero(~spans.clause_alone)
        inner = np.concatenate([spans.sentence_text[sentences], spans.clause_text[clauses]])
        self.counts = sp.vstack(
            [spans.texts, spans.sentences[sentences], spans.clauses[clauses]], format="csr"
        )
        self.text = np.concatenate([np.arange(len(yes)), inner])
        self.yes = np.concatenate([yes, np.zeros((len(inner), yes.shape[1]), bool)])
        self.known = np.concatenate([known, ~yes[inner] & known[inner]])
        self.weight = np.concatenate(
            [
                weight,
                weight[spans.sentence_text[sentences]] * _SENTENCE_WEIGHT,
                weight[spans.clause_text[clauses]] * _CLAUSE_WEIGHT,
            ]
        )

    def shared(self, inside: NDArray[np.bool_], min_count: int) -> NDArray[np.bool_]:
        """Tell which n-grams stand in at least ``min_count`` groups of the texts ``inside``."""
        return in_groups(self.counts[: len(inside)][inside], self.groups[inside]) >= min_count

    def rows(self, inside: NDArray[np.bool_]) -> tuple[Any, Any, Any, Any]:
        """Return counts, labels, what is known of them, and weights of the spans ``inside``."""
        at = np.flatnonzero(inside[self.text])
        return self.counts[at], self.yes[at], self.known[at], self.weight[at]


def levels(model: ThemeModel, spans: Spans) -> NDArray[np.float64]:
    """Return the texts' scores at every level, from the counts at hand."""
    whole, sentences, clauses = (
        np.asarray(counts @ model.weights.T, float)
        for counts in (spans.texts, spans.sentences, spans.clauses)
    )
    texts = np.arange(len(whole))
    tallied = tally(
        whole,
        model.score(sentences),
        model.score(clauses),
        np.searchsorted(spans.sentence_text, texts),
        np.searchsorted(spans.clause_text, texts),
    )
    return model.levels(tallied)


def combine(levels: NDArray[np.float64], yes: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Fit the weights of the levels and the constant for one theme."""
    if yes.all() or not yes.any():
        return np.append(np.zeros(levels.shape[1]), 6.0 if yes.all() else -6.0)
    mean, scale = levels.mean(0), levels.std(0) + 1e-6
    regression = LogisticRegression(C=_STACK_C, max_iter=1000).fit((levels - mean) / scale, yes)
    coef = regression.coef_[0] / scale
    return np.append(coef, regression.intercept_[0] - coef @ mean)


def group_ids(groups: Sequence[Any] | None, n_texts: int) -> NDArray[np.intp]:
    """Return the number of each text's group; without groups each is its own."""
    if groups is None:
        return np.arange(n_texts)
    names, ids = np.unique(list(groups), return_inverse=True)
    if len(ids) != n_texts:
        raise ValueError(f"got {len(ids)} groups for {n_texts} texts, expected one a text")
    if len(names) < 2:
        raise ValueError("all texts are in one group; two are needed to score unseen ones")
    return ids


def make_folds(groups: NDArray[np.intp], n_folds: int, random_state: int) -> NDArray[np.intp]:
    """Give each text a fold: the largest groups first, each to the fold with the fewest texts."""
    size = np.bincount(groups)
    order = np.random.default_rng(random_state).permutation(len(size))
    fold_of = np.zeros(len(size), np.intp)
    filled = np.zeros(n_folds, np.intp)
    for group in order[np.argsort(-size[order], kind="stable")]:
        fold_of[group] = filled.argmin()
        filled[fold_of[group]] += size[group]
    return fold_of[groups]
