"""What is written can be read by the tools that people use, and says the same in every format."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from conftest import contents
from corpus_maker import write_pages
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit import process
from textkit.corpus.options import Options
from textkit.corpus.records import Column
from textkit.corpus.sinks import Format, encode

COLUMNS = (
    Column("text", "string"),
    Column("n", "int"),
    Column("has", "bool"),
    Column("tags", "strings"),
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder, 12)
    return folder


@pytest.fixture(scope="module")
def expected(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return the paragraphs as JSON lines have them."""
    out = tmp_path_factory.mktemp("expected") / "out.jsonl"
    process([pages], out, Options(levels=("paragraph",)))
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def energy_by_source(rows: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        if row["theme_energy"]:
            counts[row["source"]] = counts.get(row["source"], 0) + 1
    return counts


@pytest.fixture(scope="module")
def parquet(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pyarrow")
    out = tmp_path_factory.mktemp("parquet") / "out"
    process([pages], out, Options(format="parquet", part_documents=5))
    assert len(list((out / "paragraph").iterdir())) == 3
    return out / "paragraph"


def test_duckdb_counts_paragraphs_on_energy_by_source(
    parquet: Path, expected: list[dict[str, Any]]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    query = f"SELECT source, count(*) FROM '{parquet}/*.parquet' WHERE theme_energy GROUP BY source"
    assert dict(duckdb.sql(query).fetchall()) == energy_by_source(expected)


def test_pandas_counts_paragraphs_on_energy_by_source(
    parquet: Path, expected: list[dict[str, Any]]
) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(parquet)
    found = frame[frame["theme_energy"].eq(True)].groupby("source").size()
    assert found.to_dict() == energy_by_source(expected)


def test_polars_counts_paragraphs_on_energy_by_source(
    parquet: Path, expected: list[dict[str, Any]]
) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.scan_parquet(parquet).filter("theme_energy").group_by("source").len().collect()
    assert dict(frame.iter_rows()) == energy_by_source(expected)


def test_parquet_is_typed(pages: Path, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    process([pages], tmp_path / "a.parquet", Options(("paragraph",), "parquet", part_documents=5))
    table = pq.read_table(tmp_path / "a.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert types["text"] == "string"
    assert types["start"] == "int32"
    assert types["theme_energy"] == "bool"
    assert types["p_energy"] == "float"
    assert types["themes"].startswith("list<")
    for found, row in zip(table.to_pylist(), expected, strict=True):
        p = {key: found.pop(key) for key in row if key.startswith("p_")}
        assert found == {key: value for key, value in row.items() if key not in p}
        assert p == {key: pytest.approx(row[key], abs=1e-6) for key in p}


@pytest.mark.parametrize("form", ["csv", "excel"])
def test_csv(form: Format, pages: Path, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    process([pages], out, Options(("paragraph",), form, part_documents=5))
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") == (form == "excel")
    assert data.count(b"\xef\xbb\xbf") == (form == "excel")
    with out.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["text"] for row in found] == [row["text"] for row in expected]
    assert [row["themes"].split(";") for row in found] == [
        row["themes"] or [""] for row in expected
    ]


def test_excel_runs_no_formula() -> None:
    rows = [["=1+1", 1, True, ["-x"]], ["平", -5, None, []]]
    assert encode(rows, COLUMNS, "excel").decode("utf-8-sig").split("\r\n")[1:3] == [
        "'=1+1,1,1,'-x",
        "平,-5,,",
    ]


def test_sqlite_holds_all_levels(
    pages: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    levels = ("document", "paragraph", "sentence")
    for name in ("a.sqlite", "b.sqlite"):
        process([pages], tmp_path / name, Options(levels, "sqlite", part_documents=5))
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    database = sqlite3.connect(tmp_path / "a.sqlite")
    names = {
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    assert names == {*levels, "duplicates", "errors"}
    query = "SELECT source, count(*) FROM paragraph WHERE theme_energy GROUP BY source"
    assert dict(database.execute(query)) == energy_by_source(expected)
    query = "SELECT d.summary, s.text FROM document d JOIN sentence s USING (id) WHERE in_summary"
    quotes = database.execute(query).fetchall()
    assert len({summary for summary, _ in quotes}) == 12
    assert all(quote in summary for summary, quote in quotes)
    database.close()


cell = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"])))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            cell,
            st.none() | st.integers(-9, 9),
            st.none() | st.booleans(),
            st.lists(st.text("甲乙丙", min_size=1)),
        )
    )
)
def test_formats_agree(rows: list[tuple[Any, ...]]) -> None:
    lines = encode(rows, COLUMNS, "jsonl").decode().split("\n")[:-1]
    assert [tuple(json.loads(line).values()) for line in lines] == rows
    table = list(csv.reader(encode(rows, COLUMNS, "csv").decode().splitlines(keepends=True)))
    assert len(table) >= 1


def test_sentences(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    process([pages], out, Options(("sentence",)))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        source = Path(row["id"]).read_text(encoding="utf-8")
        assert source[row["start"] : row["end"]] == row["text"]
        assert set(row["themes"]) == {k[6:] for k, v in row.items() if k.startswith("theme_") and v}
    assert 12 <= sum(row["in_summary"] for row in rows) < len(rows)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "sqlite"])
def test_lone_surrogates_can_be_written(form: Any, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    text, out = "全县\ud800新建光伏电站12座。", tmp_path / f"o.{form}"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "\udc00", "text": text}), encoding="utf-8")
    counts = process([tmp_path / "a.jsonl"], out, Options(("document",), form))
    assert (counts.documents, counts.failed) == (1, 0)
    if form == "jsonl":
        (row,) = out.read_text(encoding="utf-8").splitlines()
        assert json.loads(row)["text"] == text.replace("\ud800", "\ufffd")


def test_a_folder_anywhere(pages: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    options = Options(part_documents=5)
    counts = process([pages], "memory://results/run", options)
    assert counts.documents == 12
    again = process([pages], "memory://results/run", options)
    assert again.resumed == 12
    process([pages], tmp_path / "out", options)
    memory = fsspec.filesystem("memory")
    found = {
        p.removeprefix("/results/run/"): memory.cat_file(p) for p in memory.find("/results/run")
    }
    assert found == contents(tmp_path / "out")
