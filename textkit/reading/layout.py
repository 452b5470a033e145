"""From the lines of a page to its articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from textkit.document import Document, Kind, Paragraph, Repair
from textkit.reading.articles import article_starts
from textkit.reading.facts import find_author, find_published, find_source
from textkit.reading.joins import paragraph_lines, wrapped_lines
from textkit.reading.lines import Line, Page, blank_lines
from textkit.reading.paragraphs import make_paragraph
from textkit.reading.repair import Repaired, repair_lines
from textkit.reading.roles import roles
from textkit.reading.simplified import has_traditional, simplified

__all__ = ["layout"]


def layout(page: Page, *, split: bool = True) -> list[Document]:
    r"""Turn a page into its articles.

    Parameters
    ----------
    page : Page
        Lines in reading order, with what their format tells about them.
    split : bool
        Whether a page may hold several articles.

    Returns
    -------
    list of Document
        At least one, in reading order. Together they hold every line of the page.

    Examples
    --------
    >>> from textkit.reading.lines import page_of_text
    >>> page = page_of_text("秋粮入库\n来源：清徐新闻 2023-10-08\n全县秋粮入库。\n分享到：")
    >>> [(p.kind, p.text) for p in layout(page)[0].paragraphs][:2]
    [('title', '秋粮入库'), ('byline', '来源：清徐新闻 2023-10-08')]
    """
    repaired = repair_lines(page)
    lines = _judged(repaired.lines)
    gaps = blank_lines(page.text, lines)
    wrapped = wrapped_lines(page.text, lines, gaps=gaps)
    kinds = roles(lines, gaps=gaps, wrapped=wrapped, title=page.title)
    starts = article_starts(lines, kinds, gaps=gaps) if split else [0]
    groups = paragraph_lines(page.text, lines, kinds, wrapped=wrapped)
    documents = []
    at = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if start:
            _retitle(kinds, start, end)
        paragraphs, repairs = [], list[Repair]()
        while at < len(groups) and groups[at][0] < end:
            paragraph, changes = make_paragraph(
                page.text, repaired, groups[at], kinds[groups[at][0]]
            )
            paragraphs.append(paragraph)
            repairs += changes
            at += 1
        is_only = len(starts) == 1
        documents.append(_document(page, paragraphs, repaired, repairs, is_only=is_only))
    return documents


def _judged(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines in simplified characters: wording is judged in these, whatever is printed."""
    if not has_traditional("".join([line.text for line in lines])):
        return lines
    return [replace(line, text=simplified(line.text)) for line in lines]


def _retitle(kinds: list[Kind], start: int, end: int) -> None:
    """Name the headline of a later article, which read like a section heading of the first."""
    headlines = [i for i in range(start, end) if kinds[i] == "heading"]
    signed = [i for i in headlines if i + 1 < end and kinds[i + 1] == "byline"]
    if headlines and headlines[0] == start:
        kinds[start] = "title"
        if start + 1 in headlines:
            kinds[start + 1] = "title"
    elif signed:
        kinds[signed[-1]] = "title"


def _document(
    page: Page,
    paragraphs: Sequence[Paragraph],
    repaired: Repaired,
    repairs: Sequence[Repair],
    *,
    is_only: bool,
) -> Document:
    kinds = [paragraph.kind for paragraph in paragraphs]
    texts = [simplified(p.text) if p.kind == "byline" else p.text for p in paragraphs]
    title = next((p.text for p in paragraphs if p.kind == "title"), None)
    flags = repaired.flags
    if not is_only:
        first = bisect_left(flags, (paragraphs[0].start, 0))
        flags = flags[first : bisect_left(flags, (paragraphs[-1].end, 0))]
    return Document(
        title=(page.title if is_only else None) or title,
        source=page.source or find_source(texts, kinds),
        published=page.published or find_published(texts, kinds),
        author=(page.author if is_only else None) or find_author(texts, kinds),
        paragraphs=tuple(paragraphs),
        source_text=page.text,
        repairs=tuple(repairs),
        flags=tuple(flags),
    )
