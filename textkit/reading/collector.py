"""The garbage collector, kept still while a large page is read."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["collector_paused"]

_LARGE = 200_000  # bytes; below, it hardly runs


@contextlib.contextmanager
def collector_paused(size: int) -> Iterator[None]:
    """Keep the garbage collector from going through what is read from ``size`` bytes.

    A page of scraps is half a million objects, all of them in use and none in a cycle: to go
    through them again and again as they grow took 30 % of the time. What another thread leaves in
    cycles meanwhile is collected after the page.
    """
    if size < _LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
