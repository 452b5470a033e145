"""Counts add up, wire copy counts once, typical terms are those that were put in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpus_maker import PLACES, pages

from textkit import process
from textkit.corpus.options import Options
from textkit.corpus.results import duplicates_of, read_results
from textkit.corpus.sinks import Format
from textkit.corpus.statistics import By, theme_table, typical_terms


def paragraph(name: str, text: str, published: str, *themes: str, **facts: str) -> dict[str, Any]:
    tags = {f"theme_{t}": t in themes for t in ("energy", "rural")}
    return {"id": name, "kind": "body", "text": text, "published": published, **facts, **tags}


ROWS = [
    paragraph("a", "县里新建光伏电站，光伏发电增长。" * 3, "2022-03-01", "energy", source="甲报"),
    paragraph("a", "村里种小麦。", "2022-03-01", "rural", source="甲报"),
    paragraph("b", "煤矿复工，这个煤矿增产。" * 3, "2023-01-01", "energy", source="乙报"),
    paragraph("c", "煤矿复工，这个煤矿增产。" * 3, "2023-01-02", "energy", source="丙报"),
    {**paragraph("c", "分享到", "2023-01-02"), "kind": "chrome"},
]


def test_theme_table() -> None:
    (first, second) = theme_table(ROWS, by="year", without={"c"})
    assert first == {
        "year": "2022",
        "documents": 1,
        "paragraphs": 2,
        "characters": 54,
        "paragraphs_energy": 1,
        "paragraphs_rural": 1,
        "share_energy": 0.8889,
        "share_rural": 0.1111,
    }
    assert (second["year"], second["documents"], second["share_energy"]) == ("2023", 1, 1.0)
    assert theme_table(ROWS, by="year")[1]["documents"] == 2
    assert [row["source"] for row in theme_table(ROWS, by="source")] == ["丙报", "乙报", "甲报"]
    assert [row["month"] for row in theme_table(ROWS, by="month")] == ["2022-03", "2023-01"]
    assert [row["place"] for row in theme_table(ROWS, by="place")] == ["—"]
    assert theme_table([], by="place") == []


def test_typical_terms() -> None:
    found = typical_terms(ROWS, by="year", n_terms=1)
    assert [(r["theme"], r["year"], r["term"]) for r in found] == [
        ("energy", "2022", "光伏"),
        ("energy", "2023", "煤矿"),
    ]
    with pytest.raises(ValueError, match="n_terms"):
        typical_terms(ROWS, n_terms=0)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    made = list(pages(8, seed=3))
    for n, page in enumerate([*made, made[0]]):
        (folder / f"{n}.txt").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("folder", "jsonl"),
        ("folder", "parquet"),
        ("folder", "excel"),
        ("a.sqlite", "sqlite"),
        ("a.csv", "csv"),
    ],
)
@pytest.mark.parametrize("by", ["source", "month"])
def test_every_format_gives_the_same_table(
    name: str, form: Format, by: By, articles: Path, tmp_path: Path
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    out = str(tmp_path / name)
    process([articles], out, Options(("paragraph",), form))
    process([articles], tmp_path / "jsonl", Options(("paragraph",)))
    expected = theme_table(read_results(str(tmp_path / "jsonl"), "paragraph"), by=by)
    assert theme_table(read_results(out, "paragraph"), by=by) == expected
    assert sum(row["documents"] for row in expected) == 9
    assert duplicates_of(out) == {f"{articles}/8.txt"}


def test_places_are_found(articles: Path, tmp_path: Path) -> None:
    process([articles], tmp_path / "out", Options(("paragraph",)))
    found = {row["place"] for row in read_results(str(tmp_path / "out"), "paragraph", ["place"])}
    assert found <= {*PLACES, None}
    assert found & set(PLACES)
