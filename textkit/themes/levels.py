"""From the scores of clauses and sentences to those of a text at six levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVELS", "Tally", "best_two", "tally"]

LEVELS = (
    "whole",
    "best sentence",
    "mean sentence",
    "best clause",
    "second clause",
    "mean clause",
)
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


def best_two(scores: Floats, starts: Starts) -> tuple[Floats, Floats]:
    """Return the highest score of each group of rows, and the highest one below it."""
    best = np.maximum.reduceat(scores, starts, axis=0)
    of_each = np.repeat(best, _counts(starts, len(scores))[:, 0], axis=0)
    second = np.maximum.reduceat(np.where(scores < of_each, scores, -np.inf), starts, axis=0)
    return best, np.where(second == -np.inf, best, second)


def _counts(starts: Starts, total: int) -> NDArray[np.intp]:
    return np.diff(starts, append=total)[:, None]
