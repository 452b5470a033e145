"""Functions that other engines map, and the engines that can be had here."""

from __future__ import annotations

import itertools
import shutil
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import textkit
from textkit.corpus import batches

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


def run_recipe(engine: str, **names: Any) -> dict[str, Any]:
    """Run what the module's documentation says of an engine, and return the names it leaves."""
    paragraphs = (batches.__doc__ or "").split("\n\n")
    first = next(n for n, p in enumerate(paragraphs) if p.startswith(engine)) + 1
    lines = itertools.takewhile(lambda p: p.startswith("    "), paragraphs[first:])
    code = compile(textwrap.dedent("\n\n".join(lines)), engine, "exec", dont_inherit=True)
    names |= {"tag_batch": textkit.tag_batch, "summarize_batch": textkit.summarize_batch}
    exec(code, names)
    return names


@pytest.mark.parametrize("is_lazy", [False, True])
def test_polars(is_lazy: bool) -> None:
    pl = pytest.importorskip("polars")
    news = pl.DataFrame({"text": TEXTS})
    found = run_recipe("Polars", pl=pl, news=news.lazy() if is_lazy else news)["news"].lazy()
    assert [";".join(themes) for themes in found.collect()["themes"]] == THEMES


def test_dask() -> None:
    bag = pytest.importorskip("dask.bag")
    found = run_recipe("Dask", news=bag.from_sequence(TEXTS, npartitions=2))["tagged"]
    assert [";".join(row["themes"]) for row in found.compute(scheduler="sync")] == THEMES


@pytest.mark.filterwarnings("ignore")  # of what Spark thinks of the versions of others
def test_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pyspark = pytest.importorskip("pyspark.sql")
    pandas = pytest.importorskip("pandas")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    from pyspark.sql.functions import pandas_udf

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.master": "local[1]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # three texts: starting is all
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(tmp_path),
        "spark.ui.enabled": "false",
    }
    spark = pyspark.SparkSession.builder.config(map=settings).getOrCreate()
    try:
        news = spark.createDataFrame([(text,) for text in TEXTS], "text string")
        found = run_recipe("Spark", pandas_udf=pandas_udf, pd=pandas, news=news)["news"].collect()
        assert [";".join(row["themes"]) for row in found] == THEMES
    finally:
        spark.stop()


@pytest.mark.filterwarnings("ignore")  # Ray deprecates settings of its own
def test_ray() -> None:
    ray = pytest.importorskip("ray")
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        news = ray.data.from_items([{"text": text} for text in TEXTS])
        found = run_recipe("Ray", np=numpy, news=news)["news"].take_all()
        assert [row["summary"] for row in found] == [text or "" for text in TEXTS]
    finally:
        ray.shutdown()


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
