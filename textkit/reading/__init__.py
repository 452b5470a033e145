"""From bytes to documents."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TypeAlias

from textkit.document import Document
from textkit.reading.collector import collector_paused
from textkit.reading.extraction import Extracted, extract_all
from textkit.reading.layout import layout
from textkit.reading.lines import page_of_text

__all__ = ["Source", "document_from_text", "read", "read_all"]

Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO

_MAX_SHORT = 40  # code points of a text whose reading is remembered within one source


def read(source: Source, *, encoding: str | None = None) -> Document:
    """Read the first article of ``source``; :func:`read_all` says what a source can be.

    Examples
    --------
    >>> read("<h1>秋粮入库</h1><p>全县秋粮入库。</p>".encode()).text
    '全县秋粮入库。'
    """
    return read_all(source, encoding=encoding)[0]


def read_all(source: Source, *, encoding: str | None = None) -> list[Document]:
    """Read every article of ``source``.

    Parameters
    ----------
    source : str, path, bytes or binary file
        A path, or the bytes themselves: plain text, an HTML page or fragment, a PDF with a text
        layer, a DOCX, or rows of JSONL or CSV. What it is is told by its content. A file is read
        from where it stands and left open.
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
    TypeError
        When ``source`` is none of these; for text that is no path there is
        :meth:`Document.from_text`.
    """
    data, path = _bytes_and_path(source)

    def laid_out(extracted: Extracted) -> list[Document]:
        return layout(extracted.page, path=path, encoding=extracted.encoding)

    # Rows of a word or two repeat; documents are values, which may stand in a list twice.
    laid_out_short = lru_cache(maxsize=4096)(laid_out)
    documents: list[Document] = []
    with collector_paused(len(data)):
        for extracted in extract_all(data, path=path, encoding=encoding):
            is_short = len(extracted.page.text) <= _MAX_SHORT
            documents += (laid_out_short if is_short else laid_out)(extracted)
    return documents


def _bytes_and_path(source: object) -> tuple[bytes, str | None]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        if isinstance(path, str):
            return Path(path).read_bytes(), path
    elif hasattr(source, "read"):
        data = source.read()
        if isinstance(data, bytes):
            name = getattr(source, "name", None)
            return data, name if isinstance(name, str) else None
        raise TypeError(f"the file gave {type(data).__name__}, expected bytes: open it with 'rb'")
    raise TypeError(
        f"cannot read {type(source).__name__}: expected a path, bytes or a file opened with 'rb'; "
        "for text use Document.from_text"
    )


def document_from_text(text: str, *, title: str | None = None) -> Document:
    """Make one document of plain text.

    Parameters
    ----------
    text : str
        The text of one article; where it holds several, they stay together.
    title : str, optional
        A title known from elsewhere; a line that repeats it is the title.
    """
    if not isinstance(text, str):
        raise TypeError(f"expected text as str, got {type(text).__name__}: for bytes use read")
    page = replace(page_of_text(text), title=title or None)
    return layout(page, split=False)[0]
