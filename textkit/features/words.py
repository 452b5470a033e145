"""Words and pairs of words of a model, cut and looked up without a loop over the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.features.codes import encode
from textkit.features.ngrams import NgramTable, Vocabulary
from textkit.features.tokens import word_starts

__all__ = ["Words"]

_LONGEST = 4  # characters that fit into a key; longer words, 1 % of all, gave nothing
_ROUNDS = 64  # words of a run cut side by side with those of the other runs

Rows = NDArray[np.int32]


class Words:
    """The words that a model knows, and which of them it knows side by side.

    Text is cut by the longest known word, from the end of a run between two marks to its start: as
    good for a classifier as the most probable path of a segmenter, which takes twice the time of
    everything else together (rjieba) or fifty times (jieba).

    Parameters
    ----------
    vocabulary : Vocabulary
        Holds every pair of characters that ends a word.
    words : ndarray of uint64, shape (n_words,)
        Words of up to four characters, 16 bits each. Their rows are 1, 2, 3…
    pairs : ndarray of uint64, shape (n_pairs,)
        Neighbours without a mark between them: the row of the first word, shifted by 32 bits, and
        that of the second.
    """

    def __init__(
        self, vocabulary: Vocabulary, words: NDArray[np.uint64], pairs: NDArray[np.uint64]
    ) -> None:
        self.words, self.pairs = words, NgramTable(pairs)
        if len(self.pairs.keys) != len(pairs) + 1:
            raise ValueError("pairs of words occur twice")
        size = sum(words >> np.uint64(16 * n) > 0 for n in range(_LONGEST))
        rows = np.arange(1, len(words) + 1, dtype=np.int32)
        # Whether a word ends, and which, is mostly told by its last two characters: a look into
        # small tables instead of a search at each place for each length.
        ending = vocabulary.two.find((words & np.uint64(0xFFFFFFFF)).astype(np.uint32))
        if not ending[size > 1].all():
            raise ValueError("words end in pairs of characters that the vocabulary lacks")
        self._one, self._two = np.zeros(1 << 16, np.int32), np.zeros(vocabulary.sizes[1], np.int32)
        self._one[words[size == 1]] = rows[size == 1]
        self._two[ending[size == 2]] = rows[size == 2]
        self._longer: list[tuple[NDArray[np.bool_], NgramTable, Rows]] = []
        for n in range(3, _LONGEST + 1):
            ends = np.zeros(vocabulary.sizes[1], bool)
            ends[ending[size == n]] = True
            table = NgramTable(words[size == n])
            self._longer.append((ends, table, np.append(np.int32(0), rows[size == n])))
        n_found = np.count_nonzero(self._one) + np.count_nonzero(self._two)
        if n_found + sum(len(table.keys) - 1 for _, table, _ in self._longer) != len(words):
            raise ValueError("words occur twice")

    @classmethod
    def learn(
        cls,
        vocabulary: Vocabulary,
        texts: list[str],
        groups: NDArray[np.intp],
        *,
        min_count: int = 2,
    ) -> Words:
        """Collect the segmenter's words, and then their pairs, that several groups share.

        Parameters
        ----------
        vocabulary : Vocabulary
        texts : list of str
        groups : ndarray of int, shape (n_texts,)
            The article or source of each text.
        min_count : int
            Groups that a word, a pair or a single character must stand in.
        """
        encoded = encode(texts)
        codes = encoded.codes
        two = vocabulary.rows(codes)[1]
        group = np.repeat(groups, np.diff(encoded.texts, append=len(codes)))
        begins = np.zeros(int(encoded.characters[-1]) + 1, bool)
        begins[word_starts("\n".join(texts) + "\n")] = True
        starts = np.flatnonzero(begins[encoded.characters])
        keys = _packed(codes, starts)
        words = _shared(keys, group[starts], keys >> np.uint64(16) > 0, min_count)
        words = words[vocabulary.two.find((words & np.uint64(0xFFFFFFFF)).astype(np.uint32)) > 0]
        words = words[np.isin(words, NgramTable(words).keys)]  # one of two that share a slot

        none = np.zeros(0, np.uint64)
        starts, _, _ = cls(vocabulary, words, none).rows(codes, two)
        keys = _packed(codes, starts)
        single = _shared(keys, group[starts], (keys > 0) & (keys >> np.uint64(16) == 0), min_count)
        words = np.concatenate([words, single])
        starts, rows, _ = cls(vocabulary, words, none).rows(codes, two)
        side_by_side = (rows[:-1] > 0) & (rows[1:] > 0)
        pairs = _shared(_pairs(rows), group[starts[:-1]], side_by_side, min_count)
        return cls(vocabulary, words, NgramTable(pairs).keys[1:])

    @property
    def sizes(self) -> tuple[int, int]:
        """Rows for words and pairs, each with its row 0."""
        return len(self.words) + 1, len(self.pairs.keys)

    def rows(self, codes: NDArray[np.uint32], two: Rows) -> tuple[NDArray[np.intp], Rows, Rows]:
        """Cut a text and find its words.

        Parameters
        ----------
        codes : ndarray of uint32, shape (n_codes,)
            Of :func:`~textkit.features.codes.encode`; 0 is a mark, and a word of its own.
        two : ndarray of int32, shape (n_codes,)
            The vocabulary's rows of the pairs of characters that begin at each code.

        Returns
        -------
        starts : ndarray of int, shape (n_words,)
            Index of the first code of each word.
        word, pair : ndarray of int32, shape (n_words,)
            The row of the word, and of it with the next one; 0 where unknown.
        """
        # For each code the longest word that ends before it: its size and its row.
        size = np.ones(len(codes) + 1, np.intp)
        word = np.zeros(len(codes) + 1, np.int32)
        word[1:] = self._one.take(codes, mode="clip")
        found = self._two.take(two[:-1], mode="clip")
        known = found > 0
        np.copyto(size[2:], 2, where=known)
        np.copyto(word[2:], found, where=known)
        for n, (ending, table, rows) in enumerate(self._longer, 3):
            at = np.flatnonzero(ending.take(two[n - 2 :], mode="clip"))
            row = rows.take(table.find(_keys(codes, at, n)), mode="clip")
            at = at[row > 0] + n
            size[at], word[at] = n, row[row > 0]
        ends = _walk(size)
        starts = np.append(0, ends[:-1]) if len(ends) else ends
        one = word.take(ends)
        pair = np.zeros(len(one), np.int32)
        side_by_side = (one[:-1] > 0) & (one[1:] > 0)
        pair[:-1] = self.pairs.find(_pairs(one)) * side_by_side
        return starts, one, pair

    def to_state(self) -> dict[str, NDArray[Any]]:
        """Return words and pairs as arrays, in the order of their rows."""
        return {"words": self.words, "pairs": self.pairs.keys[1:]}

    @classmethod
    def from_state(cls, vocabulary: Vocabulary, state: Mapping[str, Any]) -> Words | None:
        """Make the words of :meth:`to_state`'s result; None where there are none."""
        for name in ("words", "pairs"):
            array = state[name]
            if getattr(array, "dtype", None) != np.uint64 or array.ndim != 1:
                raise ValueError(f"{name} is not a row of uint64")
        if not len(state["words"]):
            return None
        return cls(vocabulary, state["words"], state["pairs"])


