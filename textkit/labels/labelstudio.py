"""Label Studio's JSON: tasks with annotations in, tasks with predictions out.

The project's template needs one ``Choices`` tag named ``themes`` over a ``Text`` tag named
``text``; any names are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textkit.errors import DataError

__all__ = ["read_tasks", "task"]


def read_tasks(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield number and fields of every task of an export (``JSON``, not ``JSON-MIN``).

    A theme that some annotators chose and some did not is ambiguous, and not chosen. Annotations
    that were cancelled (skipped) do not count; a task without any is not labelled yet.
    """
    try:
        tasks = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as error:
        raise DataError(f"{path}: not JSON in UTF-8 ({error})") from None
    if not isinstance(tasks, list):
        raise DataError(
            f"{path}: holds a JSON {type(tasks).__name__}, expected the list of tasks that Label "
            "Studio exports as JSON"
        )
    for n, item in enumerate(tasks, 1):
        try:
            yield n, _record(item)
        except DataError as error:
            yield n, {"": str(error)}


def task(
    record: Mapping[str, Any], scores: Mapping[str, float] | None, *, model_version: str = "textkit"
) -> dict[str, Any]:
    """Make a task to be imported into Label Studio.

    Parameters
    ----------
    record : mapping
        The row's fields, ``text`` and maybe ``themes`` or ``label`` among them.
    scores : mapping of str to float, optional
        What a model predicts: theme → probability. Those of .5 and more are pre-selected.
    """
    data = {k: v for k, v in record.items() if k not in ("themes", "label", "annotations", "id")}
    made: dict[str, Any] = {"data": data}
    themes = record.get("themes", record.get("label"))
    if themes is not None:
        chosen = [themes] if isinstance(themes, str) else list(themes)
        made["annotations"] = [{"result": _result(chosen)}]
    if scores:
        chosen = [theme for theme, p in scores.items() if p >= 0.5]
        best = max(scores.values())
        made["predictions"] = [
            {"model_version": model_version, "score": round(best, 6), "result": _result(chosen)}
        ]
    return made


def _result(themes: list[str]) -> list[dict[str, Any]]:
    value = {"choices": themes}
    if not themes:
        return []
    return [{"from_name": "themes", "to_name": "text", "type": "choices", "value": value}]


def _record(item: object) -> dict[str, Any]:
    if not (isinstance(item, dict) and isinstance(item.get("data"), dict)):
        raise DataError("no task with 'data' (JSON-MIN is not read: export as JSON)")
    found = item.get("annotations", item.get("completions"))
    annotations = [
        a for a in found or [] if isinstance(a, dict) and not a.get("was_cancelled", False)
    ]
    chosen = [_choices(a) for a in annotations]
    record = dict(item["data"])
    for name in ("themes", "labels", "label"):
        record.pop(name, None)
    if "text" not in record:
        strings = [k for k, v in record.items() if isinstance(v, str)]
        if len(strings) != 1:
            raise DataError(f"'data' has no 'text' (fields: {', '.join(record) or '-'})")
        record["text"] = record.pop(strings[0])
    if "id" in item:
        record["id"] = item["id"]
    if not chosen:
        return record | {"themes": None}
    every = [theme for theme in chosen[0] if all(theme in other for other in chosen)]
    some = dict.fromkeys(theme for other in chosen for theme in other if theme not in every)
    record["themes"] = every
    if some:
        record["ambiguous"] = list(some)
    return record


def _choices(annotation: Mapping[str, Any]) -> list[str]:
    themes: list[str] = []
    for result in annotation.get("result") or []:
        if not isinstance(result, dict) or result.get("type") not in ("choices", "taxonomy"):
            kind = result.get("type") if isinstance(result, dict) else type(result).__name__
            raise DataError(f"an annotation of type {kind!r}; expected choices of the whole text")
        value = result.get("value") or {}
        for choice in value.get("choices") or value.get("taxonomy") or []:
            themes.append(choice[-1] if isinstance(choice, list) and choice else choice)
    return themes
