"""Read labelled texts from any format into one checked form."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from textkit.errors import DataError
from textkit.labels.data import LabelledData, LabelledText

__all__ = ["Record", "read_labelled"]

# Line in the file and the fields that stand there.
Record = tuple[int, Mapping[str, Any]]

_LABEL_FIELDS = ("themes", "labels", "label")
_MAX_SHOWN = 5
# Below this many rows that each have one theme, nothing says that a text could not have two.
_MIN_ROWS_TO_FIND_EXCLUSIVE = 20


def read_labelled(
    source: str | os.PathLike[str] | Iterable[Mapping[str, Any]], *, exclusive: bool | None = None
) -> LabelledData:
    """Read labelled texts, all of them or none.

    Parameters
    ----------
    source : path-like or iterable of mappings
        ``.jsonl`` with ``{"text", "themes": […]}`` or ``{"text", "label": "…"}`` a line, which
        doccano's exports are too; ``.json`` of Label Studio; ``.csv``, ``.tsv`` or ``.xlsx`` with
        a column ``text`` and a column ``themes`` (several divided by ``;``) or ``label``. Or such
        rows themselves.
    exclusive : bool, optional
        Whether a text has exactly one theme. Without it, the data say: they are exclusive where
        ``label`` is a string, and where 20 or more rows have exactly one theme each.

    Returns
    -------
    LabelledData
        Every row, in order. A row whose label is null or an empty cell is not labelled yet; an
        empty list, or ``-`` in a cell, says that it has none of the themes.

    Raises
    ------
    DataError
        When a row cannot be used. It says which rows, why, and what was expected.

    Examples
    --------
    >>> from textkit.labels import read_labelled
    >>> rows = [{"text": "光伏电站12座。", "label": "能源"}, {"text": "植树。", "label": "生态"}]
    >>> data = read_labelled(rows)
    >>> data.themes, data.exclusive
    (('生态', '能源'), True)
    """
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        records, name = _records(path), str(path)
    else:
        records, name = enumerate(source, 1), ""
    rows: list[LabelledText] = []
    problems: list[str] = []
    n_problems = 0
    said_single = True
    for line, record in records:
        try:
            row, single = _row(line, record)
        except DataError as error:
            n_problems += 1
            if len(problems) < _MAX_SHOWN:
                problems.append(f"row {line}: {error}")
            continue
        rows.append(row)
        said_single &= single or row.themes is None
    if n_problems:
        more = f"; and {n_problems - _MAX_SHOWN} more" if n_problems > _MAX_SHOWN else ""
        raise DataError(
            f"{name or 'rows'}: {n_problems} of {n_problems + len(rows)} rows cannot be used: "
            + "; ".join(problems)
            + more
        )
    return _decided(tuple(rows), name, exclusive, said_single)


def _decided(
    rows: tuple[LabelledText, ...], name: str, exclusive: bool | None, said_single: bool
) -> LabelledData:
    labelled = [row for row in rows if row.themes is not None]
    if exclusive is None:
        n_themes = len({theme for row in labelled for theme in row.themes or ()})
        one_each = all(len(row.themes or ()) == 1 for row in labelled)
        enough = said_single or len(labelled) >= _MIN_ROWS_TO_FIND_EXCLUSIVE
        exclusive = bool(labelled) and one_each and enough and n_themes > 1
    elif exclusive:
        wrong = [row for row in labelled if len(row.themes or ()) != 1]
        if wrong:
            got = ", ".join(wrong[0].themes or ()) or "none"
            raise DataError(
                f"{name or 'rows'}: exclusive themes need exactly one theme a text, but "
                f"{len(wrong)} of {len(labelled)} rows have another number; row {wrong[0].line} "
                f"has {got}"
            )
    return LabelledData(rows, exclusive, name)


def _records(path: Path) -> Iterator[Record]:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        from textkit.labels.tables import read_table

        return read_table(path)
    if suffix == ".xlsx":
        from textkit.labels.tables import read_workbook

        return read_workbook(path)
    if suffix == ".json":
        from textkit.labels.labelstudio import read_tasks

        return read_tasks(path)
    if suffix == ".jsonl":
        return _json_lines(path)
    raise DataError(
        f"{path}: labelled texts are read from .jsonl, .json (Label Studio), .csv, .tsv and .xlsx; "
        f"got {suffix or 'no ending'}"
    )


def _json_lines(path: Path) -> Iterator[Record]:
    with path.open("rb") as lines:
        for n, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                yield n, {"": f"not a JSON line in UTF-8 ({error})"}
                continue
            yield n, row if isinstance(row, dict) else {"": f"got a JSON {type(row).__name__}"}


def _row(line: int, record: Mapping[str, Any]) -> tuple[LabelledText, bool]:
    """Return the checked row, and whether its label was said in the singular."""
    if "" in record and len(record) == 1:
        raise DataError(f"{record['']}; expected an object with 'text' and 'themes' or 'label'")
    text = record.get("text")
    if not isinstance(text, str):
        got = "missing" if text is None else f"of type {type(text).__name__}"
        raise DataError(f"'text' is {got}, expected a string (fields: {', '.join(record) or '-'})")
    if not text.strip():
        raise DataError("'text' is empty")
    given = [name for name in _LABEL_FIELDS if name in record]
    if not given:
        raise DataError(
            f"no 'themes' or 'label' (fields: {', '.join(record)}); null says not labelled yet"
        )
    if len(given) > 1:
        raise DataError(f"both {given[0]!r} and {given[1]!r}; keep one")
    name = given[0]
    themes, single = _themes(record[name], name)
    ambiguous = _themes(record["ambiguous"], "ambiguous")[0] if "ambiguous" in record else None
    extra = {k: v for k, v in record.items() if k not in ("text", "ambiguous", name)}
    return LabelledText(text, themes, ambiguous or (), line, extra), single


def _themes(value: object, name: str) -> tuple[tuple[str, ...] | None, bool]:
    if value is None:
        return None, True
    if isinstance(value, str | int) and not isinstance(value, bool) and name == "label":
        word = str(value).strip()
        return ((word,) if word else None), True
    if isinstance(value, list | tuple):
        if any(isinstance(v, list | tuple | dict) for v in value):
            raise DataError(f"{name!r} marks spans of the text; expected labels of the whole text")
        if not all(isinstance(v, str) and v.strip() for v in value):
            raise DataError(f"{name!r} is {value!r}, expected strings that are not empty")
        return tuple(dict.fromkeys(v.strip() for v in value)), False
    wanted = "a string or a list of strings" if name == "label" else "a list of strings"
    raise DataError(f"{name!r} is {value!r}, expected {wanted}")
