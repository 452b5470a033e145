"""What is known of Chinese n-grams before a label is seen: how common they are, what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.codes import encode
from textkit.features.ngrams import NgramTable, Vocabulary

__all__ = ["RAREST", "Terms", "count_ngrams", "load_terms"]

RAREST = 2e-5  # share of texts that an n-gram has which was in none: the corpus has 52,000 texts


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary with, for each n-gram, its meaning and its share of texts.

    Parameters
    ----------
    vocabulary : Vocabulary
    vectors : ndarray of float32, shape (n_ngrams, n_dimensions)
        The sum over a text, divided by the root of the number of n-grams, is close to the vector
        that a sentence encoder gives it. 0 where nothing is known.
    share : ndarray of float, shape (n_ngrams,)
        Share of the texts of a mixed corpus in which it stands.
    """

    vocabulary: Vocabulary
    vectors: NDArray[np.float32]
    share: NDArray[np.float64]

    def extended(self, texts: list[str], *, min_count: int = 1) -> Terms:
        """Return these terms and, meaning nothing yet, the other n-grams of ``texts``."""
        learned = Vocabulary.learn(encode(texts).codes, min_count=min_count).to_state()
        known = self.vocabulary.to_state()
        keys = {name: [*known[name], *_others(learned[name], known[name])] for name in known}
        one = np.zeros(1 << 16, np.int32)
        one[keys["one"]] = np.arange(1, len(keys["one"]) + 1)
        vocabulary = Vocabulary(
            one,
            NgramTable(np.array(keys["two"], np.uint32)),
            NgramTable(np.array(keys["three"], np.uint64)),
        )
        vectors = np.zeros((sum(vocabulary.sizes), self.vectors.shape[1]), np.float32)
        share = np.full(sum(vocabulary.sizes), RAREST)
        before = after = 0
        for n_before, n_after in zip(self.vocabulary.sizes, vocabulary.sizes, strict=True):
            vectors[after + 1 : after + n_before] = self.vectors[before + 1 : before + n_before]
            share[after + 1 : after + n_before] = self.share[before + 1 : before + n_before]
            before, after = before + n_before, after + n_after
        return Terms(vocabulary, vectors, np.maximum(share, RAREST))


@cache
def load_terms() -> Terms:
    """Return the terms that ship, read once a process."""
    from textkit.models import shipped_folder

    with np.load(shipped_folder() / "terms.npz", allow_pickle=False) as file:
        vocabulary = Vocabulary.from_state({name: file[name] for name in ("one", "two", "three")})
        vectors = file["vectors"] * file["scale"].astype(np.float32)[:, None]
        return Terms(vocabulary, vectors, file["share"].astype(np.float64))


def count_ngrams(vocabulary: Vocabulary, texts: list[str]) -> sp.csr_matrix:
    """Count the known n-grams of every text.

    Returns
    -------
    csr_matrix of float32, shape (n_texts, n_ngrams)
        Columns are 1-, 2- and 3-grams, as in ``ThemeModel.weights``.
    """
    encoded = encode(texts)
    size = np.diff(np.append(encoded.texts, len(encoded.codes)))
    row = np.repeat(np.arange(len(texts), dtype=np.int32), size)
    offsets = np.cumsum((0, *vocabulary.sizes))
    hits = vocabulary.rows(encoded.codes)
    rows = np.concatenate([row[hit > 0] for hit in hits])
    columns = np.concatenate([hit[hit > 0] + at for hit, at in zip(hits, offsets[:3], strict=True)])
    shape = (len(texts), int(offsets[3]))
    return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)


def _others(keys: NDArray[np.integer], known: NDArray[np.integer]) -> NDArray[np.integer]:
    return keys[~np.isin(keys, known)]
