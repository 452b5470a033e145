"""Find texts that were printed before: MinHash signatures and locality-sensitive hashing.

References
----------
Broder (1997), On the resemblance and containment of documents. Leskovec, Rajaraman and Ullman
(2014), Mining of Massive Datasets, chapter 3. Li and König (2010), b-bit minwise hashing, for
keeping 16 bits of each hash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["N_HASHES", "THRESHOLD", "near_duplicates", "repeats", "signature"]

THRESHOLD = 0.7  # of shared shingles: a reprint that was given a new head and lost its last lines
N_HASHES = 128
_ROWS = 4  # 32 bands of 4: a pair that shares 70 % is compared with probability .9998
_SHINGLE = 5  # characters: about three words
_BLOCK = 4096  # shingles at a time, so that the products stay in the cache
_SEED = 20260101

Signatures = NDArray[np.uint16]


def near_duplicates(texts: Iterable[str], *, threshold: float = THRESHOLD) -> list[int | None]:
    """Tell for each text which earlier one it repeats.

    Parameters
    ----------
    texts : iterable of str
        Punctuation and white space do not count.
    threshold : float
        Share of the 5-character shingles of two texts that both have (Jaccard), in (0, 1]; it is
        estimated with a standard error of .04.

    Returns
    -------
    list of int or None
        Position of the first text of its kind, None for a text that is itself the first. Texts of
        fewer than five characters repeat nothing.

    Examples
    --------
    >>> report = "全县新建光伏电站12座，年发电量3.6亿千瓦时，带动农户2100户增收。"
    >>> near_duplicates([report, "县纪委监委立案查处违纪问题23件。", "【转载】" + report])
    [None, None, 0]
    """
    if isinstance(texts, str):
        raise TypeError("near_duplicates expects an iterable of texts, got one str")
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}, expected more than 0 and at most 1")
    signatures = [signature(text) for text in texts]
    if not signatures:
        return []
    found = repeats(np.stack(signatures), threshold=threshold)
    return [found[n][0] if n in found else None for n in range(len(signatures))]


def signature(text: str) -> Signatures:
    """Return the MinHash signature of a text, shape (128,); zeros for one too short to compare."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = codes[_is_wording(codes)].astype(np.uint64)
    if len(codes) < _SHINGLE:
        return np.zeros(N_HASHES, np.uint16)
    count = len(codes) - _SHINGLE + 1
    hashes = np.zeros(count, np.uint64)
    for offset in range(_SHINGLE):
        hashes = hashes * np.uint64(0x100000001B3) + codes[offset : offset + count]
    hashes = np.unique(_mixed(hashes))
    lowest = np.full(N_HASHES, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(hashes), _BLOCK):
        block = hashes[None, start : start + _BLOCK] * _FACTORS[:, None] + _TERMS[:, None]
        np.minimum(lowest, block.min(axis=1), out=lowest)
    # The lowest of many hashes is small: its upper bits say little, so the lower ones are mixed.
    return (_mixed(lowest) >> np.uint64(48)).astype(np.uint16) | np.uint16(1)


def repeats(signatures: Signatures, *, threshold: float) -> dict[int, tuple[int, float]]:
    """Return for each row that repeats an earlier one which, and how much they share.

    Parameters
    ----------
    signatures : array, shape (n, 128)
        May be a memory map; one band is held at a time.
    threshold : float
        The least share.

    Returns
    -------
    dict of int to (int, float)
        The earlier row repeats nothing itself, so copies of one text all name the same.
    """
    candidates: dict[int, set[int]] = defaultdict(set)
    alive = np.flatnonzero(signatures[:, 0])
    for start in range(0, N_HASHES, _ROWS):
        band = np.ascontiguousarray(signatures[alive, start : start + _ROWS])
        keys = band.view(np.uint64).ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        first = -1
        for n in same.tolist():
            if n != first:
                head = n  # the first row of a run of equal keys
            first = n + 1
            later = int(alive[order[n + 1]])
            candidates[later].update((int(alive[order[head]]), int(alive[order[n]])))
    found: dict[int, tuple[int, float]] = {}
    for later in sorted(candidates):
        heads = sorted({found[n][0] if n in found else n for n in candidates[later]})
        for head in heads:
            share = float(np.mean(signatures[head] == signatures[later]))
            if share >= threshold:
                found[later] = (head, share)
                break
    return found


def _is_wording(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell characters, letters and digits from punctuation and white space, by ranges."""
    ascii_letters = ((codes | 32) >= ord("a")) & ((codes | 32) <= ord("z"))
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    characters = (codes >= 0x3400) & ((codes < 0xE000) | (codes > 0xFFFF))
    return ascii_letters | digits | characters


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix all bits into all bits (the finaliser of splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


_random = np.random.default_rng(_SEED)
_FACTORS = _random.integers(1, 2**63, N_HASHES, np.uint64) | np.uint64(1)
_TERMS = _random.integers(0, 2**63, N_HASHES, np.uint64)
