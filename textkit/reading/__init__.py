"""From bytes to documents."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from textkit.document import Document
from textkit.reading.layout import layout
from textkit.reading.lines import page_of_text

__all__ = ["document_from_text", "read", "read_all"]


def read(source: str | os.PathLike[str] | bytes) -> Document:
    """Read the first article of ``source``."""
    return read_all(source)[0]


def read_all(source: str | os.PathLike[str] | bytes) -> list[Document]:
    """Read every article of ``source``."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return layout(page_of_text(data.decode("utf-8-sig")))


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
