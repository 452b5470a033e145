"""From the lines of a page to its articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from textkit.document import Document, Kind, Paragraph
from textkit.reading.articles import article_starts
from textkit.reading.facts import find_author, find_published, find_source
from textkit.reading.joins import paragraph_lines, wrapped_lines
from textkit.reading.lines import Lines, Page, blank_lines
from textkit.reading.paragraphs import make_paragraphs
from textkit.reading.repair import repair_lines
from textkit.reading.roles import roles
from textkit.reading.simplified import has_traditional, simplified

__all__ = ["layout"]


def layout(
    page: Page, *, split: bool = True, path: str | None = None, encoding: str | None = None
) -> list[Document]:
    r"""Turn a page into its articles.

    Parameters
    ----------
    page : Page
        Lines in reading order, with what their format tells about them.
    split : bool
        Whether a page may hold several articles.
    path, encoding : str, optional
        Where the page was read from and how it was decoded, which its documents say.

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
    firsts = [*paragraph_lines(page.text, lines, kinds, wrapped=wrapped), len(lines)]
    documents = []
    at = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if start:
            _retitle(kinds, start, end)
        stop = bisect_left(firsts, end, at)
        bounds = pairwise(firsts[at : stop + 1])
        paragraphs, repairs = make_paragraphs(page.text, repaired, bounds, kinds)
        facts = _facts(page, paragraphs, is_only=len(starts) == 1)
        flags = repaired.flags if len(starts) == 1 else _flags_of(paragraphs, repaired.flags)
        documents.append(
            Document(
                *facts, tuple(paragraphs), page.text, path, encoding, tuple(repairs), tuple(flags)
            )
        )
        at = stop
    return documents


def _judged(lines: Lines) -> Lines:
    """Give the lines in simplified characters: wording is judged in these, whatever is printed."""
    if not has_traditional("".join(lines.texts)):
        return lines
    judged = {text: simplified(text) for text in set(lines.texts)}
    return replace(lines, texts=[judged[text] for text in lines.texts])


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


def _facts(
    page: Page, paragraphs: Sequence[Paragraph], *, is_only: bool
) -> tuple[str | None, str | None, str | None, str | None]:
    """Give title, source, date and author: as the page states them, else as its lines say."""
    bylines = [simplified(p.text) for p in paragraphs if p.kind == "byline"]
    body = [p.text for p in paragraphs if p.kind == "body"]
    title = next((p.text for p in paragraphs if p.kind == "title"), None)
    return (
        (page.title if is_only else None) or title,
        page.source or find_source(bylines, body),
        page.published or find_published(bylines),
        (page.author if is_only else None) or find_author(bylines, body),
    )


def _flags_of(
    paragraphs: Sequence[Paragraph], flags: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    first = bisect_left(flags, (paragraphs[0].start, 0))
    return flags[first : bisect_left(flags, (paragraphs[-1].end, 0))]
