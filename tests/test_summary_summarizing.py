from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textkit import Document, load, read_all, summarize
from textkit.errors import ModelError

PLACES = ["城关镇", "北塬乡", "柳沟村", "全县", "县水利局"]
DEEDS = ["新修公路", "清运垃圾", "栽植油松", "改造危房", "发放补贴", "新增就业", "治理河道"]
TAILS = ["", "，群众普遍受益", "，比去年同期增长一成", "，年底前全部完工"]
FURNITURE = ["谢谢大家！", "分享到：", "图为施工现场。", "一、主要做法"]


@st.composite
def news(draw: st.DrawFn) -> str:
    """A page of invented news: sentences with figures, furniture and repetitions between them."""
    sentence = st.builds(
        "{}{}{}处{}。".format,
        st.sampled_from(PLACES),
        st.sampled_from(DEEDS),
        st.integers(1, 5000),
        st.sampled_from(TAILS),
    )
    paragraph = st.lists(sentence, min_size=1, max_size=4).map("".join)
    return "\n".join(draw(st.lists(paragraph | st.sampled_from(FURNITURE), max_size=12)))


@pytest.mark.parametrize("case", cases("summaries"))
def test_cases(case: dict[str, Any]) -> None:
    options = case.get("options", {})
    assert case["expected"] == [s.text for s in summarize(case["input"], **options).sentences]


@given(news(), st.integers(20, 400))
def test_quotes_are_verbatim_in_order_and_within_budget(text: str, max_chars: int) -> None:
    quotes = summarize(text, max_chars=max_chars).sentences
    end = 0
    for quote in quotes:
        assert quote.text == text[quote.start : quote.end]
        assert quote.start >= end
        end = quote.end
    assert sum(len(q.text) for q in quotes) <= max_chars or len(quotes) == 1


@given(news())
def test_nothing_unfit_is_quoted(text: str) -> None:
    lines = set(text.split("\n"))
    has_news = bool(lines - {*FURNITURE, ""})
    summary = summarize(text)
    assert bool(summary.sentences) >= has_news
    if has_news:
        assert not [line for line in FURNITURE if line in summary.text]


@given(news(), st.data())
def test_a_blank_line_and_a_doubled_sentence_change_nothing(text: str, data: st.DataObject) -> None:
    quoted = [q.text for q in summarize(text).sentences]
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    spaced = [*lines[:at], lines[at], "", *lines[at + 1 :]]
    doubled = [*lines[:at], re.sub("。", "。\0", lines[at], count=1), *lines[at + 1 :]]
    if "\0" in doubled[at] and lines[at] not in FURNITURE:
        first = doubled[at].partition("\0")[0]
        doubled[at] = doubled[at].replace("\0", first)
        assert [q.text for q in summarize("\n".join(doubled)).sentences] == quoted
    assert [q.text for q in summarize("\n".join(spaced)).sentences] == quoted


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.integers(1, 50))
def test_any_text_is_accepted_and_the_same_each_time(text: str, max_chars: int) -> None:
    assert summarize(text, max_chars=max_chars) == summarize(text, max_chars=max_chars)


def test_two_that_say_the_same_are_not_both_quoted() -> None:
    text = (
        "城关镇今年改造清洁取暖用户1.2万户，拆除燃煤锅炉310台。\n"
        "北塬乡新修通村公路46公里，解决了12个村出行难的问题。\n"
        "今年以来，城关镇改造清洁取暖用户1.2万户，拆除燃煤锅炉310台，群众满意。\n"
    )
    assert summarize(text).text.count("1.2万户") == 1


def test_damaged_passages_are_left_out() -> None:
    document = Document.from_text("全县改造危房1200户，投入资金3600万元。城关镇新修公路46公里。")
    first, second = document.sentences()
    damaged = replace(document, flags=((first.start + 3, first.start + 4),))
    assert [q.text for q in summarize(damaged).sentences] == [second.text]


def test_only_body_of_the_seeds_is_quoted(articles: Sequence[Path]) -> None:
    for path in articles:
        for document in read_all(path):
            body = {(s.start, s.end) for s in document.sentences()}
            summary = summarize(document)
            assert {(q.start, q.end) for q in summary.sentences} <= body
            assert len(summary.text) <= 300
            assert bool(summary.sentences) == bool(body)


@pytest.mark.parametrize("text", ["", "\n\n", "。。。", "谢谢大家！", "https://example.org/a.html"])
def test_nothing_to_quote(text: str) -> None:
    assert summarize(text).text == ""


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(TypeError, match="Document or str, or several, got bytes"):
        summarize(b"abc")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="max_chars is 0"):
        summarize("全县修路。", max_chars=0)
    with pytest.raises(ModelError, match="got a ThemeModel, expected a ranker"):
        summarize("全县修路。", model=load("themes"))  # type: ignore[arg-type]
