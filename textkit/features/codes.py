"""Text as an array of folded character codes, with the places where clauses and sentences begin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["CLOSERS", "SENTENCE_ENDS", "Codes", "encode"]

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# No n-gram crosses one of these: in 200 held-out county paragraphs n-grams across punctuation lost
# .01.
_BREAKS = '，、；：,;:。！？!?“”"‘’（）()《》〈〉【】[]—-…·.　\u00a0 \t|/｜' + _LINE_ENDS
_CLAUSE_ENDS = "，；,;：:"
SENTENCE_ENDS = "。！？!?｡" + _LINE_ENDS
CLOSERS = '”’」』）)》】"'
_MAX_CLOSERS = 3  # marks that may follow a sentence's end: ！”）
_SIZE = 1 << 16  # codes beyond the basic plane are rare characters; they break n-grams


def _folding() -> NDArray[np.uint32]:
    """Character → what stands for it: digits are one, letters small, 0 is a break."""
    table = np.arange(_SIZE, dtype=np.uint32)
    for full in range(0xFF01, 0xFF5F):  # full-width forms
        table[full] = full - 0xFEE0
    for zero in (ord("0"), ord("０")):
        table[zero : zero + 10] = ord("0")
    for first in (ord("A"), ord("Ａ")):
        table[first : first + 26] = np.arange(ord("a"), ord("z") + 1)
    for mark in _BREAKS:
        table[ord(mark)] = 0
        if 0x21 <= ord(mark) < 0x7F:
            table[ord(mark) + 0xFEE0] = 0
    table[_SIZE - 1] = 0
    return table


def _members(marks: str) -> NDArray[np.bool_]:
    table = np.zeros(_SIZE, bool)
    table[[ord(mark) for mark in marks]] = True
    return table


_FOLD = _folding()
_IS_CLAUSE_END = _members(_CLAUSE_ENDS)
_IS_SENTENCE_END = _members(SENTENCE_ENDS)
_IS_CLOSER = _members(CLOSERS)


@dataclass(frozen=True, slots=True)
class Codes:
    """Folded characters of several texts in one array.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n_codes,)
        0 where no n-gram may pass. A run of digits is one code.
    clauses, sentences, texts : ndarray of int, ascending
        Index of the first code of each clause, sentence and text. Every text begins a sentence,
        every sentence a clause; an empty text has one code, a break.
    characters : ndarray of int, shape (n_codes,)
        Where each code stands in the joined text.
    """

    codes: NDArray[np.uint32]
    clauses: NDArray[np.intp]
    sentences: NDArray[np.intp]
    texts: NDArray[np.intp]
    characters: NDArray[np.intp]


def encode(texts: list[str]) -> Codes:
    """Fold texts into codes and find their sentences and clauses, without a loop over characters.

    A sentence here ends at 。！？ or a line end with the quotes and brackets that close after it.
    Unlike :func:`textkit.split_sentences` quotations are cut inside, which takes a tenth of the
    time and gives a classifier the finer unit.
    """
    joined = "\n".join(texts) + "\n"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    raw = np.minimum(raw, _SIZE - 1)
    sizes = np.fromiter(map(len, texts), np.intp, len(texts)) + 1
    starts = np.zeros(len(texts), np.intp)
    np.cumsum(sizes[:-1], out=starts[1:])

    ended = _IS_SENTENCE_END.take(raw, mode="clip")
    closers = _IS_CLOSER.take(raw, mode="clip")
    closers[starts] = False  # a text is read alike after any other
    for _ in range(_MAX_CLOSERS):
        ended[1:] |= ended[:-1] & closers[1:]
    paused = _IS_CLAUSE_END.take(raw, mode="clip")
    sentence = np.zeros(len(raw), bool)
    sentence[1:] = ended[:-1] & ~ended[1:]
    sentence[starts] = True
    clause = np.zeros(len(raw), bool)
    clause[1:] = paused[:-1] & ~paused[1:]
    clause |= sentence

    codes = _FOLD.take(raw, mode="clip")
    kept = np.ones(len(codes), bool)
    kept[1:] = (codes[1:] != ord("0")) | (codes[:-1] != ord("0"))
    kept |= clause
    index = np.cumsum(kept) - 1
    return Codes(
        codes[kept],
        index[clause],
        index[sentence],
        index[starts],
        np.flatnonzero(kept),
    )
