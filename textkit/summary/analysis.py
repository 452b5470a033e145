"""Everything about a document's sentences that ranking and selection ask for, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from textkit.document import Document
from textkit.summary.characters import Bigrams, bigrams, characters
from textkit.summary.cues import count_cues, find_openings
from textkit.summary.fitness import Fitness, fitness, is_run_in_heading
from textkit.summary.table import SentenceTable, sentence_table

__all__ = ["Analysis", "analyse"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document's sentences with their bigrams, cues and fitness.

    Parameters
    ----------
    table : SentenceTable
    grams : Bigrams
    counts, openings : mapping of str to ndarray, shape (n_sentences,)
        How often each cue occurs in a sentence, and how it opens.
    grades : ndarray of int8, shape (n_sentences,)
        :class:`~textkit.summary.fitness.Fitness` of each sentence.
    sections : ndarray of int, shape (n_sentences,)
        Number of the section; one begins at a heading and at a run-in heading.
    """

    table: SentenceTable
    grams: Bigrams
    counts: Mapping[str, NDArray[np.float64]]
    openings: Mapping[str, NDArray[np.bool_]]
    grades: NDArray[np.int8]
    sections: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def quotable(self) -> NDArray[np.bool_]:
        """Which sentences may stand in a summary."""
        return np.asarray(self.grades == Fitness.QUOTABLE)


def analyse(document: Document) -> Analysis:
    """Work out what ranking and selection need of a document's body."""
    table = sentence_table(document)
    texts = table.texts
    chars = characters(texts)
    counts = count_cues(texts, chars)
    openings = find_openings(texts)
    run_in = np.array(
        [
            is_run_in_heading(text, figures, is_numbered=bool(numbered))
            for text, figures, numbered in zip(
                texts, counts["figures"], openings["enumerated"], strict=True
            )
        ],
        bool,
    )
    return Analysis(
        table,
        bigrams(chars),
        counts,
        openings,
        fitness(texts, counts, openings),
        table.sections + np.cumsum(run_in),
    )
