"""Clean text that remembers its source through cuts, replacements, deletions and joins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from textkit.document import Repair

__all__ = ["AlignedText"]


@dataclass(frozen=True, slots=True, eq=False)  # a key by identity: comparing repairs costs more
class AlignedText:
    """A stretch of source text and what was changed in it.

    Parameters
    ----------
    text : str
        The clean text: the source from ``start`` to ``end`` with ``repairs`` applied.
    start, end : int
        Half-open span in code points of the source.
    repairs : tuple of Repair
        In order, not overlapping; each ``before`` is what the source holds.

    Examples
    --------
    >>> source = "全县 新建公厕。"
    >>> line = AlignedText.of(source, 0, len(source)).replace(2, 3, "", kind="space")
    >>> line.text, line.source_span(2, 4), line.original(0, 4)
    ('全县新建公厕。', (3, 5), '全县 新建')
    """

    text: str
    start: int
    end: int
    repairs: tuple[Repair, ...] = ()
    # Where each repair begins in the clean text; kept so that a span is found by bisection.
    _at: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        if self.repairs:
            at = []
            growth = -self.start
            for repair in self.repairs:
                at.append(repair.start + growth)
                growth += len(repair.after) - len(repair.before)
            object.__setattr__(self, "_at", tuple(at))

    @classmethod
    def of(cls, source: str, start: int, end: int) -> AlignedText:
        """Take ``source[start:end]`` as it stands."""
        return cls(source[start:end], start, end)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the source of ``text[start:end]``, whole repairs included."""
        if not self.repairs:
            return self.start + start, self.start + end
        begin = self._source_start(start)
        return begin, max(begin, self._source_end(end))

    def _source_start(self, at: int) -> int:
        index = bisect_right(self._at, at) - 1
        if index < 0:
            return self.start + at
        repair, inside = self.repairs[index], at - self._at[index]
        after = len(repair.after)
        return repair.start if inside < after else repair.end + inside - after

    def _source_end(self, at: int) -> int:
        index = bisect_left(self._at, at) - 1
        if index < 0:
            return self.start + at
        repair, inside = self.repairs[index], at - self._at[index]
        return repair.end + max(0, inside - len(repair.after))

    def original(self, start: int, end: int) -> str:
        """Give what the source holds where ``text[start:end]`` stands."""
        if not self.repairs:
            return self.text[start:end]
        return self.cut(start, end)._before()

    def _before(self) -> str:
        pieces, at = [], 0
        for repair, begin in zip(self.repairs, self._at, strict=True):
            pieces += [self.text[at:begin], repair.before]
            at = begin + len(repair.after)
        pieces.append(self.text[at:])
        return "".join(pieces)

    def cut(self, start: int, end: int) -> AlignedText:
        """Give ``text[start:end]``; a repair that the cut goes through keeps its whole source."""
        start, end, _ = slice(start, end).indices(len(self.text))
        text = self.text[start:end]
        begin, finish = self.source_span(start, end)
        if not text or not self.repairs:
            return AlignedText(text, begin, begin + len(text))
        kept = []
        first = max(0, bisect_right(self._at, start) - 1)
        for index in range(first, bisect_left(self._at, end)):
            repair, at = self.repairs[index], self._at[index]
            if repair.start < begin or repair.end > finish:
                continue
            after = repair.after[max(0, start - at) : end - at]
            kept.append(repair if after == repair.after else replace(repair, after=after))
        return AlignedText(text, begin, finish, tuple(kept))

    def moved(self, by: int) -> AlignedText:
        """Give the same text of another place, ``by`` code points further on in its source."""
        repairs = [
            Repair(r.kind, r.start + by, r.end + by, r.before, r.after) for r in self.repairs
        ]
        return AlignedText(self.text, self.start + by, self.end + by, tuple(repairs))

    def strip(self) -> AlignedText:
        """Drop white space at both ends."""
        body = self.text.strip()
        if len(body) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(body))

    def replace(self, start: int, end: int, after: str, *, kind: str) -> AlignedText:
        """Put ``after`` in place of ``text[start:end]``; an empty ``after`` deletes."""
        return self.replace_many([(start, end, after)], kind=kind)

    def replace_many(self, changes: Iterable[tuple[int, int, str]], *, kind: str) -> AlignedText:
        """Make several changes at once, each (start, end, after) of the text as it is, in order."""
        pieces: list[str] = []
        repairs: list[Repair] = []
        at = index = 0
        for start, end, after in changes:
            if self.text[start:end] == after:
                continue
            while index < len(self.repairs) and self._over(index) <= start:
                repairs.append(self.repairs[index])
                index += 1
            first, last = start, end
            while index < len(self.repairs) and self._at[index] < end:
                # A change that touches an earlier repair takes it in whole.
                first = min(first, self._at[index])
                last = max(last, self._over(index))
                index += 1
            begin, finish = self.source_span(first, last)
            after = self.text[first:start] + after + self.text[end:last]
            repairs.append(Repair(kind, begin, finish, self.original(first, last), after))
            pieces += [self.text[at:first], after]
            at = last
        if not pieces:
            return self
        repairs += self.repairs[index:]
        pieces.append(self.text[at:])
        return AlignedText("".join(pieces), self.start, self.end, tuple(repairs))

    def _over(self, index: int) -> int:
        return self._at[index] + len(self.repairs[index].after)

    def substitute(
        self, pattern: re.Pattern[str], after: str | Callable[[re.Match[str]], str], *, kind: str
    ) -> AlignedText:
        """Replace every match of ``pattern``, as :func:`re.sub` with a literal replacement does."""
        changes = []
        for match in pattern.finditer(self.text):
            new = after if isinstance(after, str) else after(match)
            if new != match[0]:
                changes.append((match.start(), match.end(), new))
        return self.replace_many(changes, kind=kind) if changes else self

    def join(self, others: Sequence[AlignedText], source: str) -> AlignedText:
        """Append ``others`` in order, in one pass; what the source has between them goes."""
        repairs, texts, end = list(self.repairs), [self.text], self.end
        for other in others:
            if other.start > end:
                repairs.append(Repair("join", end, other.start, source[end : other.start], ""))
            repairs += other.repairs
            texts.append(other.text)
            end = other.end
        return AlignedText("".join(texts), self.start, end, tuple(repairs))
