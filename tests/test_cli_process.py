"""``textkit process`` and ``textkit statistics`` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest
from command_line import textkit
from corpus_maker import write_pages

from textkit.cli.progress import ProgressLine
from textkit.corpus.progress import Progress

GOOD = "全县新建光伏电站12座，年发电量3.6亿千瓦时。县纪委监委立案查处违纪问题23件。\n"


def test_counts_and_exit_code(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 3)
    (tmp_path / "in" / "style.css").write_text("p {}", encoding="utf-8")
    status, shown, said = textkit("process", tmp_path / "in", "-o", tmp_path / "out")
    assert (status, shown) == (0, "")
    assert said == "textkit: 3 documents; 0 failed; files of other kinds left out: .css 1\n"
    (tmp_path / "in" / "bad.jsonl").write_bytes(b"{}\n[]\n")
    status, _, said = textkit("process", tmp_path / "in", "-o", tmp_path / "out2")
    assert status == 1
    assert said.splitlines()[0].startswith("textkit: 3 documents; 2 failed")
    assert said.splitlines()[1].endswith(f"see {tmp_path}/out2/errors.jsonl")
    status, _, said = textkit("process", tmp_path / "in", "-o", tmp_path / "out3.csv", "--quiet")
    assert (status, len(said.splitlines())) == (1, 1)
    assert "out3.errors.jsonl" in said


def test_hostile_files_are_named_and_all_others_are_done(tmp_path: Path) -> None:
    rng = random.Random(1)
    write_pages(tmp_path, 100, length=200)
    hostile = {
        "empty.zip": b"",
        "not.pdf": b"%PDF-1.7\n" + rng.randbytes(3000),
        "not.docx": b"PK\x03\x04" + rng.randbytes(3000),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + rng.randbytes(3000),
        "noise.txt": rng.randbytes(5000),
        "noise.html": bytes([0xFF, 0xFE, 0x00]) + rng.randbytes(4001),
        "deep.jsonl": b'{"text": ' + b"[" * 100_000 + b"\n",
        "wrong.jsonl": b'{"text": 3}\n',
        "half.jsonl": '{"text": "全县'.encode()[:-1] + b"\n",
        "no.csv": b"a,b\n1,2\n",
        "not.parquet": b"PAR1" + rng.randbytes(100) + b"PAR1",
    }
    for name, content in hostile.items():
        (tmp_path / name).write_bytes(content)
    status, _, _ = textkit("process", tmp_path, "-o", tmp_path / "out.jsonl")
    rows = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    lines = (tmp_path / "out.errors.jsonl").read_text(encoding="utf-8").splitlines()
    errors = [json.loads(line) for line in lines]
    assert status == 1
    done = {Path(json.loads(row)["path"]).name for row in rows}
    assert done == {f"{n:06}.txt" for n in range(100)}
    named = {Path(error["path"].split(":")[0]).name for error in errors}
    assert named == set(hostile)
    assert not [error for error in errors if "a fault in textkit" in error["reason"]]
    assert all(len(error["reason"]) < 600 and "\n" not in error["reason"] for error in errors)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["x.txt"], "--output"),
        (["x.txt", "-o", "out", "--jobs", "0"], "--jobs is 0"),
        (["x.txt", "-o", "out", "--scheduler", "tcp://x"], "--engine dask"),
        (["x.txt", "-o", "a.csv", "--level", "document", "--level", "sentence"], "one level"),
        (["x.txt", "-o", "out", "--format", "sqlite"], "SQLite is one file"),
        (["x.txt", "-o", "out", "--format", "xml"], "xml"),
        (["x.txt", "-o", "out", "--partition-by", "text"], "by source, place, month"),
        (["x.txt", "-o", "a.parquet", "--partition-by", "source"], "name a folder"),
        (["x.txt", "-o", "out", "--partition-by", "source", "--format", "csv"], "Parquet"),
    ],
)
def test_wrong_usage(
    arguments: list[str], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, shown, said = textkit("process", *arguments)
    assert (status, shown, len(said.splitlines())) == (2, "", 1)
    assert hint in said
    assert list(tmp_path.iterdir()) == []


class Screen(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize("terminal", [True, False])
def test_progress(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: clock)
    monkeypatch.setenv("COLUMNS", "100")
    screen = Screen(terminal=terminal)
    line = ProgressLine(screen)
    for n in range(1, 5):
        clock += 20
        line(Progress(1000 * n, n - 1, 0, n / 8, 0.0))
    line.close()
    said = screen.getvalue()
    if terminal:
        assert said.count("\r\x1b[K") == 5
        assert (
            "[████████████░░░░░░░░░░░░] 4,000 documents · 50/s · 3 failed · 50% · 1 min 20 s left"
            in said
        )
        assert "\n" not in said
    else:
        assert said.splitlines() == [
            "textkit: 2,000 documents · 50/s · 1 failed · 25% · 2 min 00 s left",
            "textkit: 4,000 documents · 50/s · 3 failed · 50% · 1 min 20 s left",
        ]


@pytest.mark.parametrize("command", ["tag", "summarize"])
@pytest.mark.parametrize(("documents", "lines"), [(2, 0), (6, 4)])
def test_progress_of_other_commands(
    command: str, documents: int, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line for each document from the third on, once a log's half minute between them is gone."""
    write_pages(tmp_path / "in", documents, length=100)
    monkeypatch.setattr("textkit.cli.progress._EVERY_LINE", 0.0)
    status, shown, said = textkit(command, tmp_path / "in", "--format", "json")
    assert (status, len(shown.splitlines()), len(said.splitlines())) == (0, documents, lines)
    assert all(re.match(r"textkit: \d documents · \d+/s · \d+%", s) for s in said.splitlines())
    assert ("6 documents" in said and "· 100%" in said) == (documents == 6)
    assert textkit(command, tmp_path / "in", "--format", "json", "--quiet") == (0, shown, "")


