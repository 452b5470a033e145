from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, cases, check_spans
from hypothesis import given
from hypothesis import strategies as st

from textkit import Document, read_all
from textkit.reading import document_from_text
from textkit.reading.layout import layout
from textkit.reading.lines import Line, Lines, Page, page_of_text

pages = st.lists(
    st.text(
        alphabet=st.sampled_from("全县秋粮入库，。：（）一、图摄>□ \u3000来源2024-1记者"),
        max_size=30,
    )
).map("\n".join)


def _kinds(documents: list[Document]) -> list[list[str]]:
    return [[p.kind, p.text] for document in documents for p in document.paragraphs]


@pytest.mark.parametrize("case", cases("layout"))
def test_cases(case: dict[str, Any]) -> None:
    assert case["expected"] == _kinds(layout(page_of_text(case["input"])))


@given(pages)
def test_every_line_is_kept_once_and_in_place(text: str) -> None:
    at = 0
    for document in layout(page_of_text(text)):
        assert text == document.source_text
        for paragraph in document.paragraphs:
            assert text[at : paragraph.start].strip() == ""
            assert "".join(text[paragraph.start : paragraph.end].split()) == "".join(
                paragraph.text.split()
            )
            at = paragraph.end
    assert text[at:].strip() == ""


@given(
    st.lists(
        st.sampled_from(
            ["全县秋粮入库。", "“", "”", "（", "\n", "\n\n\n", "\u3000", "&nbsp;", "\u200b", "３", "  ",
             "戰(zhàn)", "打?qū)嵉", "æ\x96°é\x97»", "锛氱殑", "一、", "来源：新华社 2024-01-02", "周海 摄", "\ufffd"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_repairs_explain_every_difference(text: str) -> None:
    for document in layout(page_of_text(text)):
        check_spans(document)


@given(pages)
def test_sentences_stand_where_their_spans_say(text: str) -> None:
    for document in layout(page_of_text(text)):
        for sentence in document.sentences():
            found = text[sentence.start : sentence.end]
            assert "".join(found.split()) == "".join(sentence.text.split())


def test_hints_decide_where_wording_does_not() -> None:
    words = [
        ("秋粮入库", "h1"),
        ("县委召开会议", "a"),
        ("仓满囤满", "figcaption"),
        ("粮已入库。", "p"),
    ]
    text = "\n".join(word for word, _ in words)
    lines, at = [], 0
    for word, tag in words:
        share = 1.0 if tag == "a" else 0.0
        lines.append(Line(word, at, at + len(word), tag, share))
        at += len(word) + 1
    kinds = [kind for kind, _ in _kinds(layout(Page(text, Lines.of(lines))))]
    assert kinds == ["title", "chrome", "caption", "body"]


def test_a_given_title_is_found_in_its_line() -> None:
    document = document_from_text("一、今年工作\n全县修路。", title="一、今年工作")
    assert (document.title, document.paragraphs[0].kind) == ("一、今年工作", "title")


def test_newspaper_page_becomes_articles() -> None:
    page = next(path for path in ARTICLES if path.name.startswith("002"))
    documents = read_all(page)
    assert [(document.title, document.author) for document in documents] == [
        ("2020年交城经济展望", "路小飞"),
        ("交城:冬泳健身迎新年", "任红生"),
        ("“把爱带回家”", None),
        ("雪韵交城", None),
        ("交城县以项目建设为引领 提升水污染治理成效", "李永妙 路小飞"),
        ("交城:“五个抓”强化党建引领", "郭晋"),
    ]


def test_joins_of_the_newspaper_pages() -> None:
    joined = [
        paragraph.text
        for path in ARTICLES
        for document in read_all(path)
        for paragraph in document.paragraphs
        if "\n" in document.source_text[paragraph.start : paragraph.end]
    ]
    assert len(joined) == 6  # of 7 joins; one paragraph is cut twice
    assert all(text.endswith(("。", "。”")) for text in joined)


def test_line_roles_agree_with_the_labels(shared: Path) -> None:
    import json
    from bisect import bisect_right

    right = total = 0
    for label in sorted((shared / "gold" / "seeds").glob("*.json")):
        gold = json.loads(label.read_text(encoding="utf-8"))
        documents = read_all(next(p for p in ARTICLES if p.name == gold["file"]))
        source = documents[0].source_text
        starts = [0, *(at + 1 for at, mark in enumerate(source) if mark == "\n")]
        found = {}
        for paragraph in (p for document in documents for p in document.paragraphs):
            first = bisect_right(starts, paragraph.start)
            for number in range(first, bisect_right(starts, paragraph.end - 1) + 1):
                found[number] = paragraph.kind if number == first else "continuation"
        lines = [line for article in gold["articles"] for line in article["lines"]]
        lines += [{"line": number, "role": "chrome"} for number in gold["chrome"]]
        total += len(lines)
        right += sum(found[line["line"]] == line["role"] for line in lines)
        for line in lines:
            if line["role"] in ("chrome", "caption"):
                assert found[line["line"]] != "body", f"{label.stem} line {line['line']}"
    assert right / total >= 0.95


@pytest.mark.parametrize(
    "unit", ["a> ", "（", "“", "路\n", "标题一行\n□ 王强\n", "2023-1-1 ", "甲|", "&nbsp;"]
)
def test_hostile_repetition_comes_back(unit: str) -> None:
    text = "a" + unit * 3_000 + "，"
    assert text == layout(page_of_text(text))[0].source_text
    short = "a" + unit * (100 // len(unit)) + "，"  # short enough for the patterns of single lines
    assert short == layout(page_of_text(short))[0].source_text
