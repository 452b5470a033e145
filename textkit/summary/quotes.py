"""Summaries: quoted sentences with their places, for eyes and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from textkit.document import Document

__all__ = ["Quote", "Summary"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a summary and its place.

    Parameters
    ----------
    text : str
        The sentence, verbatim.
    start, end : int
        Half-open span in code points of the document's source text.
    score : float
        Its worth; 0 is an ordinary sentence of its document.
    heading : str
        The heading above it; empty where there is none.
    document : int
        Which of the summary's documents it stands in.
    repeated_in : tuple of int
        Which other documents say the same.
    likeness : tuple of float
        How alike their sentences are, in the order of ``repeated_in``: the share of the larger
        one's character bigrams that both have; 1 is word for word.
    """

    text: str
    start: int
    end: int
    score: float
    heading: str = ""
    document: int = 0
    repeated_in: tuple[int, ...] = ()
    likeness: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that stand for one document or several, in their order.

    Parameters
    ----------
    documents : tuple of Document
        What was summarized.
    sentences : tuple of Quote
        Empty where there is no sentence that may be quoted, or none about what was asked for.
    """

    documents: tuple[Document, ...]
    sentences: tuple[Quote, ...]

    @property
    def document(self) -> Document:
        """The only document, or the first."""
        return self.documents[0]

    @property
    def text(self) -> str:
        """The sentences, one after the other; of several documents, those of each on a line."""
        return "\n".join("".join(q.text for q in quotes) for _, quotes in self.by_document())

    def __str__(self) -> str:
        return self.text

    def by_document(self) -> Iterator[tuple[Document, list[Quote]]]:
        """Yield each document that is quoted with its quotes."""
        for number, quotes in groupby(self.sentences, key=lambda quote: quote.document):
            yield self.documents[number], list(quotes)

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values: text, sentences, and the documents' titles."""
        sentences = [
            {**asdict(q), "repeated_in": list(q.repeated_in), "likeness": list(q.likeness)}
            for q in self.sentences
        ]
        documents = [{"title": d.title, "path": d.path} for d in self.documents]
        return {"text": self.text, "sentences": sentences, "documents": documents}

    def to_json(self) -> str:
        """Return :meth:`to_dict` as a line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_markdown(self) -> str:
        """Return the quotes as lists under the titles of their documents."""
        blocks = []
        for document, quotes in self.by_document():
            title = [f"## {document.title}", ""] if document.title else []
            blocks.append("\n".join([*title, *(f"- {quote.text}" for quote in quotes)]))
        return "\n\n".join(blocks)

    def _repr_html_(self) -> str:
        from textkit.report.notebook import summary_view

        return summary_view(self)
