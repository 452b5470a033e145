"""Rows of JSONL and CSV: many texts in one file, each with its id and title."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textkit.errors import DataError

__all__ = ["Row", "read_rows"]

# Columns are found by name, in this order; Chinese names are those of spreadsheets of articles.
_TEXT = ("text", "content", "body", "article", "正文", "内容", "全文", "文本")
_TITLE = ("title", "headline", "标题", "题目", "题名")
_ID = ("id", "doc_id", "docid", "编号", "序号", "文号")
_MAX_FIELD = 50_000_000  # csv's own bound of 131,072 characters is less than a long report has


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a table.

    Parameters
    ----------
    id : str
        Its own id, or the number of its row, counted from 1 without the header.
    title : str or None
    text : str
    """

    id: str
    title: str | None
    text: str


def read_rows(text: str, format: Literal["jsonl", "csv"]) -> Iterator[Row]:
    r"""Read the rows of a decoded JSONL or CSV file, one at a time.

    Parameters
    ----------
    text : str
        The whole file. The delimiter of a CSV file is a comma, a tab or a semicolon, whichever its
        header holds most.
    format : {"jsonl", "csv"}
        What :func:`textkit.reading.sniffing.sniff_text` told.

    Raises
    ------
    DataError
        When a row is damaged or no column holds a text; the message names the row.

    Examples
    --------
    >>> list(read_rows("编号,标题,正文\n7,秋粮入库,全县秋粮入库。\n", "csv"))
    [Row(id='7', title='秋粮入库', text='全县秋粮入库。')]
    """
    records = _json_records(text) if format == "jsonl" else _csv_records(text)
    names: tuple[str | None, str | None, str | None] | None = None
    for number, record in enumerate(records, start=1):
        if names is None or names[0] not in record:
            by_name = {str(name).strip().lower(): name for name in record}
            names = (_find(by_name, _TEXT), _find(by_name, _TITLE), _find(by_name, _ID))
        text_name, title_name, id_name = names
        if text_name is None:
            raise DataError(
                f"row {number} has the fields {', '.join(map(str, record)) or 'none'}: expected "
                f"one of {', '.join(_TEXT)} to hold the text"
            )
        value = record[text_name]
        if not isinstance(value, str | None):
            raise DataError(
                f"row {number}: field {text_name!r} holds {type(value).__name__}, expected text"
            )
        yield Row(
            id=str(_value(record, id_name) or number),
            title=str(_value(record, title_name) or "") or None,
            text=value or "",
        )


def _find(by_name: Mapping[str, str], wanted: tuple[str, ...]) -> str | None:
    return next((by_name[name] for name in wanted if name in by_name), None)


def _value(record: Mapping[str, object], name: str | None) -> object:
    return record.get(name) if name else None


def _json_records(text: str) -> Iterator[Mapping[str, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError(f"line {number} is not JSON: {error}") from error
        if not isinstance(record, dict):
            raise DataError(
                f"line {number} holds a JSON {type(record).__name__}, expected an object a line"
            )
        yield record


def _csv_records(text: str) -> Iterator[Mapping[str, object]]:
    header = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",\t;", key=header.count)
    before = csv.field_size_limit(_MAX_FIELD)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for record in reader:
            yield {name: value for name, value in record.items() if name is not None}
    except csv.Error as error:
        raise DataError(f"line {reader.line_num} is not CSV: {error}") from error
    finally:
        csv.field_size_limit(before)
