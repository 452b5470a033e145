from __future__ import annotations

import pytest

from textkit import read_all
from textkit.errors import DataError
from textkit.reading.rows import Row, read_rows


def test_jsonl() -> None:
    text = (
        '{"id": 7, "title": "秋粮入库", "text": "全县秋粮入库。"}\n\n{"内容": "新建公厕3300座。"}'
    )
    assert list(read_rows(text, "jsonl")) == [
        Row("7", "秋粮入库", "全县秋粮入库。"),
        Row("2", None, "新建公厕3300座。"),
    ]


def test_csv_keeps_line_ends_in_fields() -> None:
    text = '标题,正文\n秋粮入库,"全县秋粮入库。\n农机手连夜抢收。"\n'
    assert list(read_rows(text, "csv")) == [
        Row("1", "秋粮入库", "全县秋粮入库。\n农机手连夜抢收。")
    ]


def test_tabs_and_long_fields() -> None:
    text = "id\ttext\na\t" + "秋" * 200_000
    assert [len(row.text) for row in read_rows(text, "csv")] == [200_000]


@pytest.mark.parametrize(
    ("text", "format", "told"),
    [
        ('{"text": "秋"}\n{broken', "jsonl", "line 2 is not JSON"),
        ("[1]", "jsonl", "line 1 holds a JSON list"),
        ('{"a": 1}', "jsonl", "row 1 has the fields a: expected one of text"),
        ('{"text": 1}', "jsonl", "field 'text' holds int"),
        ('text\n"open', "csv", "is not CSV"),
        ("a,b\n1,2", "csv", "row 1 has the fields a, b"),
    ],
)
def test_damaged_rows_are_named(text: str, format: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        list(read_rows(text, format))  # type: ignore[arg-type]


def test_every_row_is_a_document() -> None:
    rows = (
        '{"title": "秋粮入库", "text": "全县秋粮入库。"}\n'
        '{"text": "<h1>公厕</h1><p>新建公厕3300座。</p>"}\n{"text": null}\n'
    )
    documents = read_all(rows.encode("gbk"))
    assert [(d.title, d.text) for d in documents] == [
        ("秋粮入库", "全县秋粮入库。"),
        ("公厕", "新建公厕3300座。"),
        (None, ""),
    ]
    assert documents[0].encoding == "gb18030"
