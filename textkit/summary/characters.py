"""Sentences as one array of characters, and the character bigrams they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bigrams", "Characters", "bigrams", "characters", "fold"]

_SIZE = 1 << 16  # codes beyond the basic plane are rare characters; they share the last code


def _folding() -> NDArray[np.uint32]:
    """Character → what stands for it: full-width digits and letters are half-width."""
    table = np.arange(_SIZE, dtype=np.uint32)
    for first, last in ("０９", "ＡＺ", "ａｚ"):
        codes = np.arange(ord(first), ord(last) + 1)
        table[codes] = codes - 0xFEE0
    table[ord("Ａ") : ord("Ｚ") + 1] += 32
    return table


def _words() -> NDArray[np.bool_]:
    """Tell digits, letters and Chinese characters from marks."""
    table = np.zeros(_SIZE, bool)
    for first, last in ("09", "az", "㐀鿿"):
        table[ord(first) : ord(last) + 1] = True
    table[_SIZE - 1] = True
    return table


_FOLD = _folding()
_IS_WORD = _words()


@dataclass(frozen=True, slots=True)
class Characters:
    """The folded characters of several sentences, one after the other.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n_characters,)
        Small letters, half-width digits.
    owner : ndarray of int, shape (n_characters,)
        The sentence that each belongs to.
    n_sentences : int
    """

    codes: NDArray[np.uint32]
    owner: NDArray[np.intp]
    n_sentences: int

    def count(self, hits: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Count the characters of each sentence for which ``hits`` is true."""
        return np.bincount(self.owner[hits], minlength=self.n_sentences).astype(float)


def fold(text: str) -> str:
    """Return ``text`` in the small letters and half-width digits that :class:`Characters` has."""
    return "".join(chr(_FOLD[min(ord(c), _SIZE - 1)]) for c in text.lower())


def characters(texts: Sequence[str]) -> Characters:
    """Fold the characters of ``texts`` into one array."""
    small = [text.lower() for text in texts]
    raw = np.frombuffer("".join(small).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, small), np.intp, len(small))
    return Characters(
        _FOLD[np.minimum(raw, _SIZE - 1)], np.repeat(np.arange(len(small)), sizes), len(small)
    )


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Which character bigrams each sentence has: a sparse matrix in coordinates.

    Parameters
    ----------
    owner, gram : ndarray of int, shape (n_cells,)
        Sentence and column of each cell, ascending.
    count : ndarray of int, shape (n_cells,)
        How often the bigram occurs in the sentence.
    keys : ndarray of uint32, shape (n_grams,)
        The bigram of each column, 16 bits a character, ascending.
    sizes : ndarray of float, shape (n_sentences,)
        Distinct bigrams of each sentence.
    """

    owner: NDArray[np.intp]
    gram: NDArray[np.intp]
    count: NDArray[np.intp]
    keys: NDArray[np.uint32]
    sizes: NDArray[np.float64]

    def share(self, columns: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the share of each sentence's bigrams that lie in ``columns``."""
        found = np.bincount(self.owner, columns[self.gram], minlength=len(self.sizes))
        return np.asarray(found / np.maximum(self.sizes, 1))


def bigrams(chars: Characters) -> Bigrams:
    """Count the bigrams of letters, digits and Chinese characters in each sentence."""
    codes, owner = chars.codes, chars.owner
    word = _IS_WORD[codes]
    kept = word[:-1] & word[1:] & (owner[:-1] == owner[1:])
    pairs = ((codes[:-1] << np.uint32(16)) | codes[1:])[kept]
    keys, gram = np.unique(pairs, return_inverse=True)
    width = max(len(keys), 1)
    cells, count = np.unique(owner[:-1][kept] * width + gram, return_counts=True)
    rows = cells // width
    sizes = np.bincount(rows, minlength=chars.n_sentences).astype(float)
    return Bigrams(rows, cells % width, count, keys, sizes)
