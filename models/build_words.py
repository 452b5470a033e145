"""Count in how many texts each word occurs: the background that keywords stand out from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textkit.summary.keywords import count_words

MIN_TEXTS = 3  # rarer words are as good as unknown, and half of the table


def build_words(
    gold: Path,
    seeds: Path,
    target: Path,
    facts: dict[str, Any],
    digest: Callable[[Path], str],
) -> None:
    """Write the number of texts, then a word and its texts a line, most frequent first."""
    texts = []
    for name in ("themes-train.jsonl", "summaries-train.jsonl"):
        with (gold / name).open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    for path in sorted((seeds / "labels").glob("*.tsv")):
        rows = path.read_text(encoding="utf-8").splitlines()
        texts += [row.partition("\t")[2] for row in rows]
    counts = count_words(texts)
    kept = sorted((-n, word) for word, n in counts.items() if n >= MIN_TEXTS)
    lines = [str(len(texts)), *(f"{word}\t{-n}" for n, word in kept)]
    target.with_suffix(".tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
