"""Where one article of a page ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textkit.document import Kind
from textkit.reading.lines import Line
from textkit.reading.wording import is_numbered

__all__ = ["article_starts"]

# An article's first words name who reports, as 本报讯 and 新华社北京1月1日电 do.
_DATELINE = re.compile(
    r"[【（(]?(?:本报|本网|本台|本刊|[^\s，。：]{2,12}(?:网|报|社|台))\s*(?:[^，。]{0,16})?[讯訊电電][\s】）)（(，,:：　]"
)
_SIGNED = re.compile(r"[□■◎●◆]")
_CLOSING = re.compile(r"[（(][^（）()]{2,40}[）)]$|[□■◎●◆]|\S.*摄$")


def article_starts(
    lines: Sequence[Line], kinds: Sequence[Kind], *, gaps: Sequence[int]
) -> list[int]:
    """Give the index of the first line of each article; the first is always 0.

    An article begins at a headline that is followed by a dateline or a signature, at a headline after
    a wide gap where the last article has been signed, and at a wide gap whose text gets its headline
    and signature only at its end. Without such evidence a page is one article.
    """
    if not lines or any(line.tag for line in lines):
        return [0]  # a web page is one article; its other headlines are furniture or sections
    usual = sorted(gaps)[len(gaps) // 2]
    starts = {0}
    for index in range(1, len(lines)):
        if not _is_headline(lines, kinds, index) or "body" not in kinds[:index]:
            continue
        follows = index + 1 < len(lines) and kinds[index + 1] == "body"
        if follows and _DATELINE.match(lines[index + 1].text):
            starts.add(_with_kicker(lines, kinds, index))
        elif _is_signature(lines, kinds, index + 1):
            if index + 2 < len(lines) and kinds[index + 2] == "body":
                starts.add(index)
            else:
                late = _untitled_start(kinds, gaps, usual, max(starts), index)
                if late is not None:
                    starts.add(late)
                    if "body" in kinds[index + 2 :]:
                        starts.add(index + 2)
        elif follows and index - 1 in range(len(lines)) and _is_closed(lines, kinds, index - 1):
            if max(gaps[index], gaps[index + 1]) > usual or kinds[index - 1] == "byline":
                starts.add(index)
    return sorted(starts)


def _is_headline(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    return kinds[index] in ("heading", "title") and not is_numbered(lines[index].text)


def _is_signature(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    return (
        index < len(lines)
        and kinds[index] == "byline"
        and _SIGNED.match(lines[index].text) is not None
    )


def _is_closed(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    return kinds[index] in ("byline", "caption") and bool(_CLOSING.search(lines[index].text))


def _with_kicker(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> int:
    """A headline of two lines begins with the first of them."""
    return index - 1 if index > 1 and _is_headline(lines, kinds, index - 1) else index


def _untitled_start(
    kinds: Sequence[Kind], gaps: Sequence[int], usual: int, last: int, index: int
) -> int | None:
    """Find the wide gap above a late headline at which its text begins."""
    for at in range(index - 1, last, -1):
        if kinds[at] == "body" and gaps[at] > usual and kinds[at - 1] == "body":
            return at
    return None
