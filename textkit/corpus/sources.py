"""Turn files, folders, globs, URLs, archives, tables and ``-`` into documents, one at a time.

Finding is apart from reading: :func:`items` finds what there is to read and is cheap,
:func:`read_item` reads, in whatever process the item was sent to.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from textkit.corpus.archives import MAX_BYTES, members
from textkit.corpus.files import STDIN, Found, find_files, open_file, reason, suffix_of
from textkit.corpus.rows import (
    Fields,
    csv_rows,
    json_lines,
    paragraph_document,
    parquet_rows,
    parse_row,
    row_document,
)
from textkit.document import Document
from textkit.errors import DataError, TextkitError
from textkit.reading import read_all

__all__ = ["Entry", "Fields", "Item", "documents", "items", "paragraph_document", "read_item"]


_EMPTY = "is empty; there is nothing to read"


@dataclass(frozen=True, slots=True)
class Entry:
    """One input: its document, or the reason why there is none.

    Parameters
    ----------
    id : str or int
        The row's own id, or the path; further articles of a file are ``path#2``, ``path#3``…
    document : Document or None
    error : str or None
        One sentence; set exactly where ``document`` is None.
    place : str or None
        The place that a row says it is about.
    """

    id: str | int
    document: Document | None = None
    error: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to read, small enough to be sent to another process.

    Parameters
    ----------
    name : str
        A path, ``archive/member``, or ``file:line``.
    size : int
        Bytes of the source that it took: the sizes of all items sum up to those of their files.
    data : bytes, optional
        A page that came out of an archive or a stream. Without it, without a row and without an
        error, ``name`` is opened.
    row : bytes or mapping, optional
        A JSON line, or the columns of a table's row.
    error : str, optional
        Why there is nothing to read.
    version : str
        Changes when the file does.
    """

    name: str
    size: int = 0
    data: bytes | None = None
    row: bytes | Mapping[str, object] | None = None
    error: str | None = None
    version: str = ""


def documents(inputs: Sequence[str], fields: Fields | None = None) -> Iterator[Entry]:
    """Yield every document of ``inputs`` in order; what cannot be read is yielded as an error.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders (searched through, sorted by path), glob patterns, URLs, or ``-`` for
        standard input. Files that end in ``.jsonl``, ``.csv``, ``.tsv`` or ``.parquet`` are tables,
        a document a row; ZIP and tar archives are read as folders are.
    fields : Fields, optional
        How the rows of a table are read.
    """
    fields = fields or Fields()
    for item in items(inputs, fields):
        yield from read_item(item, fields)


def items(inputs: Sequence[str], fields: Fields) -> Iterator[Item]:
    """Find everything in ``inputs`` that is to be read, in order and in constant memory."""
    for found in find_files(inputs):
        if found.error:
            yield Item(found.path, error=found.error)
        elif found.path == STDIN:
            yield from _stream(sys.stdin.buffer)
        elif found.is_read:
            yield from _in_file(found, fields)


def read_item(item: Item, fields: Fields) -> Iterator[Entry]:
    """Read an item: a document a row, maybe several articles of a page, or an error."""
    if item.error is not None:
        yield Entry(item.name, error=item.error)
        return
    try:
        if item.row is not None:
            row = parse_row(item.row, fields)
            document = row_document(row, as_paragraph=fields.as_paragraph)
            yield Entry(item.name if row.id is None else row.id, document, place=row.place)
            return
        found = _articles(item)
        if not any(document.source_text.strip() for document in found):
            raise DataError(_EMPTY)
    except (TextkitError, OSError) as error:
        yield Entry(item.name, error=reason(error))
        return
    if fields.as_paragraph:
        texts = [paragraph.text for document in found for paragraph in document.body]
        found = [paragraph_document(text) for text in texts]
    for n, document in enumerate(found, 1):
        yield Entry(item.name if n == 1 else f"{item.name}#{n}", document)


def _articles(item: Item) -> list[Document]:
    if item.data is not None:
        return read_all(item.data)
    if item.size > MAX_BYTES:
        raise DataError(
            f"has {item.size:,} bytes; a document may have {MAX_BYTES:,}; split it, or make it a "
            "table of one document a row"
        )
    if "://" not in item.name:
        return read_all(Path(item.name))
    with open_file(item.name) as file:
        return read_all(file.read())


def _in_file(found: Found, fields: Fields) -> Iterator[Item]:
    suffix = suffix_of(found.path)
    if not _is_container(suffix):
        yield Item(found.path, found.size, version=found.version)
        return
    before = 0
    try:
        with open_file(found.path) as file:
            for item in _inside(file, found.path, found.size, fields):
                after = min(file.tell(), found.size) if not file.closed else found.size
                yield _sized(item, max(after - before, 0))
                before = max(after, before)
    except (TextkitError, OSError) as error:
        yield Item(found.path, error=reason(error))


def _inside(file: IO[bytes], name: str, size: int, fields: Fields) -> Iterator[Item]:
    """Yield what is in a table or an archive."""
    suffix = suffix_of(name)
    if suffix in (".jsonl", ".ndjson"):
        for number, line in json_lines(file):
            yield Item(f"{name}:{number}", row=line)
    elif suffix in (".csv", ".tsv"):
        for number, row in csv_rows(file, fields):
            yield Item(f"{name}:{number}", row=row)
    elif suffix == ".parquet":
        for number, row in parquet_rows(file, fields):
            yield Item(f"{name}:{number}", row=row)
    else:
        for member, content in members(file, size, "zip" if suffix == ".zip" else "tar"):
            yield from _member(f"{name}/{member}", content, fields)


def _member(name: str, content: bytes | Exception, fields: Fields) -> Iterator[Item]:
    inner = Found(name)
    if isinstance(content, Exception):
        yield Item(name, error=reason(content))
    elif not inner.is_read:
        return
    elif _is_archive(suffix_of(name)):
        yield Item(name, error="an archive within an archive; unpack the outer one first")
    elif _is_container(suffix_of(name)):
        try:
            yield from _inside(io.BytesIO(content), name, len(content), fields)
        except TextkitError as error:
            yield Item(name, error=reason(error))
    else:
        yield Item(name, data=content)


def _stream(stream: IO[bytes]) -> Iterator[Item]:
    """Yield the rows of a stream of JSON lines as they come; any other stream is one page."""
    head = stream.readline()
    while head and not head.strip():
        head += stream.readline()
        if len(head) > MAX_BYTES:
            break
    if head.lstrip().startswith(b"{"):
        blank = head.count(b"\n") - 1 if head.endswith(b"\n") else 0
        yield Item(f"{STDIN}:{max(blank, 0) + 1}", len(head), row=head.lstrip())
        for number, line in json_lines(stream):
            yield Item(f"{STDIN}:{max(blank, 0) + 1 + number}", len(line), row=line)
        return
    data = head + stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Item(STDIN, error=f"more than {MAX_BYTES:,} bytes that are not JSON lines")
    else:
        yield Item(STDIN, len(data), data=data)


def _is_container(suffix: str) -> bool:
    return suffix in (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet") or _is_archive(suffix)


def _is_archive(suffix: str) -> bool:
    return suffix.startswith((".zip", ".tar", ".t")) and suffix not in (".txt", ".tsv")


def _sized(item: Item, size: int) -> Item:
    return Item(item.name, size, item.data, item.row, item.error, item.version)
