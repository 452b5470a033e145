"""``textkit report`` and ``textkit demo`` write pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import textkit


def test_one_document_and_several(articles: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert textkit("report", articles[0], "-o", out) == (0, "", "")
    assert 'class="summary"' in out.read_text(encoding="utf-8")
    assert textkit("report", *articles, "-o", out, "--lang", "en", "--title", "A & B") == (
        0,
        "",
        "",
    )
    page = out.read_text(encoding="utf-8")
    assert "<title>A &amp; B</title>" in page
    assert "Themes by source" in page


def test_bad_input_is_said_and_good_input_is_shown(articles: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    status, _, said = textkit("report", tmp_path / "none.txt", articles[0], "-o", out)
    assert status == 1
    assert "none.txt: no such file" in said
    assert 'class="summary"' in out.read_text(encoding="utf-8")


def test_nothing_to_show_writes_nothing(tmp_path: Path) -> None:
    status, _, said = textkit("report", tmp_path / "none.txt", "-o", tmp_path / "report.html")
    assert (status, len(said.splitlines())) == (1, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "hint"), [(["x.txt"], "--output"), (["x.txt", "-o", "y", "--lang", "fr"], "zh")]
)
def test_wrong_usage(arguments: list[str], hint: str) -> None:
    status, _, said = textkit("report", *arguments)
    assert (status, len(said.splitlines())) == (2, 1)
    assert hint in said


def test_demo_needs_no_file(tmp_path: Path) -> None:
    out = tmp_path / "demo.html"
    status, shown, said = textkit("demo", "-o", out)
    assert (status, said) == (0, "")
    assert "能源" in shown
    assert str(out) in shown
    assert 'class="summary"' in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "textkit"],
        env={**os.environ, "_TEXTKIT_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "_TEXTKIT_COMPLETE" in done.stdout
    assert done.stderr == ""
