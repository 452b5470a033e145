"""Shares by period and source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.report.shares import Amount, Row, by_period, by_source, total


def on(*days: str | None) -> list[Amount]:
    return [Amount(day, None, 100, (50, 0)) for day in days]


def test_months_have_no_gaps() -> None:
    rows = by_period(on("2023-11-05", "2024-02-01", "2024-02-29", None))
    assert [(row.name, row.n_documents) for row in rows] == [
        ("2023-11", 1),
        ("2023-12", 0),
        ("2024-01", 0),
        ("2024-02", 2),
    ]
    assert rows[1].shares == ()
    assert rows[3].shares == (0.5, 0.0)


@pytest.mark.parametrize(
    ("days", "first", "n_rows"),
    [
        (("2023-12-30", "2024-01-02"), "2023-12-30", 4),
        (("2023-01-01", "2023-02-05"), "2023-01-01", 36),
        (("2023-01-01", "2023-02-06"), "2023-01", 2),
        (("2021-01-01", "2023-12-31"), "2021-01", 36),
        (("2021-01-01", "2024-01-01"), "2021", 4),
        (("1949-10-01", "2024-01-01"), "1949", 76),
    ],
)
def test_periods_are_as_fine_as_can_be_shown(
    days: tuple[str, ...], first: str, n_rows: int
) -> None:
    rows = by_period(on(*days))
    assert (rows[0].name, len(rows)) == (first, n_rows)


@pytest.mark.parametrize("days", [(), (None, None), ("2023-08-13",), ("2023-08-13", "2023-08-13")])
def test_one_period_is_no_course_of_time(days: tuple[str | None, ...]) -> None:
    assert by_period(on(*days)) == []


def test_sources_by_size_and_the_others_last() -> None:
    sources = ["乙报", "甲网", "甲网", None, *(f"{n}站" for n in range(20))]
    rows = by_source([Amount(None, source, 100, (100,)) for source in sources])
    assert [row.name for row in rows[:2]] == ["甲网", "乙报"]
    assert rows[-1].name is None
    assert len(rows) == 16
    assert sum(row.n_documents for row in rows) == len(sources)


def test_unknown_sources_are_no_table() -> None:
    assert by_source(on("2023-08-13")) == []


def test_nothing() -> None:
    assert total([]) == Row(None, 0, ())


amounts = st.builds(
    lambda day, length, part: Amount(day.isoformat(), None, length, (min(part, length),)),
    st.dates(date(1949, 10, 1), date(2049, 10, 1)),
    st.integers(0, 9999),
    st.integers(0, 9999),
)


@given(st.lists(amounts))
def test_periods_hold_every_document_and_shares_are_shares(found: list[Amount]) -> None:
    rows = by_period(found)
    assert not rows or sum(row.n_documents for row in rows) == len(found)
    assert all(0 <= share <= 1 for row in rows for share in row.shares)
