"""A run over a corpus: what is written, that it can be taken up again, that engines agree."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import textkit
from conftest import contents
from corpus_maker import pages, write_pages

from textkit import process
from textkit.atomic import atomic_write
from textkit.corpus.dask_cluster import Dask
from textkit.corpus.engines import Engine, Pool
from textkit.corpus.options import Options
from textkit.themes.model import ThemeModel

SMALL = Options(part_documents=5)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty pages; one is a reprint of another, one cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    write_pages(folder, 40)
    first = (folder / "000" / "000000.txt").read_text(encoding="utf-8")
    (folder / "reprint.txt").write_text("【转载】" + first, encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"id": 1, "text":\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an uninterrupted run writes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    process([archive], out, SMALL)
    return out


def test_documents_and_paragraphs_fit_together(archive: Path, whole: Path) -> None:
    documents = [r for p in sorted((whole / "document").iterdir()) for r in rows(p)]
    paragraphs = [r for p in sorted((whole / "paragraph").iterdir()) for r in rows(p)]
    assert len(documents) == 41
    assert {r["id"] for r in paragraphs} == {r["id"] for r in documents}
    for document in documents:
        own = [r for r in paragraphs if r["id"] == document["id"]]
        assert [r["position"] for r in own] == list(range(len(own)))
        body = [r for r in own if r["kind"] == "body"]
        assert len(body) == document["n_paragraphs"]
        assert document["p_energy"] == max(r["p_energy"] for r in body)
        assert document["theme_energy"] == any(r["theme_energy"] for r in body)
        source = Path(str(document["path"])).read_text(encoding="utf-8")
        assert all(source[r["start"] : r["end"]] == r["text"] for r in own)
        assert document["keywords"]
        assert str(document["summary"])
    assert {r["source"] for r in documents} >= {"北川日报", "云州新闻网"}
    assert sum(str(r["published"]).startswith("20") for r in documents) >= 40


def test_errors_and_reprints_are_named(archive: Path, whole: Path) -> None:
    (error,) = rows(whole / "errors.jsonl")
    assert error["id"] == f"{archive}/broken.jsonl:1"
    assert "not a JSON line" in str(error["reason"])
    (reprint,) = rows(whole / "duplicates.jsonl")
    assert reprint["duplicate_of"] == f"{archive}/000/000000.txt"
    assert reprint["id"] == f"{archive}/reprint.txt"
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    assert manifest["counts"] == {"documents": 41, "failed": 1, "duplicates": 1, "others": {}}


@pytest.mark.parametrize("engine", [Pool(2), "dask"], ids=["pool", "dask"])
def test_engines_write_the_same_bytes(
    engine: Engine | str, archive: Path, whole: Path, tmp_path: Path
) -> None:
    if isinstance(engine, str):
        pytest.importorskip("distributed", reason="dask.distributed is not installed")
        engine = Dask(jobs=1)
    process([archive], tmp_path / "out", SMALL, engine=engine)
    assert contents(tmp_path / "out") == contents(whole)


class Interrupted(Exception):
    """Stands for whatever ends a run."""


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_was_ended_anywhere_goes_on(
    seed: int, archive: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """End it at a random write, three times, before or after the file is there."""
    rng = random.Random(seed)
    left = 0

    def failing(path: Path) -> object:
        nonlocal left
        left -= 1
        if left == 0 and rng.random() < 0.5:
            raise Interrupted
        if left == 0:
            path.with_name(f".{path.name}.dead.part").parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f".{path.name}.dead.part").write_bytes(b"half")
            raise Interrupted
        return atomic_write(path)

    monkeypatch.setattr("textkit.corpus.storage.atomic_write", failing)
    for _ in range(3):
        left = rng.randint(2, 12)
        with pytest.raises(Interrupted):
            process([archive], tmp_path / "out", SMALL)
    left = 0
    process([archive], tmp_path / "out", SMALL)
    assert contents(tmp_path / "out") == contents(whole)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "textkit", "process", *map(str, arguments)]


@pytest.mark.parametrize(("jobs", "number"), [(1, signal.SIGINT), (2, signal.SIGKILL)])
def test_kill_and_interrupt(jobs: int, number: signal.Signals, tmp_path: Path) -> None:
    """End a run by force, go on without a pool: the bytes of a run that nobody disturbed."""
    write_pages(tmp_path / "in", 60, length=200)
    (tmp_path / "in" / "broken.jsonl").write_bytes(b"{")
    arguments = [tmp_path / "in", "-o", tmp_path / "out.jsonl", "--part-documents", 2]
    work = tmp_path / "out.jsonl.work" / ".work" / "done"
    with subprocess.Popen(command(*arguments, "--jobs", jobs), stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 20
        while not work.exists() or not list(work.glob("*.json")):
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(number)
        sent = time.monotonic()
        running.wait(timeout=10)
        assert time.monotonic() - sent < 4  # 2 where nothing else runs
        said = running.stderr.read().decode() if running.stderr else ""
    assert 0 < len(list(work.glob("*.json"))) < 30
    assert not (tmp_path / "out.jsonl").exists()
    assert "Traceback" not in said
    status, _, said = textkit("process", *arguments)
    assert status == 1
    assert "from an earlier run" in said
    counts = process([tmp_path / "in"], tmp_path / "calm.jsonl", Options(levels=("document",)))
    assert (counts.documents, counts.failed) == (60, 1)
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {"in", "out.jsonl", "out.errors.jsonl", "calm.jsonl", "calm.errors.jsonl"}
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "calm.jsonl").read_bytes()


def interrupted_run(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a run with two parts done."""
    seen = 0

    def stop(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            raise Interrupted

    with pytest.raises(Interrupted):
        process([folder], out, SMALL, progress=stop)


def test_changed_inputs_options_or_models_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_pages(folder, 20)
    interrupted_run(folder, out, monkeypatch)
    before = contents(out)
    with pytest.raises(FileExistsError, match=r"other options \(options.max_chars\).*--restart"):
        process([folder], out, Options(part_documents=5, max_chars=100))
    with pytest.raises(FileExistsError, match="another version of textkit"):
        monkeypatch.setattr("textkit.__version__", "0.0.1")
        process([folder], out, SMALL)
    monkeypatch.undo()
    models = SMALL.models()
    with pytest.raises(FileExistsError, match=r"another model \(models.themes\)"):
        monkeypatch.setattr(Options, "models", lambda self: {**models, "themes": "0" * 64})
        process([folder], out, SMALL)
    monkeypatch.undo()
    changed = folder / "000" / "000019.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "全县粮食增产。\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match="other or changed inputs"):
        process([folder], out, SMALL)
    assert contents(out) == before
    assert process([folder], out, SMALL, restart=True).documents == 20


