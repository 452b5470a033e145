"""From the lines of a page to its articles."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.document import Document, Kind, Paragraph, Sentence
from textkit.reading.aligned import AlignedText
from textkit.reading.articles import article_starts
from textkit.reading.facts import find_author, find_published, find_source
from textkit.reading.joins import paragraph_lines, wrapped_lines
from textkit.reading.lines import Page, blank_lines
from textkit.reading.roles import roles
from textkit.reading.sentences import sentence_spans

__all__ = ["layout"]

_SPLIT = frozenset({"heading", "body"})


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
    lines = page.lines
    gaps = blank_lines(page.text, lines)
    wrapped = wrapped_lines(page.text, lines, gaps=gaps)
    kinds = roles(lines, gaps=gaps, wrapped=wrapped, title=page.title)
    starts = article_starts(lines, kinds, gaps=gaps) if split and lines else [0]
    groups = paragraph_lines(page.text, lines, kinds, wrapped=wrapped)
    documents = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if start:
            _retitle(page, kinds, start, end)
        paragraphs = [
            _paragraph(page, group, kinds[group[0]]) for group in groups if start <= group[0] < end
        ]
        documents.append(_document(page, paragraphs, is_only=len(starts) == 1))
    return documents


def _retitle(page: Page, kinds: list[Kind], start: int, end: int) -> None:
    """In an article that is not the page's first, its headline is not a heading of the one above."""
    headlines = [i for i in range(start, end) if kinds[i] == "heading"]
    late = [i for i in headlines if i + 1 < end and kinds[i + 1] == "byline"]
    if headlines and kinds[start] == "heading":
        kinds[start] = "title"
        if start + 1 in headlines:
            kinds[start + 1] = "title"
    elif late:
        kinds[late[-1]] = "title"


def _document(page: Page, paragraphs: Sequence[Paragraph], *, is_only: bool) -> Document:
    texts = [p.text for p in paragraphs]
    kinds = [p.kind for p in paragraphs]
    title = next((p.text for p in paragraphs if p.kind == "title"), None)
    return Document(
        title=(page.title if is_only else None) or title,
        source=page.source or find_source(texts, kinds),
        published=page.published or find_published(texts, kinds),
        author=(page.author if is_only else None) or find_author(texts, kinds),
        paragraphs=tuple(paragraphs),
        source_text=page.text,
    )


def _paragraph(page: Page, group: Sequence[int], kind: Kind) -> Paragraph:
    first, *others = (page.lines[i] for i in group)
    aligned = AlignedText.of(page.text, first.start, first.end)
    for line in others:
        between = page.text[aligned.end : line.start]
        aligned = aligned.join(AlignedText.of(page.text, line.start, line.end), between)
    sentences = tuple(_sentences(aligned)) if kind in _SPLIT else ()
    return Paragraph(aligned.text, kind, aligned.start, aligned.end, sentences)


def _sentences(aligned: AlignedText) -> list[Sentence]:
    return [
        Sentence(aligned.text[start:end], *aligned.source_span(start, end))
        for start, end in sentence_spans(aligned.text)
    ]
