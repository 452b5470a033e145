"""Functions that other engines map, and the engines that can be had here."""

from __future__ import annotations

from typing import Any

import pytest

import textkit

TEXTS = ["全县新建光伏电站12座，年发电量3.6亿千瓦时。", None, "县纪委监委立案查处违纪问题23件。"]
THEMES = ["energy", "", "governance"]
EMPTY = dict.fromkeys(["energy", "ecology", "governance", "rural"], 0.0)


def test_tag_batch_says_what_tag_many_says() -> None:
    found = textkit.tag_batch(TEXTS)
    assert [";".join(row["themes"]) for row in found] == THEMES
    for row, tagged in zip(found, textkit.tag_many([t or "" for t in TEXTS]), strict=True):
        assert row["scores"] == {t: round(p, 6) for t, p in tagged.scores.items()}
    assert found[1] == {"themes": [], "scores": EMPTY, "unsure": []}


def test_summarize_batch_quotes_its_texts() -> None:
    found = textkit.summarize_batch(TEXTS, max_chars=40)
    assert [row["summary"] for row in found] == [text or "" for text in TEXTS]
    for row, text in zip(found, TEXTS, strict=True):
        assert all((text or "")[s["start"] : s["end"]] == s["text"] for s in row["sentences"])


@pytest.mark.parametrize("function", [textkit.tag_batch, textkit.summarize_batch])
def test_wrong_arguments(function: Any) -> None:
    assert function([]) == []
    with pytest.raises(TypeError, match="into a list"):
        function("全县秋粮入库。")
    with pytest.raises(TypeError, match="int"):
        function([3])


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_tables_stay_what_they_are(library: str) -> None:
    module = pytest.importorskip(library)
    make = module.table if library == "pyarrow" else module.DataFrame
    table = make({"正文": TEXTS, "themes": ["old"] * 3})
    tagged = textkit.tag_table(table, text="正文")
    summarized = textkit.summarize_table(tagged, text="正文")
    assert type(summarized) is type(table)
    assert (
        list(tagged["themes"].to_pylist() if library == "pyarrow" else tagged["themes"]) == THEMES
    )
    column = summarized["summary"].to_pylist() if library == "pyarrow" else summarized["summary"]
    assert list(column) == [text or "" for text in TEXTS]
    with pytest.raises(ValueError, match="no column 'text'"):
        textkit.tag_table(table)


def test_pandas_index_is_kept() -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"text": TEXTS}, index=[7, 7, 2])
    tagged = textkit.tag_table(table)
    assert tagged.index.tolist() == [7, 7, 2]
    assert tagged["themes"].tolist() == THEMES
    assert table.columns.tolist() == ["text"]


def test_polars_map_batches() -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"text": TEXTS}).lazy()

    def themes(column: Any) -> Any:
        return pl.Series([";".join(row["themes"]) for row in textkit.tag_batch(column)])

    found = frame.with_columns(pl.col("text").map_batches(themes, return_dtype=pl.String)).collect()
    assert found["text"].to_list() == THEMES


def test_duckdb_function() -> None:
    duckdb = pytest.importorskip("duckdb")
    pa = pytest.importorskip("pyarrow")

    def themes(column: Any) -> Any:
        return pa.array([";".join(row["themes"]) for row in textkit.tag_batch(column.to_pylist())])

    base = duckdb.connect()
    base.create_function(
        "themes", themes, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special"
    )
    base.register("news", pa.table({"text": pa.array(TEXTS)}))
    assert [row[0] for row in base.sql("SELECT themes(text) FROM news").fetchall()] == THEMES


def test_dask_bag() -> None:
    bag = pytest.importorskip("dask.bag")
    found = bag.from_sequence(TEXTS, npartitions=2).map_partitions(textkit.tag_batch)
    assert [";".join(row["themes"]) for row in found.compute(scheduler="sync")] == THEMES


def test_pandas_function_of_spark() -> None:
    """The body of the Spark recipe: a series in, a series out. Spark itself is not run here."""
    pandas = pytest.importorskip("pandas")

    def themes(column: Any) -> Any:
        return pandas.Series([";".join(row["themes"]) for row in textkit.tag_batch(column)])

    assert themes(pandas.Series(TEXTS)).tolist() == THEMES
