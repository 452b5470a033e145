"""Read back what a run has written, whatever its format."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from textkit.corpus.partitions import values_in
from textkit.corpus.records import Level
from textkit.corpus.storage import Folder, LocalFolder, folder_of
from textkit.errors import DataError, MissingExtraError

__all__ = ["duplicates_of", "read_results"]

_LISTS = ("themes", "unsure")


def read_results(
    output: str, level: Level, wanted: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a level of a finished run, in order, a part at a time.

    Parameters
    ----------
    output : str
        What :func:`textkit.process` was given: a folder or URL, or one file.
    level : {"document", "paragraph", "sentence"}
    wanted : sequence of str, optional
        Columns to read; all without it. ``"theme_"`` stands for all that begin so.

    Raises
    ------
    DataError
        When there is no such table.
    """
    if Path(output).suffix.lower() in (".sqlite", ".db"):
        yield from _picked(_sqlite(output, level), wanted)
        return
    folder, names = _parts(output, level)
    for name in names:
        data = folder.read(name) or b""
        found = _rows(data, Path(name).suffix.lower())
        if values := values_in(name):
            found = (row | values for row in found)
        yield from _picked(found, wanted)


def duplicates_of(output: str) -> set[str]:
    """Return the ids of the documents of a run that repeat an earlier one."""
    path = Path(output)
    if path.suffix.lower() in (".sqlite", ".db"):
        return {row["id"] for row in _sqlite(output, "duplicates")}
    if "://" in output or path.is_dir():
        data = folder_of(output).read("duplicates.jsonl")
    else:
        data = LocalFolder(path.parent).read(f"{path.stem}.duplicates.jsonl")
    return {json.loads(line)["id"] for line in (data or b"").splitlines()}


def _parts(output: str, level: Level) -> tuple[Folder, list[str]]:
    path = Path(output)
    if "://" not in output and path.is_file():
        return LocalFolder(path.parent), [path.name]
    folder = folder_of(output)
    # A part after the other, whatever partitions it is spread over.
    names = sorted(_files(folder, level), key=lambda name: name.rpartition("/")[::-2])
    if not names:
        raise DataError(
            f"{output} holds no rows of level {level}; expected what textkit process has written "
            f"with --level {level}"
        )
    return folder, names


def _files(folder: Folder, inner: str) -> Iterator[str]:
    for name in folder.names(inner):
        path = f"{inner}/{name}"
        if "=" in name:
            yield from _files(folder, path)
        else:
            yield path


def _rows(data: bytes, suffix: str) -> Iterator[dict[str, Any]]:
    if suffix == ".parquet":
        try:
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError(
                "Parquet is read by pyarrow, which is not installed: "
                "pip install 'textkit-zh[parquet]'"
            ) from None
        for batch in pq.ParquetFile(io.BytesIO(data)).iter_batches(1024):
            yield from batch.to_pylist()
    elif suffix == ".csv":
        csv.field_size_limit(2**31 - 1)
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            yield {name: _typed(name, value) for name, value in row.items()}
    else:
        for line in data.splitlines():
            yield json.loads(line)


def _typed(name: str, value: str) -> Any:
    if name in _LISTS:
        return value.split(";") if value else []
    if name.startswith("theme_"):
        return bool(int(value)) if value else None
    return value or None


def _sqlite(output: str, table: str) -> Iterator[dict[str, Any]]:
    database = sqlite3.connect(f"file:{output}?mode=ro", uri=True)
    try:
        cursor = database.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            for name in _LISTS:
                if row.get(name):
                    row[name] = json.loads(row[name])
            yield row
    except sqlite3.DatabaseError as error:
        raise DataError(f"{output}: no table {table!r} could be read ({error})") from None
    finally:
        database.close()


def _picked(
    rows: Iterator[dict[str, Any]], wanted: Sequence[str] | None
) -> Iterator[dict[str, Any]]:
    if wanted is None:
        yield from rows
        return
    exact, begins = set(wanted), tuple(name for name in wanted if name.endswith("_"))
    for row in rows:
        yield {k: v for k, v in row.items() if k in exact or (begins and k.startswith(begins))}
