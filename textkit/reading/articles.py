"""Where one article of a page ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textkit.document import Kind
from textkit.reading.lines import Lines
from textkit.reading.wording import has_dateline, is_numbered

__all__ = ["article_starts"]

_SIGNATURE = re.compile(r"[□■◎●◆]")
_CLOSING = re.compile(r"[（(][^（）()]{2,40}[）)]$|[□■◎●◆]|\S.*摄$")
_MAX_UNTITLED = 200  # lines; how far above a late headline its text may begin


def article_starts(lines: Lines, kinds: Sequence[Kind], *, gaps: Sequence[int]) -> list[int]:
    """Give the index of the first line of each article; the first is always 0.

    An article begins at a headline that is followed by a dateline or a signature, at a headline
    after an article that has been signed, and at a wide gap whose text gets its headline and
    signature only at its end. A web page is split by datelines alone, as its blocks are set apart
    for other reasons. Without such evidence a page is one article.
    """
    starts = [0]
    if len(lines) < 3:
        return starts
    first_body = next((index for index, kind in enumerate(kinds) if kind == "body"), len(kinds))
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    is_web = not {None, "h1", "h2", "h3"}.issuperset(lines.tags)
    for index in range(first_body + 1, len(lines) - 1):
        if kinds[index] not in ("heading", "title") or (is_web and kinds[index + 1] != "body"):
            continue
        if is_numbered(lines.texts[index]):
            continue
        if kinds[index + 1] == "body" and has_dateline(lines.texts[index + 1]):
            has_kicker = kinds[index - 1] in ("heading", "title")
            _add(starts, index - 1 if has_kicker else index)
        elif is_web:
            continue
        elif kinds[index + 1] == "byline" and _SIGNATURE.match(lines.texts[index + 1]):
            if kinds[index + 2 : index + 3] == ["body"]:
                _add(starts, index)
                continue
            untitled = _untitled_start(kinds, gaps, usual, starts[-1], index)
            if untitled is not None:
                _add(starts, untitled)
                if index + 2 < len(lines):
                    _add(starts, index + 2)
        elif kinds[index + 1] == "body" and kinds[index - 1] in ("byline", "caption"):
            # A credit closes an article only where a gap does too: pictures stand inside articles.
            is_set_off = max(gaps[index], gaps[index + 1]) > usual
            is_signed = _CLOSING.search(lines.texts[index - 1]) is not None
            if is_signed and (kinds[index - 1] == "byline" or is_set_off):
                _add(starts, index)
    return starts


def _add(starts: list[int], index: int) -> None:
    if index > starts[-1]:
        starts.append(index)


def _untitled_start(
    kinds: Sequence[Kind], gaps: Sequence[int], usual: int, last: int, index: int
) -> int | None:
    """Find the wide gap above a late headline at which its text begins."""
    for at in range(index - 1, max(last, index - _MAX_UNTITLED), -1):
        if kinds[at] == kinds[at - 1] == "body" and gaps[at] > usual:
            return at
    return None