def test_a_bar_gives_way_to_complaints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a corpus are counted too, and nothing of the bar is left at the end."""
    lines = [json.dumps({"id": n, "text": GOOD}) for n in range(4)]
    (tmp_path / "corpus.jsonl").write_text("\n".join([*lines, "{", ""]), encoding="utf-8")
    monkeypatch.setattr("textkit.cli.progress._EVERY", 0.0)
    screen = Screen(terminal=True)
    monkeypatch.setattr("textkit.cli.inputs.ProgressLine", lambda: ProgressLine(screen))
    out = tmp_path / "out.jsonl"
    status, shown, said = textkit("tag", tmp_path / "corpus.jsonl", "-o", out)
    assert (status, shown, len(said.splitlines())) == (1, "", 1)
    drawn = screen.getvalue().split("\r\x1b[K")
    assert ["documents" in piece for piece in drawn] == [False, True, True, False, True, False]
    assert "4 documents" in drawn[4]
    assert "1 failed" in drawn[4]


def test_progress_of_a_resumed_run_counts_only_its_own_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = 0.0
    monkeypatch.setattr("time.monotonic", lambda: clock)
    screen = Screen(terminal=True)
    line = ProgressLine(screen)
    clock = 10.0
    line(Progress(10_100, 0, 10_000, 0.75, 0.5))
    assert "10,100 documents · 10/s · 75% · 10 s left" in screen.getvalue()
    line(Progress(10_100, 0, 10_000, None, 0.0))


def test_statistics(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 6)
    textkit("process", tmp_path / "in", "-o", tmp_path / "out")
    status, shown, _ = textkit("statistics", tmp_path / "out", "--by", "source")
    table = list(csv.DictReader(io.StringIO(shown), delimiter="\t"))
    assert status == 0
    assert sum(int(row["documents"]) for row in table) == 6
    textkit("statistics", tmp_path / "out", "--terms", "--by", "year", "-o", tmp_path / "t.jsonl")
    assert json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()[0])["term"]
    textkit("statistics", tmp_path / "out", "--by", "month", "-o", tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfmonth,documents")
    status, _, said = textkit("statistics", tmp_path / "in")
    assert status == 1
    assert "no rows of level paragraph" in said
