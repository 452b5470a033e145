"""Notebooks run as their readers would run them, cell after cell."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(path: Path) -> dict[str, Any]:
    """Execute the code cells in one namespace and return it, the cells' values in ``_``."""
    space: dict[str, Any] = {"__name__": "__main__", "_": []}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), space)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), space)
            view = getattr(value, "_repr_html_", None)
            assert view is None or view().startswith("<")
            space["_"].append(value)
    return space


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree(path.parent, folder)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(folder)
    run(folder / path.name)


def test_own_theme_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.chdir(tmp_path / "notebooks")
    space = run(Path("own_themes.ipynb"))
    assert space["result"].overall.value > 0.7
    school, road = space["again"].tag_texts(
        ["乡村教师周转房竣工，二十名老师搬进新居。", "高速公路收费站取消。"]
    )
    assert (school.themes, road.themes) == (("education",), ())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_carry_no_outputs(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


def test_the_three_notebooks_are_here() -> None:
    assert {path.stem for path in NOTEBOOKS} >= {"one_article", "own_themes", "corpus_chart"}
