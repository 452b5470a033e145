"""How far a long run is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from textkit.corpus.progress import Progress

__all__ = ["ProgressLine"]

_EVERY = 0.2  # seconds between redraws of the bar
_EVERY_LINE = 30.0  # seconds between lines in a log
_BAR = 24


class ProgressLine:
    """Say on stderr how far a run is, how fast it goes and how long it will take.

    Parameters
    ----------
    stream : text file, optional
        stderr without it.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._began = self._said = time.monotonic()
        self._drawn = False

    def __call__(self, progress: Progress) -> None:
        """Draw the bar again, or write a line, if it is time."""
        now = time.monotonic()
        if now - self._said < (_EVERY if self._is_terminal else _EVERY_LINE):
            return
        self._said = now
        text = _wording(progress, now - self._began, bar=self._is_terminal)
        if self._is_terminal:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write("\r\x1b[K" + text[:width])
            self._drawn = True
        else:
            self._stream.write(f"textkit: {text}\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave the line of the bar empty."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def _wording(progress: Progress, seconds: float, *, bar: bool) -> str:
    done = progress.documents - progress.resumed
    rate = done / seconds if seconds > 0 else 0.0
    words = [f"{progress.documents:,} documents", f"{rate:,.0f}/s"]
    if progress.failed:
        words.append(f"{progress.failed:,} failed")
    if progress.share is not None:
        words.append(f"{progress.share:.0%}")
        here = progress.share - progress.resumed_share
        if here > 0:
            words.append(f"{_duration(seconds * (1 - progress.share) / here)} left")
    text = " · ".join(words)
    if bar and progress.share is not None:
        full = round(progress.share * _BAR)
        text = f"[{'█' * full}{'░' * (_BAR - full)}] {text}"
    return text


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
