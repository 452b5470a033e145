"""Partitions are what Hive, DuckDB, pandas, polars and pyarrow take for partitions."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import cases, contents
from corpus_maker import write_pages
from hypothesis import given
from hypothesis import strategies as st

from textkit import Document, process
from textkit.atomic import atomic_write
from textkit.corpus.dask_cluster import Dask
from textkit.corpus.engines import Pool
from textkit.corpus.options import Options
from textkit.corpus.partitions import partition_of, values_in
from textkit.corpus.records import Annotation
from textkit.corpus.results import read_results
from textkit.corpus.sources import Entry

BY_SOURCE = Options(format="parquet", part_documents=5, partition_by=("source",))
ODD = "甲/乙=[报]%41"
SOURCES = {"北川日报", "云州新闻网", "河湾县融媒体中心", "晋原网", ODD, None}


def annotation(**facts: Any) -> Annotation:
    return Annotation(Entry("a", Document(source_text="", **facts)), "a", ())


@pytest.mark.parametrize("case", cases("partitions"))
def test_names_of_folders(case: dict[str, Any]) -> None:
    assert partition_of(annotation(source=case["input"]), ["source"]) == case["expected"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_values_come_back(value: str) -> None:
    folder = partition_of(annotation(source=value, title="题"), ["title", "source"])
    assert folder.count("/") == 1
    assert values_in(f"document/{folder}/part-00000.parquet") == {
        "title": "题",
        "source": value or None,
    }


def test_months_and_years() -> None:
    found = annotation(published="2023-08-01")
    assert partition_of(found, ["year", "month"]) == "year=2023/month=2023-08"
    assert partition_of(annotation(), ["month"]) == "month=__HIVE_DEFAULT_PARTITION__"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fourteen documents, one of no source and one of a source that needs escapes."""
    folder = tmp_path_factory.mktemp("archive")
    write_pages(folder, 12, length=200)
    odd = [{"text": "全县新建光伏电站12座。", "source": ODD}, {"text": "全市新建光伏电站3座。"}]
    lines = "".join(json.dumps(row) + "\n" for row in odd)
    (folder / "odd.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def partitioned(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pyarrow")
    out = tmp_path_factory.mktemp("partitioned") / "out"
    assert process([archive], out, BY_SOURCE).documents == 14
    return out


@pytest.fixture(scope="module")
def expected(partitioned: Path) -> Counter[str | None]:
    """Return the number of paragraphs on energy by source."""
    rows = read_results(str(partitioned), "paragraph", ["source", "theme_energy"])
    counts = Counter(row["source"] for row in rows if row["theme_energy"])
    assert {ODD, None} < counts.keys()
    return counts


def test_rows_are_those_without_partitions(
    archive: Path, partitioned: Path, tmp_path: Path
) -> None:
    process([archive], tmp_path / "flat", Options(format="parquet"))
    for level in ("document", "paragraph"):
        flat = list(read_results(str(tmp_path / "flat"), level))
        rows = list(read_results(str(partitioned), level))
        ids = [row["id"] for row in flat]
        rows.sort(key=lambda row: ids.index(row["id"]))  # which is stable
        assert rows == flat


def test_duckdb_reads_partitions(partitioned: Path, expected: Counter[str | None]) -> None:
    duckdb = pytest.importorskip("duckdb")
    table = f"read_parquet('{partitioned}/paragraph/**/*.parquet', hive_partitioning = true)"
    query = f"SELECT source, count(*) FROM {table} WHERE theme_energy GROUP BY source"
    found: dict[str | None, int] = dict(duckdb.sql(query).fetchall())
    if "__HIVE_DEFAULT_PARTITION__" in found:  # before DuckDB 1.5
        found[None] = found.pop("__HIVE_DEFAULT_PARTITION__")
    assert found == expected


def test_pandas_reads_partitions(partitioned: Path, expected: Counter[str | None]) -> None:
    pandas = pytest.importorskip("pandas")
    hive = pytest.importorskip("pyarrow.dataset").partitioning(flavor="hive")
    frame = pandas.read_parquet(partitioned / "paragraph", partitioning=hive)
    found = frame[frame["theme_energy"].eq(True)].groupby("source", dropna=False).size()
    assert {None if n != n else n: count for n, count in found.items()} == expected


