"""Every code block of the READMEs runs and prints what it says.

The first two ``sh`` blocks install and test; ``.ci/run`` runs those.
``python tests/test_readme.py`` writes what they print today.
"""

from __future__ import annotations

import contextlib
import csv
import doctest
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import command_line
import pytest

ROOT = Path(__file__).parents[1]
README = [path for path in sorted(ROOT.glob("README*.md")) if path.is_file()]
_BLOCK = re.compile(r"^```(console|python|sh)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_MORE = "…"


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    for found in _BLOCK.finditer(path.read_text(encoding="utf-8")):
        yield found[1], found[2]


def textkit(command: str, folder: Path) -> str:
    """Run a command as it stands in a README; return what it prints."""
    program, *arguments = shlex.split(command, comments=True)
    assert program == "textkit", f"only textkit is run here, got {command}"
    with contextlib.chdir(folder):
        status, shown, said = command_line.textkit(*arguments)
    assert status == 0, said
    return shown


def prepared(folder: Path) -> Path:
    """Put the files into a folder that the READMEs speak of."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    article = (ROOT / "seeds/articles/000_80e4a0a2ffe5e47a.txt").read_text(encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in article.splitlines() if line.strip())
    (folder / "page.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    (folder / "archive" / "2023-08").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (folder / "archive" / "2023-08" / name).write_text(article, encoding="utf-8")
    row = json.dumps({"id": 1, "text": article}, ensure_ascii=False)
    (folder / "corpus.jsonl").write_text(f"{row}\n", encoding="utf-8")
    lines = (ROOT / "seeds/labels/sentences.tsv").read_text(encoding="utf-8").splitlines()
    for name, some in (("labels.csv", lines[:300:5]), ("more-labels.csv", lines[1:300:5])):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["text", "labels"])
            rows.writerows((text, codes.replace("-", "")) for codes, text in map(_cells, some))
    return folder


def _cells(line: str) -> list[str]:
    return line.split("\t")


def answer(block: str, folder: Path) -> str:
    """Run the commands of a console block; return it with what they print.

    Where its last line is …, more may follow.
    """
    lines = block.splitlines()
    commands = [line for line in lines if line.startswith("$ ")]
    shown = []
    for command in commands:
        shown += [command, *textkit(command[2:], folder).splitlines()]
    if lines[-1] == _MORE:
        shown = [*shown[: len(lines) - 1], _MORE]
    return "\n".join(shown) + "\n"


@pytest.mark.parametrize("path", README, ids=lambda path: path.name)
def test_commands_print_what_is_shown(path: Path, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    for kind, block in blocks(path):
        if kind == "console":
            assert answer(block, folder) == block


@pytest.mark.parametrize("path", README, ids=lambda path: path.name)
def test_recipes_run(path: Path, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    recipes = [block for kind, block in blocks(path) if kind == "sh"][2:]
    assert recipes
    for command in "".join(recipes).splitlines():
        textkit(command, folder)


@pytest.mark.parametrize("path", README, ids=lambda path: path.name)
def test_python_prints_what_is_shown(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    names: dict[str, object] = {}
    for kind, block in blocks(path):
        if kind == "python":
            test = parser.get_doctest(block, names, path.name, str(path), 0)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
    assert runner.summarize(verbose=False).failed == 0


def test_both_languages_show_the_same_code_and_figures() -> None:
    (english, code), (chinese, same_code) = (
        (
            [
                re.findall(r"\.\d+", row)
                for row in path.read_text("utf-8").splitlines()
                if "|" in row
            ],
            [re.sub(r"#.*", "", block) for _, block in blocks(path)],
        )
        for path in README
    )
    assert english == chinese
    assert code == same_code


class _Printed(doctest.DocTestRunner):
    """Keeps what each example prints."""

    def __init__(self) -> None:
        super().__init__()
        self.printed: list[str] = []

    def report_success(self, out: Any, test: Any, example: Any, got: str) -> None:
        self.printed.append(got)

    report_failure = report_success


def refreshed(block: str, names: dict[str, object]) -> str:
    """Return a Python block with what it prints today."""
    parser, runner = doctest.DocTestParser(), _Printed()
    test = parser.get_doctest(block, names, "README", None, 0)
    runner.run(test, clear_globs=False)
    names.update(test.globs)
    shown = []
    for example, printed in zip(test.examples, runner.printed, strict=True):
        first, *others = example.source.splitlines()
        shown += [f">>> {first}", *(f"... {line}" for line in others), *printed.splitlines()]
    return "\n".join([*shown, "", ""])


def refresh(path: Path, folder: Path) -> None:
    """Write what the blocks print today."""
    names: dict[str, object] = {}

    def again(found: re.Match[str]) -> str:
        kind, block = found.groups()
        if kind == "console":
            block = answer(block, folder)
        elif kind == "python":
            block = refreshed(block, names)
        return f"```{kind}\n{block}```"

    text = path.read_text(encoding="utf-8")
    path.write_text(_BLOCK.sub(again, text), encoding="utf-8")


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    for readme in README:
        with TemporaryDirectory() as scratch:
            refresh(readme, prepared(Path(scratch)))
