"""The contract of the command line: inputs, outputs, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import textkit

GOOD = "全县新建光伏电站12座，年发电量3.6亿千瓦时。县纪委监委立案查处违纪问题23件。"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [{"id": "乙", "text": GOOD}, {"id": 2, "text": ""}, {"id": "甲", "text": GOOD[:23]}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_summarize_corpus(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert textkit("summarize", corpus, "-o", out) == (0, "", "")
    answers = rows(out)
    assert [a["id"] for a in answers] == ["乙", 2, "甲"]
    for answer, text in zip(answers, [GOOD, "", GOOD[:23]], strict=True):
        assert answer["summary"] == "".join(s["text"] for s in answer["sentences"])
        assert all(text[s["start"] : s["end"]] == s["text"] for s in answer["sentences"])
        assert all(isinstance(s["score"], float) for s in answer["sentences"])
    assert answers[2]["summary"] == GOOD[:23]


def test_tag_corpus_of_paragraphs(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert textkit("tag", corpus, "--as", "paragraph", "-o", out) == (0, "", "")
    answers = rows(out)
    assert [a["id"] for a in answers] == ["乙", 2, "甲"]
    assert [a["themes"] for a in answers[1:]] == [[], ["energy"]]
    assert sorted(answers[0]["themes"]) == ["energy", "governance"]
    assert set(answers[0]["scores"]) == {"energy", "ecology", "governance", "rural"}
    assert all(0 <= p <= 1 for a in answers for p in a["scores"].values())


def test_read_writes_a_document_a_line(articles: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert textkit("read", articles[0], "-o", out) == (0, "", "")
    (document,) = rows(out)
    fields = {"path", "title", "source", "published", "author", "text", "paragraphs"}
    assert fields <= set(document)
    assert document["path"] == str(articles[0])
    assert all(set(p) == {"kind", "text", "start", "end"} for p in document["paragraphs"])


def test_other_field_names(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"nr": 7, "正文": GOOD}) + "\n", encoding="utf-8")
    arguments = ["--id-field", "nr", "--text-field", "正文", "--format", "json"]
    status, out, _ = textkit("summarize", path, *arguments)
    assert (status, json.loads(out)["id"], json.loads(out)["summary"]) == (0, 7, GOOD)


def test_standard_input_is_text_or_a_corpus() -> None:
    status, out, _ = textkit("summarize", "-", stdin=GOOD)
    assert (status, GOOD in out) == (0, True)
    status, out, _ = textkit(
        "summarize", "-", "--format", "json", stdin=json.dumps({"id": 1, "text": GOOD})
    )
    assert (status, json.loads(out)["id"]) == (0, 1)


def test_a_lone_surrogate_stays_readable(tmp_path: Path) -> None:
    path, out = tmp_path / "corpus.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"id": 1, "text": "\\ud800路通了。"}\n', encoding="utf-8")
    for command in ("summarize", "tag", "read"):
        assert textkit(command, path, "-o", out)[0] == 0
        assert "\ud800路通了。" in json.dumps(rows(out), ensure_ascii=False)


def test_folder_and_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.xyz").write_text("no", encoding="utf-8")
    status, out, _ = textkit("summarize", tmp_path, "--format", "json")
    names = [Path(json.loads(line)["id"]).name for line in out.splitlines()]
    assert (status, names) == (0, ["a.txt", "b.txt", "c.txt"])
    status, out, _ = textkit("summarize", tmp_path / "*.txt", "--format", "json")
    assert (status, len(out.splitlines())) == (0, 2)


@pytest.mark.parametrize("command", ["summarize", "tag", "read"])
def test_bad_input_is_said_in_a_line_and_good_input_is_still_written(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9)
    (tmp_path / "void").mkdir()
    (tmp_path / "broken.jsonl").write_text(
        f'{{"id": 1, "text": "{GOOD}"}}\n{{"id": 2, "text": \n{{"id": 3}}\n', encoding="utf-8"
    )
    bad = ["missing.txt", "void", "picture.txt", "none*.txt", "empty.txt"]
    names = [*bad, "broken.jsonl", "good.txt"]
    out = tmp_path / "out.jsonl"
    status, shown, said = textkit(command, *(tmp_path / n for n in names), "-o", out)
    assert (status, shown) == (1, "")
    lines = said.splitlines()
    assert len(lines) == len(bad) + 2
    assert all(line.startswith(f"textkit: {tmp_path}") for line in lines)
    for name, line in zip([*bad, "broken.jsonl:2", "broken.jsonl:3"], lines, strict=True):
        assert name in line
    assert [row["id"] for row in rows(out)] == [1, str(tmp_path / "good.txt")]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["summarise"], "summarize"),
        (["tag"], "PATH..."),
        (["tag", "x.txt", "--formt", "json"], "--format"),
        (["tag", "x.txt", "--theme", "enrgy"], "energy"),
        (["summarize", "x.txt", "--max-chars", "0"], "max-chars"),
    ],
)
def test_wrong_usage(arguments: list[str], hint: str) -> None:
    status, out, said = textkit(*arguments)
    assert (status, out, len(said.splitlines())) == (2, "", 1)
    assert hint in said


def test_a_failed_run_leaves_the_old_output(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    status, _, said = textkit(
        "tag", "-", "--model", tmp_path / "none.joblib", "-o", out, stdin=GOOD
    )
    assert (status, len(said.splitlines())) == (1, 1)
    assert out.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "textkit", "tag", "-", tmp_path / "none.txt"]
    done = subprocess.run(command, input=GOOD.encode(), capture_output=True, check=False)
    assert done.returncode == 1
    assert "能源" in done.stdout.decode()
    assert done.stderr.decode() == f"textkit: {tmp_path}/none.txt: no such file or folder\n"


def test_a_command_is_imported_when_it_is_asked_for() -> None:
    code = "import sys, textkit.cli as c\ntry: c.main()\nfinally: print(*sorted(sys.modules))"
    for arguments, loads in (
        (["--version"], False),
        (["tag", "--help"], False),
        (["tag", "-"], True),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], input=GOOD.encode(), capture_output=True
        )
        names = done.stdout.decode().splitlines()[-1].split()
        assert ("textkit.reading" in names) == loads
        assert "textkit.cli.process" not in names


def test_help_and_version() -> None:
    assert textkit("--version") == (0, "textkit 0.1.0\n", "")
    for command in ("summarize", "tag", "read"):
        status, out, _ = textkit(command, "--help")
        assert (status, "Example" in out) == (0, True)
