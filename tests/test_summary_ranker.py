from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV

from textkit import Document, SentenceRanker
from textkit.errors import DataError
from textkit.summary.references import Reference, read_references

ARTICLES = ROOT / "seeds" / "summaries" / "articles.jsonl"


def test_it_ranks_documents_it_has_not_seen() -> None:
    labelled = read_references(ARTICLES)
    documents, references = labelled.documents, labelled.references
    ranker = SentenceRanker().fit(documents[:25], references[:25])
    held_out = documents[25:], references[25:]
    untrained = SentenceRanker(alpha=1e9).fit(documents[:25], references[:25])
    assert ranker.score(*held_out) > untrained.score(*held_out) + 0.05
    assert [len(s) for s in ranker.predict(documents[25:])] == [
        len({s.text for s in document.sentences()}) for document in documents[25:]
    ]


def test_the_same_data_give_the_same_model() -> None:
    labelled = read_references(ARTICLES)
    documents, references = labelled.documents[:5], labelled.references[:5]
    first, second = (SentenceRanker().fit(documents, references).model_ for _ in range(2))
    np.testing.assert_array_equal(first.weights, second.weights)


def test_scikit_learn_can_search_it() -> None:
    labelled = read_references(ARTICLES)
    documents, references = labelled.documents[:6], labelled.references[:6]
    search = GridSearchCV(SentenceRanker(), {"alpha": [50.0, 500.0]}, cv=2)
    search.fit(documents, references)
    assert search.best_params_["alpha"] in (50.0, 500.0)
    assert clone(search.best_estimator_).get_params() == search.best_estimator_.get_params()


def test_wrong_data_are_named(tmp_path: Path) -> None:
    document = Document.from_text("全县修路12公里，惠及8个村。")
    with pytest.raises(ValueError, match="1 documents and 2 references"):
        SentenceRanker().fit([document], [Reference()] * 2)
    with pytest.raises(ValueError, match="two quotable sentences"):
        SentenceRanker().fit([document], [Reference()])
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": "修路。", "sentences": ["通水。"]}), encoding="utf-8")
    with pytest.raises(DataError, match=r"r\.jsonl:1"):
        read_references(path)
