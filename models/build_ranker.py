"""Train the sentence ranker on documents with reference summaries and extracts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import KFold, cross_val_score

from textkit.document import Document
from textkit.models import Card, save
from textkit.summary.ranker import SentenceRanker
from textkit.summary.references import Reference, read_references

N_FOLDS = 10

NOTES = """
Gives every sentence of a Chinese news article or report section its worth for a summary.

## How it was made

A ridge regression on features of wording, place, length and centrality, whose weights shift with
the kind of document; see `textkit.summary.ranker` and `textkit.summary.features`. Trained on
public reports and news (not shipped) and on articles that we wrote for it (`seeds/summaries`).
Strength of regularization, features and the mixture of the target were chosen by ten-fold
cross-validation over documents.

## How the scores were measured

`python tests/quality.py` prints ROUGE-2, overlap with the annotators' extracts, and leaks on
held-out documents of three kinds: provincial reports, national news, county and city news. The
score above is of 300 characters on the training documents, each summarized by a ranker that did
not see it.

## Limits

Summaries and extracts were made by language models under written guidelines, not by people. Text
other than mainland official and news prose was never seen. The ranker judges sentences one by one;
what they are together is left to selection.
"""


def build_ranker(
    gold: Path,
    seeds: Path,
    target: Path,
    facts: dict[str, Any],
    digest: Callable[[Path], str],
) -> None:
    """Train and save the ranker with its card."""
    files = [gold / "summaries-train.jsonl", seeds / "summaries" / "articles.jsonl"]
    documents: list[Document] = []
    references: list[Reference] = []
    for path in files:
        labelled = read_references(path)
        documents += labelled.documents
        references += labelled.references
    folds = KFold(N_FOLDS, shuffle=True, random_state=0)
    held_out = cross_val_score(SentenceRanker(), documents, references, cv=folds)
    model = SentenceRanker().fit(documents, references).model_
    model.card = Card(
        title="ranker: which sentences stand for a document",
        command="python models/build.py ranker",
        data={path.name: digest(path) for path in files},
        scores={"ROUGE-2, ten-fold": float(np.mean(held_out))},
        notes=NOTES,
        **facts,
    )
    save(model, target)
