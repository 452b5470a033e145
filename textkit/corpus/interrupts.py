"""Ctrl-C, put off while processes start that could not stand it."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

__all__ = ["interrupts_held"]


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Put Ctrl-C off until the end of the block, and keep it from processes that are started in it.

    A terminal sends it to all of them, and one that is still importing has no handler yet; joblib's
    own start does not stand it.
    """
    is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_ours and is_main and os.name == "posix"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # before Python 3.13 its start let the signal through again
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if came:
        raise KeyboardInterrupt
