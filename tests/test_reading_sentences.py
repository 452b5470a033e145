from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from textkit import split_sentences

news = st.text(
    alphabet=st.sampled_from('修路通水，。；：？！?!“”‘’（）()《》"…\n\r\u3000 a1.、'), max_size=60
)


@pytest.mark.parametrize("case", cases("sentences"))
def test_cases(case: dict[str, Any]) -> None:
    assert case["expected"] == [s.text for s in split_sentences(case["input"])]


@given(st.one_of(news, st.text()))
def test_no_character_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    at = 0
    for sentence in sentences:
        assert text[at : sentence.start].strip() == ""
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        at = sentence.end
    assert text[at:].strip() == ""


@given(news, news)
def test_lines_do_not_see_each_other(first: str, second: str) -> None:
    together = [s.text for s in split_sentences(f"{first}\n{second}")]
    assert [s.text for s in split_sentences(first) + split_sentences(second)] == together


def test_deep_nesting_stays_linear() -> None:
    assert len(split_sentences("（" * 200_000 + "。")) == 1


def test_wrong_type_is_named() -> None:
    with pytest.raises(TypeError, match="expects str, got bytes"):
        split_sentences(b"abc")  # type: ignore[arg-type]