def _walk(size: NDArray[np.intp]) -> NDArray[np.intp]:
    """Go from the end of the text to its start by the words that end where one stands.

    Parameters
    ----------
    size : ndarray of int, shape (n_codes + 1,)
        Of the word that ends before each code, and last before the end.

    Returns
    -------
    ndarray of int, shape (n_words,)
        The ends of the words, ascending.
    """
    inside = np.zeros(len(size), bool)
    for n in range(1, _LONGEST):
        inside[:-n] |= size[n:] > n
    # Where no word lies across one stands in any case: all ways from there are gone at once.
    stood = ~inside
    before = np.arange(len(size)) - size
    ends = np.flatnonzero(stood[1:]) + 1
    for _ in range(_ROUNDS):
        ends = before.take(ends)
        ends = ends[~stood.take(ends)]
        if not len(ends):
            break
        stood[ends] = True
    else:  # characters by the hundred that words overlap at
        steps = before.tolist()
        for at in ends.tolist():
            while not stood[steps[at]]:
                at = steps[at]
                stood[at] = True
    return np.flatnonzero(stood[1:]) + 1


def _keys(codes: NDArray[np.uint32], at: NDArray[np.intp], n: int) -> NDArray[np.uint64]:
    """Pack the ``n`` codes from each place on; 0 where the first is a mark."""
    first = codes.take(at)
    keys = first.astype(np.uint64)
    for i in range(1, n):
        keys = keys << np.uint64(16) | codes.take(at + i)
    return np.where(first > 0, keys, np.uint64(0))


def _packed(codes: NDArray[np.uint32], starts: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Pack each word into an integer; 0 for marks, for words with one inside, and for long ones."""
    size = np.diff(starts, append=len(codes))
    keys = codes.take(starts).astype(np.uint64)
    known = (keys > 0) & (size <= _LONGEST)
    for i in range(1, _LONGEST):
        code = codes.take(starts + i, mode="clip")
        keys = np.where(size > i, keys << np.uint64(16) | code, keys)
        known &= (code > 0) | (size <= i)
    return np.where(known, keys, np.uint64(0))


def _pairs(rows: Rows) -> NDArray[np.uint64]:
    wide = rows.astype(np.uint64)
    pairs: NDArray[np.uint64] = wide[:-1] << np.uint64(32) | wide[1:]
    return pairs


def _shared(
    keys: NDArray[np.uint64], groups: NDArray[np.intp], known: NDArray[np.bool_], min_count: int
) -> NDArray[np.uint64]:
    """Return the keys in at least ``min_count`` groups, those in most first."""
    found, number = np.unique(keys[known], return_inverse=True)
    n_groups = groups.max(initial=0) + 1
    once = np.unique(number * n_groups + groups[known])
    counts = np.bincount(once // n_groups, minlength=len(found))
    order = np.argsort(-counts, kind="stable")
    return found[order][counts[order] >= min_count]
