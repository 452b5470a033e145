"""Read, tag and summarize Chinese local-government news."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.corpus.batches import summarize_batch, tag_batch
    from textkit.corpus.duplicates import near_duplicates
    from textkit.corpus.processing import process
    from textkit.corpus.tables import summarize_table, tag_table
    from textkit.document import Document, Paragraph, Sentence
    from textkit.errors import TextkitError
    from textkit.models import load, save
    from textkit.reading import read, read_all
    from textkit.reading.sentences import split_sentences
    from textkit.summary.evaluation import evaluate_summaries
    from textkit.summary.explaining import score_sentences
    from textkit.summary.keywords import keywords
    from textkit.summary.options import SummaryOptions
    from textkit.summary.quotes import Summary
    from textkit.summary.ranker import SentenceRanker
    from textkit.summary.summarizing import summarize
    from textkit.themes.classifier import ThemeClassifier
    from textkit.themes.evaluation import evaluate
    from textkit.themes.evidence import explain
    from textkit.themes.tagging import tag, tag_many
    from textkit.themes.training import train

__version__ = "0.1.0"

# Public name → the module that defines it; imported at first use, so that `import textkit` stays
# instant.
_HOMES = {
    "Document": "textkit.document",
    "Paragraph": "textkit.document",
    "Sentence": "textkit.document",
    "SentenceRanker": "textkit.summary.ranker",
    "Summary": "textkit.summary.quotes",
    "SummaryOptions": "textkit.summary.options",
    "TextkitError": "textkit.errors",
    "ThemeClassifier": "textkit.themes.classifier",
    "evaluate": "textkit.themes.evaluation",
    "evaluate_summaries": "textkit.summary.evaluation",
    "explain": "textkit.themes.evidence",
    "keywords": "textkit.summary.keywords",
    "load": "textkit.models",
    "near_duplicates": "textkit.corpus.duplicates",
    "process": "textkit.corpus.processing",
    "read": "textkit.reading",
    "read_all": "textkit.reading",
    "save": "textkit.models",
    "score_sentences": "textkit.summary.explaining",
    "split_sentences": "textkit.reading.sentences",
    "summarize": "textkit.summary.summarizing",
    "summarize_batch": "textkit.corpus.batches",
    "summarize_table": "textkit.corpus.tables",
    "tag": "textkit.themes.tagging",
    "tag_batch": "textkit.corpus.batches",
    "tag_many": "textkit.themes.tagging",
    "tag_table": "textkit.corpus.tables",
    "train": "textkit.themes.training",
}

__all__ = [
    "Document",
    "Paragraph",
    "Sentence",
    "SentenceRanker",
    "Summary",
    "SummaryOptions",
    "TextkitError",
    "ThemeClassifier",
    "evaluate",
    "evaluate_summaries",
    "explain",
    "keywords",
    "load",
    "near_duplicates",
    "process",
    "read",
    "read_all",
    "save",
    "score_sentences",
    "split_sentences",
    "summarize",
    "summarize_batch",
    "summarize_table",
    "tag",
    "tag_batch",
    "tag_many",
    "tag_table",
    "train",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'textkit' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
