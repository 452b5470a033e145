"""The parts of a theme classifier's fit: folds, scores of unseen texts, their combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from textkit.themes.levels import tally
from textkit.themes.model import ThemeModel
from textkit.themes.spans import Spans

__all__ = ["combine", "group_ids", "levels", "make_folds"]

_STACK_C = 0.3  # of the levels' weights; .02 and 1 were worse on held-out sources
_STACK_C_WITH_EVIDENCE = 1.0  # of more levels; .1 and 3 were no better


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


def combine(
    levels: NDArray[np.float64], yes: NDArray[np.bool_], *, evidence: bool
) -> NDArray[np.float64]:
    """Fit the weights of the levels and the constant for one theme."""
    if yes.all() or not yes.any():
        return np.append(np.zeros(levels.shape[1]), 6.0 if yes.all() else -6.0)
    mean, scale = levels.mean(0), levels.std(0) + 1e-6
    strength = _STACK_C_WITH_EVIDENCE if evidence else _STACK_C
    regression = LogisticRegression(C=strength, max_iter=1000).fit((levels - mean) / scale, yes)
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
