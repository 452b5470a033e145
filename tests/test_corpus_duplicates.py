"""Reprints are found, other texts are not."""

from __future__ import annotations

import random

import pytest
from corpus_maker import pages, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit import near_duplicates

SOME = list(pages(150, seed=5))
KNOWN = sentences()


def body(page: str) -> str:
    return page.split("\n", 3)[3]


def edited(page: str, kind: int, rng: random.Random) -> str:
    """Return a page as another outlet would print it."""
    text = body(page)
    if kind == 0:
        return f"【转载】云州头条 {rng.choice(KNOWN)}\n{text}"
    if kind == 1:
        return text[: int(len(text) * 0.85)]
    if kind == 2:
        return text.replace("，", ",").replace("\n", "")
    changed = list(text)
    for _ in range(len(text) // 60):
        changed[rng.randrange(len(text))] = rng.choice("甲乙丙丁")
    return "".join(changed)


@pytest.mark.parametrize("kind", range(4))
def test_reprints_are_found(kind: int) -> None:
    rng = random.Random(kind)
    texts = [body(page) for page in SOME]
    copies = rng.sample(range(len(SOME)), 40)
    found = near_duplicates([*texts, *(edited(SOME[n], kind, rng) for n in copies)])
    assert found[: len(texts)] == [None] * len(texts)
    assert found[len(texts) :] == copies


def test_copies_of_copies_name_the_first() -> None:
    text = body(SOME[0])
    assert near_duplicates([text, f"一{text}", f"{text}二", "", "", "短文"]) == [
        None,
        0,
        0,
        None,
        None,
        None,
    ]


@settings(max_examples=30)
@given(st.lists(st.text("甲乙", max_size=12), max_size=8))
def test_what_is_repeated_stands_before(texts: list[str]) -> None:
    found = near_duplicates(texts)
    assert len(found) == len(texts)
    for n, first in enumerate(found):
        assert first is None or (first < n and found[first] is None)


def test_equal_texts_are_always_found() -> None:
    assert near_duplicates(["全县秋粮入库。"] * 50) == [None, *[0] * 49]


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="one str"):
        near_duplicates("全县秋粮入库。")
    with pytest.raises(ValueError, match="threshold"):
        near_duplicates([], threshold=0)
