"""Character 1- to 3-grams of a model, looked up at every position of a text at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["NgramTable", "Vocabulary"]

_BITS = 20  # slots of a table: 4 MB, which the processor's cache holds


class NgramTable:
    """An exact set of n-grams, each packed into an integer of 16 bits a character.

    Multiply-shift hashing (Dietzfelbinger et al., 1997) names a slot, the slot a row, and the
    row's key is compared whole: an n-gram that is not in the set is never found. Of several
    n-grams with one slot the first is kept, so give the most frequent first.

    Parameters
    ----------
    keys : ndarray of uint32 or uint64, shape (n_grams,)
        Packed n-grams, most wanted first.

    Attributes
    ----------
    keys : ndarray, shape (n_kept + 1,)
        Row 0 stands for every n-gram that is not in the set.
    """

    def __init__(self, keys: NDArray[Any]) -> None:
        self._type = keys.dtype.type
        slot = self._slot(keys)
        number = np.arange(1, len(keys) + 1, dtype=np.int32)
        first = np.zeros(1 << _BITS, np.int32)
        first[slot[::-1]] = number[::-1]  # the last one written stays
        kept = np.flatnonzero(first[slot] == number)
        self.keys = np.concatenate(([self._type(~self._type(0))], keys[kept]))
        self._rows = np.zeros(1 << _BITS, np.int32)
        self._rows[slot[kept]] = number[: len(kept)]

    def _slot(self, keys: NDArray[Any]) -> NDArray[Any]:
        if self._type is np.uint32:
            return (keys * np.uint32(0x9E3779B1)) >> np.uint32(32 - _BITS)
        return (keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _BITS)

    def find(self, keys: NDArray[Any]) -> NDArray[np.int32]:
        """Return the row of each key, 0 where it is not in the set."""
        row = self._rows.take(self._slot(keys), mode="clip")  # three times as fast as indexing
        row *= self.keys.take(row, mode="clip") == keys
        return row


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The n-grams that a model knows.

    Parameters
    ----------
    one : ndarray of int32, shape (65536,)
        Character code → its row, 0 where unknown.
    two, three : NgramTable
        Bigrams and trigrams. A trigram's two bigrams are in ``two``.
    """

    one: NDArray[np.int32]
    two: NgramTable
    three: NgramTable

    @classmethod
    def learn(cls, codes: NDArray[np.uint32], *, min_count: int = 2) -> Vocabulary:
        """Collect the n-grams that occur at least ``min_count`` times in ``codes``."""

        def frequent(keys: NDArray[Any]) -> NDArray[Any]:
            found, counts = np.unique(keys, return_counts=True)
            order = np.argsort(-counts, kind="stable")
            return found[order][counts[order] >= min_count]

        one = frequent(codes[codes > 0])
        pairs = _pairs(codes)
        two = NgramTable(frequent(pairs[(codes[:-1] > 0) & (codes[1:] > 0)]))
        at = _trigram_places(two.find(pairs))
        return cls(_rows_of(one), two, NgramTable(frequent(_triples(pairs, codes, at))))

    def only(self, kept: NDArray[np.bool_]) -> Vocabulary:
        """Return the vocabulary of the rows that are ``kept``, in their order.

        Parameters
        ----------
        kept : ndarray of bool, shape (sum(sizes),)
            A trigram's two bigrams must be kept with it.
        """
        parts = np.split(kept, np.cumsum(self.sizes)[:2])
        state = self.to_state()
        return Vocabulary.from_state(
            {name: state[name][part[1:]] for name, part in zip(state, parts, strict=True)}
        )

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Rows for 1-, 2- and 3-grams, each with its row 0."""
        return int(self.one.max(initial=0)) + 1, len(self.two.keys), len(self.three.keys)

    def rows(
        self, codes: NDArray[np.uint32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """Return the rows of the 1-, 2- and 3-gram that begin at each position, 0 where unknown."""
        one = self.one.take(codes, mode="clip")
        two, three = np.zeros((2, len(codes)), np.int32)
        pairs = _pairs(codes)
        two[:-1] = self.two.find(pairs)
        at = _trigram_places(two[:-1])
        three[at] = self.three.find(_triples(pairs, codes, at))
        return one, two, three

    def to_state(self) -> dict[str, NDArray[Any]]:
        """Return the n-grams as arrays, in the order of their rows."""
        known = np.flatnonzero(self.one)
        return {
            "one": known[np.argsort(self.one[known])].astype(np.uint16),
            "two": self.two.keys[1:],
            "three": self.three.keys[1:],
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> Vocabulary:
        """Make the vocabulary of :meth:`to_state`'s result."""
        one, two, three = state["one"], state["two"], state["three"]
        wanted = (("one", one, np.uint16), ("two", two, np.uint32), ("three", three, np.uint64))
        for name, array, kind in wanted:
            if getattr(array, "dtype", None) != kind or array.ndim != 1:
                raise ValueError(f"{name} is not a row of {np.dtype(kind)}")
        vocabulary = cls(_rows_of(one), NgramTable(two), NgramTable(three))
        if vocabulary.sizes != tuple(len(array) + 1 for _, array, _ in wanted):
            raise ValueError("n-grams occur twice")
        return vocabulary


def _rows_of(characters: NDArray[Any]) -> NDArray[np.int32]:
    rows = np.zeros(1 << 16, np.int32)
    rows[characters] = np.arange(1, len(characters) + 1)
    return rows


def _pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    pairs: NDArray[np.uint32] = (codes[:-1] << np.uint32(16)) | codes[1:]
    return pairs


def _trigram_places(two: NDArray[np.int32]) -> NDArray[np.intp]:
    known = two > 0
    return np.flatnonzero(known[:-1] & known[1:])


def _triples(
    pairs: NDArray[np.uint32], codes: NDArray[np.uint32], at: NDArray[np.intp]
) -> NDArray[np.uint64]:
    triples: NDArray[np.uint64] = (pairs.take(at).astype(np.uint64) << np.uint64(16)) | codes.take(
        at + 2
    )
    return triples
