"""What a source is, told by its content; the suffix of its name only breaks ties."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import PurePath
from typing import Literal

from textkit.errors import ReadError

__all__ = ["ZIP_ERRORS", "Format", "sniff_bytes", "sniff_text"]

# What zipfile raises for damaged, encrypted and exotic archives. Ours is a ValueError too.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

Format = Literal["text", "html", "pdf", "docx", "jsonl", "csv"]

_TO_TEXT = "expected text, HTML, PDF, DOCX, JSONL or CSV"
_OFFICE = "save it as DOCX or PDF first"
# First bytes → what the file is and what to do about it.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a legacy Office or WPS file (.doc, .wps, .xls)",
        _OFFICE,
    ),
    (b"{\\rtf", "an RTF file", _OFFICE),
    (b"\x89PNG\r\n", "a PNG picture", "run text recognition on it first"),
    (b"\xff\xd8\xff", "a JPEG picture", "run text recognition on it first"),
    (b"GIF8", "a GIF picture", "run text recognition on it first"),
    (b"II*\x00", "a TIFF picture", "run text recognition on it first"),
    (b"MM\x00*", "a TIFF picture", "run text recognition on it first"),
    (b"RIFF", "a RIFF container (WebP picture, audio or video)", _TO_TEXT),
    (b"AT&TFORM", "a DjVu scan", "run text recognition on it first"),
    (b"CAJ\x00", "a CAJ document", "save it as PDF first"),
    (b"KDH ", "a KDH document", "save it as PDF first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "export its rows as JSONL or CSV"),
    (b"PAR1", "a Parquet file", "export its rows as JSONL or CSV"),
    (b"\x80\x04\x95", "a Python pickle", _TO_TEXT),
    (b"\x7fELF", "a program", _TO_TEXT),
    (b"MZ\x90\x00", "a program", _TO_TEXT),
    (b"ID3", "an audio file", _TO_TEXT),
    (b"OggS", "an audio or video file", _TO_TEXT),
    (b"\x00\x01\x00\x00", "a font", _TO_TEXT),
)
# A member's name → what the ZIP archive is that holds it.
_ZIP_KINDS: tuple[tuple[str, str, str], ...] = (
    ("OFD.xml", "an OFD document", "save it as PDF first"),
    ("xl/workbook.xml", "an Excel workbook", "save its sheet as CSV"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF first"),
    ("content.xml", "an OpenDocument file", _OFFICE),
    ("META-INF/container.xml", "an EPUB book", "save its chapters as HTML"),
)
_PDF_HEAD = 1024  # readers accept a PDF whose header stands anywhere in its first kilobyte
_MAX_MEMBERS = 10_000

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:/?(?:p|div|span|br|table|tbody|tr|td|ul|li|h[1-6]|a|img|font|strong|section|article|script)"
    r"(?:\s[^<>]{0,500})?/?)>",
    re.IGNORECASE,
)
_SAMPLE = 65536
_TEXT_COLUMNS = re.compile(r"text|content|body|article|正文|内容|全文|文本", re.IGNORECASE)


def sniff_bytes(data: bytes) -> Literal["pdf", "docx"] | None:
    """Tell the binary formats that are read; None is left to be decoded as text.

    Raises
    ------
    ReadError
        For a file that is known not to be text: what it is, and what to do.
    """
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    for signature, kind, advice in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"this is {kind}, which is not read: {advice}")
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        raise ReadError(
            "this is a BMP picture, which is not read: run text recognition on it first"
        )
    if data[4:8] == b"ftyp":
        raise ReadError(f"this is a video or HEIC picture, which is not read: {_TO_TEXT}")
    if data[257:262] == b"ustar":
        raise ReadError("this is a tar archive, which is not read: unpack it first")
    return None


def _sniff_zip(data: bytes) -> Literal["docx"]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:_MAX_MEMBERS])
    except ZIP_ERRORS as error:
        raise ReadError(f"this begins like a ZIP or DOCX file but is damaged: {error}") from error
    if "word/document.xml" in names:
        return "docx"
    for member, kind, advice in _ZIP_KINDS:
        if member in names:
            raise ReadError(f"this is {kind}, which is not read: {advice}")
    raise ReadError("this is a ZIP archive, which is not read: unpack it first")


def sniff_text(text: str, *, path: str | None = None) -> Literal["text", "html", "jsonl", "csv"]:
    """Tell HTML, JSONL and CSV from plain text.

    Parameters
    ----------
    text : str
        Decoded text.
    path : str, optional
        Where it came from. A suffix decides between plain text and rows when the content leaves it
        open, and never against the content.

    Examples
    --------
    >>> sniff_text("<p>全县秋粮入库。</p><p>新建公厕3300座。</p>")
    'html'
    """
    suffix = PurePath(path).suffix.lower() if path else ""
    sample = text[:_SAMPLE]
    if _is_jsonl(sample):
        return "jsonl"
    if _is_html(sample, suffix in (".html", ".htm", ".xhtml", ".shtml")):
        return "html"
    if suffix in (".jsonl", ".ndjson") and sample.strip():
        return "jsonl"
    if _is_csv(sample, suffix in (".csv", ".tsv")):
        return "csv"
    return "text"


def _is_jsonl(sample: str) -> bool:
    line = sample.lstrip().partition("\n")[0]
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A first record longer than the sample: its beginning has to do.
        return len(line) == len(sample) and re.match(r'\{\s*"[^"]{1,40}"\s*:', line) is not None


def _is_html(sample: str, is_named_so: bool) -> bool:
    if _HTML_START.match(sample):
        return True
    n_tags = len(_TAG.findall(sample))
    starts = _TAG.match(sample.lstrip()) is not None
    return n_tags >= 1 if starts or is_named_so else n_tags >= 4


def _is_csv(sample: str, is_named_so: bool) -> bool:
    header, _, rest = sample.lstrip().partition("\n")
    delimiter = "\t" if "\t" in header else ","
    columns = [column.strip().strip('"') for column in header.split(delimiter)]
    if is_named_so:
        return bool(rest.strip())
    names_text = any(_TEXT_COLUMNS.fullmatch(column) for column in columns)
    return len(columns) >= 2 and names_text and delimiter in rest