def test_polars_reads_partitions(partitioned: Path, expected: Counter[str | None]) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.scan_parquet(partitioned / "paragraph", hive_partitioning=True)
    found = frame.filter("theme_energy").group_by("source").len().collect()
    assert dict(found.iter_rows()) == expected


def test_pyarrow_reads_partitions(partitioned: Path, expected: Counter[str | None]) -> None:
    ds = pytest.importorskip("pyarrow.dataset")
    table = ds.dataset(partitioned / "paragraph", partitioning="hive")
    found = table.to_table(columns=["source"], filter=ds.field("theme_energy"))
    assert Counter(found["source"].to_pylist()) == expected
    one = table.to_table(filter=ds.field("source") == ODD)
    assert set(one["text"].to_pylist()) == {"全县新建光伏电站12座。"}


def test_a_pool_writes_the_same_partitions(
    archive: Path, partitioned: Path, tmp_path: Path
) -> None:
    process([archive], tmp_path / "out", BY_SOURCE, engine=Pool(1))
    assert contents(tmp_path / "out") == contents(partitioned)


def test_dask_writes_the_same_partitions(archive: Path, partitioned: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    threads = {"processes": False, "n_workers": 1, "threads_per_worker": 1}
    with distributed.LocalCluster(**threads, dashboard_address=None) as cluster:
        engine = Dask(cluster.scheduler_address)
        process([archive], tmp_path / "out", BY_SOURCE, engine=engine)
    assert contents(tmp_path / "out") == contents(partitioned)


def test_a_folder_anywhere_has_the_same_partitions(archive: Path, partitioned: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    process([archive], "memory://partitions/run", BY_SOURCE)
    memory = fsspec.filesystem("memory")
    files = memory.find("/partitions/run")
    found = {path.removeprefix("/partitions/run/"): memory.cat_file(path) for path in files}
    assert found == contents(partitioned)
    rows = read_results("memory://partitions/run", "document", ["source"])
    assert {row["source"] for row in rows} == SOURCES


class Interrupted(Exception):
    """Stands for whatever ends a run."""


def test_a_run_that_was_ended_goes_on(
    archive: Path, partitioned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """End it between the files of a part, in one part after the other."""
    left = 0

    def failing(path: Path) -> object:
        nonlocal left
        left -= 1
        if left == 0:
            raise Interrupted
        return atomic_write(path)

    monkeypatch.setattr("textkit.corpus.storage.atomic_write", failing)
    for left in (3, 9, 12, 14):  # noqa: B007 (failing counts it down)
        with pytest.raises(Interrupted):
            process([archive], tmp_path / "out", BY_SOURCE)
    process([archive], tmp_path / "out", BY_SOURCE)
    assert contents(tmp_path / "out") == contents(partitioned)


def test_other_partitions_are_another_run(partitioned: Path, archive: Path) -> None:
    other = Options(format="parquet", part_documents=5, partition_by=("month",))
    with pytest.raises(FileExistsError, match=r"options\.partition_by"):
        process([archive], partitioned, other)


def test_partitions_are_bounded(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("textkit.corpus.partitions.MAX_PARTITIONS", 7)
    by_id = Options(("document",), "parquet", part_documents=5, partition_by=("id",))
    with pytest.raises(ValueError, match="more than 7 partitions by id; partition by what has"):
        process([archive], tmp_path / "out", by_id)
    assert len(list((tmp_path / "out" / "document").iterdir())) == 5


def test_a_value_too_long_for_a_folder_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    rows = [{"text": "全县秋粮入库。", "source": name} for name in ("报" * 82, "报" * 83)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    counts = process([tmp_path / "in.jsonl"], tmp_path / "out", BY_SOURCE)
    assert (counts.documents, counts.failed) == (1, 1)
    (error,) = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert "its source is too long" in json.loads(error)["reason"]


def test_wrong_partitions() -> None:
    with pytest.raises(ValueError, match="cannot partition by 'text'; by source, place"):
        Options(format="parquet", partition_by=("text",))
    with pytest.raises(ValueError, match="format is 'jsonl'"):
        Options(partition_by=("source",))
