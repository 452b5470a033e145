"""From the lines of a page to its articles."""

from __future__ import annotations

from textkit.document import Document, Paragraph, Sentence
from textkit.reading.lines import Line, Page
from textkit.reading.sentences import sentence_spans

__all__ = ["layout"]


def layout(page: Page) -> list[Document]:
    """Turn a page into its articles, at least one, in reading order."""
    paragraphs = tuple(_paragraph(page.text, line) for line in page.lines)
    return [
        Document(
            title=page.title,
            source=page.source,
            published=page.published,
            author=page.author,
            paragraphs=paragraphs,
            source_text=page.text,
        )
    ]


def _paragraph(source: str, line: Line) -> Paragraph:
    sentences = tuple(
        Sentence(line.text[start:end], line.start + start, line.start + end)
        for start, end in sentence_spans(line.text)
    )
    return Paragraph(line.text, line.kind or "body", line.start, line.end, sentences)
