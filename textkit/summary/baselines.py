"""Untrained ways to give sentences their worth, each as its paper has it, on our sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from textkit.summary.analysis import Analysis
from textkit.summary.centrality import lexrank, unit_vectors
from textkit.summary.options import Method

__all__ = ["baseline_scores"]

_SPREAD = 0.12  # of a trained ranker's scores within a document, which selection is tuned to
_BLOCK = 512  # sentences whose likeness to all others is in memory at once
_DAMPING, _STEPS = 0.85, 30


def baseline_scores(analysis: Analysis, method: Method) -> NDArray[np.float64]:
    """Score sentences without a trained model.

    Parameters
    ----------
    analysis : Analysis
        Of at least one sentence.
    method : {"lead", "lexrank", "textrank", "snownlp"}

    Returns
    -------
    ndarray of float, shape (n_sentences,)
        On the scale of the ranker; 0 is an ordinary sentence.

    References
    ----------
    lead: the order of the text, the baseline of every evaluation of news summaries.
    lexrank: G. Erkan and D. R. Radev, JAIR 22, 2004.
    textrank: R. Mihalcea and P. Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004; with
    bigrams for words.
    snownlp: TextRank over BM25, F. Barrios et al., "Variations of the Similarity Function of
    TextRank for Automated Summarization", 2016, by the package snownlp.
    """
    if method == "lead":
        raw = -np.arange(len(analysis), dtype=float)
    elif method == "lexrank":
        raw = lexrank(analysis.grams, unit_vectors(analysis.grams))
    elif method == "textrank":
        raw = _textrank(analysis)
    else:
        raw = _snownlp(analysis)
    rivals = raw[analysis.rivals]
    return np.asarray((raw - rivals.mean()) / (rivals.std() + 1e-12) * _SPREAD)


def _textrank(analysis: Analysis) -> NDArray[np.float64]:
    from scipy.sparse import csr_matrix

    grams, n = analysis.grams, len(analysis)
    has = csr_matrix((np.ones(len(grams.owner)), (grams.owner, grams.gram)), (n, len(grams.keys)))
    size = np.log(np.maximum(grams.sizes, 2))

    def likeness(first: int) -> NDArray[np.float64]:
        block = slice(first, min(first + _BLOCK, n))
        shared = (has[block] @ has.T).toarray() / (size[block, None] + size)
        shared[np.arange(shared.shape[0]), np.arange(block.start, block.stop)] = 0
        return np.asarray(shared)

    starts = range(0, n, _BLOCK)
    degree = np.concatenate([likeness(first).sum(1) for first in starts])
    rank = np.full(n, 1 / n)
    for _ in range(_STEPS):
        sent = rank / np.maximum(degree, 1e-9)
        received = np.concatenate([likeness(first) @ sent for first in starts])
        rank = (1 - _DAMPING) / n + _DAMPING * received
    return rank


def _snownlp(analysis: Analysis) -> NDArray[np.float64]:
    from snownlp import normal, seg
    from snownlp.summary.textrank import TextRank

    ranking = TextRank([normal.filter_stop(seg.seg(text)) for text in analysis.table.texts])
    ranking.solve()
    scores = np.zeros(len(analysis))
    for position, score in ranking.top:
        scores[position] = score
    return scores
