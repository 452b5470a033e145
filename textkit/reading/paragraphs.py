"""Make paragraphs of lines: join what was cut, close stray gaps, split into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textkit.document import Kind, Paragraph, Repair, Sentence
from textkit.reading.repair import Repaired
from textkit.reading.sentences import SENTENCE_ENDS, sentence_spans
from textkit.reading.spacing import close_gaps, even_gaps, has_gaps

__all__ = ["make_paragraphs"]

_SPLIT: frozenset[Kind] = frozenset({"heading", "body"})
# What a line must hold for there to be a gap in it or more than one sentence.
_INTRICATE = re.compile(rf"[\s{re.escape(SENTENCE_ENDS)}]")


def make_paragraphs(
    source: str, repaired: Repaired, bounds: Iterable[tuple[int, int]], kinds: Sequence[Kind]
) -> tuple[list[Paragraph], list[Repair]]:
    """Make a paragraph of the lines between each two bounds, and list the repairs that it took."""
    lines = repaired.lines
    paragraphs = []
    repairs: list[Repair] = []
    for first, stop in bounds:
        text, start, end = lines.texts[first], lines.starts[first], lines.ends[first]
        kind = kinds[first]
        if stop - first > 1 or first in repaired.changed:
            paragraph, changes = _repaired_paragraph(source, repaired, range(first, stop), kind)
            repairs += changes
        elif _INTRICATE.search(text, 0, len(text) - 1) is None:
            whole = (Sentence(text, start, end),) if kind in _SPLIT else ()
            paragraph = Paragraph(text, kind, start, end, whole)
        elif has_gaps(text):
            paragraph, changes = _repaired_paragraph(source, repaired, range(first, stop), kind)
            repairs += changes
        else:
            spans = sentence_spans(text) if kind in _SPLIT else ()
            sentences = tuple([Sentence(text[a:b], a + start, b + start) for a, b in spans])
            paragraph = Paragraph(text, kind, start, end, sentences)
        paragraphs.append(paragraph)
    return paragraphs, repairs


def _repaired_paragraph(
    source: str, repaired: Repaired, indices: range, kind: Kind
) -> tuple[Paragraph, tuple[Repair, ...]]:
    """Make one paragraph of lines that are joined, or hold repairs or gaps."""
    aligned, *others = map(repaired.aligned, indices)
    if others:
        aligned = aligned.join(others, source)
    if has_gaps(aligned.text):
        aligned = close_gaps(aligned) if kind == "body" else even_gaps(aligned)
    text = aligned.text
    spans: Iterable[tuple[int, int]] = ()
    if kind in _SPLIT:
        is_plain = _INTRICATE.search(text, 0, len(text) - 1) is None
        spans = ((0, len(text)),) if is_plain else sentence_spans(text)
    sentences = [
        Sentence(text[first:end], *aligned.source_span(first, end)) for first, end in spans
    ]
    return Paragraph(text, kind, aligned.start, aligned.end, tuple(sentences)), aligned.repairs
