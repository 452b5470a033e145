"""What the models grow from: every row has known codes, and places that are places."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
CODES = {"-"} | {"".join(held) for n in range(1, 5) for held in combinations("ecgr", n)}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("path", sorted((SEEDS / "labels").glob("*.tsv")), ids=lambda p: p.stem)
def test_written_texts(path: Path) -> None:
    found = rows(path)
    assert all(len(row) == 2 for row in found)
    assert {codes for codes, _ in found} <= CODES
    texts = [text for _, text in found]
    assert len(set(texts)) == len(texts)
    assert all(text.strip() for text in texts)


@pytest.mark.parametrize("name", ["documents", "web-news"])
def test_labelled_places(name: str) -> None:
    found = rows(SEEDS / "spans" / f"{name}.tsv")
    assert {row[-1].removesuffix("?") for row in found} <= CODES
    places = [tuple(row[:-1]) for row in found]
    assert len(set(places)) == len(places)
    assert all(0 <= int(start) < int(end) for *_, start, end in places)


@pytest.fixture(scope="module")
def labelled_spans() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "models"))
    try:
        yield import_module("labelled_spans")
    finally:
        sys.path.pop(0)


def test_evidence_lies_in_its_texts(labelled_spans: ModuleType, tmp_path: Path) -> None:
    ours = [row for path in (SEEDS / "labels").glob("*.tsv") for row in rows(path)]
    keys = {labelled_spans.text_key(text) for _, text in ours}
    lines = (SEEDS / "spans" / "evidence.tsv").read_text(encoding="utf-8").splitlines(True)
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
    known = tmp_path / "evidence.tsv"
    known.write_text("".join(line for line in lines if line[:12] in keys), encoding="utf-8")
    evidence = labelled_spans.read_evidence(known, [text for _, text in ours])
    n_marked = 0
    for (codes, text), marks in zip(ours, evidence, strict=True):
        assert all(0 <= start < end <= len(text) for _, start, end in marks)
        doubts = {theme for theme, *_ in marks} - {labelled_spans.CODES.get(c) for c in codes}
        assert len(doubts) <= 1
        n_marked += bool(marks)
    assert n_marked > 2_000
    known.write_text("0123456789ab\te:0-4\n", encoding="utf-8")
    with pytest.raises(ValueError, match="marks 1 texts that are not there"):
        labelled_spans.read_evidence(known, [text for _, text in ours])


def test_documents_are_where_the_labels_say(labelled_spans: ModuleType) -> None:
    gold = ROOT.parent / "shared" / "gold"
    if not gold.is_dir():
        pytest.skip("no ../shared/gold beside this checkout")
    found = list(labelled_spans.read_documents(SEEDS / "spans" / "documents.tsv", gold))
    assert len(found) == len(rows(SEEDS / "spans" / "documents.tsv"))
    # A whole line of its document each: nothing cut at an end.
    assert all(row["text"] == row["text"].strip() and "\n" not in row["text"] for row in found)
    assert {row["domain"] for row in found} == {"report", "news"}
