"""Which lines a column, a page or a fixed width has cut: they go on in the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textkit.document import Kind
from textkit.reading.lines import Lines
from textkit.reading.wording import is_numbered, kind_by_wording

__all__ = ["paragraph_lines", "wrapped_lines"]

# What a paragraph may end with; a comma or a bare character says that it goes on.
_STOPS = frozenset("。！？!?…：:；;.｡~～")
_CLOSERS = '”’」』）)】》"'
_BRACKETS = "）)】"
_ADDRESS = re.compile(r"https?://\S+$")
_SENTENCE = re.compile(r"[。！？]")
_MARK = re.compile(r"[，。、；：！？,]")
_OPENS = re.compile(r"(?:本报|本网|本台|[^，。]{2,12}(?:网|报|社|台))[讯訊]|[□■◎●▲△★◆]|——|-\s|[·•]")
_MIN_CUT = 20  # code points; a shorter line is a heading or an item even where it holds a stop
_MIN_CUT_BARE = 80  # the same for a line without any stop: longer than any heading
_COLUMNS = (24, 160)  # display columns between which text is wrapped by hand or by a page


def paragraph_lines(
    text: str,
    lines: Lines,
    kinds: Sequence[Kind],
    *,
    wrapped: frozenset[int],
) -> list[int]:
    """Give the index of the first line of each paragraph; only body lines ever go on another.

    A line goes on in the next one when it does not end a sentence though it holds one, and the next
    does not begin like a paragraph; or when it fills the width at which the page is wrapped.
    """
    above: Kind | None = None
    starts = []
    for index, kind in enumerate(kinds):
        is_body = kind == above == "body"
        if not is_body or not (index in wrapped or _is_cut(text, lines, index)):
            starts.append(index)
        above = kind
    return starts


def wrapped_lines(text: str, lines: Lines, *, gaps: Sequence[int]) -> frozenset[int]:
    """Give the indices of lines that go on a line above which fills the width of the page."""
    lengths = list(map(len, lines.texts))
    if sum(length >= _COLUMNS[0] // 3 for length in lengths) * 10 < len(lines):
        return frozenset()  # too short for any width, whatever their characters
    widths = [_columns(line) if len(line) <= _COLUMNS[1] else 0 for line in lines.texts]
    width = _wrap_width(lines, widths)
    if not width:
        return frozenset()
    return frozenset(
        index
        for index in range(1, len(lines))
        if widths[index - 1] >= 0.85 * width
        and (gaps[index] == 0 or lines.blocks[index] != lines.blocks[index - 1])
        and not _is_ended(lines.texts[index - 1])
        and not _begins(text, lines, index)
    )


def _is_cut(text: str, lines: Lines, index: int) -> bool:
    """Whether a line goes on in the one of ``index``."""
    line, tag = lines.texts[index - 1], lines.tags[index - 1]
    if len(line) < _MIN_CUT or tag != lines.tags[index] or tag not in (None, "p"):
        return False
    holds_stop = _SENTENCE.search(line) is not None
    if (len(line) < _MIN_CUT_BARE and not holds_stop) or _is_ended(line):
        return False
    return _SENTENCE.search(lines.texts[index]) is not None and not _begins(text, lines, index)


def _is_ended(line: str) -> bool:
    if line[-1] in _BRACKETS or line.rstrip(_CLOSERS).rstrip()[-1:] in _STOPS:
        return True
    return "://" in line and _ADDRESS.search(line) is not None


def _begins(text: str, lines: Lines, index: int) -> bool:
    """Whether a line begins like a paragraph: indented, numbered, or with a dateline."""
    line, start = lines.texts[index], lines.starts[index]
    indent = text[max(0, start - 2) : start]
    return (
        indent in ("\u3000\u3000", "  ")
        or "\t" in indent
        or is_numbered(line)
        or _OPENS.match(line) is not None
        or (len(line) < 120 and kind_by_wording(line) is not None)
    )


def _wrap_width(lines: Lines, widths: Sequence[int]) -> int:
    """Give the width in columns at which a page is wrapped, or 0 where its lines are paragraphs."""
    if len(lines) < 4:
        return 0
    width = sorted(widths)[int(0.9 * (len(widths) - 1))]
    if not _COLUMNS[0] <= width <= _COLUMNS[1]:
        return 0
    open_ended = [i for i, line in enumerate(lines.texts) if not _is_ended(line)]
    # Lists of headlines are open-ended too, but of uneven length and without commas.
    filling = [i for i in open_ended if abs(widths[i] - width) <= 5]
    marked = sum(_MARK.search(lines.texts[i]) is not None for i in filling)
    is_wrapped = len(filling) >= max(3, 0.4 * len(lines)) and marked >= 0.6 * len(filling)
    return width if is_wrapped and len(filling) >= 0.6 * len(open_ended) else 0


def _columns(text: str) -> int:
    """Count display columns: two for each character that UTF-8 writes in three bytes."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2
