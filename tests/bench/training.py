"""Measure how training grows: time and peak memory against rows.

usage: python tests/bench/training.py [--rows 1000,10000,100000,1000000] [--characters 100]

Each row is clauses of our own headlines in one of 15 sections, two of them of any other section, up
to the length. Each size trains in a process of its own, from a file, as ``textkit train`` does.
Fails above 8 GB or an hour of processor time.
"""

from __future__ import annotations

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import argparse
import json
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

MAX_MB, MAX_SECONDS = 8_000, 3_600


def write_rows(path: Path, n_rows: int, n_characters: int) -> None:
    """Write labelled rows as JSONL."""
    clauses: dict[str, list[str]] = {}
    for line in (ROOT / "tests" / "data" / "headlines.tsv").read_text("utf-8").splitlines():
        label, text = line.split("\t")
        clauses.setdefault(label, []).extend(text.split("，"))
    every = [clause for found in clauses.values() for clause in found]
    labels = list(clauses)
    rng = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(n_rows):
            label = rng.choice(labels)
            text = "，".join(rng.choices(every, k=2))
            while len(text) < n_characters:
                text += "，" + rng.choice(clauses[label])
            row = {"text": text[:n_characters], "label": label}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def measure(path: Path) -> None:
    """Train on a file and print wall seconds, processor seconds and megabytes at the peak."""
    from textkit import train

    started = time.perf_counter()
    model = train(path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    scores = next(iter(model.card.scores.values()))
    wall = time.perf_counter() - started
    print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, scores]))


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="1000,10000,100000,1000000", help="sizes, by commas")
    parser.add_argument("--characters", type=int, default=100, help="of a row")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        return measure(args.measure)
    print(f"{'rows':>9}{'seconds':>10}{'processor':>11}{'MB':>8}{'µs a row':>10}{'accuracy':>10}")
    for n_rows in map(int, args.rows.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.jsonl"
            write_rows(path, n_rows, args.characters)
            command = [sys.executable, __file__, "--measure", str(path)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        wall, processor, megabytes, accuracy = json.loads(said)
        print(
            f"{n_rows:>9}{wall:>10.1f}{processor:>11.1f}{megabytes:>8.0f}"
            f"{processor / n_rows * 1e6:>10.0f}{accuracy:>10.3f}",
            flush=True,
        )
        if megabytes > MAX_MB or processor > MAX_SECONDS:
            sys.exit(f"training.py: {n_rows} rows took {processor:.0f} s and {megabytes:.0f} MB")
    return None


if __name__ == "__main__":
    main()
