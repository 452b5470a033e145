"""Words of a model: cut by the longest known one, found exactly, without jieba."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.features import tokens
from textkit.features.codes import encode
from textkit.features.ngrams import Vocabulary
from textkit.features.words import Words

TEXTS = [
    "新建光伏电站十二座，光伏电站全部并网发电。",
    "光伏电站并网发电，村集体增收3.6万元。",
    "村集体增收，全县新建小学两所。",
    "全县小学2023年并网发电。",
]

VOCABULARY = Vocabulary.learn(encode(TEXTS).codes, min_count=1)


def rows(words: Words, codes: Any) -> tuple[Any, Any, Any]:
    return words.rows(codes, VOCABULARY.rows(codes)[1])


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.learn(VOCABULARY, TEXTS, np.arange(len(TEXTS)))


def pieces(words: Words, text: str) -> list[tuple[str, int, int]]:
    encoded = encode([text])
    starts, one, two = rows(words, encoded.codes)
    at = encoded.characters[starts].tolist()
    ends = [*at[1:], len(text) + 1]
    return [
        ((text + "\n")[a:b], int(row > 0), int(pair > 0))
        for a, b, row, pair in zip(at, ends, one, two, strict=True)
    ]


def test_longest_known_word_from_the_end(words: Words) -> None:
    assert pieces(words, "光伏电站并网发电。") == [
        ("光伏", 1, 1),
        ("电站", 1, 0),
        ("并网发电", 1, 0),
        ("。", 0, 0),
        ("\n", 0, 0),
    ]


def test_what_one_group_has_is_not_learned(words: Words) -> None:
    known = {piece for text in TEXTS for piece, row, _ in pieces(words, text) if row}
    assert {"光伏", "增收", "小学", "全县"} <= known
    assert not known & {"十", "两", "两所", "集体增"}
    together = Words.learn(VOCABULARY, TEXTS, np.zeros(len(TEXTS), np.intp))
    assert together.sizes == (1, 1)  # row 0 alone: all texts are one group


def test_no_pair_across_a_mark(words: Words) -> None:
    together = {piece: pair for piece, _, pair in pieces(words, "光伏电站")}
    apart = {piece: pair for piece, _, pair in pieces(words, "光伏，电站")}
    assert (together["光伏"], apart["光伏"]) == (1, 0)


def test_state_is_exact(words: Words) -> None:
    again = Words.from_state(VOCABULARY, words.to_state())
    assert again is not None
    codes = encode(TEXTS).codes
    for before, after in zip(rows(words, codes), rows(again, codes), strict=True):
        assert np.array_equal(before, after)
    for name, wrong in (("words", np.zeros(2, np.uint32)), ("pairs", np.zeros((2, 2), np.uint64))):
        with pytest.raises(ValueError, match=name):
            Words.from_state(VOCABULARY, {**words.to_state(), name: wrong})
    twice = np.repeat(words.to_state()["words"][:1], 2)
    with pytest.raises(ValueError, match="twice"):
        Words.from_state(VOCABULARY, {**words.to_state(), "words": twice})


def test_learned_alike_without_rjieba(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "find_spec", lambda name: None)
    warnings.simplefilter("ignore")  # jieba imports pkg_resources
    slow = Words.learn(VOCABULARY, TEXTS, np.arange(len(TEXTS)))
    for name, array in words.to_state().items():
        assert np.array_equal(array, slow.to_state()[name])


@given(
    st.lists(st.text("光伏电站并网发增收村全县，。 3a\ud800", max_size=12), min_size=1, max_size=4)
)
def test_every_text_is_cut_alone(words: Words, texts: list[str]) -> None:
    together = rows(words, encode(texts).codes)[1].tolist()
    alone = [row for text in texts for row in rows(words, encode([text]).codes)[1].tolist()]
    assert together == alone


@given(st.text("光伏电站并网发电增收村集体全县，", max_size=40))
def test_words_cover_the_text(words: Words, text: str) -> None:
    assert "".join(piece for piece, _, _ in pieces(words, text)) == text + "\n"


def test_a_run_without_marks(words: Words) -> None:
    codes = encode(["光伏电站并网发电" * 500]).codes
    starts, one, _ = rows(words, codes)
    assert len(starts) == 3 * 500 + 1
    assert (one[:-1] > 0).all()
