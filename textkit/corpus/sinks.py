"""Rows to bytes: JSONL, CSV, CSV for Excel, Parquet; and many parts to one file, or to SQLite."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Literal, get_args

from textkit.corpus.records import Column, Value
from textkit.errors import MissingExtraError

__all__ = ["FORMATS", "SUFFIXES", "Format", "encode", "join", "join_sqlite"]

Format = Literal["jsonl", "csv", "excel", "parquet", "sqlite"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {
    "jsonl": ".jsonl",
    "csv": ".csv",
    "excel": ".csv",
    "parquet": ".parquet",
    "sqlite": ".jsonl",  # parts wait as JSON lines for the one database
}
_BOM = "\ufeff"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a text must begin to be run by Excel
_LIST = ";"
_SQL_TYPES = {
    "string": "TEXT",
    "int": "INTEGER",
    "float": "REAL",
    "bool": "INTEGER",
    "strings": "TEXT",
}


def encode(rows: Sequence[Sequence[Value]], columns: Sequence[Column], form: Format) -> bytes:
    r"""Return the bytes of a file that holds ``rows``; the same rows always give the same bytes.

    Parameters
    ----------
    rows : sequence of sequence
        Values in the order of ``columns``.
    columns : sequence of Column
    form : {"jsonl", "csv", "excel", "parquet", "sqlite"}
        CSV files join lists by ``;``. Excel's have a byte order mark, ``\r\n`` at line ends, and
        an apostrophe before texts that it would run as formulas.
    """
    if form == "parquet":
        return _parquet(rows, columns)
    if form in ("csv", "excel"):
        return _csv(rows, columns, excel=form == "excel")
    names = [column.name for column in columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    return "".join(line + "\n" for line in lines).encode()


def join(parts: Iterator[bytes], file: IO[bytes], columns: Sequence[Column], form: Format) -> None:
    """Write the parts of one level into one file of the same format."""
    if form == "parquet":
        _join_parquet(parts, file, columns)
        return
    header = encode([], columns, form)
    file.write(header)
    for part in parts:
        file.write(part[len(header) :])


def join_sqlite(tables: Mapping[str, tuple[Sequence[Column], Iterator[bytes]]], path: Path) -> None:
    """Write an SQLite database with a table for each level.

    Parameters
    ----------
    tables : mapping of str to (columns, parts)
        Parts are JSON lines. Lists are stored as JSON, which SQLite's ``json_each`` reads.
    path : Path
        Where no file is yet.
    """
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA journal_mode = OFF")  # the file gets its name when it is whole
        for name, (columns, parts) in tables.items():
            _fill(database, name, columns, parts)
        database.commit()
    finally:
        database.close()


def _fill(
    database: sqlite3.Connection, name: str, columns: Sequence[Column], parts: Iterator[bytes]
) -> None:
    defined = ", ".join(f"{_quoted(c.name)} {_SQL_TYPES[c.type]}" for c in columns)
    database.execute(f"CREATE TABLE {_quoted(name)} ({defined})")
    insert = f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(columns))})"
    for part in parts:
        records = map(json.loads, part.decode().split("\n")[:-1])
        database.executemany(insert, ([_sql(value) for value in r.values()] for r in records))
    if any(column.name == "id" for column in columns):
        database.execute(f"CREATE INDEX {_quoted(name + '_id')} ON {_quoted(name)} (id)")


def _sql(value: Value) -> str | int | float | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _csv(rows: Sequence[Sequence[Value]], columns: Sequence[Column], *, excel: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n" if excel else "\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell(value, excel=excel) for value in row])
    return ((_BOM if excel else "") + out.getvalue()).encode()


def _cell(value: Value, *, excel: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    text = _LIST.join(value) if isinstance(value, list) else value
    if excel and isinstance(text, str) and text.startswith(_FORMULA):
        return "'" + text
    return text


def _schema(columns: Sequence[Column]) -> Any:
    pa, _ = _arrow()
    types = {
        "string": pa.string(),
        "int": pa.int32(),
        "float": pa.float32(),
        "bool": pa.bool_(),
        "strings": pa.list_(pa.string()),
    }
    return pa.schema([(column.name, types[column.type]) for column in columns])


def _parquet(rows: Sequence[Sequence[Value]], columns: Sequence[Column]) -> bytes:
    pa, pq = _arrow()
    schema = _schema(columns)
    values = zip(*rows, strict=True) if rows else [[] for _ in columns]
    arrays = [pa.array(list(v), field.type) for v, field in zip(values, schema, strict=True)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _join_parquet(parts: Iterator[bytes], file: IO[bytes], columns: Sequence[Column]) -> None:
    _, pq = _arrow()
    with pq.ParquetWriter(file, _schema(columns), compression="zstd") as writer:
        for part in parts:
            writer.write_table(pq.read_table(io.BytesIO(part)))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError(
            "Parquet is written by pyarrow, which is not installed: "
            "pip install 'textkit-zh[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet
