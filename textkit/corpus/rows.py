"""Rows of JSONL, CSV and Parquet: a document a row, found without holding the table."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any

from textkit.document import Document, Paragraph
from textkit.errors import DataError, MissingExtraError
from textkit.reading import document_from_text
from textkit.reading.extraction import extract
from textkit.reading.layout import layout
from textkit.reading.sentences import split_sentences
from textkit.reading.sniffing import sniff_text

__all__ = [
    "Fields",
    "Row",
    "csv_rows",
    "json_lines",
    "paragraph_document",
    "parquet_rows",
    "parse_row",
    "row_document",
]

MAX_LINE = 64 * 2**20  # of a JSONL file: a longer one is no document
_MAX_FIELD = 2**31 - 1  # csv's own bound of 131,072 characters is less than a long report has
_CHUNK = 2**20
# What the columns of spreadsheets of articles are called.
_NAMES = {
    "text": ("text", "content", "body", "article", "正文", "内容", "全文", "文本"),
    "title": ("title", "headline", "标题", "题目", "题名"),
    "id": ("id", "doc_id", "docid", "编号", "序号", "文号"),
    "source": ("source", "来源", "媒体", "网站"),
    "published": ("published", "date", "日期", "发布日期", "发布时间", "时间"),
    "author": ("author", "作者", "记者"),
    "place": ("place", "地区", "地点", "区域"),
}
_DATE = re.compile(r"\s*((?:19|20)\d\d)\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a corpus row hold what.

    Parameters
    ----------
    id, text, title : str
        Names of fields. A row without an id gets ``file:line``; a title is optional. Where a field
        of the default name is missing, its usual Chinese and English names are looked for, as they
        are for source, date and author.
    as_paragraph : bool
        Whether each text is one paragraph rather than a page to be laid out.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    as_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says about a document."""

    text: str
    id: str | int | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    place: str | None = None


def json_lines(file: Iterable[bytes] | IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the number, counted from 1, and the bytes of every line that is not blank."""
    read = getattr(file, "readline", None)
    lines = iter(lambda: read(MAX_LINE), b"") if read else iter(file)
    number = 1
    for line in lines:
        if line.strip():
            yield number, line
        number += line.endswith(b"\n") or read is None


def csv_rows(file: IO[bytes], fields: Fields) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the number of the line where a row ends, and those of its columns that are used.

    The encoding is told by the whole file, which is read twice: UTF-8, or what Excel writes in
    China, GB18030. The delimiter is a comma, a tab or a semicolon, whichever the header has most.

    Raises
    ------
    DataError
        When the file is damaged or no column holds a text; rows before the damage were yielded.
    """
    encoding = _encoding(file)
    file.seek(0)
    csv.field_size_limit(_MAX_FIELD)
    with io.TextIOWrapper(file, encoding, newline="") as lines:
        try:
            header = lines.readline()
            delimiter = max(",\t;", key=header.count)
            names = next(csv.reader([header], delimiter=delimiter), [])
            used = _used(names, fields)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            for values in reader:
                if values:
                    record = dict(zip(names, values, strict=False))
                    yield reader.line_num + 1, {k: v for k, v in record.items() if k in used}
        except csv.Error as error:
            raise DataError(f"line {reader.line_num + 1} is not CSV: {error}") from error
        except UnicodeDecodeError as error:
            raise DataError(f"fits neither UTF-8 nor GB18030 ({error}); save it as UTF-8") from None


def parquet_rows(file: IO[bytes], fields: Fields) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the number, counted from 1, and the used columns of every row of a Parquet file."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError(
            "Parquet is read by pyarrow, which is not installed: pip install 'textkit-zh[parquet]'"
        ) from None
    try:
        table = pq.ParquetFile(file)
        used = _used(table.schema_arrow.names, fields)
        number = 0
        for batch in table.iter_batches(batch_size=256, columns=sorted(used)):
            for record in batch.to_pylist():
                number += 1
                yield number, record
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise DataError(f"not a whole Parquet file ({str(error).splitlines()[0]})") from None


def parse_row(raw: bytes | Mapping[str, object], fields: Fields) -> Row:
    """Return what a JSON line or a record holds.

    Raises
    ------
    DataError
        When it is no JSON object or has no text; the message names the fields there are.
    """
    record = _json_object(raw, fields) if isinstance(raw, bytes) else raw
    name = _name(record, "text", fields)
    text = record.get(name)
    if not isinstance(text, str):
        got = "missing" if text is None else f"of type {type(text).__name__}"
        raise DataError(
            f"field {name!r} is {got}, expected a string; this row has "
            f"{', '.join(map(str, record)) or 'no fields'} (name another by --text-field)"
        )
    row_id = record.get(_name(record, "id", fields))
    said = {
        key: _said(record.get(_name(record, key, fields)))
        for key in ("title", "source", "published", "author", "place")
    }
    if said["published"]:
        said["published"] = _iso_date(said["published"])
    if not isinstance(row_id, str | int) or isinstance(row_id, bool) or row_id == "":
        row_id = None
    return Row(text, row_id, **said)


def row_document(row: Row, *, as_paragraph: bool) -> Document:
    """Make the document of a row; what the row says of it outweighs what its text says."""
    if as_paragraph:
        document = replace(paragraph_document(row.text), title=row.title)
    elif sniff_text(row.text) == "html":
        page = extract(row.text.encode("utf-8", "replace"), encoding="utf-8").page
        (document,) = layout(replace(page, title=row.title or page.title), split=False)
    else:
        document = document_from_text(row.text, title=row.title)
    return replace(
        document,
        source=row.source or document.source,
        published=row.published or document.published,
        author=row.author or document.author,
    )


def paragraph_document(text: str) -> Document:
    """Make a document whose one body paragraph is the whole text, line ends included."""
    if not text.strip():
        return Document(source_text=text)
    paragraph = Paragraph(text, "body", 0, len(text), tuple(split_sentences(text)))
    return Document(paragraphs=(paragraph,), source_text=text)


def _json_object(line: bytes, fields: Fields) -> Mapping[str, object]:
    if len(line) >= MAX_LINE:
        raise DataError(f"a line of {MAX_LINE:,} bytes or more; a document is shorter")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:  # also bytes that are not UTF-8
        raise DataError(
            f"not a JSON line ({error}); expected an object with {fields.text!r}"
        ) from None
    if not isinstance(record, dict):
        raise DataError(
            f"got a JSON {type(record).__name__}, expected an object with {fields.text!r}"
        )
    return record


def _used(names: list[str], fields: Fields) -> set[str]:
    """Return the columns that are read; a table without a text column is refused as a whole."""
    record = dict.fromkeys(names)
    text = _name(record, "text", fields)
    if text not in record:
        raise DataError(
            f"no column {text!r} that holds the text; there are {', '.join(names) or 'none'} "
            "(name another by --text-field)"
        )
    return {_name(record, key, fields) for key in _NAMES} & record.keys()


def _name(record: Mapping[str, object], key: str, fields: Fields) -> str:
    wanted: str = getattr(fields, key, key)
    if wanted in record or wanted != key:
        return wanted
    return next((name for name in _NAMES[key] if name in record), wanted)


def _said(value: Any) -> str | None:
    if value is None or isinstance(value, bool | float | list | dict):
        return None
    return str(value).strip() or None


def _iso_date(said: str) -> str | None:
    match = _DATE.match(said)
    if not match:
        return None
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _encoding(file: IO[bytes]) -> str:
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"  # Excel's "Unicode text"
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
