from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, cases
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import ENCODINGS, SHAPES, make_page

from textkit import read
from textkit.errors import ReadError
from textkit.reading.html import page_of_html

TEXTS = json.loads((ROOT / "tests" / "cases" / "articles.json").read_text("utf-8"))


def plain(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "")


@pytest.mark.parametrize("case", cases("html"))
def test_cases(case: dict[str, Any]) -> None:
    page = page_of_html(case["input"])
    expected = dict(case["expected"])
    lines = expected.pop("lines", None)
    if lines is not None:
        assert lines == [[line.kind, line.text] for line in page.lines]
    assert expected == {name: getattr(page, name) for name in expected}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["title"])
def test_an_article_comes_back_from_every_shape(shape: str, text: dict[str, Any]) -> None:
    at = list(SHAPES).index(shape) + TEXTS.index(text)
    encoding, charset = ENCODINGS[at % len(ENCODINGS)]
    if "茶農" in text["title"]:
        encoding, charset = "big5hkscs", ("", "big5")[at % 2]
    made = make_page(text["title"], text["paragraphs"], shape=shape, charset=charset, seed=at)
    document = read(made.markup.encode(encoding, "xmlcharrefreplace"))
    kept = [plain(p.text) for p in document.paragraphs if p.kind in ("heading", "body")]
    assert [plain(p) for p in made.body] == kept
    assert plain(made.title) == plain(document.title)
    assert made.date == document.published


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class=nav>", "</div>", "<table><tr><td>", "</table>", "<br>",
             "<a href=#>", "</a>", "<b>", "全县秋粮入库，新建公厕300座。", "首页", "来源：清河日报",
             "2023-10-08", "<script>", "</script>", "<!--", "-->", "&nbsp;", "&#x0;", "&lt;", "<",
             "\x00", "\n", "<img>", "<title>", "</title>", "<h1>", "</h1>", "<pre>", "𠮷", "\ufffd"]
        ),
        max_size=60,
    )
)  # fmt: skip
@settings(deadline=None)
def test_spans_hold_in_any_markup(pieces: list[str]) -> None:
    page = page_of_html("".join(pieces))
    at = 0
    for line in page.lines:
        assert line.text == page.text[line.start : line.end] == line.text.strip() != ""
        assert page.text[at : line.start].strip() == ""
        at = line.end
    assert page.text[at:].strip() == ""


def test_a_page_without_text_is_empty() -> None:
    for markup in ("", "<!-- nichts -->", "<html><head><title>x</title></head></html>", "<p></p>"):
        assert page_of_html(markup).lines.texts == []


def test_entities_and_files_outside_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可外传的内容", encoding="utf-8")
    markup = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}"><!ENTITY a "啊啊啊啊啊啊啊啊啊啊">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>全县秋粮入库。&s;&b;</p>'
    )
    text = page_of_html(markup).text
    assert "不可外传" not in text
    assert "啊" * 11 not in text


@pytest.mark.parametrize("tag", ["div", "font", "table><tr><td", "ul><li"])
def test_tags_without_end_are_read_or_refused(tag: str) -> None:
    text = "全县秋粮入库，农机手连夜抢收。"
    assert text in page_of_html(f"<{tag}>" * 300 + text).text
    with pytest.raises(ReadError, match="cannot be parsed"):
        page_of_html(f"<{tag}>" * 50_000 + text)


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(ReadError, match="too large"):
        page_of_html("<p>一" * 1_000_001)


def test_real_pages(shared: Path) -> None:
    """Floors a little below what is measured, so that a change that loses pages is seen."""
    right = titles = dates = kept_captions = 0
    gold_lines = (shared / "gold" / "html-dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in gold_lines]
    for gold in rows:
        document = read(shared / "gold" / "html" / gold["file"])
        a, b = shingles(document.text), shingles(gold["body"])
        right += len(a & b) > 0.97 * len(a) and len(a & b) > 0.97 * len(b)
        titles += plain(document.title) == plain(gold["title"])
        dates += (document.published or "") == gold["date"][:10]
        kept_captions += sum(
            len(plain(c)) > 9 and plain(c) in plain(document.text) for c in gold["captions"]
        )
    assert len(rows) == 22
    assert right >= 20
    assert titles == dates == 22
    assert kept_captions <= 2


def shingles(text: str) -> set[str]:
    text = plain(text)
    return {text[i : i + 8] for i in range(len(text) - 7)}
