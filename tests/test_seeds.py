"""What the models grow from: every row has known codes, and places that are places."""

from __future__ import annotations

import csv
import sys
from itertools import combinations
from pathlib import Path

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


@pytest.mark.parametrize("path", sorted((SEEDS / "spans").glob("*.tsv")), ids=lambda p: p.stem)
def test_labelled_places(path: Path) -> None:
    found = rows(path)
    assert {row[-1].removesuffix("?") for row in found} <= CODES
    places = [tuple(row[:-1]) for row in found]
    assert len(set(places)) == len(places)
    assert all(0 <= int(start) < int(end) for *_, start, end in places)


def test_documents_are_where_the_labels_say() -> None:
    gold = ROOT.parent / "shared" / "gold"
    if not gold.is_dir():
        pytest.skip("no ../shared/gold beside this checkout")
    sys.path.insert(0, str(ROOT / "models"))
    try:
        from labelled_spans import read_documents
    finally:
        sys.path.pop(0)
    found = list(read_documents(SEEDS / "spans" / "documents.tsv", gold))
    assert len(found) == len(rows(SEEDS / "spans" / "documents.tsv"))
    # A whole line of its document each: nothing cut at an end.
    assert all(row["text"] == row["text"].strip() and "\n" not in row["text"] for row in found)
    assert {row["domain"] for row in found} == {"report", "news"}
