"""Find what makes labelled data lie: duplicates, conflicting labels, texts of the test in train."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textkit.labels.data import LabelledData, LabelledText

__all__ = ["Finding", "check_labels", "text_groups", "text_key"]

_SHINGLE = 5  # characters; shorter ones are shared by texts that only talk of the same thing
_SKETCH = 24  # smallest hashes kept of a text: enough to tell .7 from .4 by
_ALIKE = 0.7
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """Rows that should not stand beside each other.

    Parameters
    ----------
    kind : {"duplicate", "conflict", "leak"}
        The same text twice with the same themes; with other themes; in train and in test.
    lines : tuple of int
        Where they stand; of a leak, the line in train and the line in test.
    text : str
        The beginning of the first of them.
    themes : tuple of tuple of str
        What each row says.
    """

    kind: Literal["duplicate", "conflict", "leak"]
    lines: tuple[int, ...]
    text: str
    themes: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        said = " / ".join(", ".join(themes) or "none" for themes in self.themes)
        return f"{self.kind} in rows {', '.join(map(str, self.lines))} ({said}): {self.text}"


def check_labels(data: LabelledData, test: LabelledData | None = None) -> list[Finding]:
    """Find duplicates and conflicts in labelled data, and what of it stands in the test too.

    Texts are the same when they differ by punctuation, white space and width at most, or when seven
    in ten of their 5-character pieces are shared, as in a news item that was printed twice.

    Parameters
    ----------
    data : LabelledData
    test : LabelledData, optional
        What a model trained on ``data`` is to be measured on.

    Examples
    --------
    >>> from textkit.labels import read_labelled
    >>> rows = [{"text": "公厕12座。", "label": "乡村"}, {"text": "公厕１２座", "label": "生态"}]
    >>> [finding.kind for finding in check_labels(read_labelled(rows))]
    ['conflict']
    """
    findings: list[Finding] = []
    rows = data.labelled
    for group in _groups(text_groups([row.text for row in rows])):
        same = [rows[i] for i in group]
        said = {frozenset(row.themes or ()) for row in same}
        findings.append(_finding("duplicate" if len(said) == 1 else "conflict", same))
    if test is not None:
        both = [*rows, *test.labelled]
        for group in _groups(text_groups([row.text for row in both])):
            here = [i for i in group if i < len(rows)]
            there = [i for i in group if i >= len(rows)]
            findings += [_finding("leak", [both[here[0]], both[i]]) for i in there if here]
    return findings


def text_key(text: str) -> str:
    """Return what two texts share that differ by punctuation, white space and width only."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())


def text_groups(texts: Sequence[str]) -> list[int]:
    """Give texts that are the same, or nearly, the same number.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    list of int
        For every text, the position of the first one like it; its own where there is none.
    """
    first: dict[str, int] = {}
    groups: list[int] = []
    seen: dict[int, list[int]] = {}  # hash of a sketch → first texts that have it
    sketches: dict[int, frozenset[int]] = {}
    for i, text in enumerate(texts):
        key = text_key(text) or text
        known = first.get(key)
        if known is None:
            sketch = _sketch(key)
            known = _alike(sketch, seen, sketches)
            if known is None:
                known, sketches[i] = i, sketch
                for piece in sketch:
                    seen.setdefault(piece, []).append(i)
            first[key] = known
        groups.append(known)
    return groups


def _sketch(key: str) -> frozenset[int]:
    """Return the smallest hashes of the pieces of a text (bottom-k sketch, Broder 1997)."""
    from zlib import crc32

    data = key.encode("utf-32-le", "surrogatepass")
    n = max(len(key) - _SHINGLE + 1, 1)
    pieces = {crc32(data[4 * i : 4 * (i + _SHINGLE)]) for i in range(n)}
    return frozenset(sorted(pieces)[:_SKETCH])


def _alike(
    sketch: frozenset[int], seen: dict[int, list[int]], sketches: dict[int, frozenset[int]]
) -> int | None:
    """Return the first text whose sketch is like this one."""
    # Sketches of which .7 is shared have most of their smallest hashes in common: a few are tried.
    candidates = {i for piece in sorted(sketch)[:6] for i in seen.get(piece, ())[:50]}
    for i in sorted(candidates):
        other = sketches[i]
        union = sorted(sketch | other)[:_SKETCH]
        if sum(piece in sketch and piece in other for piece in union) >= _ALIKE * len(union):
            return i
    return None


def _groups(numbers: Iterable[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, number in enumerate(numbers):
        groups.setdefault(number, []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _finding(kind: Literal["duplicate", "conflict", "leak"], rows: list[LabelledText]) -> Finding:
    text = rows[0].text
    return Finding(
        kind,
        tuple(row.line for row in rows),
        text if len(text) <= 40 else text[:39] + "…",
        tuple(row.themes or () for row in rows),
    )
