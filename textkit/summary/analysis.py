"""Everything about a document's sentences that ranking and selection ask for, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from textkit.document import Document
from textkit.summary.characters import Bigrams, bigrams, characters
from textkit.summary.cues import Cues, find_cues
from textkit.summary.fitness import Fitness, fitness, run_in_headings
from textkit.summary.table import SentenceTable, sentence_table

__all__ = ["Analysis", "analyse", "analyse_table"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document's sentences with their bigrams, cues and fitness.

    Parameters
    ----------
    table : SentenceTable
    grams : Bigrams
    cues : Cues
    grades : ndarray of int8, shape (n_sentences,)
        :class:`~textkit.summary.fitness.Fitness` of each sentence.
    quotable : ndarray of bool, shape (n_sentences,)
        Which have the best grade.
    sections : ndarray of int, shape (n_sentences,)
        Number of the section; one begins at a heading and at a run-in heading.
    """

    table: SentenceTable
    grams: Bigrams
    cues: Cues
    grades: NDArray[np.int8]
    quotable: NDArray[np.bool_]
    sections: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def rivals(self) -> NDArray[np.bool_]:
        """The sentences that compete for a place: the quotable ones, or all where none is."""
        return self.quotable if self.quotable.any() else np.ones(len(self), bool)


def analyse(document: Document) -> Analysis:
    """Work out what ranking and selection need of a document's body."""
    return analyse_table(sentence_table(document))


def analyse_table(table: SentenceTable) -> Analysis:
    """Work out what ranking and selection need of the sentences of a table."""
    texts = table.texts
    chars = characters(texts)
    cues = find_cues(texts, chars)
    run_in = run_in_headings(texts, cues)
    grades = fitness(texts, cues, run_in)
    return Analysis(
        table,
        bigrams(chars),
        cues,
        grades,
        grades == Fitness.QUOTABLE,
        table.sections + np.cumsum(run_in),
    )
