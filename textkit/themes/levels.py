"""From the scores of clauses and sentences to those of a text at six levels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "LEVELS",
    "Tally",
    "best_two",
    "layout",
    "n_levels",
    "odds_against",
    "stack_of",
    "tally",
    "weighed",
]

LEVELS = (
    "whole",
    "best sentence",
    "mean sentence",
    "best clause",
    "second clause",
    "mean clause",
)
_PRODUCTS = [LEVELS.index("whole"), LEVELS.index("best clause")]  # that formality multiplies
_LARGEST = 700.0  # of logarithms whose exponentials are floats
Floats = NDArray[np.float64]
Starts = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tally:
    """What is kept of each text's sentences and clauses, enough to join the pieces of one.

    Parameters
    ----------
    whole : ndarray, shape (n_texts, n_themes + 1)
        Sums of the weights of its n-grams, unscored.
    sentence, clause : ndarray, shape (n_texts, n_themes)
        Sums of the scores of its sentences and clauses.
    best_sentence, best_clause, second_clause : ndarray, shape (n_texts, n_themes)
        Second best is the highest score below the best: to say a clause twice adds nothing. A text
        whose clauses score alike has its best again.
    n_sentences, n_clauses : ndarray, shape (n_texts, 1)
    """

    whole: Floats
    sentence: Floats
    clause: Floats
    best_sentence: Floats
    best_clause: Floats
    second_clause: Floats
    n_sentences: NDArray[np.intp]
    n_clauses: NDArray[np.intp]

    def joined(self, starts: Starts) -> Tally:
        """Return the tallies of texts, of which ``starts`` are the first pieces."""
        if len(starts) == len(self.whole):
            return self
        pairs = np.stack([self.best_clause, self.second_clause], axis=1)
        best, second = best_two(pairs.reshape(-1, pairs.shape[2]), 2 * starts)
        return Tally(
            np.add.reduceat(self.whole, starts, axis=0),
            np.add.reduceat(self.sentence, starts, axis=0),
            np.add.reduceat(self.clause, starts, axis=0),
            np.maximum.reduceat(self.best_sentence, starts, axis=0),
            best,
            second,
            np.add.reduceat(self.n_sentences, starts, axis=0),
            np.add.reduceat(self.n_clauses, starts, axis=0),
        )

    def levels(self, whole: Floats) -> Floats:
        """Return the scores at each level, (n_texts, n_themes, 6), given those of the whole."""
        return np.stack(
            [
                whole,
                self.best_sentence,
                self.sentence / self.n_sentences,
                self.best_clause,
                self.second_clause,
                self.clause / self.n_clauses,
            ],
            axis=2,
        )


def tally(
    whole: Floats, sentences: Floats, clauses: Floats, sentence: Starts, clause: Starts
) -> Tally:
    """Tally texts.

    Parameters
    ----------
    whole : ndarray, shape (n_texts, n_themes + 1)
    sentences, clauses : ndarray, shape (n_spans, n_themes)
        Scores, in the order of the texts.
    sentence, clause : ndarray of int, shape (n_texts,)
        Index of each text's first sentence and clause.
    """
    best, second = best_two(clauses, clause)
    return Tally(
        whole,
        np.add.reduceat(sentences, sentence, axis=0),
        np.add.reduceat(clauses, clause, axis=0),
        np.maximum.reduceat(sentences, sentence, axis=0),
        best,
        second,
        _counts(sentence, len(sentences)),
        _counts(clause, len(clauses)),
    )


def layout(n_themes: int, *, formality: bool, evidence: bool) -> dict[str, slice]:
    """Return where a stack holds the weights of what; of a constant, last, always.

    Returns
    -------
    dict of str to slice
        ``levels``, the six; ``formality``, how formal a text is; ``products``, of that and two
        levels; ``about``, the probability of each theme, as far as the text is news; ``evidence``,
        the five inner levels of the scores that were learned from evidence; ``constant``.
    """
    widths = {"levels": len(LEVELS)}
    if formality:
        widths |= {"formality": 1, "products": len(_PRODUCTS), "about": n_themes}
    if evidence:
        widths |= {"evidence": len(LEVELS) - 1}
    widths |= {"constant": 1}
    ends = accumulate(widths.values())
    return {name: slice(end - widths[name], end) for name, end in zip(widths, ends, strict=True)}


def weighed(levels: Floats, n_themes: int, *, formality: bool, evidence: bool) -> Floats:
    """Return what a stack weighs for each theme, given all scores at the six levels.

    A report packs many measures into a paragraph, where one clause tells little of the whole; news
    says one thing in all its clauses. How much a level counts may therefore depend on how formal
    the text is as a whole: the hyperbolic tangent of half its log-odds, in (-1, 1). And what else
    a piece of news is about tells how to read it: inspectors who seal a polluter are ecology, not
    governance.

    Parameters
    ----------
    levels : ndarray, shape (n_texts, n_scores, 6)
        Of each theme; then maybe of formality; then maybe of each theme by its evidence.

    Returns
    -------
    ndarray, shape (n_texts, n_themes, n_levels)
        In the order of :func:`layout`.
    """
    scores = levels[:, :n_themes]
    parts = {"levels": scores}
    if formality:
        is_formal, about = _formality(levels[:, : n_themes + 1, LEVELS.index("whole")])
        is_formal, about = is_formal[:, :, None], about[:, None, :]
        parts["formality"] = np.broadcast_to(is_formal, (*scores.shape[:2], 1))
        parts["products"] = is_formal * scores[:, :, _PRODUCTS]
        parts["about"] = np.broadcast_to(about, (len(scores), n_themes, n_themes))
    if evidence:
        parts["evidence"] = levels[:, n_themes + formality :, 1:]
    order = layout(n_themes, formality=formality, evidence=evidence)
    return np.concatenate([parts[name] for name in order if name in parts], axis=2)


def stack_of(
    stack: Floats, whole: Floats, *, formality: bool, evidence: bool
) -> tuple[Floats, Floats]:
    """Return how much each level of one text weighs, and what its log-odds are without any.

    Parameters
    ----------
    stack : ndarray, shape (n_themes, n_levels + 1)
    whole : ndarray, shape (n_scores,)
        Scores of the whole text.

    Returns
    -------
    weights : ndarray, shape (n_themes, 6) or (2 * n_themes, 6)
        Of the themes' scores, then of those by evidence.
    constants : ndarray, shape (n_themes,)
    """
    n_themes = len(stack)
    where = layout(n_themes, formality=formality, evidence=evidence)
    of = {name: stack[:, place] for name, place in where.items()}
    weights, constants = of["levels"].copy(), of["constant"][:, 0].copy()
    if formality:
        is_formal, about = _formality(whole[: n_themes + 1])
        constants += of["formality"][:, 0] * is_formal
        weights[:, _PRODUCTS] += of["products"] * is_formal
        constants += of["about"] @ about
    if evidence:
        weights = np.concatenate([weights, np.insert(of["evidence"], 0, 0.0, axis=1)])
    return weights, constants


def _formality(whole: Floats) -> tuple[Floats, Floats]:
    """Return how formal texts are, (..., 1), and what they are about as far as they are news.

    Parameters
    ----------
    whole : ndarray, shape (..., n_themes + 1)
        Scores of whole texts, last their formality.
    """
    formality = np.tanh(whole[..., -1:] / 2)
    return formality, (1 - formality) / 2 / (1 + odds_against(whole[..., :-1]))


def n_levels(n_themes: int, *, formality: bool, evidence: bool) -> int:
    """Return how many levels a stack weighs."""
    return int(layout(n_themes, formality=formality, evidence=evidence)["constant"].start)


def odds_against(logits: Any) -> Any:
    """Return exp(-logits), at most 1e304: long texts have log-odds beyond what floats hold."""
    return np.exp(np.minimum(-logits, _LARGEST))


def best_two(scores: Floats, starts: Starts) -> tuple[Floats, Floats]:
    """Return the highest score of each group of rows, and the highest one below it."""
    best = np.maximum.reduceat(scores, starts, axis=0)
    of_each = np.repeat(best, _counts(starts, len(scores))[:, 0], axis=0)
    second = np.maximum.reduceat(np.where(scores < of_each, scores, -np.inf), starts, axis=0)
    return best, np.where(second == -np.inf, best, second)


def _counts(starts: Starts, total: int) -> NDArray[np.intp]:
    return np.diff(starts, append=total)[:, None]
