"""The types that every station hands on: Document, Paragraph, Sentence.

Spans count code points in :attr:`Document.source_text`. Where nothing was repaired,
``document.source_text[s.start:s.end] == s.text``; where something was, the difference is listed in
:attr:`Document.repairs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

__all__ = ["KINDS", "Document", "Kind", "Paragraph", "Repair", "Sentence"]

Kind = Literal["title", "heading", "body", "caption", "byline", "chrome"]
KINDS: tuple[Kind, ...] = get_args(Kind)


# Sentences, paragraphs and repairs are made by the million: what dataclass writes for a frozen
# class takes two and a half times as long as setting the slots does.


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """A sentence and its place.

    Parameters
    ----------
    text : str
        The sentence with its final punctuation, without white space at its ends.
    start, end : int
        Half-open span in code points, in the text the sentence was taken from.
    """

    text: str
    start: int
    end: int

    def __init__(self, text: str, start: int, end: int) -> None:
        _sentence_text(self, text)
        _sentence_start(self, start)
        _sentence_end(self, end)


@dataclass(frozen=True, slots=True, init=False)
class Paragraph:
    """A run of lines that belong together, with the part it plays on its page.

    Parameters
    ----------
    text : str
        Clean text: lines that a column or page had cut are joined, repairs are done.
    kind : {"title", "heading", "body", "caption", "byline", "chrome"}
        ``chrome`` is page furniture: navigation, share links, related headlines.
    start, end : int
        Half-open span in code points of the source text.
    sentences : tuple of Sentence
        Spans count in the source text too. Only headings and body are split. None stands for one
        sentence that is the whole text, which is made when it is first asked for.
    """

    text: str
    kind: Kind
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()

    def __init__(
        self,
        text: str,
        kind: Kind,
        start: int,
        end: int,
        sentences: tuple[Sentence, ...] | None = (),
    ) -> None:
        _paragraph_text(self, text)
        _paragraph_kind(self, kind)
        _paragraph_start(self, start)
        _paragraph_end(self, end)
        _paragraph_sentences(self, sentences)


@dataclass(frozen=True, slots=True, init=False)
class Repair:
    """One change that reading made, so that it can be shown and undone.

    Parameters
    ----------
    kind : str
        What was done, for example ``"join"`` or ``"pinyin"``.
    start, end : int
        Half-open span in code points of the source text.
    before, after : str
        ``before`` is ``source_text[start:end]``; ``after`` stands for it in the clean text.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str

    def __init__(self, kind: str, start: int, end: int, before: str, after: str) -> None:
        _repair_kind(self, kind)
        _repair_start(self, start)
        _repair_end(self, end)
        _repair_before(self, before)
        _repair_after(self, after)


def _setters(cls: Any) -> Iterator[Callable[[object, object], None]]:
    return (getattr(cls, field.name).__set__ for field in fields(cls))


_sentence_text, _sentence_start, _sentence_end = _setters(Sentence)
(
    _paragraph_text,
    _paragraph_kind,
    _paragraph_start,
    _paragraph_end,
    _paragraph_sentences,
) = _setters(Paragraph)
_repair_kind, _repair_start, _repair_end, _repair_before, _repair_after = _setters(Repair)


def _make_sentences_when_asked(paragraph_class: Any) -> None:
    """Read ``sentences`` from its slot, and make there the one that None stands for.

    A page of half a million scraps is as many sentences, which with their tuples were two of every
    three objects that the garbage collector went through: 1.2 of 3.1 s a megabyte.
    """
    slot = paragraph_class.sentences

    def sentences(self: Paragraph) -> tuple[Sentence, ...]:
        made: tuple[Sentence, ...] | None = slot.__get__(self)
        if made is None:
            made = (Sentence(self.text, self.start, self.end),)
            slot.__set__(self, made)
        return made

    # Unpickling sets it so; all else is refused as for the other fields.
    paragraph_class.sentences = property(sentences, slot.__set__)


_make_sentences_when_asked(Paragraph)


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its facts, its paragraphs, and the text they point into.

    Parameters
    ----------
    title, source, author : str or None
        As the page says them; None where it does not.
    published : str or None
        ISO 8601 date, ``YYYY-MM-DD``.
    paragraphs : tuple of Paragraph
        Everything on the page in page order, furniture included, each with its kind.
    source_text : str
        The decoded source (for HTML, PDF and DOCX the extracted text). Every span counts in it.
    path : str or None
        Where it was read from.
    encoding : str or None
        How the bytes were decoded; None for text that came as ``str``.
    repairs : tuple of Repair
        What reading changed, in the order of the source.
    flags : tuple of (int, int)
        Spans of the source that look damaged and could not be repaired. Summaries leave them out.

    Examples
    --------
    >>> from textkit import Document
    >>> document = Document.from_text("全县清洁取暖改造完成。新建公厕3300座。")
    >>> [sentence.text for sentence in document.sentences()]
    ['全县清洁取暖改造完成。', '新建公厕3300座。']
    """

    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    source_text: str = ""
    path: str | None = None
    encoding: str | None = None
    repairs: tuple[Repair, ...] = ()
    flags: tuple[tuple[int, int], ...] = ()

    @staticmethod
    def from_text(text: str, *, title: str | None = None) -> Document:
        """Make a document of plain text by the rules that files are read by.

        Parameters
        ----------
        text : str
            The text; an empty one gives a document without paragraphs.
        title : str, optional
            A title known from elsewhere; without it the text's own is looked for.
        """
        from textkit.reading import document_from_text

        return document_from_text(text, title=title)

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of kind ``body``."""
        return tuple(p for p in self.paragraphs if p.kind == "body")

    @property
    def text(self) -> str:
        """Headings and body, a paragraph a line: the article without title and furniture."""
        return "\n".join(p.text for p in self.paragraphs if p.kind in ("heading", "body"))

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of the body in the order of the page."""
        for paragraph in self.body:
            yield from paragraph.sentences

    def _repr_html_(self) -> str:
        from textkit.report.notebook import document_view

        return document_view(self)
