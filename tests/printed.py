"""Small PDF and DOCX files for the tests, drawn or written here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

__all__ = ["docx_of", "newspaper", "scan"]

_FONT = "STSong-Light"  # one of the CID fonts that readers bring along: nothing is embedded


def newspaper(
    title: str,
    paragraphs: Sequence[str],
    *,
    columns: int = 3,
    n_pages: int = 1,
    by_rows: bool = True,
    size: int = 10,
) -> bytes:
    """Draw a page of a newspaper; ``by_rows`` draws line by line across its columns."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(595, 842))
    pitch = 520 // columns
    lines = _wrapped(paragraphs, width=pitch - 18, size=size)
    depth = -(-len(lines) // (columns * n_pages))
    for number in range(n_pages):
        top = 790
        if number == 0:
            page.setFont(_FONT, 22)
            page.drawString(120, 780, title)
            page.setFont(_FONT, 9)
            page.drawString(200, 752, "本报记者　李明　2023-10-08")
            top = 725
        page.setFont(_FONT, size)
        cells = (
            [(row, column) for row in range(depth) for column in range(columns)]
            if by_rows
            else [(row, column) for column in range(columns) for row in range(depth)]
        )
        for row, column in cells:
            at = (number * columns + column) * depth + row
            if at < len(lines):
                indent = 2 * size if lines[at].startswith("　　") else 0
                x = 40 + column * pitch + indent
                page.drawString(x, top - row * 1.5 * size, lines[at].lstrip("　"))
        page.drawString(290, 30, f"- {number + 1} -")
        page.showPage()
    page.save()
    return buffer.getvalue()


def _wrapped(paragraphs: Sequence[str], *, width: float, size: int) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = []
    for paragraph in paragraphs:
        line = "　　"
        for char in paragraph:
            if stringWidth(line + char, _FONT, size) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def scan() -> bytes:
    """Draw a page that holds a picture and no text."""
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    page.rect(50, 50, 400, 600, fill=1)
    page.showPage()
    page.save()
    return buffer.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(body: str, *, styles: str = "", prolog: str = "") -> bytes:
    """Write a DOCX around the XML of its body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
            f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
        if styles:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{styles}</w:styles>')
    return buffer.getvalue()
