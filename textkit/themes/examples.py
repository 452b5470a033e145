"""What a theme classifier learns from: texts, their sentences and clauses, and what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.themes.marking import NO, UNKNOWN, YES, mark_sentences
from textkit.themes.spans import Spans, in_groups

__all__ = ["Examples", "Task"]

# Of a span that only its text's lack of a theme labels.
_SENTENCE_WEIGHT, _CLAUSE_WEIGHT = 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Task:
    """One score to learn.

    Parameters
    ----------
    answer : ndarray of int8, shape (n_rows,)
        Yes, no or unknown of each row of :class:`Examples`.
    weight : ndarray of float, shape (n_rows,)
        0 for rows that this task leaves out.
    """

    answer: NDArray[np.int8]
    weight: NDArray[np.float64]

    def within(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any]]:
        """Return which of ``rows`` to learn from, with their answers as bool and their weights."""
        answer, weight = self.answer[rows], self.weight[rows]
        at = np.flatnonzero((answer != UNKNOWN) & (weight > 0))
        return at, answer[at] == YES, weight[at]


class Examples:
    """Rows to learn from: whole texts, then their sentences, then their clauses.

    Parameters
    ----------
    spans : Spans
    yes, known : ndarray of bool, shape (n_texts, n_themes)
    weight : ndarray of float, shape (n_texts,)
    groups : ndarray of int, shape (n_texts,)
    formal : ndarray of bool, shape (n_texts,), optional
    marked : ndarray of int8, shape (n_clauses, n_themes), optional
        What :func:`~textkit.themes.marking.mark_clauses` says of the clauses.
    """

    def __init__(
        self,
        spans: Spans,
        yes: NDArray[np.bool_],
        known: NDArray[np.bool_],
        weight: NDArray[np.float64],
        groups: NDArray[np.intp],
        formal: NDArray[np.bool_] | None = None,
        marked: NDArray[np.int8] | None = None,
    ) -> None:
        self.groups = groups
        self.formality, self.evidence = formal is not None, marked is not None
        self._weight = weight
        self._sentences = np.flatnonzero(~spans.sentence_alone)
        self._clauses = np.flatnonzero(~spans.clause_alone)
        self._inner = np.concatenate(
            [spans.sentence_text[self._sentences], spans.clause_text[self._clauses]]
        )
        self.counts = sp.vstack(
            [spans.texts, spans.sentences[self._sentences], spans.clauses[self._clauses]],
            format="csr",
        )
        self.text = np.concatenate([np.arange(len(yes)), self._inner])
        answers = np.where(known, np.where(yes, YES, NO), UNKNOWN).astype(np.int8)
        self.tasks = [self._of_wholes(answers[:, t]) for t in range(yes.shape[1])]
        if formal is not None:
            self.tasks.append(self._of_formality(formal))
        if marked is not None:
            sentences = mark_sentences(spans, marked)[self._sentences]
            inner = np.concatenate([sentences, marked[self._clauses]])
            # Only of one sentence a whole text is an example of what a sentence says.
            alone = np.bincount(spans.sentence_text) == 1
            answers[~alone] = UNKNOWN
            rows = np.concatenate([answers, inner])
            self.tasks += [Task(row, self._weights(1.0, 1.0)) for row in rows.T]

    def rows(self, inside: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Return the rows of the texts that are ``inside``."""
        return np.flatnonzero(inside[self.text])

    def shared(self, inside: NDArray[np.bool_], min_count: int) -> NDArray[np.bool_]:
        """Tell which n-grams stand in at least ``min_count`` groups of the texts ``inside``."""
        return in_groups(self.counts[: len(inside)][inside], self.groups[inside]) >= min_count

    def _of_wholes(self, answers: NDArray[np.int8]) -> Task:
        """Texts; and the sentences and clauses of those that lack the theme."""
        inner = np.where(answers[self._inner] == NO, NO, UNKNOWN)
        weight = self._weights(_SENTENCE_WEIGHT, _CLAUSE_WEIGHT)
        return Task(np.concatenate([answers, inner]), weight)

    def _of_formality(self, formal: NDArray[np.bool_]) -> Task:
        """Texts alone."""
        inner = np.full(len(self._inner), UNKNOWN, np.int8)
        answer = np.concatenate([np.where(formal, YES, NO).astype(np.int8), inner])
        return Task(answer, self._weights(0.0, 0.0))

    def _weights(self, sentence: float, clause: float) -> NDArray[np.float64]:
        of_text = self._weight[self._inner]
        n_sentences = len(self._sentences)
        return np.concatenate(
            [self._weight, of_text[:n_sentences] * sentence, of_text[n_sentences:] * clause]
        )
