"""Documents with reference summaries and extracts, read from JSONL."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit.document import Document, Sentence
from textkit.errors import DataError

__all__ = ["LabelledDocuments", "Reference", "Span", "is_among", "read_references"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """What annotators hold to be a good summary of one document.

    Parameters
    ----------
    summaries : tuple of str
        In the annotators' own words, one for each.
    extracts : tuple of tuple of (int, int)
        The passages each annotator would quote: half-open spans of the document's source text.
    drop : tuple of (int, int)
        Passages that no summary may quote.
    """

    summaries: tuple[str, ...] = ()
    extracts: tuple[tuple[Span, ...], ...] = ()
    drop: tuple[Span, ...] = ()


def is_among(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether most of a sentence lies in one of ``spans``: splitters cut differently."""
    half = (sentence.end - sentence.start) / 2
    return any(min(sentence.end, end) - max(sentence.start, start) > half for start, end in spans)


@dataclass(frozen=True, slots=True)
class LabelledDocuments:
    """Documents with their references, in the order of a file.

    Parameters
    ----------
    ids : tuple of str or int
        The rows' own; the number of the line where one has none.
    documents : tuple of Document
    references : tuple of Reference
    """

    ids: tuple[str | int, ...]
    documents: tuple[Document, ...]
    references: tuple[Reference, ...]


def read_references(path: str | os.PathLike[str]) -> LabelledDocuments:
    """Read labelled documents.

    Parameters
    ----------
    path : path-like
        JSONL; each row has ``text``, ``sentences`` (strings that occur in the text in this order),
        ``summary``, ``extracts`` (lists of indices into ``sentences``), and maybe ``title``,
        ``other_summaries``, ``drop`` (indices) and ``id``.

    Returns
    -------
    LabelledDocuments
        Documents are read by the rules that files are read by.
    """
    ids, documents, references = [], [], []
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                references.append(_reference(row))
                ids.append(row.get("id", number))
                documents.append(Document.from_text(row["text"], title=row.get("title")))
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise DataError(
                    f"{os.fspath(path)}:{number}: not a labelled document ({error!r}); expected "
                    "text, sentences, summary and extracts"
                ) from None
    return LabelledDocuments(tuple(ids), tuple(documents), tuple(references))


def _reference(row: dict[str, Any]) -> Reference:
    spans = []
    end = 0
    for sentence in row["sentences"]:
        start = row["text"].index(sentence.strip(), end)
        end = start + len(sentence.strip())
        spans.append((start, end))
    return Reference(
        tuple(filter(None, (row["summary"], *row.get("other_summaries", ())))),
        tuple(tuple(spans[i] for i in extract) for extract in row["extracts"]),
        tuple(spans[i] for i in row.get("drop", ())),
    )
