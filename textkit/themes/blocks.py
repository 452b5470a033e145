"""Texts cut and gathered into blocks whose arrays stay in the processor's cache."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from textkit.features.codes import CLOSERS, SENTENCE_ENDS

__all__ = ["blocks_of", "pieces_of"]

_BLOCK = 1 << 14  # characters; with 4,096 at once .7 of the speed, with 65,536 .65
_CUT = re.compile(f"[{SENTENCE_ENDS}](?![{re.escape(SENTENCE_ENDS + CLOSERS)}])")


def pieces_of(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Cut long texts where sentences end, so that a text of any length takes little memory.

    Returns
    -------
    pieces : list of str
    starts : ndarray of int, shape (n_texts,)
        Index of each text's first piece.
    """
    pieces: list[str] = []
    starts = []
    for text in texts:
        starts.append(len(pieces))
        at = 0
        while len(text) - at > 2 * _BLOCK:
            end = _CUT.search(text, at + _BLOCK, at + 2 * _BLOCK)
            cut = end.end() if end else at + 2 * _BLOCK
            pieces.append(text[at:cut])
            at = cut
        pieces.append(text[at:] if at else text)
    return pieces, np.array(starts, np.intp)


def blocks_of(pieces: list[str]) -> Iterator[list[str]]:
    """Yield runs of pieces of about ``_BLOCK`` characters together."""
    first, size = 0, 0
    for i, piece in enumerate(pieces):
        if i > first and size + len(piece) >= _BLOCK:
            yield pieces[first:i]
            first, size = i, 0
        size += len(piece) + 1
    yield pieces[first:]
