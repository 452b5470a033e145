"""Write labelled texts for people, programs and annotation tools."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from pathlib import Path
from typing import IO, Any, Literal, get_args

from textkit.atomic import atomic_write
from textkit.labels.data import LabelledData, LabelledText

__all__ = ["FORMS", "Form", "form_of", "write_labelled"]

Form = Literal["jsonl", "csv", "tsv", "xlsx", "doccano", "labelstudio"]
FORMS: tuple[Form, ...] = get_args(Form)
_SHOWN = 5  # themes in a cell of a sheet, the most probable first; of 119, most are .000

_OF_SUFFIX: dict[str, Form] = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".json": "labelstudio",
}


def write_labelled(
    data: LabelledData,
    path: str | os.PathLike[str],
    *,
    form: Form | None = None,
    scores: Sequence[Mapping[str, float]] | None = None,
) -> Path:
    """Write labelled texts so that :func:`read_labelled` gives them back.

    Parameters
    ----------
    data : LabelledData
    path : path-like
        Where to; the old file stays whole until the new one is.
    form : {"jsonl", "csv", "tsv", "xlsx", "doccano", "labelstudio"}, optional
        Without it, the path's ending says; ``.json`` is Label Studio's.
    scores : sequence of mappings, optional
        For every row, theme → probability. Label Studio shows them as predictions; doccano gets
        the themes of .5 and more as labels of rows that have none; the other forms get a column.

    Returns
    -------
    Path
        The file written.
    """
    target = Path(path)
    form = form or form_of(target)
    if form not in FORMS:
        raise ValueError(f"form is {form!r}, expected one of {', '.join(FORMS)}")
    if scores is not None and len(scores) != len(data.rows):
        raise ValueError(f"got {len(scores)} scores for {len(data.rows)} rows, expected as many")
    with atomic_write(target) as file:
        _WRITERS[form](file, data, scores or [{}] * len(data.rows))
    return target


def form_of(path: Path) -> Form:
    """Return the form that a path's ending says."""
    try:
        return _OF_SUFFIX[path.suffix.lower()]
    except KeyError:
        raise ValueError(
            f"{path}: the ending does not say a form; expected one of {', '.join(_OF_SUFFIX)}"
        ) from None


Scores = Sequence[Mapping[str, float]]


def _record(row: LabelledText, exclusive: bool) -> dict[str, Any]:
    label: dict[str, Any]
    if exclusive:
        label = {"label": row.themes[0] if row.themes else None}
    else:
        label = {"themes": None if row.themes is None else list(row.themes)}
    if row.ambiguous:
        label["ambiguous"] = list(row.ambiguous)
    return {"text": row.text, **label, **row.extra}


def _flat(data: LabelledData, scores: Scores) -> Iterator[dict[str, Any]]:
    for row, predicted in zip(data.rows, scores, strict=True):
        record = _record(row, data.exclusive)
        if predicted:
            best = nlargest(_SHOWN, predicted.items(), key=lambda item: item[1])
            record["scores"] = " ".join(f"{theme}={p:.3f}" for theme, p in best)
        yield record


def _lines(file: IO[bytes], records: Iterable[Mapping[str, Any]]) -> None:
    for record in records:
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def _write_jsonl(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    pairs = zip(data.rows, scores, strict=True)
    _lines(
        file,
        (_record(row, data.exclusive) | ({"scores": dict(p)} if p else {}) for row, p in pairs),
    )


def _write_doccano(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    def record(row: LabelledText, predicted: Mapping[str, float]) -> dict[str, Any]:
        themes = row.themes
        if themes is None:
            themes = tuple(theme for theme, p in predicted.items() if p >= 0.5)
        made = _record(row, False)
        return {"text": made.pop("text"), "label": list(themes), **_without(made, "themes")}

    _lines(file, map(record, data.rows, scores))


def _write_labelstudio(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    from textkit.labels.labelstudio import task

    tasks = [
        task(_record(row, data.exclusive), p) for row, p in zip(data.rows, scores, strict=True)
    ]
    file.write(json.dumps(tasks, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _write_csv(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    from textkit.labels.tables import write_table

    write_table(file, _flat(data, scores), divider=",")


def _write_tsv(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    from textkit.labels.tables import write_table

    write_table(file, _flat(data, scores), divider="\t")


def _write_xlsx(file: IO[bytes], data: LabelledData, scores: Scores) -> None:
    from textkit.labels.tables import write_workbook

    write_workbook(file, _flat(data, scores))


def _without(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k != name}


_WRITERS: dict[str, Callable[[IO[bytes], LabelledData, Scores], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "xlsx": _write_xlsx,
    "doccano": _write_doccano,
    "labelstudio": _write_labelstudio,
}
