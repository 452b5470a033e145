"""Cut what was found into numbered parts, the same parts every time."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textkit.corpus.files import find_files, suffix_of
from textkit.corpus.sources import Item

__all__ = ["Part", "Survey", "cut", "survey"]

_MAX_BYTES = 8 * 2**20  # of sources in a part: what bounds memory where documents are long


@dataclass(frozen=True, slots=True)
class Part:
    """Some items that are worked on together."""

    number: int
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"part-{self.number:05}"

    @property
    def size(self) -> int:
        """Bytes of the sources in it."""
        return sum(item.size for item in self.items)

    def digest(self) -> str:
        """Return the SHA-256 of what is known of its items before they are read."""
        seen = hashlib.sha256()
        for item in self.items:
            row = json.dumps(item.row, default=str) if isinstance(item.row, Mapping) else item.row
            for value in (item.name, item.size, item.version, item.error, item.data, row):
                raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
                seen.update(b"%d:" % len(raw) + raw)
        return seen.hexdigest()


@dataclass(frozen=True, slots=True)
class Survey:
    """What the sources are, before any of them is opened.

    Parameters
    ----------
    files : int
    bytes : int
        Of all files; what comes from a stream is not known before.
    sha256 : str
        Digest of their names, sizes and times of modification.
    others : mapping of str to int
        Suffix → number of files in the folders that are of no kind that is read.
    """

    files: int
    bytes: int
    sha256: str
    others: Mapping[str, int]


def cut(items: Iterable[Item], size: int) -> Iterator[Part]:
    """Cut items into parts of ``size``, fewer where they are long."""
    taken: list[Item] = []
    total = 0
    number = 0
    for item in items:
        weight = len(item.data or b"") or item.size
        if taken and (len(taken) >= size or total + weight > _MAX_BYTES):
            yield Part(number, tuple(taken))
            number, taken, total = number + 1, [], 0
        taken.append(item)
        total += weight
    if taken:
        yield Part(number, tuple(taken))


def survey(inputs: Sequence[str]) -> Survey:
    """Look at every file of ``inputs`` from outside."""
    seen = hashlib.sha256()
    files = total = 0
    others: Counter[str] = Counter()
    for found in find_files(inputs):
        if not found.is_read:
            others[suffix_of(found.path) or "no suffix"] += 1
            continue
        line = json.dumps([found.path, found.size, found.version, found.error])
        seen.update(line.encode() + b"\n")
        files += found.error is None
        total += found.size
    return Survey(files, total, seen.hexdigest(), dict(others.most_common()))
