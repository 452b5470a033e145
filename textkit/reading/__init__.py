"""From bytes to documents."""

from __future__ import annotations

import os
from pathlib import Path

from textkit.document import Document, Paragraph, Sentence
from textkit.reading.sentences import split_sentences

__all__ = ["document_from_text", "read", "read_all"]


def read(source: str | os.PathLike[str] | bytes) -> Document:
    """Read the first article of ``source``."""
    return read_all(source)[0]


def read_all(source: str | os.PathLike[str] | bytes) -> list[Document]:
    """Read every article of ``source``."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return [document_from_text(data.decode("utf-8-sig"))]


def document_from_text(text: str, *, title: str | None = None) -> Document:
    """Make one document of plain text: each line that is not blank is a body paragraph."""
    paragraphs = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + len(line) - len(line.lstrip())
            sentences = tuple(
                Sentence(s.text, s.start + start, s.end + start) for s in split_sentences(body)
            )
            paragraphs.append(Paragraph(body, "body", start, start + len(body), sentences))
        at += len(line)
    return Document(title=title, paragraphs=tuple(paragraphs), source_text=text)