def test_a_damaged_part_is_made_again(archive: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    monkeypatch = pytest.MonkeyPatch()
    interrupted_run(archive, out, monkeypatch)
    part = out / "document" / "part-00000.jsonl"
    part.write_bytes(part.read_bytes()[:-10])
    process([archive], out, SMALL)
    assert contents(out) == contents(whole)


def test_a_finished_run_is_left_alone(archive: Path, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")}
    counts = process([archive], tmp_path / "out", SMALL)
    assert (counts.documents, counts.resumed) == (41, 41)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.is_file()} == {
        p: t for p, t in times.items() if p.is_file()
    }


def test_a_folder_of_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("important", encoding="utf-8")
    for restart in (False, True):
        with pytest.raises(FileExistsError, match=r"mine\.txt"):
            process([tmp_path / "mine.txt"], tmp_path, restart=restart)
    assert contents(tmp_path) == {"mine.txt": b"important"}


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 2)

    def again(*_: object) -> None:
        process([tmp_path / "in"], tmp_path / "out", SMALL)

    with pytest.raises(FileExistsError, match="another run is writing"):
        process([tmp_path / "in"], tmp_path / "out", SMALL, progress=again)


def test_a_fault_in_one_document_is_named_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path / "in", 3)
    from textkit.corpus import sources

    read_all = sources.read_all

    def faulty(source: Path) -> object:
        if source.name == "000001.txt":
            raise IndexError("list index out of range")
        return read_all(source)

    monkeypatch.setattr(sources, "read_all", faulty)
    counts = process([tmp_path / "in"], tmp_path / "out", SMALL)
    assert (counts.documents, counts.failed) == (2, 1)
    (error,) = rows(tmp_path / "out" / "errors.jsonl")
    assert "000001.txt" in str(error["id"])
    assert "IndexError" in str(error["reason"])


def test_a_text_that_cannot_be_tagged_is_named_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path / "in", 3)
    (tmp_path / "in" / "strange.txt").write_text("秋粮入库\n全县秋粮入库，颗粒归仓。\n", "utf-8")
    tag_texts = ThemeModel.tag_texts

    def faulty(model: ThemeModel, texts: list[str]) -> object:
        if any("颗粒归仓" in text for text in texts):
            raise IndexError("list index out of range")
        return tag_texts(model, texts)

    monkeypatch.setattr(ThemeModel, "tag_texts", faulty)
    counts = process([tmp_path / "in"], tmp_path / "out", SMALL)
    assert (counts.documents, counts.failed) == (3, 1)
    (error,) = rows(tmp_path / "out" / "errors.jsonl")
    assert "strange.txt" in str(error["id"])
    assert "IndexError" in str(error["reason"])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of 200 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(small_disk: Path, tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 60)
    out = small_disk / "out"
    arguments = (tmp_path / "in", "-o", out, "--part-documents", 10)
    status, _, said = textkit("process", *arguments)
    assert (status, len(said.splitlines())) == (1, 1)
    assert f"no space is left on the disk of {out}; make room and repeat the run" in said
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    status, _, said = textkit("process", *arguments)
    assert (status, "from an earlier run" in said) == (0, True)
    process([tmp_path / "in"], tmp_path / "calm", Options(part_documents=10))
    assert contents(out) == contents(tmp_path / "calm")


def test_full_disk_under_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    write_pages(tmp_path / "in", 3)
    monkeypatch.setattr("textkit.corpus.finishing.join_sqlite", full)
    arguments = ("process", tmp_path / "in", "-o", tmp_path / "out.sqlite")
    status, _, said = textkit(*arguments)
    assert (status, "no space is left" in said) == (1, True)
    monkeypatch.undo()
    status, _, said = textkit(*arguments)
    assert (status, "3 of them from an earlier run" in said) == (0, True)


def test_one_level_in_one_file() -> None:
    with pytest.raises(ValueError, match="one level"):
        process([], "x.jsonl", Options())
    with pytest.raises(ValueError, match="SQLite is one file"):
        process([], "x", Options(format="sqlite"))
    with pytest.raises(TypeError, match="into a list"):
        process("x.txt", "out")


def test_no_documents(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    counts = process([tmp_path / "empty.jsonl"], tmp_path / "out.jsonl", Options(("document",)))
    assert (counts.documents, counts.failed) == (0, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_stream_is_a_source(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n, "text": page}) for n, page in enumerate(pages(5))]
    out = tmp_path / "out.jsonl"
    assert textkit("process", "-", "-o", out, "--quiet", stdin="\n".join(lines)) == (0, "", "")
    assert [r["id"] for r in rows(tmp_path / "out.jsonl")] == ["0", "1", "2", "3", "4"]
