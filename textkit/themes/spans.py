"""Training texts as sparse counts of n-grams and words in their clauses, sentences and wholes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.codes import Codes, encode
from textkit.features.ngrams import Vocabulary
from textkit.features.words import Words

__all__ = ["Spans", "count_spans", "in_groups"]


@dataclass(frozen=True, slots=True)
class Spans:
    """Counts of every n-gram and word in every span.

    Parameters
    ----------
    clauses, sentences, texts : csr_matrix of float32, shape (n_spans, n_ngrams)
    clause_text, sentence_text : ndarray of int
        The text that each clause and sentence belongs to.
    clause_sentence : ndarray of int
        The sentence that each clause belongs to.
    clause_middle : ndarray of float
        Where the middle of each clause stands in its text, in code points.
    clause_alone, sentence_alone : ndarray of bool
        Whether the clause is its whole sentence, the sentence its whole text.
    """

    clauses: Any
    sentences: Any
    texts: Any
    clause_text: NDArray[np.intp]
    sentence_text: NDArray[np.intp]
    clause_sentence: NDArray[np.intp]
    clause_middle: NDArray[np.float64]
    clause_alone: NDArray[np.bool_]
    sentence_alone: NDArray[np.bool_]


def count_spans(
    texts: list[str], groups: NDArray[np.intp], *, min_count: int = 2, words: bool = True
) -> tuple[Vocabulary, Words | None, Spans]:
    """Learn the vocabulary of ``texts`` and count it in all their spans.

    Parameters
    ----------
    texts : list of str
    groups : ndarray of int, shape (n_texts,)
        The article or source of each text.
    min_count : int
        What stands in fewer groups is left out: most are names of its people and places.
    words : bool
        Whether words count beside n-grams of characters.
    """
    encoded = encode(texts)
    codes = encoded.codes
    vocabulary = Vocabulary.learn(codes, min_count=min_count)
    n_clauses, n_sentences = len(encoded.clauses), len(encoded.sentences)
    clause = np.repeat(np.arange(n_clauses), np.diff(encoded.clauses, append=len(codes)))
    clause_sentence = _owner(encoded.sentences, encoded.clauses)
    sentence_text = _owner(encoded.texts, encoded.sentences)

    found = [(clause, hit) for hit in vocabulary.rows(codes)]
    clauses = _counts(found, vocabulary.sizes, n_clauses)
    kept = in_groups(clauses, groups[sentence_text[clause_sentence]]) >= min_count
    kept[np.cumsum((0, *vocabulary.sizes[:2]))] = True  # the rows of unknown n-grams
    vocabulary, clauses = vocabulary.only(kept), clauses[:, np.flatnonzero(kept)]
    known = None
    if words:
        known = Words.learn(vocabulary, texts, groups, min_count=min_count)
        starts, *hits = known.rows(codes, vocabulary.rows(codes)[1])
        found = [(clause[starts], hit) for hit in hits]
        clauses = sp.hstack([clauses, _counts(found, known.sizes, n_clauses)], format="csr")
    sentences = _sums(clauses, clause_sentence, n_sentences)
    counted = Spans(
        clauses,
        sentences,
        _sums(sentences, sentence_text, len(texts)),
        sentence_text[clause_sentence],
        sentence_text,
        clause_sentence,
        _middles(encoded, texts),
        np.bincount(clause_sentence)[clause_sentence] == 1,
        np.bincount(sentence_text)[sentence_text] == 1,
    )
    return vocabulary, known, counted


def _counts(
    found: Sequence[tuple[NDArray[np.intp], NDArray[np.int32]]],
    sizes: tuple[int, ...],
    n_clauses: int,
) -> Any:
    """Count rows of several tables, the columns of one after those of the other.

    Parameters
    ----------
    found : sequence of pairs of ndarray
        For each table the clause and the row of every hit; row 0 is none.
    """
    *offsets, total = np.cumsum((0, *sizes)).tolist()
    rows = np.concatenate([owner[hit > 0] for owner, hit in found])
    columns = np.concatenate(
        [hit[hit > 0] + at for (_, hit), at in zip(found, offsets, strict=True)]
    )
    shape = (n_clauses, total)
    counts = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return counts


def in_groups(counts: Any, groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return in how many groups of rows each column has a count."""
    found = counts.tocoo()
    n_columns = counts.shape[1]
    pairs = np.unique(groups[found.row].astype(np.int64) * n_columns + found.col)
    return np.bincount(pairs % n_columns, minlength=n_columns)


def _middles(encoded: Codes, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return where the middle of each clause stands in its text."""
    start = encoded.characters[encoded.clauses]
    of_text = _owner(encoded.texts, encoded.clauses)
    end = np.append(start[1:], sum(map(len, texts)) + len(texts))
    is_last = np.append(np.diff(of_text) > 0, True)  # what lies between two texts is of neither
    text_start = encoded.characters[encoded.texts][of_text]
    return np.asarray((start + end - is_last) / 2 - text_start, float)


def _owner(outer: NDArray[np.intp], inner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return which of the ``outer`` spans each of the ``inner`` ones lies in, by their starts."""
    return np.searchsorted(outer, inner, side="right") - 1


def _sums(spans: Any, owner: NDArray[np.intp], n_owners: int) -> Any:
    ones = np.ones(len(owner), np.float32)
    return (sp.csr_matrix((ones, (owner, np.arange(len(owner))))) @ spans).tocsr()
