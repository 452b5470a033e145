"""Cut a paragraph into runs of characters that share their marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textkit.document import Document, Paragraph, Repair

__all__ = ["Hint", "Piece", "Repairs", "Run", "runs"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a paragraph's clean text that speaks for a theme."""

    start: int
    end: int
    theme: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that share their marks.

    Parameters
    ----------
    text : str
        Clean text; empty where a repair only removed something.
    themes : tuple of int
        The themes that it speaks for.
    repair : Repair, optional
        What was done here.
    is_damaged : bool
        Whether reading flagged it as damaged.
    """

    text: str
    themes: tuple[int, ...] = ()
    repair: Repair | None = None
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces in a row; with a number, they are that sentence of the summary."""

    pieces: tuple[Piece, ...]
    number: int | None = None


class Repairs:
    """The repairs of a document, found by the span they lie in."""

    def __init__(self, document: Document) -> None:
        self._source = document.source_text
        self._repairs = sorted(document.repairs, key=lambda repair: (repair.start, repair.end))
        self._starts = [repair.start for repair in self._repairs]

    def of(self, paragraph: Paragraph) -> list[tuple[int, Repair]]:
        """Return a paragraph's repairs, each with where its ``after`` stands in the clean text.

        Empty where the repairs do not turn the paragraph's source into its text, as in a document
        made by hand: where they stand is not known then.
        """
        placed, clean, at, length = [], [], paragraph.start, 0
        first = bisect_left(self._starts, paragraph.start)
        for repair in self._repairs[first:]:
            if repair.start >= paragraph.end:
                break
            if repair.start < at:
                return []
            between = self._source[at : repair.start]
            clean += [between, repair.after]
            placed.append((length + len(between), repair))
            length += len(between) + len(repair.after)
            at = repair.end
        clean.append(self._source[at : paragraph.end])
        return placed if "".join(clean) == paragraph.text else []


def runs(
    paragraph: Paragraph,
    *,
    numbers: Mapping[tuple[int, int], int],
    repairs: Sequence[tuple[int, Repair]] = (),
    hints: Sequence[Hint] = (),
    flags: Iterable[tuple[int, int]] = (),
) -> list[Run]:
    """Cut a paragraph where any mark begins or ends.

    Parameters
    ----------
    paragraph : Paragraph
    numbers : mapping of (int, int) to int
        Source span of a quoted sentence → its number in the summary.
    repairs : sequence of (int, Repair)
        From :meth:`Repairs.of`.
    hints : sequence of Hint
        Evidence, in code points of the clean text.
    flags : iterable of (int, int)
        Damaged spans of the source.

    Returns
    -------
    list of Run
        Their pieces together are the paragraph's text.
    """
    sentences = _placed(paragraph)
    quoted = [(*span, numbers[key]) for key, span in sentences.items() if key in numbers]
    damaged = _damaged(paragraph, sentences, repairs, flags)
    fixed = {(at, at + len(repair.after)): repair for at, repair in repairs}
    cuts = {0, len(paragraph.text)}
    for start, end in [*fixed, *damaged, *((h.start, h.end) for h in hints)]:
        cuts |= {start, end}
    for start, end, _ in quoted:
        cuts |= {start, end}
    edges = sorted(cuts)

    pieces: list[tuple[int, Piece]] = []
    for start, end in zip(edges, [*edges[1:], len(paragraph.text)], strict=True):
        if (start, start) in fixed:  # something was only removed here
            pieces.append((start, Piece("", repair=fixed[start, start])))
        if start == end:
            continue
        themes = sorted({h.theme for h in hints if h.start <= start and end <= h.end})
        repair = next((r for (a, b), r in fixed.items() if a <= start and end <= b), None)
        is_damaged = any(a <= start and end <= b for a, b in damaged)
        pieces.append((start, Piece(paragraph.text[start:end], tuple(themes), repair, is_damaged)))
    return _grouped(pieces, quoted)


def _placed(paragraph: Paragraph) -> dict[tuple[int, int], tuple[int, int]]:
    """Return source span → span in the paragraph's text of its sentences, which come in order."""
    spans, at = {}, 0
    for sentence in paragraph.sentences:
        start = paragraph.text.find(sentence.text, at)
        if start >= 0:
            at = start + len(sentence.text)
            spans[sentence.start, sentence.end] = (start, at)
    return spans


def _damaged(
    paragraph: Paragraph,
    sentences: Mapping[tuple[int, int], tuple[int, int]],
    repairs: Sequence[tuple[int, Repair]],
    flags: Iterable[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return what is damaged in the clean text: to the character where the repairs are placed."""
    growth = sum(len(r.after) - len(r.before) for _, r in repairs)
    is_exact = paragraph.end - paragraph.start + growth == len(paragraph.text)
    found = []
    for start, end in flags:
        if end <= paragraph.start or paragraph.end <= start:
            continue
        if is_exact:
            found.append((_clean(start, paragraph, repairs), _clean(end, paragraph, repairs)))
        else:
            found += [span for key, span in sentences.items() if start < key[1] and key[0] < end]
    return found


def _clean(place: int, paragraph: Paragraph, repairs: Sequence[tuple[int, Repair]]) -> int:
    """Return where a place of the source stands in the clean text."""
    at = place - paragraph.start
    at += sum(len(r.after) - len(r.before) for _, r in repairs if r.end <= place)
    return min(max(at, 0), len(paragraph.text))


def _grouped(
    pieces: Iterable[tuple[int, Piece]], quoted: Sequence[tuple[int, int, int]]
) -> list[Run]:
    out: list[Run] = []
    for at, piece in pieces:
        number = next((n for start, end, n in quoted if start <= at < end), None)
        if out and out[-1].number == number:
            out[-1] = Run((*out[-1].pieces, piece), number)
        else:
            out.append(Run((piece,), number))
    return out
