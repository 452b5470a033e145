from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from textkit import evaluate_summaries, summarize
from textkit.errors import DataError
from textkit.summary.evaluation import SummaryScores
from textkit.summary.references import read_references
from textkit.summary.rouge import rouge_l, rouge_n

ARTICLES = ROOT / "seeds" / "summaries" / "articles.jsonl"
texts = st.text("修路通水，。12ab", max_size=30)


def naive_lcs(a: str, b: str) -> int:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


@given(texts, texts)
def test_rouge_is_symmetric_and_1_for_the_same(a: str, b: str) -> None:
    for n in (1, 2):
        assert 0 <= rouge_n(a, b, n) == rouge_n(b, a, n) <= 1
    a_chars, b_chars = ("".join(c for c in t if c not in "，。") for t in (a, b))
    longest = naive_lcs(a_chars, b_chars)
    expected = 2 * longest / (len(a_chars) + len(b_chars)) if longest else 0.0
    assert rouge_l(a, b) == pytest.approx(expected, abs=1e-12)
    assert rouge_n(a, a, 1) == (1.0 if a_chars else 0.0)


def test_agrees_with_the_public_package() -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer", reason="rouge-score is not installed")

    class Spaces:
        def tokenize(self, text: str) -> list[str]:
            return text.split()

    public = scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Spaces())
    labelled = read_references(ARTICLES)
    for document, reference in zip(labelled.documents, labelled.references, strict=True):
        ours, wanted = summarize(document).text, reference.summaries[0]
        spaced = (" ".join(c for c in t.lower() if c.isalnum()) for t in (wanted, ours))
        theirs = public.score(*spaced)
        assert rouge_n(ours, wanted, 1) == pytest.approx(theirs["rouge1"].fmeasure, abs=1e-9)
        assert rouge_n(ours, wanted, 2) == pytest.approx(theirs["rouge2"].fmeasure, abs=1e-9)
        assert rouge_l(ours, wanted) == pytest.approx(theirs["rougeL"].fmeasure, abs=1e-9)


def test_agrees_with_the_scorer_of_the_labelled_data(shared: Path, tmp_path: Path) -> None:
    labelled = read_references(ARTICLES)
    summaries = dict(zip(labelled.ids, map(summarize, labelled.documents), strict=True))
    answers = tmp_path / "answers.jsonl"
    rows = ({"id": i, "summary": s.text} for i, s in summaries.items())
    answers.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    script = shared / "scoring" / "score_summaries.py"
    command = [sys.executable, str(script), str(ARTICLES), str(answers), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    theirs, ours = json.loads(printed), evaluate_summaries(ARTICLES, summaries)
    names = ("rouge1", "rouge2", "rougeL", "extract", "leak", "chars")
    values = (ours.rouge1, ours.rouge2, ours.rouge_l, ours.extract, ours.leak, ours.characters)
    assert values == pytest.approx([theirs[name] for name in names], abs=1e-9)


def test_missing_summaries_are_named() -> None:
    with pytest.raises(DataError, match="35 rows have no summary, first 'a001'"):
        evaluate_summaries(ARTICLES, {})
    with pytest.raises(DataError, match="1 summaries for 35"):
        evaluate_summaries(ARTICLES, ["一份"])


def test_scores_print_as_a_line() -> None:
    scores = SummaryScores(0.5, 0.25, 0.4, 0.6, 0.0, 280.0, 3)
    assert str(scores).startswith("3 documents: ROUGE-1 0.500, ROUGE-2 0.250")
