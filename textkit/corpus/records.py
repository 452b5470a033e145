"""Documents to rows: one a document, a paragraph or a sentence; the same in every sink."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from textkit.corpus.places import place_of
from textkit.corpus.sources import Entry
from textkit.document import Document
from textkit.themes.tagging import TaggedText

__all__ = ["LEVELS", "Annotation", "Column", "Level", "Value", "columns", "facts", "rows"]

Level = Literal["document", "paragraph", "sentence"]
LEVELS: tuple[Level, ...] = get_args(Level)
Value = str | int | float | bool | list[str] | None
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGITS = 6  # of probabilities: what a reader sees, and far above what a BLAS may change


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the output."""

    name: str
    type: Literal["string", "int", "float", "bool", "strings"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found out about one document.

    Parameters
    ----------
    entry : Entry
        The document and its id.
    name : str
        The item that it was read from.
    paragraphs : tuple of TaggedText
        One for each body paragraph.
    sentences : tuple of TaggedText
        One for each sentence of the body; empty where no sentence rows are wanted.
    summary : str
    quoted : frozenset of (int, int)
        Spans of the sentences in the summary.
    keywords : tuple of str
        The terms that set it apart, best first; empty where no document rows are wanted.
    """

    entry: Entry
    name: str
    paragraphs: tuple[TaggedText, ...]
    sentences: tuple[TaggedText, ...] = ()
    summary: str = ""
    quoted: frozenset[tuple[int, int]] = frozenset()
    keywords: tuple[str, ...] = ()


_FACTS = [
    Column("id", "string"),
    Column("title", "string"),
    Column("source", "string"),
    Column("published", "string"),
    Column("place", "string"),
]
_PASSAGE = [
    Column("position", "int"),
    Column("kind", "string"),
    Column("text", "string"),
    Column("start", "int"),
    Column("end", "int"),
]
_TAGS = [Column("themes", "strings"), Column("unsure", "strings")]


def columns(level: Level, themes: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a level.

    Parameters
    ----------
    level : {"document", "paragraph", "sentence"}
    themes : sequence of str
        Theme ids. Each has ``theme_<id>``, whether the text has it, and ``p_<id>``, its
        probability; at document level also ``share_<id>``, its share of the body's characters.
    """
    own = {
        "document": [
            Column("path", "string"),
            Column("author", "string"),
            Column("text", "string"),
            Column("n_paragraphs", "int"),
            Column("n_sentences", "int"),
            Column("summary", "string"),
            Column("keywords", "strings"),
        ],
        "paragraph": _PASSAGE,
        "sentence": [Column("paragraph", "int"), *_PASSAGE, Column("in_summary", "bool")],
    }
    each = [Column(f"theme_{t}", "bool") for t in themes] + [
        Column(f"p_{t}", "float") for t in themes
    ]
    if level == "document":
        each += [Column(f"share_{t}", "float") for t in themes]
    return (*_FACTS, *own[level], *_TAGS, *each)


def rows(found: Annotation, level: Level, themes: Sequence[str]) -> list[list[Value]]:
    """Return the rows of a document, values in the order of :func:`columns`.

    Headings, captions and furniture have rows of their kind and no themes; sentences are those of
    headings and body.
    """
    return _ROWS[level](found, themes)


def facts(found: Annotation) -> dict[str, str | None]:
    """Return what is known of a document as a whole, under the names of its columns."""
    document = _read(found)
    place = found.entry.place or place_of(document)
    known = {
        "id": str(found.entry.id),
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "place": place,
        "path": found.name,
        "author": document.author,
    }
    return {name: _clean(value) for name, value in known.items()}


def _document(found: Annotation, themes: Sequence[str]) -> list[list[Value]]:
    document = _read(found)
    known = facts(found)
    body = document.body
    total = sum(len(p.text) for p in body) or 1
    chars = {
        t: sum(
            len(p.text)
            for p, tagged in zip(body, found.paragraphs, strict=True)
            if t in tagged.themes
        )
        for t in themes
    }
    highest = {t: max((p.scores[t] for p in found.paragraphs), default=0.0) for t in themes}
    has = sorted((t for t in themes if chars[t]), key=lambda t: (-chars[t], t))
    unsure = {t for p in found.paragraphs for t in p.unsure} - set(has)
    return [
        [
            *known.values(),
            _clean(document.text),
            len(body),
            sum(len(p.sentences) for p in body),
            _clean(found.summary),
            [*found.keywords],
            [*has],
            [t for t in themes if t in unsure],
            *(bool(chars[t]) for t in themes),
            *(round(highest[t], _DIGITS) for t in themes),
            *(round(chars[t] / total, _DIGITS) for t in themes),
        ]
    ]


def _paragraphs(found: Annotation, themes: Sequence[str]) -> list[list[Value]]:
    first = _facts(found)
    tagged = iter(found.paragraphs)
    return [
        [
            *first,
            n,
            p.kind,
            _clean(p.text),
            p.start,
            p.end,
            *_tags(next(tagged) if p.kind == "body" else None, themes),
        ]
        for n, p in enumerate(_read(found).paragraphs)
    ]


def _sentences(found: Annotation, themes: Sequence[str]) -> list[list[Value]]:
    first = _facts(found)
    tagged = iter(found.sentences)
    out: list[list[Value]] = []
    for n, p in enumerate(_read(found).paragraphs):
        for s in p.sentences if p.kind in ("heading", "body") else ():
            tags = _tags(next(tagged) if p.kind == "body" else None, themes)
            quoted = (s.start, s.end) in found.quoted
            out.append([*first, n, len(out), p.kind, _clean(s.text), s.start, s.end, quoted, *tags])
    return out


_ROWS: dict[Level, Callable[[Annotation, Sequence[str]], list[list[Value]]]] = {
    "document": _document,
    "paragraph": _paragraphs,
    "sentence": _sentences,
}


def _facts(found: Annotation) -> list[Value]:
    known = facts(found)
    return [known[column.name] for column in _FACTS]


def _tags(tagged: TaggedText | None, themes: Sequence[str]) -> list[Value]:
    if tagged is None:
        return [[], [], *[None] * (2 * len(themes))]
    return [
        [*tagged.themes],
        [*tagged.unsure],
        *(t in tagged.themes for t in themes),
        *(round(tagged.scores[t], _DIGITS) for t in themes),
    ]


def _read(found: Annotation) -> Document:
    if found.entry.document is None:
        raise ValueError(f"{found.entry.id}: an entry without a document has no rows")
    return found.entry.document


def _clean(text: str | None) -> str | None:
    """Replace lone surrogates, which JSON can hold and UTF-8 cannot; no length changes."""
    return text if text is None else _SURROGATE.sub("\ufffd", text)
