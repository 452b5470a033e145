from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.features.codes import encode
from textkit.themes.classifier import ThemeClassifier
from textkit.themes.marking import NO, UNKNOWN, YES, mark_clauses, mark_sentences
from textkit.themes.spans import count_spans

TEXT = "煤矿复工，光伏并网。市民游园，学校开学。"
THEMES = ["能源", "生态"]

# Marks, labels → what is known of the four clauses (of 能源, then of 生态) and the two sentences.
CASES: dict[str, tuple[list[tuple[str, int, int]], list[str], str, str]] = {
    "no label": ([], [], "---- ----", "-- --"),
    "label without a mark": ([], ["能源"], "???? ----", "?? --"),
    "one clause": ([("能源", 0, 5)], ["能源"], "+--- ----", "+- --"),
    "a part of one": ([("能源", 1, 4)], ["能源"], "+--- ----", "+- --"),
    "too small a part": ([("能源", 0, 2)], ["能源"], "---- ----", "-- --"),
    "both of a sentence": ([("能源", 0, 10)], ["能源"], "++-- ----", "+- --"),
    "across sentences": ([("能源", 5, 15)], ["能源"], "-++- ----", "++ --"),
    "two marks": ([("能源", 0, 5), ("能源", 15, 20)], ["能源"], "+--+ ----", "++ --"),
    "two themes": ([("能源", 0, 5), ("生态", 10, 20)], THEMES, "+--- --++", "+- -+"),
    "a doubt": ([("生态", 10, 15)], ["能源"], "???? --?-", "?? -?"),
}


def spans_of(texts: list[str]) -> Any:
    return count_spans(texts, np.arange(len(texts)), min_count=1, words=False)[2]


def shown(marked: np.ndarray) -> str:
    signs = {YES: "+", NO: "-", UNKNOWN: "?"}
    return " ".join("".join(signs[int(value)] for value in column) for column in marked.T)


@pytest.mark.parametrize("case", CASES)
def test_marks_label_clauses_and_sentences(case: str) -> None:
    marks, labels, clauses, sentences = CASES[case]
    yes = np.array([[theme in labels for theme in THEMES]])
    spans = spans_of([TEXT])
    marked = mark_clauses(spans, [marks], THEMES, yes, np.ones_like(yes))
    assert shown(marked) == clauses
    assert shown(mark_sentences(spans, marked)) == sentences


def test_of_unknown_labels_nothing_is_known() -> None:
    spans = spans_of([TEXT])
    known = np.array([[False, True]])
    marked = mark_clauses(spans, [[]], THEMES, np.zeros_like(known), known)
    assert shown(marked) == "???? ----"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("煤水，。；！”1２ \n𠮷", max_size=20), min_size=1, max_size=6))
def test_middles_lie_in_their_clauses(texts: list[str]) -> None:
    spans = spans_of(texts)
    encoded = encode(texts)
    assert len(spans.clause_middle) == len(encoded.clauses)
    for text, of_text in enumerate(texts):
        middles = spans.clause_middle[spans.clause_text == text]
        assert (np.diff(middles) > 0).all()
        assert middles[0] >= 0
        assert middles[-1] <= len(of_text)
        starts = encoded.characters[encoded.clauses[spans.clause_text == text]]
        starts = starts - encoded.characters[encoded.texts[text]]
        assert (starts <= middles).all()
        assert (middles[:-1] < starts[1:]).all()


BAD = {
    "another label": ([[("教育", 0, 2)]], "got evidence of '教育', expected one of"),
    "beyond the text": ([[("能源", 0, 99)]], "got evidence at 0-99 of a text of 20"),
    "empty": ([[("能源", 3, 3)]], "got evidence at 3-3"),
    "of fewer texts": ([], "got evidence of 0 texts for 4 texts"),
}


@pytest.mark.parametrize("case", BAD)
def test_marks_that_fit_no_text_are_refused(case: str) -> None:
    evidence, message = BAD[case]
    evidence = evidence and evidence * 4
    with pytest.raises(ValueError, match=message):
        ThemeClassifier(cv=2).fit([TEXT] * 4, [THEMES, [], THEMES, []], evidence=evidence)


def test_marked_clauses_teach_what_their_paragraph_cannot() -> None:
    """煤矿 and 学校 always stand together; only marks tell which of them is 能源."""
    texts = [f"煤矿复工{n}，学校开学{n}。" for n in "一二三四五六"]
    texts += [f"商场开业{n}，车站通车{n}。" for n in "一二三四五六"]
    labels = [["能源"]] * 6 + [[]] * 6
    evidence = [[("能源", 0, 6)]] * 6 + [[]] * 6
    told = ThemeClassifier(cv=2).fit(texts, labels, evidence=evidence).to_model()
    untold = ThemeClassifier(cv=2).fit(texts, labels).to_model()

    def gap(model: Any) -> float:
        mine, school = model.logits(["煤矿复工。", "学校开学。"])[:, 0]
        return float(mine - school)

    assert gap(told) > gap(untold) + 0.5
