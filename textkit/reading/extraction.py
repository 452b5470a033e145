"""From the bytes of any format that is read to the page that layout judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from textkit.reading.decoding import decode
from textkit.reading.lines import Page, page_of_text
from textkit.reading.rows import read_rows
from textkit.reading.sniffing import Format, sniff_bytes, sniff_text

__all__ = ["Extracted", "extract", "extract_all"]

_MAX_SHORT = 40  # code points of a row whose page is remembered


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page and how it was come by.

    Parameters
    ----------
    page : Page
        Extracted text, lines with the hints of their format, stated facts.
    format : {"text", "html", "pdf", "docx", "jsonl", "csv"}
        What the source was, told by its content.
    encoding : str or None
        How its bytes were decoded; None for formats that name no encoding.
    """

    page: Page
    format: Format
    encoding: str | None = None


def extract(data: bytes, *, path: str | None = None, encoding: str | None = None) -> Extracted:
    """Extract the page of one source, the first where it is a table; see :func:`extract_all`.

    Examples
    --------
    >>> extract("全县秋粮入库。".encode("gbk")).encoding
    'gb18030'
    """
    return next(
        extract_all(data, path=path, encoding=encoding), Extracted(page_of_text(""), "text")
    )


def extract_all(
    data: bytes, *, path: str | None = None, encoding: str | None = None
) -> Iterator[Extracted]:
    """Extract every page of a source: one, but for the rows of JSONL and CSV.

    Parameters
    ----------
    data : bytes
        Plain text, an HTML page or fragment, a PDF with a text layer, a DOCX, or a table of texts.
    path : str, optional
        Where it came from; breaks ties between plain text and the rest.
    encoding : str, optional
        The encoding of a text or page, when it is known.

    Raises
    ------
    DecodingError
        When text fits no accepted encoding.
    ReadError
        When the source is of a kind that is not read, or is damaged: what it is and what to do.
    DataError
        When a row of a table does not hold a text.
    """
    binary = sniff_bytes(data)
    if binary == "pdf":
        from textkit.reading.pdf import page_of_pdf

        yield Extracted(page_of_pdf(data), "pdf")
    elif binary == "docx":
        from textkit.reading.docx import page_of_docx

        yield Extracted(page_of_docx(data), "docx")
    else:
        decoded = decode(data, encoding=encoding)
        format = sniff_text(decoded.text, path=path)
        if format in ("jsonl", "csv"):
            page_of_short = lru_cache(maxsize=4096)(_page_of_row)  # rows of a word or two repeat
            for row in read_rows(decoded.text, format):
                page = (page_of_short if len(row.text) <= _MAX_SHORT else _page_of_row)(row.text)
                if row.title:
                    page = replace(page, title=row.title)
                yield Extracted(page, format, decoded.encoding)
        else:
            yield Extracted(_page_of_text(decoded.text, format), format, decoded.encoding)


def _page_of_row(text: str) -> Page:
    is_html = "<" in text and sniff_text(text) == "html"
    return _page_of_text(text, "html" if is_html else "text")


def _page_of_text(text: str, format: Format) -> Page:
    if format == "html":
        from textkit.reading.html import page_of_html

        return page_of_html(text)
    return page_of_text(text)
