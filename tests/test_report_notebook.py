"""Cells of a notebook: everything is escaped, nothing leaks, dark or light."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_report_html import HOSTILE

import textkit
from textkit import Document


def cells(document: Document) -> list[str]:
    return [
        thing._repr_html_()
        for thing in (document, textkit.tag(document), textkit.summarize(document))
    ]


def test_nothing_leaks_into_the_notebook(articles: list[Path]) -> None:
    for cell in cells(textkit.read(articles[0])):
        assert not re.search(r"<(style|script|link)|\b(id|class|on\w+)=", cell)
        assert cell.count("<div") == cell.count("</div>")
        # Text keeps the notebook's own colour: ours are for borders alone.
        assert set(re.findall(r"([\w-]+):[^;\"]*#[0-9a-f]{6}", cell)) <= {"border", "border-left"}


def test_hostile_text_stays_text() -> None:
    for cell in cells(Document.from_text(HOSTILE, title='<b onclick="x">')):
        assert "<script" not in cell
        assert "<img" not in cell
        assert "&lt;b onclick=&#34;x&#34;&gt;" in cell


def test_tags_name_their_themes_and_doubts(articles: list[Path]) -> None:
    tags = textkit.tag(textkit.read(articles[0]))
    cell = tags._repr_html_()
    for p in tags.paragraphs:
        assert p.paragraph.text[:20].replace('"', "&#34;") in cell
        for tag in p.themes.tags:
            assert f"{tag.name} {round(100 * tag.probability)}%" in cell
    assert cell.count("存疑") == sum(len(p.themes.unsure) for p in tags.paragraphs)


@pytest.mark.parametrize("text", ["", "只有一句话。"])
def test_small_documents(text: str) -> None:
    for cell in cells(Document.from_text(text)):
        assert cell.startswith("<div")


def test_evaluation_shows_its_scores_and_mistakes() -> None:
    rows = [
        {"text": "全县新建光伏电站12座。", "label": ["energy"]},
        {"text": "<b>村民</b>游园赏花。", "label": ["energy", "governance"]},
    ]
    cell = textkit.evaluate(textkit.load("themes"), rows)._repr_html_()
    assert "能源" in cell
    assert "漏标" in cell
    assert "&lt;b&gt;村民" in cell
    assert "<b>" not in cell
    assert "–" in cell  # a theme without texts has no average precision
