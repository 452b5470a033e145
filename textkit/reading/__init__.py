"""From bytes to documents."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from textkit.document import Document
from textkit.reading.extraction import extract_all
from textkit.reading.layout import layout
from textkit.reading.lines import page_of_text

__all__ = ["document_from_text", "read", "read_all"]


def read(source: str | os.PathLike[str] | bytes, *, encoding: str | None = None) -> Document:
    """Read the first article of ``source``; :func:`read_all` says what a source can be.

    Examples
    --------
    >>> read("<h1>秋粮入库</h1><p>全县秋粮入库。</p>".encode()).text
    '全县秋粮入库。'
    """
    return read_all(source, encoding=encoding)[0]


def read_all(
    source: str | os.PathLike[str] | bytes, *, encoding: str | None = None
) -> list[Document]:
    """Read every article of ``source``.

    Parameters
    ----------
    source : str, path or bytes
        A path, or the bytes themselves: plain text, an HTML page or fragment, a PDF with a text
        layer, a DOCX, or rows of JSONL or CSV. What it is is told by its content.
    encoding : str, optional
        The encoding, where it is known; else it is found.

    Returns
    -------
    list of Document
        At least one, but for a table without rows.

    Raises
    ------
    DecodingError
        When text fits no accepted encoding.
    ReadError
        When the source is of a kind that is not read: what it is, and what to do.
    DataError
        When a row of a table does not hold a text.
    OSError
        When the file cannot be opened.
    """
    path = None if isinstance(source, bytes) else os.fspath(source)
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    documents: list[Document] = []
    for extracted in extract_all(data, path=path, encoding=encoding):
        documents += [
            replace(document, path=path, encoding=extracted.encoding)
            for document in layout(extracted.page)
        ]
    return documents


def document_from_text(text: str, *, title: str | None = None) -> Document:
    """Make one document of plain text.

    Parameters
    ----------
    text : str
        The text of one article; where it holds several, they stay together.
    title : str, optional
        A title known from elsewhere; a line that repeats it is the title.
    """
    page = replace(page_of_text(text), title=title or None)
    return layout(page, split=False)[0]
