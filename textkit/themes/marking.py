"""Which sentences and clauses have a theme, by the spans of their text that were marked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.themes.spans import Spans

__all__ = ["NO", "UNKNOWN", "YES", "Mark", "mark_clauses", "mark_sentences"]

YES, NO, UNKNOWN = 1, 0, -1

Mark = tuple[Any, int, int]
"""A label, and the half-open span of code points that earns it."""


def mark_clauses(
    spans: Spans,
    evidence: Sequence[Sequence[Mark]],
    themes: Sequence[Any],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """Tell which clauses have which themes.

    A text without a theme has no clause with it. Of a text with a theme, the clauses whose middle
    is marked have it and the others have not; without any mark nothing is known of them. Marks of
    a theme that the text has not are doubts: nothing is known of these clauses.

    Parameters
    ----------
    spans : Spans
    evidence : sequence, length n_texts
        The marks of each text.
    themes : sequence
    yes, known : ndarray of bool, shape (n_texts, n_themes)

    Returns
    -------
    ndarray of int8, shape (n_clauses, n_themes)
        :data:`YES`, :data:`NO` or :data:`UNKNOWN`.
    """
    column = {theme: t for t, theme in enumerate(themes)}
    marked = np.full((len(spans.clause_text), len(themes)), UNKNOWN, np.int8)
    marked[(known & ~yes)[spans.clause_text]] = NO
    bounds = np.searchsorted(spans.clause_text, np.arange(len(evidence) + 1))
    for text, marks in enumerate(evidence):
        clauses = slice(bounds[text], bounds[text + 1])
        middle = spans.clause_middle[clauses]
        for t in {column[theme] for theme, _, _ in marks if yes[text, column[theme]]}:
            marked[clauses, t] = NO
        for theme, start, end in marks:
            t = column[theme]
            inside = (start <= middle) & (middle < end)
            marked[clauses, t][inside] = YES if yes[text, t] else UNKNOWN
    return marked


def mark_sentences(spans: Spans, marked: NDArray[np.int8]) -> NDArray[np.int8]:
    """Tell which sentences have which themes: those with a clause that has it."""
    n_sentences = len(spans.sentence_text)
    first = np.searchsorted(spans.clause_sentence, np.arange(n_sentences))
    unknown = np.minimum.reduceat(marked, first, axis=0) == UNKNOWN
    best = np.maximum.reduceat(marked, first, axis=0)
    return np.where(unknown & (best == NO), UNKNOWN, best).astype(np.int8)
