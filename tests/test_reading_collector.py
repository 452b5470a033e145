"""The garbage collector is as it was before a page was read, however that ended."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from textkit.errors import DataError
from textkit.reading.collector import collector_paused


@pytest.fixture(autouse=True)
def collector_again() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize(("size", "is_on"), [(1_000, True), (1_000_000, False)])
def test_only_large_pages_pause_it(size: int, is_on: bool) -> None:
    with collector_paused(size):
        assert gc.isenabled() == is_on
    assert gc.isenabled()


def test_a_page_that_cannot_be_read_leaves_it_on() -> None:
    with pytest.raises(DataError), collector_paused(1_000_000):
        raise DataError("row 1 holds a list, expected text")
    assert gc.isenabled()


def test_who_has_put_it_off_finds_it_off() -> None:
    gc.disable()
    with collector_paused(1_000_000):
        assert not gc.isenabled()
    assert not gc.isenabled()
