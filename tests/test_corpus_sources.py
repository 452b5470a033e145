"""Where documents come from: folders, globs, archives, tables, URLs, streams."""

from __future__ import annotations

import csv
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from textkit.corpus import archives
from textkit.corpus.files import find_files
from textkit.corpus.rows import csv_rows, json_lines, parse_row
from textkit.corpus.sources import Entry, Fields, documents, items

TEXT = "全县新建光伏电站12座，年发电量3.6亿千瓦时。"
OTHER = "县纪委监委立案查处违纪问题23件。"


def read(*inputs: Path | str, fields: Fields | None = None) -> list[Entry]:
    return list(documents([str(name) for name in inputs], fields))


def texts(entries: list[Entry]) -> list[str]:
    return [entry.document.text for entry in entries if entry.document]


def errors(entries: list[Entry]) -> list[str]:
    return [f"{entry.id}: {entry.error}" for entry in entries if entry.error]


def make_zip(path: Path, members: dict[str, str | bytes], **options: int) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_folders_are_walked_in_one_order(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.html", "a.txt", "a/b/c.txt", ".hidden.txt"]
    for name in [*names, "a/style.css", "a/b/photo.JPG"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = list(find_files([str(tmp_path)]))
    read_ones = [str(Path(f.path).relative_to(tmp_path)) for f in found if f.is_read]
    assert read_ones == [
        str(p.relative_to(tmp_path)) for p in sorted(map(tmp_path.joinpath, names))
    ]
    assert {Path(f.path).name for f in found if not f.is_read} == {"style.css", "photo.JPG"}
    assert all(f.size == len(TEXT.encode()) for f in found)


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_pipes_and_broken_links_do_not_stop_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    assert texts(read(tmp_path)) == [TEXT]


def test_zip_members_are_documents(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "2023/一.txt": TEXT,
        "2023/": "",
        "more.jsonl": json.dumps({"id": 7, "text": OTHER}),
        "style.css": "p {}",
        "inner.zip": b"PK",
    }
    entries = read(make_zip(tmp_path / "a.zip", members))
    assert [e.id for e in entries] == [
        f"{tmp_path}/a.zip/2023/一.txt",
        7,
        f"{tmp_path}/a.zip/inner.zip",
    ]
    assert texts(entries) == [TEXT, OTHER]
    assert "archive within an archive" in errors(entries)[0]


@pytest.mark.parametrize(("suffix", "mode"), [(".tar", "w"), (".tar.gz", "w:gz"), (".txz", "w:xz")])
def test_tar_members_are_documents(suffix: str, mode: str, tmp_path: Path) -> None:
    path = make_tar(
        tmp_path / f"a{suffix}", {"一.txt": TEXT.encode(), "二.txt": OTHER.encode()}, mode
    )
    entries = read(path)
    assert [e.id for e in entries] == [f"{path}/一.txt", f"{path}/二.txt"]
    assert texts(entries) == [TEXT, OTHER]


def test_names_in_gbk(tmp_path: Path) -> None:
    """Archives made by Windows in China name members in GBK and do not say so."""
    path = make_zip(tmp_path / "a.zip", {"AAAA.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"AAAA", "新闻".encode("gbk")))
    assert [e.id for e in read(path)] == [f"{path}/新闻.txt"]


def bomb_zip(path: Path) -> Path:
    return make_zip(
        path.with_suffix(".zip"), {"bomb.txt": b"0" * 30_000_000, "good.txt": TEXT}, compression=8
    )


def bomb_tar(path: Path) -> Path:
    return make_tar(
        path.with_suffix(".tgz"), {"bomb.txt": b"0" * 15_000_000, "good.txt": TEXT.encode()}
    )


def bomb_of_many(path: Path) -> Path:
    return make_tar(path.with_suffix(".tgz"), {f"{n}.txt": b"0" * 2_000_000 for n in range(20)})


@pytest.mark.parametrize("bomb", [bomb_zip, bomb_tar, bomb_of_many])
def test_bombs_are_refused(bomb: Callable[[Path], Path], tmp_path: Path) -> None:
    (error, *_) = errors(read(bomb(tmp_path / "bomb")))
    assert "as only a bomb does" in error


def test_long_members_are_refused_before_they_fill_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 1000)
    content = os.urandom(5000)
    for path in (
        make_zip(tmp_path / "a.zip", {"long.txt": content, "good.txt": TEXT}),
        make_tar(tmp_path / "a.tar", {"long.txt": content, "good.txt": TEXT.encode()}, "w"),
    ):
        entries = read(path)
        assert texts(entries) == [TEXT]
        assert "split it" in errors(entries)[0]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.parquet", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 700, b"PK\x03\x04broken"])
def test_damaged_containers_are_an_error_or_empty(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    entries = read(tmp_path / name)
    assert texts(entries) == []
    assert all(str(entry.id).startswith(str(tmp_path / name)) for entry in entries)
    assert entries or not content


def test_a_cut_archive_gives_what_is_before_the_cut(tmp_path: Path) -> None:
    path = make_tar(tmp_path / "a.tar", {"一.txt": TEXT.encode(), "二.txt": OTHER.encode()}, "w")
    path.write_bytes(path.read_bytes()[:1700])
    entries = read(path)
    assert texts(entries)[:1] == [TEXT]
    assert "damaged archive" in errors(entries)[0]


@pytest.mark.parametrize("case", cases("corpus_rows"))
def test_rows(case: dict[str, object]) -> None:
    row = parse_row(json.dumps(case["input"]).encode(), Fields(**case.get("fields", {})))  # type: ignore[arg-type]
    expected = case["expected"]
    assert {key: getattr(row, key) for key in expected} == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv(encoding: str, delimiter: str, tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows(
        [
            ["编号", "标题", "正文", "来源", "日期"],
            ["7", "甲", f"{TEXT}\n{OTHER}", "北川日报", "2023年8月3日"],
            ["8", "", OTHER, "", ""],
        ]
    )
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    first, second = read(path)
    assert (first.id, second.id) == ("7", "8")
    assert first.document and first.document.text == f"{TEXT}\n{OTHER}"
    assert (first.document.title, first.document.source) == ("甲", "北川日报")
    assert first.document.published == "2023-08-03"
    assert texts([second]) == [OTHER]


def test_a_table_without_a_text_column_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    (error,) = errors(read(tmp_path / "a.csv"))
    assert "no column 'text'" in error
    assert "a, b" in error
    assert texts(read(tmp_path / "a.csv", fields=Fields(text="b"))) == ["2", "4"]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    table = {"id": [1, 2, 3], "text": [TEXT, None, OTHER], "large": [[1], [2], [3]]}
    pq.write_table(pa.table(table), tmp_path / "a.parquet")
    entries = read(tmp_path / "a.parquet")
    assert [e.id for e in entries] == [1, f"{tmp_path}/a.parquet:2", 3]
    assert texts(entries) == [TEXT, OTHER]


def test_urls(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe(
        {"/news/b.txt": OTHER.encode(), "/news/a.jsonl": json.dumps({"text": TEXT}).encode()}
    )
    assert texts(read("memory://news")) == [TEXT, OTHER]
    assert texts(read("memory://news/*.txt")) == [OTHER]
    assert texts(read("memory://news/b.txt")) == [OTHER]
    assert errors(read("memory://none/x.txt"))
    assert errors(read("nosuch://x"))


@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), max_size=8))
def test_json_lines_keep_their_numbers(lines: list[bytes]) -> None:
    expected = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    for source in (io.BytesIO(b"\n".join(lines)), lines):
        assert [(n, line.rstrip(b"\n")) for n, line in json_lines(source)] == expected


@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip() and "\0" not in t), max_size=5))
def test_csv_loses_no_character(given_texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["text"], *([t] for t in given_texts)])
    data = io.BytesIO(out.getvalue().encode("utf-8", "replace"))
    found = [row["text"] for _, row in csv_rows(data, Fields())]
    assert found == [t.encode("utf-8", "replace").decode() for t in given_texts]


def test_items_say_how_much_of_their_source_they_took(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT * n}) for n in range(1, 50)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert sum(item.size for item in items([str(path)], Fields())) == path.stat().st_size
