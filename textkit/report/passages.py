"""Put together what a page shows of each paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.document import Document, Paragraph
from textkit.report.runs import Repairs, Run, runs

if TYPE_CHECKING:
    from textkit.summary.summarizing import Summary
    from textkit.themes.tagging import TaggedText, Tags

__all__ = ["Mark", "Passage", "passages"]


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
    words : sequence of (int, str)
        What speaks for a theme, strongest first.
    """

    number: int
    paragraph: Paragraph
    runs: Sequence[Run]
    marks: Sequence[Mark] = ()
    percents: Sequence[int] = ()
    words: Sequence[tuple[int, str]] = ()

    @property
    def said(self) -> str:
        """The words as the page's script reads them."""
        return "\t".join(f"{theme}:{word}" for theme, word in self.words)

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


def passages(document: Document, tags: Tags, summary: Summary) -> list[Passage]:
    """Return every paragraph of a document as it is shown, furniture included."""
    numbers = {(s.start, s.end): number for number, s in enumerate(summary.sentences, 1)}
    repairs = Repairs(document)
    tagged = iter(tags.paragraphs)
    shown = []
    for number, paragraph in enumerate(document.paragraphs, 1):
        themes = next(tagged).themes if paragraph.kind == "body" else None
        shown.append(
            Passage(
                number,
                paragraph,
                runs(
                    paragraph,
                    numbers=numbers,
                    repairs=repairs.of(paragraph),
                    flags=document.flags,
                ),
                marks=_marks(themes) if themes else (),
                percents=[round(100 * p) for p in themes.scores.values()] if themes else (),
            )
        )
    return shown


def _marks(themes: TaggedText) -> list[Mark]:
    given, unsure = set(themes.themes), set(themes.unsure)
    marks = [
        (probability, Mark(index, round(100 * probability), theme in given, theme in unsure))
        for index, (theme, probability) in enumerate(themes.scores.items())
        if theme in given | unsure
    ]
    return [mark for _, mark in sorted(marks, key=lambda item: -item[0])]
