from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import cases

from textkit.errors import DataError
from textkit.labels import read_labelled


def seen(data: Any) -> list[list[Any]]:
    return [[row.text, None if row.themes is None else list(row.themes)] for row in data.rows]


@pytest.mark.parametrize("case", cases("labels_rows"))
def test_rows(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n\n".join(map(json.dumps, case["input"])), encoding="utf-8")
    for source in (case["input"], path, str(path)):
        data = read_labelled(source)
        assert {"exclusive": data.exclusive, "rows": seen(data)} == case["expected"]


@pytest.mark.parametrize("case", cases("labels_refused"))
def test_refused_rows_are_named(case: dict[str, Any]) -> None:
    with pytest.raises(DataError, match=f"1 of 2 rows cannot be used: row 2: .*{case['expected']}"):
        read_labelled([{"text": "甲", "themes": ["a"]}, case["input"]])


def test_many_bad_rows_are_counted() -> None:
    with pytest.raises(DataError, match=r"9 of 9 rows .*row 5: .*; and 4 more"):
        read_labelled([{"text": ""}] * 9)


def test_twenty_rows_of_one_theme_each_are_exclusive_unless_said() -> None:
    rows = [{"text": f"第{i}段", "themes": ["甲" if i % 2 else "乙"]} for i in range(20)]
    assert read_labelled(rows).exclusive
    assert not read_labelled(rows[:19]).exclusive
    assert not read_labelled(rows, exclusive=False).exclusive
    assert not read_labelled([*rows, {"text": "无", "themes": []}]).exclusive
    assert read_labelled(rows[:5], exclusive=True).exclusive


def test_exclusive_refuses_another_number() -> None:
    rows = [{"text": "甲", "themes": ["a"]}, {"text": "乙", "themes": ["a", "b"]}]
    with pytest.raises(DataError, match="1 of 2 rows have another number; row 2 has a, b"):
        read_labelled(rows, exclusive=True)


def test_lines_count_in_the_file_and_other_fields_stay(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        '\ufeff{"text": "甲", "themes": [], "id": 7, "source": "县报"}\n\n'
        '{"text": "乙", "themes": ["a"], "ambiguous": ["b"]}\n'.encode()
    )
    first, second = read_labelled(path).rows
    assert (first.line, dict(first.extra)) == (1, {"id": 7, "source": "县报"})
    assert (second.line, second.ambiguous) == (3, ("b",))


@pytest.mark.parametrize("line", ["[1]", "{", "\udcff"])
def test_lines_that_are_no_objects(line: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a", "themes": []}\n' + line.encode("utf-8", "surrogateescape"))
    with pytest.raises(DataError, match=r"row 2: .*expected an object"):
        read_labelled(path)


def test_unknown_endings(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"\.docx"):
        read_labelled(tmp_path / "rows.docx")
    with pytest.raises(FileNotFoundError):
        read_labelled(tmp_path / "none.jsonl")
