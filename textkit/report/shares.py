"""How much of a corpus each theme has: as a whole, by period, by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Amount", "Row", "by_period", "by_source", "total"]

_MOST_PERIODS = 36
_MOST_SOURCES = 15


@dataclass(frozen=True, slots=True)
class Amount:
    """What one document adds.

    Parameters
    ----------
    published : str or None
        ISO date.
    source : str or None
    length : int
        Characters of its body.
    themes : tuple of int
        Characters in paragraphs of each theme; a paragraph may have several.
    """

    published: str | None
    source: str | None
    length: int
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Documents taken together: how many, and the share of each theme in their characters."""

    name: str | None
    n_documents: int
    shares: tuple[float, ...]


def total(amounts: Iterable[Amount], *, name: str | None = None) -> Row:
    """Take documents together.

    Examples
    --------
    >>> total([Amount(None, None, 300, (150, 0)), Amount(None, None, 100, (50, 100))])
    Row(name=None, n_documents=2, shares=(0.5, 0.25))
    """
    found = list(amounts)
    length = sum(amount.length for amount in found) or 1
    columns = zip(*(amount.themes for amount in found), strict=True)
    return Row(name, len(found), tuple(sum(column) / length for column in columns))


def by_period(amounts: Sequence[Amount]) -> list[Row]:
    """Take documents together by the day, month or year they were published.

    Returns
    -------
    list of Row
        Without gaps: a period in which nothing was published has no documents and no shares. In
        days, months or years: the finest of them that gives 36 periods or fewer. Empty where fewer
        than two periods are known.
    """
    dated = [(amount.published, amount) for amount in amounts if amount.published]
    if not dated:
        return []
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    names = next(
        (names for names in (_days, _months, _years) if len(names(first, last)) <= _MOST_PERIODS),
        _years,
    )(first, last)
    if len(names) < 2:
        return []
    groups: dict[str, list[Amount]] = {name: [] for name in names}
    for day, amount in dated:
        groups[day[: len(names[0])]].append(amount)
    return [total(group, name=name) for name, group in groups.items()]


def by_source(amounts: Sequence[Amount]) -> list[Row]:
    """Take documents together by their source, the one with most first.

    Past the fifteenth, and where it is not known, they are one row at the end without a name.
    """
    counts = Counter(amount.source for amount in amounts if amount.source)
    named = [name for name, _ in counts.most_common(_MOST_SOURCES)]
    rows = [total((a for a in amounts if a.source == name), name=name) for name in named]
    others = [a for a in amounts if a.source not in named]
    return [*rows, total(others)] if others and rows else rows


def _days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    n_days = min((end - start).days, _MOST_PERIODS) + 1
    return [(start + timedelta(days=n)).isoformat() for n in range(n_days)]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _years(first: str, last: str) -> list[str]:
    return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
