"""Put together what a page shows of each paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from textkit.document import Paragraph
from textkit.report.runs import Hint, Repairs, Run, runs

if TYPE_CHECKING:
    from textkit.summary.summarizing import Summary
    from textkit.themes.evidence import Evidence, Explanation
    from textkit.themes.tagging import TaggedText, Tags

__all__ = ["Mark", "Passage", "passages"]

_MOST_FOR = 6
_MOST_AGAINST = 2
_LEAST_WEIGHT = 0.2  # log-odds: less moves a probability by five points at most


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme that a passage has, or may have.

    Parameters
    ----------
    theme : int
        Index of the theme in its model.
    percent : int
        Its probability.
    is_given, is_unsure : bool
        Whether the model gives it, and whether a person should look.
    """

    theme: int
    percent: int
    is_given: bool
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is shown.

    Parameters
    ----------
    number : int
        Counted from 1 over everything on the page.
    paragraph : Paragraph
    runs : sequence of Run
        Its text, cut at its marks.
    marks : sequence of Mark
        Its themes, most probable first; what the model is unsure about stands here too.
    percents : sequence of int
        The probability of every theme of the model; empty where the paragraph is not tagged.
    words : sequence of (int, str, float)
        Theme, word and what it adds to the theme's log-odds: those that weigh most for it,
        heaviest first, and then those that weigh most against it.
    """

    number: int
    paragraph: Paragraph
    runs: Sequence[Run]
    marks: Sequence[Mark] = ()
    percents: Sequence[int] = ()
    words: Sequence[tuple[int, str, float]] = ()

    @property
    def said(self) -> str:
        """The words as the page's script reads them."""
        return "\t".join(f"{theme}:{word} {weight:+.1f}" for theme, word, weight in self.words)

    @property
    def is_furniture(self) -> bool:
        """Whether it is hidden until asked for."""
        return self.paragraph.kind in ("caption", "byline", "chrome")

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look at one of its themes."""
        return any(mark.is_unsure for mark in self.marks)

    @property
    def themes(self) -> list[int]:
        """Indices of the themes that the model gives it."""
        return [mark.theme for mark in self.marks if mark.is_given]


def passages(tags: Tags, summary: Summary, why: Explanation) -> list[Passage]:
    """Return every paragraph of a document as it is shown, furniture included.

    Parameters
    ----------
    tags, summary, why : Tags, Summary, Explanation
        All of one document.
    """
    document = tags.document
    numbers = {(s.start, s.end): number for number, s in enumerate(summary.sentences, 1)}
    repairs = Repairs(document)
    judged = zip(tags.paragraphs, why.paragraphs, strict=True)
    shown = []
    for number, paragraph in enumerate(document.paragraphs, 1):
        cut = partial(
            runs,
            paragraph,
            numbers=numbers,
            repairs=repairs.of(paragraph),
            flags=document.flags,
        )
        if paragraph.kind != "body":
            shown.append(Passage(number, paragraph, cut()))
            continue
        tagged, explained = next(judged)
        scores = tagged.themes.scores
        heavy = [
            (list(scores).index(evidence.theme), evidence, _heavy(evidence))
            for evidence in explained.evidence
        ]
        hints = [
            Hint(word.start, word.end, theme)
            for theme, evidence, words in heavy
            for word in evidence.words
            if words.get(word.text, 0) > 0 < word.weight
        ]
        shown.append(
            Passage(
                number,
                paragraph,
                cut(hints=hints),
                marks=_marks(tagged.themes),
                percents=[round(100 * p) for p in scores.values()],
                words=[(theme, *item) for theme, _, words in heavy for item in words.items()],
            )
        )
    return shown


def _heavy(evidence: Evidence) -> dict[str, float]:
    """Return the words that weigh most for a theme, and then those most against it."""
    found = [
        *islice(evidence.words_for.items(), _MOST_FOR),
        *islice(evidence.words_against.items(), _MOST_AGAINST),
    ]
    return {word: weight for word, weight in found if abs(weight) >= _LEAST_WEIGHT}


def _marks(themes: TaggedText) -> list[Mark]:
    given, unsure = set(themes.themes), set(themes.unsure)
    marks = [
        (probability, Mark(index, round(100 * probability), theme in given, theme in unsure))
        for index, (theme, probability) in enumerate(themes.scores.items())
        if theme in given | unsure
    ]
    return [mark for _, mark in sorted(marks, key=lambda item: -item[0])]
