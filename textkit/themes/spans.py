"""Training texts as sparse n-gram counts of their clauses, sentences and wholes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.codes import encode
from textkit.features.ngrams import Vocabulary

__all__ = ["Spans", "count_spans", "in_groups"]


@dataclass(frozen=True, slots=True)
class Spans:
    """Counts of every n-gram in every span.

    Parameters
    ----------
    clauses, sentences, texts : csr_matrix of float32, shape (n_spans, n_ngrams)
    clause_text, sentence_text : ndarray of int
        The text that each clause and sentence belongs to.
    clause_alone, sentence_alone : ndarray of bool
        Whether the clause is its whole sentence, the sentence its whole text.
    """

    clauses: Any
    sentences: Any
    texts: Any
    clause_text: NDArray[np.intp]
    sentence_text: NDArray[np.intp]
    clause_alone: NDArray[np.bool_]
    sentence_alone: NDArray[np.bool_]


def count_spans(
    texts: list[str], groups: NDArray[np.intp], *, min_count: int = 2
) -> tuple[Vocabulary, Spans]:
    """Learn the vocabulary of ``texts`` and count its n-grams in all their spans.

    Parameters
    ----------
    texts : list of str
    groups : ndarray of int, shape (n_texts,)
        The article or source of each text.
    min_count : int
        N-grams that stand in fewer groups are left out: they are names of its people and places.
    """
    encoded = encode(texts)
    vocabulary = Vocabulary.learn(encoded.codes, min_count=min_count)
    hits = vocabulary.rows(encoded.codes)
    offsets = np.cumsum((0, *vocabulary.sizes))
    n_clauses, n_sentences = len(encoded.clauses), len(encoded.sentences)

    clause = np.repeat(
        np.arange(n_clauses), np.diff(np.append(encoded.clauses, len(encoded.codes)))
    )
    rows = np.concatenate([clause[hit > 0] for hit in hits])
    columns = np.concatenate([hit[hit > 0] + at for hit, at in zip(hits, offsets[:3], strict=True)])
    clauses = sp.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(n_clauses, int(offsets[3]))
    )
    clauses.sum_duplicates()

    clause_sentence = _owner(encoded.sentences, encoded.clauses)
    sentence_text = _owner(encoded.texts, encoded.sentences)
    kept = in_groups(clauses, groups[sentence_text[clause_sentence]]) >= min_count
    kept[offsets[:3]] = True  # the rows of unknown n-grams
    vocabulary, clauses = vocabulary.only(kept), clauses[:, np.flatnonzero(kept)]
    sentences = _sums(clauses, clause_sentence, n_sentences)
    return vocabulary, Spans(
        clauses,
        sentences,
        _sums(sentences, sentence_text, len(texts)),
        sentence_text[clause_sentence],
        sentence_text,
        np.bincount(clause_sentence)[clause_sentence] == 1,
        np.bincount(sentence_text)[sentence_text] == 1,
    )


def in_groups(counts: Any, groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return in how many groups of rows each column has a count."""
    found = counts.tocoo()
    n_columns = counts.shape[1]
    pairs = np.unique(groups[found.row].astype(np.int64) * n_columns + found.col)
    return np.bincount(pairs % n_columns, minlength=n_columns)


def _owner(outer: NDArray[np.intp], inner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return which of the ``outer`` spans each of the ``inner`` ones lies in, by their starts."""
    return np.searchsorted(outer, inner, side="right") - 1


def _sums(spans: Any, owner: NDArray[np.intp], n_owners: int) -> Any:
    ones = np.ones(len(owner), np.float32)
    return (sp.csr_matrix((ones, (owner, np.arange(len(owner))))) @ spans).tocsr()
