"""Turn files, folders, globs, ``-`` and JSONL corpora into documents, one at a time."""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textkit.document import Document, Paragraph
from textkit.errors import DataError, TextkitError
from textkit.reading import document_from_text, read_all
from textkit.reading.sentences import split_sentences

__all__ = ["Entry", "Fields", "documents", "paragraph_document"]

_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a corpus row hold what.

    Parameters
    ----------
    id, text, title : str
        Names of fields. A row without an id gets ``file:line``; a title is optional.
    as_paragraph : bool
        Whether each text is one paragraph rather than a page to be laid out.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    as_paragraph: bool = False


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
    """

    id: str | int
    document: Document | None = None
    error: str | None = None


def documents(inputs: Sequence[str], fields: Fields | None = None) -> Iterator[Entry]:
    """Yield every document of ``inputs`` in order; what cannot be read is yielded as an error.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders (searched through, sorted by path), glob patterns, or ``-`` for standard
        input. A file that ends in ``.jsonl`` is a corpus: a JSON object a line.
    fields : Fields, optional
        How the rows of a corpus are read.
    """
    fields = fields or Fields()
    for name in inputs:
        if name == "-":
            yield from _standard_input(fields)
            continue
        paths, problem = _expand(name)
        if problem:
            yield Entry(name, error=problem)
        for path in paths:
            yield from _file(path, fields)


def paragraph_document(text: str) -> Document:
    """Make a document whose one body paragraph is the whole text, line ends included."""
    if not text.strip():
        return Document(source_text=text)
    paragraph = Paragraph(text, "body", 0, len(text), tuple(split_sentences(text)))
    return Document(paragraphs=(paragraph,), source_text=text)


def _expand(name: str) -> tuple[list[Path], str | None]:
    path = Path(name)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
        wanted = " ".join(sorted(_SUFFIXES))
        return found, None if found else f"no readable file in this folder; looked for {wanted}"
    if path.exists():
        return [path], None
    if glob.has_magic(name):
        matches = glob.glob(name, recursive=True)  # noqa: PTH207, Path.glob takes no absolute one
        found = sorted(p for p in map(Path, matches) if p.is_file())
        return found, None if found else "no file matches this pattern"
    return [], "no such file or folder"


def _file(path: Path, fields: Fields) -> Iterator[Entry]:
    if path.suffix.lower() == ".jsonl":
        with path.open("rb") as lines:
            yield from _rows(lines, str(path), fields)
        return
    try:
        if fields.as_paragraph:
            texts = [paragraph.text for document in read_all(path) for paragraph in document.body]
            found = [paragraph_document(text) for text in texts]
        else:
            found = read_all(path)
    except (TextkitError, OSError) as error:
        yield Entry(str(path), error=_reason(error))
        return
    yield from _numbered(str(path), found)


def _standard_input(fields: Fields) -> Iterator[Entry]:
    data = sys.stdin.buffer.read()
    if data.lstrip().startswith(b"{"):
        yield from _rows(data.splitlines(), "-", fields)
        return
    try:
        found = read_all(data)
    except TextkitError as error:
        yield Entry("-", error=_reason(error))
        return
    yield from _numbered("-", found)


def _numbered(name: str, found: list[Document]) -> Iterator[Entry]:
    for n, document in enumerate(found, 1):
        yield Entry(name if n == 1 else f"{name}#{n}", document)


def _rows(lines: Iterator[bytes] | Sequence[bytes], name: str, fields: Fields) -> Iterator[Entry]:
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{n}"
        try:
            row_id, text, title = _row(line, fields)
        except DataError as error:
            yield Entry(place, error=str(error))
            continue
        yield Entry(
            place if row_id is None else row_id,
            paragraph_document(text)
            if fields.as_paragraph
            else document_from_text(text, title=title),
        )


def _row(line: bytes, fields: Fields) -> tuple[str | int | None, str, str | None]:
    try:
        row = json.loads(line)
    except ValueError as error:  # also bytes that are not UTF-8
        raise DataError(
            f"not a JSON line ({error}); expected an object with {fields.text!r}"
        ) from None
    if not isinstance(row, dict):
        raise DataError(f"got a JSON {type(row).__name__}, expected an object with {fields.text!r}")
    text = row.get(fields.text)
    if not isinstance(text, str):
        got = "missing" if text is None else f"of type {type(text).__name__}"
        raise DataError(
            f"field {fields.text!r} is {got}, expected a string; this row has "
            f"{', '.join(row) or 'no fields'} (name another by --text-field)"
        )
    row_id, title = row.get(fields.id), row.get(fields.title)
    return (
        row_id if isinstance(row_id, str | int) else None,
        text,
        title if isinstance(title, str) and title.strip() else None,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
