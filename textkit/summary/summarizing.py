"""Summarize a document: the sentences that stand for it, verbatim, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.document import Document
from textkit.errors import ModelError
from textkit.summary.analysis import analyse
from textkit.summary.selection import select

if TYPE_CHECKING:
    from textkit.summary.model import RankerModel

__all__ = ["Quote", "Summary", "ranker_model", "summarize"]


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
    """

    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that stand for a document, in its order.

    Parameters
    ----------
    document : Document
        What was summarized.
    sentences : tuple of Quote
        Empty where the document has no sentence that may be quoted.
    """

    document: Document
    sentences: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """The sentences, one after the other."""
        return "".join(sentence.text for sentence in self.sentences)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from textkit.report.notebook import summary_view

        return summary_view(self)


def summarize(
    document: Document | str, *, max_chars: int = 300, model: RankerModel | None = None
) -> Summary:
    """Quote the sentences that stand for a document.

    Parameters
    ----------
    document : Document or str
        A document, or plain text that is read as one.
    max_chars : int
        Length of the summary in characters, at least 1; passed only where the shortest sentence
        worth quoting alone is longer.
    model : RankerModel, optional
        From :func:`textkit.load`; the shipped ranker without it.

    Returns
    -------
    Summary
        Sentences are never cut, merged or reworded. Headings, captions, furniture and greetings
        are not quoted, nor are damaged passages, nor two sentences that say the same.

    Examples
    --------
    >>> import textkit
    >>> text = "炉火暖人心。全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。大家都说好！"
    >>> print(textkit.summarize(text, max_chars=40))
    全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    elif not isinstance(document, Document):
        raise TypeError(f"summarize expects a Document or str, got {type(document).__name__}")
    if max_chars < 1:
        raise ValueError(f"max_chars is {max_chars}, expected at least 1")
    analysis = analyse(document)
    if not len(analysis):
        return Summary(document, ())
    scores = ranker_model(model).scores(analysis)
    sentences = analysis.table.sentences
    return Summary(
        document,
        tuple(
            Quote(sentences[i].text, sentences[i].start, sentences[i].end, float(scores[i]))
            for i in select(analysis, scores, max_chars=max_chars)
        ),
    )


def ranker_model(model: RankerModel | None) -> RankerModel:
    """Return ``model``, or the shipped one for None."""
    from textkit.summary.model import RankerModel

    if model is None:
        from textkit.models import default

        found = default("ranker")
    else:
        found = model
    if not isinstance(found, RankerModel):
        raise ModelError(f"got a {type(found).__name__}, expected a ranker")
    return found
