"""Labelled texts as every format is read into and written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LabelledData", "LabelledText"]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text with what an annotator said of it.

    Parameters
    ----------
    text : str
        The text as it stood in the file.
    themes : tuple of str or None
        Ids of its themes, maybe none of them; None where nobody has labelled it yet.
    ambiguous : tuple of str
        Themes on which annotators did not agree; they are not scored.
    line : int
        Where it stands: line of the file, row of the sheet or number of the task, from 1.
    extra : mapping of str to object
        The row's other fields, kept so that writing it back loses nothing.
    """

    text: str
    themes: tuple[str, ...] | None
    ambiguous: tuple[str, ...] = ()
    line: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelledData:
    """What a file of labelled texts holds.

    Parameters
    ----------
    rows : tuple of LabelledText
        Every row in the order of the file, those without a label too.
    exclusive : bool
        Whether a text has exactly one theme of those there are.
    source : str
        Name of the file, for messages; empty for rows that came from memory.
    """

    rows: tuple[LabelledText, ...]
    exclusive: bool
    source: str = ""

    @property
    def labelled(self) -> list[LabelledText]:
        """The rows that somebody labelled."""
        return [row for row in self.rows if row.themes is not None]

    @property
    def unlabelled(self) -> list[LabelledText]:
        """The rows that nobody labelled yet."""
        return [row for row in self.rows if row.themes is None]

    @property
    def themes(self) -> tuple[str, ...]:
        """Every theme that occurs, sorted."""
        return tuple(sorted({theme for row in self.rows for theme in row.themes or ()}))
