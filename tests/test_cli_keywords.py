"""``textkit keywords`` names what the Python function names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import textkit

from textkit import keywords

HEATING = "清洁取暖改造进村入户。清洁取暖让群众用上了热泵，热泵替代散煤锅炉。"
CAVES = "窑洞改造1200孔，窑洞民宿开业，窑洞旅游受欢迎。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": n, "text": text} for n, text in enumerate([HEATING, CAVES, "12.5%。"])]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def terms(record: dict[str, list[dict[str, str]]]) -> list[str]:
    return [keyword["term"] for keyword in record["keywords"]]


def test_a_record_a_document(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert textkit("keywords", corpus, "-n", 3, "-o", out, "-q") == (0, "", "")
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == [0, 1, 2]
    expected = [
        [{"term": k.term, "score": round(k.score, 6), "count": k.count} for k in found]
        for found in (keywords(text, n_keywords=3) for text in (HEATING, CAVES, "12.5%。"))
    ]
    assert [record["keywords"] for record in records] == expected
    assert textkit("keywords", corpus, "-n", 3, "--json", "-q")[1] == out.read_text("utf-8")


def test_together(corpus: Path) -> None:
    status, shown, _ = textkit("keywords", corpus, "--together", "-n", 4, "--json", "-q")
    record = json.loads(shown)
    assert (status, record["n_documents"]) == (0, 3)
    assert terms(record) == [k.term for k in keywords([HEATING, CAVES, "12.5%。"], n_keywords=4)]
    assert textkit("keywords", corpus, "--together", "-n", 1, "-q")[1] == (
        "3 篇文章的关键词\n窑洞 3\n"
    )


def test_for_eyes(corpus: Path) -> None:
    _, shown, _ = textkit("keywords", corpus, "-n", 1, "-q")
    assert shown == "0\n清洁取暖 2\n\n1\n窑洞 3\n\n2\n(没有关键词)\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_dictionary_and_stop_words(encoding: str, corpus: Path, tmp_path: Path) -> None:
    for name, lines in {"own.txt": "散煤锅炉 100 n\n\n", "stop.txt": "热泵\r\n窑洞"}.items():
        (tmp_path / name).write_bytes(lines.encode(encoding))
    lists = ["--dictionary", tmp_path / "own.txt", "--stop-words", tmp_path / "stop.txt"]
    _, shown, _ = textkit("keywords", corpus, "--together", "--json", "-q", *lists)
    assert "散煤锅炉" in terms(json.loads(shown))
    assert not {"热泵", "窑洞"} & set(terms(json.loads(shown)))


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["x.txt", "-n", "0"], "-n"),
        (["x.txt", "--dictionary", "none.txt"], "none.txt"),
        (["x.txt", "--json", "--format", "text"], "--json"),
    ],
)
def test_wrong_usage(arguments: list[str], hint: str) -> None:
    status, shown, said = textkit("keywords", *arguments)
    assert (status, shown, len(said.splitlines())) == (2, "", 1)
    assert hint in said
