from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.features.codes import encode
from textkit.features.ngrams import NgramTable, Vocabulary

TEXT = "清洁取暖改造完成，清洁取暖改造继续；水清岸绿，清洁水源。"


def ngrams(text: str, n: int) -> Counter[str]:
    """Count n-grams in the plainest way."""
    marked = "".join(chr(code) if code else "|" for code in encode([text]).codes)
    windows = (marked[i : i + n] for i in range(len(marked) - n + 1))
    return Counter(window for window in windows if "|" not in window)


def known(vocabulary: Vocabulary) -> list[list[str]]:
    state = vocabulary.to_state()
    return [
        [
            "".join(chr(key >> shift & 0xFFFF) for shift in range(16 * n - 16, -1, -16))
            for key in state[name].tolist()
        ]
        for n, name in enumerate(("one", "two", "three"), 1)
    ]


def test_learn_keeps_what_occurs_often_most_frequent_first() -> None:
    vocabulary = Vocabulary.learn(encode([TEXT]).codes, min_count=2)
    for n, found in enumerate(known(vocabulary), 1):
        counts = ngrams(TEXT, n)
        assert set(found) == {gram for gram, count in counts.items() if count >= 2}
        assert [counts[gram] for gram in found] == sorted((counts[g] for g in found), reverse=True)
    assert vocabulary.sizes == tuple(len(found) + 1 for found in known(vocabulary))


@given(st.text("清洁取暖水岸，。1 a", max_size=60))
def test_rows_are_those_of_the_ngrams_that_begin_there(text: str) -> None:
    vocabulary = Vocabulary.learn(encode([TEXT]).codes, min_count=2)
    names = known(vocabulary)
    codes = encode([text]).codes
    marked = "".join(chr(code) if code else "|" for code in codes)
    for n, (names_n, rows) in enumerate(zip(names, vocabulary.rows(codes), strict=True), 1):
        row_of = {name: row for row, name in enumerate(names_n, 1)}
        assert rows.tolist() == [row_of.get(marked[i : i + n], 0) for i in range(len(marked))]


@pytest.mark.parametrize("kind", [np.uint32, np.uint64])
def test_a_table_never_finds_what_is_not_in_it(kind: type) -> None:
    keys = np.random.default_rng(0).integers(0, 1 << 32, 60_000).astype(kind)
    table = NgramTable(np.unique(keys[:30_000]))
    rows = table.find(keys)
    assert (table.keys[rows[rows > 0]] == keys[rows > 0]).all()
    assert not rows[~np.isin(keys, keys[:30_000])].any()
    assert (rows[:30_000] > 0).mean() > 0.97  # one slot, one n-gram


def test_of_two_in_a_slot_the_first_stays() -> None:
    keys = np.arange(1 << 21, dtype=np.uint32)
    table = NgramTable(keys)
    assert table.keys[1] == 0
    assert len(table.keys) <= 1 + (1 << 20)
    np.testing.assert_array_equal(table.find(table.keys[1:]), np.arange(1, len(table.keys)))


def test_state_gives_the_same_rows() -> None:
    codes = encode([TEXT]).codes
    vocabulary = Vocabulary.learn(codes)
    again = Vocabulary.from_state(vocabulary.to_state())
    for before, after in zip(vocabulary.rows(codes), again.rows(codes), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(
    ("name", "array", "says"),
    [
        ("one", np.zeros(3, np.int64), "one"),
        ("two", np.zeros((2, 2), np.uint32), "two"),
        ("three", "煤", "three"),
        ("two", np.ones(2, np.uint32), "twice"),
    ],
)
def test_state_that_does_not_fit(name: str, array: object, says: str) -> None:
    state = {**Vocabulary.learn(encode([TEXT]).codes).to_state(), name: array}
    with pytest.raises(ValueError, match=says):
        Vocabulary.from_state(state)


def test_nothing_is_known_of_too_little_text() -> None:
    vocabulary = Vocabulary.learn(encode(["甲"]).codes)
    assert vocabulary.sizes == (1, 1, 1)
    assert not any(rows.any() for rows in vocabulary.rows(encode(["甲乙"]).codes))
