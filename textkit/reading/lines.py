"""What an extractor hands to layout: the lines of a page and what their format tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import compress, islice
from typing import Any, NamedTuple

from textkit.document import Kind

__all__ = ["Line", "Lines", "Page", "blank_lines", "page_of_text"]

# From its first character on. It does not end at U+0085, which is a byte of many hanzi where UTF-8
# was read as Latin-1.
_LINE = re.compile(r"\S[^\r\n\v\f\u2028\u2029]*")


class Line(NamedTuple):
    """One line of a page, or one block of a format that has no lines.

    Parameters
    ----------
    text : str
        ``page.text[start:end]``, without white space at its ends; never empty.
    start, end : int
        Half-open span in code points of the page's text.
    tag : str or None
        Name of the HTML element that holds it (``h1``, ``p``, ``li``, ``td``, ``figcaption``,
        ``a``), or the nearest to it in another format; None in plain text.
    link_share : float
        Share of its characters that stand inside links, in [0, 1].
    block : int
        Lines of the same HTML block or PDF column share a number.
    kind : str or None
        The part it plays, where the format says so beyond doubt (``<nav>`` is chrome); layout
        keeps it.
    """

    text: str
    start: int
    end: int
    tag: str | None = None
    link_share: float = 0.0
    block: int = 0
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of a page, a column for each field of :class:`Line`.

    A page of half a million lines is seven lists, not half a million tuples: these took as long to
    make and to be gone through by the garbage collector as the judging of what they hold.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str | None]
    link_shares: list[float]
    blocks: list[int]
    kinds: list[Kind | None]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        """Put lines into columns."""
        columns = [list(column) for column in zip(*lines, strict=True)]
        return cls(*columns) if columns else cls.plain([], [], [])

    @classmethod
    def plain(cls, texts: list[str], starts: list[int], ends: list[int]) -> Lines:
        """Make lines that have no hints."""
        n = len(texts)
        return cls(texts, starts, ends, [None] * n, [0.0] * n, [0] * n, [None] * n)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Line]:
        return map(Line, *self._columns())

    def where(self, wanted: Iterable[bool]) -> Lines:
        """Give the lines that are wanted."""
        wanted = list(wanted)
        return Lines(*(list(compress(column, wanted)) for column in self._columns()))

    def _columns(self) -> list[list[Any]]:
        return [getattr(self, field.name) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class Page:
    """The text that was extracted from a source, its lines in reading order, and its stated facts.

    Parameters
    ----------
    text : str
        The decoded source, or the text extracted from it: what every span counts in.
    lines : Lines
        In the order of ``text``, not overlapping.
    title, source, published, author : str or None
        Facts that the format states outside the text, as HTML does in ``<meta>``; what layout
        finds in the lines fills the gaps. ``published`` is an ISO date.
    """

    text: str
    lines: Lines
    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None


def page_of_text(text: str) -> Page:
    r"""Make a page of plain text: every line that is not blank, without hints.

    Examples
    --------
    >>> [line.text for line in page_of_text("清徐新闻\n\n　　全县秋粮入库。").lines]
    ['清徐新闻', '全县秋粮入库。']
    """
    texts, starts, ends = [], [], []
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        start = match.start()
        texts.append(line)
        starts.append(start)
        ends.append(start + len(line))
    return Page(text, Lines.plain(texts, starts, ends))


def blank_lines(text: str, lines: Lines) -> list[int]:
    """Count the blank lines before each line; the first has none by definition."""
    counts = [
        max(0, text.count("\n", end, start) - 1) if start - end > 1 else 0
        for end, start in zip(lines.ends, islice(lines.starts, 1, None), strict=False)
    ]
    return [0, *counts] if lines else []
