"""Measure the theme tagger against the usual stack: jieba, TfidfVectorizer, LogisticRegression.

usage: python tests/bench/themes.py [--growth]

Both are trained on the same rows and tag the same texts in one process, on one thread; time is the
processor's, best of three. Fails when ours is not 8 times as fast at a higher macro-F1. With
``--growth``: time and peak memory for 1 to 200 MB in a stream, and for one text of 50 MB.
"""

from __future__ import annotations

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import json
import resource
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "models"))

from build_themes import read_rows

from textkit import tag_many

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
THEMES = "energy", "ecology", "governance", "rural"
WANTED = 8.0


def cells(rows: list[dict[str, Any]]) -> tuple[Any, Any]:
    """Return which themes each row has and which are known."""
    yes = np.array([[theme in row["themes"] for theme in THEMES] for row in rows])
    known = np.array([[t not in (row.get("ambiguous") or ()) for t in THEMES] for row in rows])
    return yes, known


def usual_stack(rows: list[dict[str, Any]]) -> Callable[[list[str]], Any]:
    """Train what a tutorial would and return its prediction function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources
        import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline

    jieba.setLogLevel("WARNING")
    stack = make_pipeline(
        TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, ngram_range=(1, 1)),
        OneVsRestClassifier(LogisticRegression(C=10, max_iter=1000)),
    )
    stack.fit([row["text"] for row in rows], cells(rows)[0].astype(int))
    return lambda texts: stack.predict(texts) == 1


def ours(texts: list[str]) -> Any:
    return np.array([[theme in t.themes for theme in THEMES] for t in tag_many(texts)])


def macro_f1(given: Any, yes: Any, known: Any) -> float:
    hits = (given & yes & known).sum(0)
    return float((2 * hits / ((given & known).sum(0) + (yes & known).sum(0))).mean())


def seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def compare() -> bool:
    rows = read_rows(GOLD, ROOT / "seeds")
    with (GOLD / "themes-dev.jsonl").open(encoding="utf-8") as lines:
        dev = [json.loads(line) for line in lines]
    texts = [row["text"] for row in dev]
    n_characters = sum(map(len, texts))
    measured = []
    for name, predict, repeats in (("usual", usual_stack(rows), 1), ("textkit", ours, 10)):
        f1 = macro_f1(predict(texts), *cells(dev))
        many = texts * repeats
        speed = n_characters * repeats / seconds(lambda p=predict, t=many: p(t)) / 1e6
        measured.append((f1, speed))
        print(f"{name:8} macro-F1 {f1:.3f}   {speed:6.2f} M characters a second")
    (usual_f1, usual_speed), (our_f1, our_speed) = measured
    print(f"ratio    {our_speed / usual_speed:.1f}")
    return our_f1 > usual_f1 and our_speed > WANTED * usual_speed


def stream(n_bytes: int) -> Iterator[str]:
    """Yield our own paragraphs, over and over, up to a size in UTF-8."""
    lines = (ROOT / "seeds" / "labels" / "ecology.tsv").read_text(encoding="utf-8").splitlines()
    for text in cycle(line.split("\t")[1] for line in lines):
        n_bytes -= len(text.encode())
        if n_bytes < 0:
            return
        yield text


def growth() -> None:
    def megabytes() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    for size in (1, 5, 20, 50, 100, 200):
        start = time.process_time()
        n_texts = sum(1 for _ in tag_many(stream(size * 1_000_000)))
        took = time.process_time() - start
        print(
            f"{size:4} MB in {n_texts:7} texts: {took:6.2f} s, {1000 * took / size:4.0f} ms a MB, "
            f"peak memory {megabytes():.0f} MB"
        )
    text = "".join(stream(50_000_000))
    before = megabytes()
    start = time.process_time()
    next(tag_many([text]))
    took = time.process_time() - start
    print(f"one text of 50 MB: {took:.2f} s, peak memory {megabytes() - before:.0f} MB more")


def main() -> int:
    if "--growth" in sys.argv[1:]:
        growth()
        return 0
    if not GOLD.is_dir():
        sys.exit(f"themes.py: no labelled data at {GOLD}; both are trained on it")
    return int(not compare())


if __name__ == "__main__":
    sys.exit(main())
