"""Measure runs over made-up archives: speed, memory and growth, beside a plain loop.

usage: python tests/bench/corpora.py [SIZE...] [--jobs N] [--folder DIR] [--no-loop]

The plain loop does what a script of an afternoon does with jieba and scikit-learn: cut, TF-IDF and
logistic regression for the themes of each paragraph, and for the summary the sentences closest to
all others. It writes JSON lines, cannot go on after an interruption, and reads no page layout.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from corpus_maker import write_pages
from processes import cpu_of_children, family, resident

PLAIN_LOOP = """
import json, sys
from pathlib import Path
import jieba, numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

jieba.setLogLevel(60)
rows = [l.split("\\t") for l in Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()]
rows = [r for r in rows if len(r) == 2]
labels = numpy.array([[code in r[0] for code in "ecgr"] for r in rows], int)
words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
known = words.fit_transform([r[1] for r in rows])
model = OneVsRestClassifier(LogisticRegression()).fit(known, labels)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
        paragraphs = [p for p in path.read_text(encoding="utf-8").splitlines() if p]
        themes = model.predict_proba(words.transform(paragraphs)).tolist()
        sentences = [s + "。" for p in paragraphs for s in p.split("。") if s]
        vectors = words.transform(sentences)
        best = numpy.argsort(-(vectors @ vectors.T).sum(axis=1).A1)
        length, chosen = 0, []
        for i in best:
            if length + len(sentences[i]) <= 300:
                chosen.append(int(i))
                length += len(sentences[i])
        text = "".join(sentences[i] for i in sorted(chosen))
        out.write(json.dumps({"id": str(path), "themes": themes, "summary": text}) + "\\n")
"""


def measured(command: list[str]) -> tuple[float, float, float]:
    """Run a command; return wall seconds, CPU seconds of all its processes, MB of the largest."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    before = cpu_of_children()
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        largest = 0
        while running.poll() is None:
            largest = max(largest, *map(resident, family(running.pid)), 0)
            time.sleep(0.2)
    wall = time.perf_counter() - began
    if running.returncode:
        raise SystemExit(f"{' '.join(command[:6])}… ended with {running.returncode}")
    return wall, cpu_of_children() - before, largest / 1024


def main() -> int:
    """Print a row for each size and each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/textkit-corpora"))
    parser.add_argument("--no-loop", action="store_true")
    given = parser.parse_args()
    heads = ("documents", "MB", "wall s", "CPU s", "CPU ms/doc", "peak MB")
    print(f"{'':18}" + "".join(f"{head:>11}" for head in heads))
    for size in given.sizes:
        folder = given.folder / str(size)
        if not folder.is_dir():
            write_pages(folder, size, seed=size)
        weight = sum(p.stat().st_size for p in folder.rglob("*.txt")) / 1e6
        out = given.folder / f"out-{size}"
        ours = [sys.executable, "-m", "textkit", "process", str(folder), "-o", str(out), "-q"]
        runs = {f"textkit --jobs {given.jobs}": [*ours, "--restart", "--jobs", str(given.jobs)]}
        if not given.no_loop:
            seeds = TESTS.parent / "seeds" / "labels" / "sentences.tsv"
            loop = [sys.executable, "-c", PLAIN_LOOP, str(folder), f"{out}.jsonl", str(seeds)]
            runs["jieba + sklearn"] = loop
        for name, command in runs.items():
            wall, cpu, peak = measured(command)
            numbers = f"{size:11,}{weight:11.0f}{wall:11.1f}{cpu:11.1f}{cpu / size * 1e3:11.2f}"
            print(f"{name:18}{numbers}{peak:11.0f}", flush=True)
        written = sum(len(p.read_bytes().splitlines()) for p in (out / "document").glob("*.jsonl"))
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        if not written == manifest["counts"]["documents"] == size:
            raise SystemExit(f"{written} rows for {size} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
