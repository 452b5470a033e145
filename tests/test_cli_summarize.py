"""What the options of ``textkit summarize`` and ``evaluate`` do, seen from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import textkit
from conftest import ROOT

ENERGY = "全县新建光伏电站12座，年发电量3.6亿千瓦时。"
ROAD = "县城新修道路46公里，改造桥梁5座。"


def run(*arguments: str | Path) -> tuple[int, str]:
    status, shown, said = textkit(*arguments)
    assert said == ""
    return status, shown


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name, text in {"a": f"{ENERGY}\n{ROAD}", "b": f"记者获悉：\n{ENERGY}"}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_steering(pages: Path) -> None:
    page = pages / "a.txt"
    assert ROAD not in run("summarize", page, "--theme", "能源")[1]
    assert ENERGY not in run("summarize", page, "--query", "桥梁")[1]
    assert ENERGY not in run("summarize", page, "--avoid", "光伏")[1]
    assert "没有这方面的内容" in run("summarize", page, "--query", "抽水蓄能")[1]
    assert ROAD in run("summarize", page, "--must", "桥梁", "--max-sentences", "1")[1]
    assert ENERGY in run("summarize", page, "--method", "lead", "--ratio", "0.7")[1]


def test_together(pages: Path) -> None:
    status, shown = run("summarize", pages, "--together", "--by-theme")
    assert (status, shown.count(ENERGY)) == (0, 1)
    assert "2 篇文章" in shown
    assert "另有 1 篇同样提到" in shown
    assert "能源" in shown
    out = pages / "digest.json"
    run("summarize", pages / "a.txt", pages / "b.txt", "--together", "-o", out)
    digest = json.loads(out.read_text(encoding="utf-8"))
    assert digest["n_documents"] == 2
    (energy,) = (s for s in digest["sentences"] if s["text"] == ENERGY)
    assert (energy["id"], energy["repeated_in"]) == (str(pages / "a.txt"), [str(pages / "b.txt")])


def test_evaluate_a_ranker() -> None:
    labelled = ROOT / "seeds" / "summaries" / "articles.jsonl"
    shown = json.loads(run("evaluate", "ranker", labelled, "--format", "json")[1])
    assert shown["n_documents"] == 35
    assert shown["rouge2"] > 0.3
    assert shown["leak"] == 0
