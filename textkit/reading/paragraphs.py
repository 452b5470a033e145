"""Make paragraphs of lines: join what was cut, close stray gaps, split into sentences."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.document import Kind, Paragraph, Repair, Sentence
from textkit.reading.repair import Repaired
from textkit.reading.sentences import sentence_spans
from textkit.reading.spacing import close_gaps, even_gaps, has_gaps

__all__ = ["make_paragraph"]

_SPLIT: frozenset[Kind] = frozenset({"heading", "body"})


def make_paragraph(
    source: str, repaired: Repaired, indices: Sequence[int], kind: Kind
) -> tuple[Paragraph, tuple[Repair, ...]]:
    """Make one paragraph of the lines at ``indices``, and give the repairs that it took."""
    line = repaired.lines[indices[0]]
    if len(indices) == 1 and indices[0] not in repaired.changed and not has_gaps(line.text):
        text, start = line.text, line.start
        sentences = [
            Sentence(text[first:end], first + start, end + start)
            for first, end in (sentence_spans(text) if kind in _SPLIT else ())
        ]
        return Paragraph(text, kind, start, line.end, tuple(sentences)), ()
    aligned, *others = map(repaired.aligned, indices)
    if others:
        aligned = aligned.join(others, source)
    if has_gaps(aligned.text):
        aligned = close_gaps(aligned) if kind == "body" else even_gaps(aligned)
    text = aligned.text
    sentences = [
        Sentence(text[first:end], *aligned.source_span(first, end))
        for first, end in (sentence_spans(text) if kind in _SPLIT else ())
    ]
    return Paragraph(text, kind, aligned.start, aligned.end, tuple(sentences)), aligned.repairs
