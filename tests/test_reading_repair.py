from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, cases
from hypothesis import given
from hypothesis import strategies as st

from textkit import Document, read
from textkit.reading import document_from_text
from textkit.reading.simplified import simplified

stray = st.text(
    alphabet=st.sampled_from("全县秋粮入库新建，。；“”() \u3000\u00a0\u200b&nbsp;３Ａ?é(戰zhàn)\n"),
    max_size=80,
)


def _damaged() -> Document:
    return read(next(path for path in ARTICLES if path.name.startswith("003")))


@pytest.mark.parametrize("case", cases("repair"))
def test_cases(case: dict[str, Any]) -> None:
    document = document_from_text(case["input"])
    assert case["expected"] == "\n".join(p.text for p in document.paragraphs)
    if case["expected"] == case["input"]:
        assert () == document.repairs == document.flags


@given(st.one_of(stray, st.text()))
def test_a_second_reading_changes_nothing(text: str) -> None:
    once = [(p.kind, p.text) for p in document_from_text(text).paragraphs]
    again = document_from_text("\n".join(text for _, text in once))
    assert not {r.kind for r in again.repairs} - {"join", "mojibake"}


@given(stray)
def test_repairs_quote_the_source(text: str) -> None:
    document = document_from_text(text)
    for repair in document.repairs:
        assert repair.before == text[repair.start : repair.end]
        assert repair.before != repair.after


def test_readings_are_taken_out_of_the_damaged_article() -> None:
    document = _damaged()
    assert sum(repair.kind == "pinyin" for repair in document.repairs) == 98
    assert "實打實地落實產業項目攻堅" in document.text


def test_lost_bytes_are_flagged_and_stay_as_printed() -> None:
    document = _damaged()
    flagged = [document.source_text[start:end] for start, end in document.flags]
    assert flagged == ["?zé)峄鸪?", "?!岸拘袆印鳖I(lǐng)"]
    assert all(passage in document.text for passage in flagged)


def test_repairs_agree_with_the_labels(shared: Path) -> None:
    document = _damaged()
    text = simplified("\n".join(p.text for p in document.paragraphs))
    (label,) = (shared / "gold" / "seeds").glob("003*.json")
    pairs = json.loads(label.read_text(encoding="utf-8"))["repairs"]
    missed = [before for before, after in pairs if after not in text]
    assert len(pairs) - len(missed) >= 48
    flagged = [document.source_text[start:end] for start, end in document.flags]
    assert all(any(flag[:4] in before for flag in flagged) for before in missed)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_undamaged_articles_are_not_rewritten(path: Path) -> None:
    if path.name.startswith("003"):
        pytest.skip("the damaged one")
    document = read(path)
    assert not {repair.kind for repair in document.repairs} - {"join", "space"}
    assert document.flags == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("著手落實甚麼", "着手落实什么"),
        ("成效顯著，有著作和原著", "成效显著，有著作和原著"),
        ("乾隆年間乾淨的後院", "乾隆年间干净的后院"),
        ("减少二噁英排放", "减少二噁英排放"),
        ("干部着力发展乾县", "干部着力发展乾县"),
        ("", ""),
    ],
)
def test_simplified(printed: str, expected: str) -> None:
    assert expected == simplified(printed)


@given(st.text())
def test_simplified_keeps_the_length(text: str) -> None:
    assert len(text) == len(simplified(text))
