"""The sentences that a summary chooses from, as columns: what each says and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from textkit.document import Document, Sentence

__all__ = ["SentenceTable", "sentence_table"]


@dataclass(frozen=True, slots=True)
class SentenceTable:
    """The body sentences of a document, each once.

    Parameters
    ----------
    sentences : tuple of Sentence
        In the order of the document, without damaged ones and without repetitions.
    lengths : ndarray of int, shape (n_sentences,)
        In characters.
    paragraphs : ndarray of int, shape (n_sentences,)
        Number of the paragraph, from 0 and without gaps.
    sections : ndarray of int, shape (n_sentences,)
        How many headings stand above.
    headings : tuple of str
        The heading of each section; the first, above any heading, has none and is empty.
    title : str
        Empty where the document has none.
    """

    sentences: tuple[Sentence, ...]
    lengths: NDArray[np.intp]
    paragraphs: NDArray[np.intp]
    sections: NDArray[np.intp]
    headings: tuple[str, ...] = ("",)
    title: str = ""

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def texts(self) -> list[str]:
        """The text of each sentence."""
        return [sentence.text for sentence in self.sentences]


def sentence_table(document: Document) -> SentenceTable:
    """Collect the sentences of a document that are whole and new.

    A sentence that repeats an earlier one word for word is left out, so that a passage that a page
    prints twice changes nothing; so is one that overlaps a damaged span of
    :attr:`Document.flags`.
    """
    rows = list(_rows(document))
    paragraphs = np.array([paragraph for _, paragraph, _ in rows], np.intp)
    return SentenceTable(
        tuple(sentence for sentence, _, _ in rows),
        np.array([len(sentence.text) for sentence, _, _ in rows], np.intp),
        np.cumsum(np.diff(paragraphs, prepend=paragraphs[:1]) != 0),
        np.array([section for _, _, section in rows], np.intp),
        ("", *(p.text for p in document.paragraphs if p.kind == "heading")),
        document.title or "",
    )


def _rows(document: Document) -> Iterator[tuple[Sentence, int, int]]:
    seen: set[str] = set()
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    sections = accumulate(kind == "heading" for kind in kinds)
    for number, (paragraph, section) in enumerate(zip(document.paragraphs, sections, strict=True)):
        if paragraph.kind != "body":
            continue
        for sentence in paragraph.sentences:
            if sentence.text not in seen and not _is_damaged(sentence, document.flags):
                seen.add(sentence.text)
                yield sentence, number, section


def _is_damaged(sentence: Sentence, flags: Sequence[tuple[int, int]]) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in flags)
