"""Time reading of clean UTF-8 text beside jieba's segmentation of the same text.

usage: python tests/bench/reading.py [--profile] [FILE ...]

Prints millions of characters a second of processor time, and each as a multiple of jieba's (without
HMM, one core), which is what travels between machines. Without files, the seeds' articles and our
own are read, but for the damaged and the traditional ones.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import jieba

from textkit.reading import read_all
from textkit.reading.decoding import decode
from textkit.reading.layout import layout
from textkit.reading.lines import page_of_text
from textkit.reading.pinyin import has_pinyin_damage
from textkit.reading.sentences import split_sentences
from textkit.reading.simplified import has_traditional

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 9  # the best of them counts: the machine is shared


def sources(files: list[Path]) -> list[bytes]:
    if files:
        return [file.read_bytes() for file in files]
    own = json.loads((ROOT / "tests" / "cases" / "articles.json").read_text("utf-8"))
    written = ["\n".join([row["title"], *row["paragraphs"]]).encode() for row in own]
    seeds = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    everything = [file.read_bytes() for file in seeds] + written
    return [source for source in everything if is_clean(decode(source).text)] * 10


def is_clean(text: str) -> bool:
    return not (has_traditional(text) or has_pinyin_damage(text))


def best(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Time each work by turns, so that a busy minute of the machine falls on all of them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.process_time()
            work()
            taken[name].append(time.process_time() - start)
    return {name: min(times) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    data = sources(options.files)
    texts = [decode(source).text for source in data]
    pages = [page_of_text(text) for text in texts]
    n_chars = sum(map(len, texts))
    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    some = texts[: max(1, len(texts) // 10)]
    works = {
        "jieba": lambda: [list(tokenizer.cut(text, HMM=False)) for text in some],
        "decode": lambda: [decode(source) for source in data],
        "lines": lambda: [page_of_text(text) for text in texts],
        "sentences alone": lambda: [split_sentences(text) for text in texts],
        "layout and sentences": lambda: [layout(page) for page in pages],
        "read_all": lambda: [read_all(source) for source in data],
    }
    print(f"{len(data)} documents of {n_chars / len(data):,.0f} characters")
    rates = {name: n_chars / seconds for name, seconds in best(works).items()}
    rates["jieba"] *= sum(map(len, some)) / n_chars
    for name, rate in rates.items():
        print(f"{name:22} {rate / 1e6:7.2f} M/s  {rate / rates['jieba']:5.1f} × jieba")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [read_all(source) for source in data])
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    main()
