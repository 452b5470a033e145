"""What a summary may be asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypedDict, get_args

__all__ = ["METHODS", "Method", "SummaryChanges", "SummaryOptions"]

Method = Literal["ranker", "lead", "lexrank", "textrank", "snownlp"]
METHODS: tuple[Method, ...] = get_args(Method)
_USUAL_CHARS = 300  # what a reader takes in at a glance, and what the annotators wrote to


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """What :func:`textkit.summarize` may be asked for, by the names of its keywords.

    Parameters
    ----------
    max_chars : int, optional
        Length in characters; passed only where the shortest sentence worth quoting alone is
        longer. 300 where neither it nor the next two are given.
    max_sentences : int, optional
        Length in sentences.
    ratio : float, optional
        Length as a share of the text's characters, in (0, 1].
    theme : str or sequence of str
        Quote only what is about one of these themes: ids or names of the theme model.
    query : str
        Quote only what is about these words, which spaces separate.
    must : str or sequence of str
        Terms that the summary shall name: a sentence with each is quoted where there is one.
    avoid : str or sequence of str
        Terms that no quoted sentence has.
    sections : bool
        Quote one sentence of each section, the best, however many there are.
    method : {"ranker", "lead", "lexrank", "textrank", "snownlp"}
        What gives sentences their worth; all but the first are untrained.
    """

    max_chars: int | None = None
    max_sentences: int | None = None
    ratio: float | None = None
    theme: str | Sequence[str] = ()
    query: str = ""
    must: str | Sequence[str] = ()
    avoid: str | Sequence[str] = ()
    sections: bool = False
    method: Method = "ranker"

    def __post_init__(self) -> None:
        for name in ("max_chars", "max_sentences"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"{name} is {value}, expected at least 1")
        if self.ratio is not None and not 0 < self.ratio <= 1:
            raise ValueError(f"ratio is {self.ratio}, expected more than 0 and at most 1")
        if self.method not in METHODS:
            close = get_close_matches(str(self.method), METHODS, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise ValueError(f"no method {self.method!r}{hint} There are {', '.join(METHODS)}.")
        for name in ("theme", "must", "avoid"):
            object.__setattr__(self, name, _terms(name, getattr(self, name)))

    @property
    def is_steered(self) -> bool:
        """Whether only some of the text is wanted, so that there may be nothing to quote."""
        return bool(self.theme or self.query.strip())

    def room(self, n_chars: int) -> int | None:
        """Return the most characters that a summary of ``n_chars`` characters may have."""
        rooms = [self.max_chars] if self.max_chars is not None else []
        if self.ratio is not None:
            rooms.append(max(1, math.floor(self.ratio * n_chars)))
        if rooms:
            return min(rooms)
        return None if self.max_sentences is not None or self.sections else _USUAL_CHARS


class SummaryChanges(TypedDict, total=False):
    """The keywords of :func:`textkit.summarize`, as :class:`SummaryOptions` explains them."""

    max_chars: int | None
    max_sentences: int | None
    ratio: float | None
    theme: str | Sequence[str]
    query: str
    must: str | Sequence[str]
    avoid: str | Sequence[str]
    sections: bool
    method: Method


def _terms(name: str, given: str | Sequence[str]) -> tuple[str, ...]:
    terms = (given,) if isinstance(given, str) else tuple(given)
    if any(not isinstance(term, str) for term in terms):
        raise TypeError(f"{name} is {given!r}, expected a string or strings")
    return tuple(term for term in terms if term.strip())
