"""Every format gives back what was written into it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textkit.errors import DataError, MissingExtraError
from textkit.labels import LabelledData, LabelledText, read_labelled, write_labelled
from textkit.labels.writing import FORMS, Form

ENDINGS = {"doccano": "jsonl", "labelstudio": "json"}
ROWS = (
    LabelledText(
        "新建光伏电站12座，\n年发电“3.6亿”千瓦时;|,\t。", ("能源",), (), 1, {"source": "=县报"}
    ),
    LabelledText("清退小散乱污企业。", ("生态", "能源"), ("治理",), 2, {"source": "县报"}),
    LabelledText("校长到村里做客。", (), (), 3, {"source": "-"}),
)
UNLABELLED = LabelledText("还没有看。", None, (), 4, {"source": "县报"})


def facts(rows: Sequence[LabelledText]) -> list[tuple[Any, ...]]:
    return [
        (r.text, None if r.themes is None else set(r.themes), set(r.ambiguous), dict(r.extra))
        for r in rows
    ]


@pytest.mark.parametrize("form", FORMS)
def test_round_trip(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{ENDINGS.get(form, form)}"
    rows = ROWS if form == "doccano" else (*ROWS, UNLABELLED)
    write_labelled(LabelledData(rows, exclusive=False), path, form=form)
    back = read_labelled(path).rows
    if form == "labelstudio":  # has no place for a label that is uncertain in one annotation
        rows = tuple(LabelledText(r.text, r.themes, (), r.line, r.extra) for r in rows)
        back = tuple(LabelledText(r.text, r.themes, (), r.line, r.extra) for r in back)
    assert facts(back) == facts(rows)


@pytest.mark.parametrize("form", FORMS)
def test_exclusive_round_trip(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{ENDINGS.get(form, form)}"
    rows = tuple(LabelledText(f"第{i}段", ("甲;乙" if i % 2 else "丙",)) for i in range(20))
    write_labelled(LabelledData(rows, exclusive=True), path, form=form)
    back = read_labelled(path)
    assert (back.exclusive, facts(back.rows)) == (True, facts(rows))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=5))
def test_no_character_is_lost(texts: list[str], tmp_path: Path) -> None:
    data = LabelledData(tuple(LabelledText(text, ("甲",)) for text in texts), exclusive=False)
    for ending in ("jsonl", "csv", "tsv", "json"):
        path = write_labelled(data, tmp_path / f"rows.{ending}")
        assert [row.text for row in read_labelled(path).rows] == texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(encoding: str, divider: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    lines = [
        ["编号", "正文", "标签"],
        ["1", '"甲，""乙"""', "生态|能源"],
        ["", "", ""],
        ["2", "丙", "-"],
    ]
    path.write_bytes("\r\n".join(divider.join(line) for line in lines).encode(encoding))
    first, second = read_labelled(path).rows
    assert (first.text, first.themes, first.line) == ('甲，"乙"', ("生态", "能源"), 2)
    assert (second.text, second.themes, dict(second.extra)) == ("丙", (), {"编号": "2"})


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "empty"),
        ("甲,乙\n1,2", "the first row is 甲, 乙"),
        ("text,label,label\na,b,c", "twice"),
        ("text,label\na,b,c", "3 cells under 2 columns"),
        ('text,label\n"a,b', "no table row"),
    ],
)
def test_bad_tables(table: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_labelled(path)


def test_a_cell_cannot_hold_everything(tmp_path: Path) -> None:
    odd = LabelledData((LabelledText("甲", ("a;b", "c")),), exclusive=False)
    with pytest.raises(DataError, match="a;b"):
        write_labelled(odd, tmp_path / "rows.csv")
    long = LabelledData((LabelledText("甲" * 40_000, ("a",)),), exclusive=False)
    with pytest.raises(DataError, match="40000"):
        write_labelled(long, tmp_path / "rows.xlsx")
    assert not list(tmp_path.iterdir())


def test_not_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    path.write_bytes(b"text,label")
    with pytest.raises(DataError, match="not an Excel workbook"):
        read_labelled(path)


def test_excel_is_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"textkit-zh\[excel\]"):
        write_labelled(LabelledData(ROWS, exclusive=False), tmp_path / "rows.xlsx")


def choice(*themes: str, cancelled: bool = False) -> dict[str, Any]:
    result = {"from_name": "s", "to_name": "t", "type": "choices", "value": {"choices": themes}}
    return {"was_cancelled": cancelled, "result": [result] if themes else []}


def test_label_studio_annotators_may_differ(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    tasks = [
        {"id": 8, "data": {"text": "甲"}, "annotations": [choice("a", "b"), choice("a")]},
        {"id": 9, "data": {"body": "乙"}, "annotations": [choice(cancelled=True)]},
        {"id": 10, "data": {"text": "丙"}, "annotations": [choice()], "predictions": [{}]},
    ]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    rows = read_labelled(path).rows
    assert [(r.text, r.themes, r.ambiguous, r.extra["id"]) for r in rows] == [
        ("甲", ("a",), ("b",), 8),
        ("乙", None, (), 9),
        ("丙", (), (), 10),
    ]


def test_label_studio_gets_predictions(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    data = LabelledData((UNLABELLED,), exclusive=False)
    write_labelled(data, path, scores=[{"生态": 0.75, "能源": 0.25}])
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    assert task["data"] == {"text": "还没有看。", "source": "县报"}
    (prediction,) = task["predictions"]
    assert prediction["score"] == 0.75
    assert prediction["result"][0]["value"] == {"choices": ["生态"]}
    assert read_labelled(path).rows[0].themes is None


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ("{}", "the list of tasks"),
        ("[", "not JSON"),
        ('[{"text": "a"}]', "JSON-MIN"),
        ('[{"data": {"a": "x", "b": "y"}}]', "no 'text'"),
        ('[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels"}]}]}]', "labels"),
    ],
)
def test_bad_tasks(tasks: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(tasks, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_labelled(path)


def test_doccano_is_offered_what_a_model_says(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    data = LabelledData((ROWS[0], UNLABELLED), exclusive=False)
    scores = [{"生态": 0.9}, {"生态": 0.9, "能源": 0.1}]
    write_labelled(data, path, form="doccano", scores=scores)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["label"] for line in lines] == [["能源"], ["生态"]]


def test_wrong_arguments(tmp_path: Path) -> None:
    data = LabelledData(ROWS, exclusive=False)
    with pytest.raises(ValueError, match="ending"):
        write_labelled(data, tmp_path / "rows.txt")
    with pytest.raises(ValueError, match="1 scores for 3 rows"):
        write_labelled(data, tmp_path / "rows.csv", scores=[{}])
