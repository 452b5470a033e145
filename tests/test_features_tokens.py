from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLES, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.features import tokens
from textkit.features.tokens import word_spans

USER_WORDS = ["段峪村", "驼岭头", "强村公司"]
ODD = ["", " ", "\ud83d煤", "𠮷𠮷野家", "b12.5，x_y", "\0\n", "①②", "2023年6月8日", "İß"]


def words(text: str, **options: list[str]) -> list[str]:
    return [text[start:end] for start, end in word_spans(text, **options)]


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from("全县新建光伏电站1.a 。"), st.characters()), max_size=40))
def test_spans_cover_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert all(start < end for start, end in word_spans(text))


def test_user_words_stay_whole() -> None:
    text = "寒王乡段峪村办起强村公司。"
    assert not {"段峪村", "强村公司"} & set(words(text))
    assert {"段峪村", "强村公司"} <= set(words(text, user_words=USER_WORDS))
    assert not {"段峪村", "强村公司"} & set(words(text))  # the next caller is not touched


@pytest.fixture(scope="module")
def by_jieba(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[str]]]:
    """Our texts as jieba cuts them, in a process of its own: its import warns of pkg_resources."""
    file = tmp_path_factory.mktemp("jieba") / "texts.json"
    file.write_text(json.dumps(lines()), encoding="utf-8")
    code = (
        "import json, sys, warnings; warnings.simplefilter('ignore')\n"
        "from textkit.features import tokens\n"
        f"cuts = [tokens._cutter(u, rust=False) for u in ((), {tuple(sorted(USER_WORDS))})]\n"
        "texts = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "print(json.dumps([[cut(text) for text in texts] for cut in cuts]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    result: list[list[list[str]]] = json.loads(done.stdout)
    return result


def lines() -> list[str]:
    """Return our own writing and the seeds: a line in four: 600 of news and policy."""
    files: list[Path] = [*ARTICLES, *sorted((ROOT / "seeds" / "labels").glob("*.tsv"))]
    found = [
        line
        for file in files
        for line in file.read_text(encoding="utf-8", errors="ignore").split("\n")
    ]
    return [line for line in found[::4] if not any("\ud800" <= c <= "\udfff" for c in line)] + [
        text for text in ODD if "\ud83d" not in text
    ]


def test_jieba_and_rjieba_are_one(by_jieba: list[list[list[str]]]) -> None:
    pytest.importorskip("rjieba")
    texts = lines()
    assert len(texts) > 500
    for user_words, expected in zip(((), tuple(sorted(USER_WORDS))), by_jieba, strict=True):
        cut = tokens._cutter(user_words, rust=True)
        for text, by_the_slow in zip(texts, expected, strict=True):
            assert cut(text) == by_the_slow
