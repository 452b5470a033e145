"""Measure summaries against sumy and snownlp: agreement with annotators, speed, growth.

usage: python tests/bench/summaries.py [--quality] [--growth]

Everything runs in one process on one thread, warm; time is the processor's, best of three. Fails
when ours is not 10 times as fast as sumy's LexRank and 50 times as fast as snownlp on the five
seeds. ``--quality``: ROUGE-2 and overlap with the annotators' extracts at four lengths, each
method on the same documents (needs ../shared). ``--growth``: 50 to 3,200 sentences; fails when time
grows faster than n^1.3 or 3,200 take longer than sumy's Luhn. Needs ``pip install sumy snownlp``.
"""

from __future__ import annotations

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import math
import resource
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from textkit import Document, evaluate_summaries, read, split_sentences, summarize
from textkit.summary.references import read_references

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
DEV = ROOT.parent / "shared" / "gold" / "summaries-dev.jsonl"
N_SENTENCES = 5
WANTED = {"sumy LexRank": 10.0, "snownlp": 50.0}
GROWTH = 1.3

Summarizer = Callable[[str, int], str]


def sumy(method: str) -> Summarizer:
    """Return sumy's summarizer as a function of a text and a number of sentences."""
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer

    tokenizer = Tokenizer("chinese")
    summarizer = {"lexrank": LexRankSummarizer, "luhn": LuhnSummarizer}[method]()

    def run(text: str, n_sentences: int) -> str:
        document = PlaintextParser.from_string(text, tokenizer).document
        return "".join(map(str, summarizer(document, n_sentences)))

    return run


def snownlp(text: str, n_sentences: int) -> str:
    """Summarize as snownlp's README does."""
    from snownlp import SnowNLP

    return "，".join(SnowNLP(text).summary(n_sentences))


def within(summarizer: Summarizer, text: str, max_chars: int) -> str:
    """Return the longest of a peer's summaries that fits, as it counts in sentences."""
    fitting = ""
    for n_sentences in range(1, 40):
        found = summarizer(text, n_sentences)
        if len(found) > max_chars:
            break
        fitting = found
    return fitting


def seconds(run: Callable[[], object], n_times: int = 3) -> float:
    """Return the processor time of the fastest of several runs."""
    best = math.inf
    for _ in range(n_times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def speed() -> bool:
    """Print documents a second on the seeds; return whether the wanted ratios are met."""
    texts = [read(path).source_text for path in SEEDS]
    documents = [Document.from_text(text) for text in texts]
    summarize(texts[0])
    lexrank = sumy("lexrank")
    times = {
        "textkit, from text": seconds(lambda: [summarize(text) for text in texts], 7),
        "textkit, documents that are read": seconds(lambda: [summarize(d) for d in documents], 7),
        "sumy LexRank": seconds(lambda: [lexrank(text, N_SENTENCES) for text in texts]),
        "snownlp": seconds(lambda: [snownlp(text, N_SENTENCES) for text in texts], 1),
    }
    ours = times["textkit, from text"]
    for name, taken in times.items():
        print(f"{name:34} {len(texts) / taken:8.1f} documents/s   {taken / ours:6.1f}")
    return all(times[name] / ours >= ratio for name, ratio in WANTED.items())


def quality() -> None:
    """Print how well each method agrees with the annotators, by length."""
    documents = read_references(DEV).documents
    lexrank = sumy("lexrank")
    peers: dict[str, Summarizer] = {"sumy LexRank": lexrank, "snownlp": snownlp}
    for max_chars in (100, 200, 300, 500):
        for method in ("ranker", "lead", "lexrank", "textrank"):
            given = [summarize(d, max_chars=max_chars, method=method) for d in documents]
            show(max_chars, method, [summary.text for summary in given])
        for name, peer in peers.items():
            show(max_chars, name, [within(peer, d.source_text, max_chars) for d in documents])


def show(max_chars: int, name: str, summaries: Sequence[str]) -> None:
    """Print the scores of one method at one length."""
    print(f"{max_chars:4} {name:14} {evaluate_summaries(DEV, summaries, max_chars=max_chars)}")


def growth() -> bool:
    """Print time by number of sentences; return whether it grows as it should."""
    sentences = [s.text for path in SEEDS for s in split_sentences(read(path).text)]
    luhn = sumy("luhn")
    times = {}
    for n in (50, 200, 800, 3200):
        text = "\n".join(f"{i}号：{s}" for i, s in enumerate(islice(cycle(sentences), n)))
        times[n] = seconds(lambda text=text: summarize(text))  # type: ignore[misc]
        theirs = seconds(lambda text=text: luhn(text, N_SENTENCES), 1)  # type: ignore[misc]
        print(f"{n:5} sentences {times[n]:.3f} s, sumy Luhn {theirs:.3f} s")
    power = math.log(times[3200] / times[200]) / math.log(3200 / 200)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"grows with n^{power:.2f}; peak memory of the process, peers included, {peak:.0f} MB")
    return power <= GROWTH and times[3200] < theirs


def main() -> int:
    """Run what is asked for and return 1 where a ratio is not met."""
    warnings.simplefilter("ignore")  # of the peers
    import jieba

    jieba.setLogLevel("WARNING")
    good = speed()
    if "--quality" in sys.argv[1:]:
        quality()
    if "--growth" in sys.argv[1:]:
        good &= growth()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
