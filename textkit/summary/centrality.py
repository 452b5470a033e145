"""How much a sentence says of what its document says, from the bigrams that sentences share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from textkit.summary.characters import Bigrams

__all__ = ["lexrank", "novelty", "toward_centroid", "unit_vectors"]

_DAMPING = 0.85  # Erkan and Radev's value
_STEPS = 12  # of the power method; ranks move by less than 1e-3 after 8 on the training documents
_NO_NEIGHBOUR = 1e-6  # likeness of a sentence to itself, so that one without neighbours stays put


def unit_vectors(grams: Bigrams) -> NDArray[np.float64]:
    """Return the TF-IDF weight of each cell, in sentences scaled to length 1.

    Bigrams of a single sentence count for its length but connect nothing, so they get 0.
    """
    n = len(grams.sizes)
    frequency = np.bincount(grams.gram, minlength=len(grams.keys))
    idf = np.log((n + 1) / (frequency + 0.5))
    weight = (1 + np.log(grams.count)) * idf[grams.gram]
    norm = np.sqrt(np.bincount(grams.owner, weight * weight, minlength=n)) + 1e-9
    return np.where(frequency[grams.gram] > 1, weight / norm[grams.owner], 0.0)


def toward_centroid(grams: Bigrams, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the dot product of each sentence with the document's mean direction."""
    centroid = np.bincount(grams.gram, vectors, minlength=len(grams.keys))
    toward = np.bincount(grams.owner, vectors * centroid[grams.gram], minlength=len(grams.sizes))
    return np.asarray(toward / (np.linalg.norm(centroid) + 1e-9))


def lexrank(grams: Bigrams, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return continuous LexRank, scaled so that the mean is 1.

    The cosine matrix S Sᵀ is never built: each step applies S and Sᵀ, so that time and memory
    grow with the text and not with its square.

    References
    ----------
    G. Erkan and D. R. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
    Summarization", JAIR 22, 2004.
    """
    n, width = len(grams.sizes), len(grams.keys)
    owner, gram = grams.owner, grams.gram
    own = np.bincount(owner, vectors * vectors, minlength=n) - _NO_NEIGHBOUR
    centroid = np.bincount(gram, vectors, minlength=width)
    degree = np.bincount(owner, vectors * centroid[gram], minlength=n) - own
    rank = np.full(n, 1 / n)
    for _ in range(_STEPS):
        sent = rank / degree
        columns = np.bincount(gram, vectors * sent[owner], minlength=width)
        received = np.bincount(owner, vectors * columns[gram], minlength=n) - own * sent
        rank = (1 - _DAMPING) / n + _DAMPING * received
        rank /= rank.sum()
    return rank * n


def novelty(grams: Bigrams) -> NDArray[np.float64]:
    """Return the share of each sentence's bigrams that no sentence above it has."""
    first = np.full(len(grams.keys), len(grams.sizes))
    np.minimum.at(first, grams.gram, grams.owner)
    new = np.bincount(grams.owner, first[grams.gram] == grams.owner, minlength=len(grams.sizes))
    return np.asarray(new / np.maximum(grams.sizes, 1))
