"""Make paragraphs of lines: join what was cut, close stray gaps, split into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textkit.document import Kind, Paragraph, Repair, Sentence
from textkit.reading.aligned import AlignedText
from textkit.reading.repair import Repaired
from textkit.reading.sentences import SENTENCE_ENDS, sentence_spans
from textkit.reading.spacing import close_gaps, even_gaps, has_gaps

__all__ = ["make_paragraphs"]

_SPLIT: frozenset[Kind] = frozenset({"heading", "body"})
# What a line must hold for there to be a gap in it or more than one sentence.
_INTRICATE = re.compile(rf"[\s{re.escape(SENTENCE_ENDS)}]")


class _Made(NamedTuple):
    """A paragraph as if its source began with it: what lines that are equal share."""

    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...] | None
    repairs: tuple[Repair, ...]

    def moved(self, by: int, kind: Kind) -> tuple[Paragraph, list[Repair]]:
        sentences = self.sentences
        if sentences:
            sentences = tuple([Sentence(s.text, s.start + by, s.end + by) for s in sentences])
        paragraph = Paragraph(self.text, kind, self.start + by, self.end + by, sentences)
        return paragraph, [
            Repair(r.kind, r.start + by, r.end + by, r.before, r.after) for r in self.repairs
        ]


def make_paragraphs(
    source: str, repaired: Repaired, bounds: Iterable[tuple[int, int]], kinds: Sequence[Kind]
) -> tuple[list[Paragraph], list[Repair]]:
    """Make a paragraph of the lines between each two bounds, and list the repairs that it took."""
    texts, starts, ends = repaired.lines.texts, repaired.lines.starts, repaired.lines.ends
    changed = repaired.changed
    known: dict[tuple[AlignedText, Kind], _Made] = {}
    paragraphs = []
    repairs: list[Repair] = []
    for first, stop in bounds:
        text, start, kind = texts[first], starts[first], kinds[first]
        if stop - first > 1:
            line, *others = map(repaired.aligned, range(first, stop))
            paragraph, changes = _made(line.join(others, source), kind).moved(0, kind)
            repairs += changes
        elif first in changed:
            clean = changed[first]
            made = known.get((clean, kind)) or known.setdefault((clean, kind), _made(clean, kind))
            paragraph, changes = made.moved(start - clean.start, kind)
            repairs += changes
        elif _INTRICATE.search(text, 0, len(text) - 1) is None:
            paragraph = Paragraph(text, kind, start, ends[first], None if kind in _SPLIT else ())
        elif has_gaps(text):
            clean = AlignedText(text, 0, len(text))
            paragraph, changes = _made(clean, kind).moved(start, kind)
            repairs += changes
        else:
            spans = sentence_spans(text) if kind in _SPLIT else ()
            sentences = tuple([Sentence(text[a:b], a + start, b + start) for a, b in spans])
            paragraph = Paragraph(text, kind, start, ends[first], sentences)
        paragraphs.append(paragraph)
    return paragraphs, repairs


def _made(aligned: AlignedText, kind: Kind) -> _Made:
    """Make one paragraph of lines that are joined, or hold repairs or gaps."""
    if has_gaps(aligned.text):
        aligned = close_gaps(aligned) if kind == "body" else even_gaps(aligned)
    text = aligned.text
    sentences: tuple[Sentence, ...] | None = ()
    if kind in _SPLIT:
        sentences = tuple(
            Sentence(text[first:end], *aligned.source_span(first, end))
            for first, end in sentence_spans(text)
        )
        if sentences == (Sentence(text, aligned.start, aligned.end),):
            sentences = None
    return _Made(text, aligned.start, aligned.end, sentences, aligned.repairs)
