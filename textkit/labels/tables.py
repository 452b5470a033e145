"""Labelled texts in tables: CSV, TSV and Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from textkit.errors import DataError, MissingExtraError

__all__ = ["read_table", "read_workbook", "write_table", "write_workbook"]

# What people call the two columns → what the loader calls them.
_COLUMNS = {
    "文本": "text", "正文": "text", "内容": "text", "段落": "text",
    "主题": "themes", "标签": "themes", "类别": "label", "分类": "label",
}  # fmt: skip
_NONE = "-"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML has no place for them
_DIVIDERS = str.maketrans("；|", ";;")
_MAX_CELL = 32_767  # Excel cuts what is longer


def read_table(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield row number and fields of a CSV or TSV file with a header.

    UTF-8 with or without a mark, and GB18030, which Excel writes on Chinese systems.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise DataError(f"{path}: neither UTF-8 nor GB18030 ({error})") from None
    head = text.split("\n", 1)[0]
    # Excel divides CSV by ; in some countries and by tabs where it says "Unicode text".
    divider = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    try:
        yield from _records(lines, str(path))
    except csv.Error as error:
        raise DataError(f"{path}: line {lines.line_num} is no table row ({error})") from None


def read_workbook(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield row number and fields of the first sheet of an Excel workbook with a header."""
    from zipfile import BadZipFile

    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException):
        raise DataError(
            f"{path}: not an Excel workbook; expected .xlsx as Excel saves it"
        ) from None
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        yield from _records(
            (["" if value is None else str(value) for value in row] for row in rows), str(path)
        )
    finally:
        book.close()


def write_table(file: IO[bytes], rows: Iterable[Mapping[str, Any]], *, divider: str) -> None:
    """Write rows as a table in UTF-8 with the mark that Excel wants, a header first."""
    header, cells = _cells(rows)
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    out = csv.writer(text, delimiter=divider, lineterminator="\r\n")
    out.writerow(header)
    out.writerows(cells)
    text.detach()


def write_workbook(file: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as the only sheet of an Excel workbook, a header first."""
    book = _openpyxl().Workbook(write_only=True)
    from openpyxl.cell import WriteOnlyCell

    header, cells = _cells(rows)
    longest = max((len(value) for row in cells for value in row), default=0)
    if longest > _MAX_CELL:
        raise DataError(
            f"a text has {longest} characters and Excel keeps {_MAX_CELL} a cell; "
            "write .jsonl or .csv"
        )
    sheet = book.create_sheet("textkit")
    sheet.column_dimensions["A"].width = 80

    sheet.append(header)
    for row in cells:
        line = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_UNPRINTABLE.sub("\ufffd", value))
            cell.data_type = "s"  # a text that begins with = is no formula
            line.append(cell)
        sheet.append(line)
    book.save(file)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(
            "Excel workbooks need openpyxl; install it with: pip install 'textkit-zh[excel]'"
        ) from None
    return openpyxl


def _records(rows: Iterable[Sequence[str]], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    numbered = iter(enumerate(rows, 1))
    header: list[str] = []
    for _, row in numbered:
        header = [_COLUMNS.get(cell.strip(), cell.strip()) for cell in row]
        break
    if "text" not in header or not {"themes", "labels", "label"} & set(header):
        raise DataError(
            f"{name}: the first row is {', '.join(header) or 'empty'}; expected the names of the "
            "columns, 'text' and 'themes' or 'label' among them"
        )
    twice = {column for column in header if column and header.count(column) > 1}
    if twice:
        raise DataError(f"{name}: column {', '.join(sorted(twice))} stands there twice; keep one")
    for n, row in numbered:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header) and any(row[len(header) :]):
            yield n, {"": f"{len(row)} cells under {len(header)} columns"}
            continue
        record: dict[str, Any] = {k: v for k, v in zip(header, row, strict=False) if k}
        for column in ("themes", "labels", "ambiguous"):
            if column in record:
                record[column] = _list(record[column])
        if "label" in record and record["label"].strip() == _NONE:
            record["label"] = []
        yield n, record


def _list(cell: str) -> list[str] | None:
    if not cell.strip():
        return None
    if cell.strip() == _NONE:
        return []
    return [part.strip() for part in cell.translate(_DIVIDERS).split(";") if part.strip()]


def _cells(rows: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[list[str]]]:
    rows = list(rows)
    header = list(dict.fromkeys(name for row in rows for name in row))
    return header, [[_cell(row.get(name)) for name in header] for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        parts = [str(part) for part in value]
        odd = [part for part in parts if part == _NONE or ";" in part.translate(_DIVIDERS)]
        if odd:
            raise DataError(
                f"theme {odd[0]!r} cannot stand in a cell, which ; | divide; use .jsonl"
            )
        return ";".join(parts) or _NONE
    return str(value)
