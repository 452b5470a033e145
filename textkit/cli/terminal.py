"""Text for a terminal: coloured by theme, broken at its width, with Chinese characters two wide.

Rich does this and more. It takes 80 ms to import, a sixth of a whole ``textkit summarize``, and
breaks Chinese lines before 。 and after （; so the little that is needed stands here.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

__all__ = ["PLAIN", "Style", "display_width", "style_of_stdout", "wrap"]

# The terminal's own sixteen colours, which its owner has made readable on its ground.
_THEMES = (33, 32, 34, 35, 36, 31, 95, 94)

# What may not be parted: opening marks go with what follows, closing ones with what stands before,
# words and figures stay whole.
_UNIT = re.compile(
    r"[（《〈“‘「『【〔]*(?:[!-~]+|.)[，。、；：？！）》〉”’」』】〕…—％‰℃%,.;:?!)]*", re.DOTALL
)
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\ufeff")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # an article must not steer the terminal


@dataclass(frozen=True, slots=True)
class Style:
    """How results look where they are printed.

    Parameters
    ----------
    width : int, optional
        Columns to break lines at; None leaves lines whole.
    is_coloured : bool
        Whether colours are wanted.
    """

    width: int | None = None
    is_coloured: bool = False

    def strong(self, text: str) -> str:
        """Show a title."""
        return self._painted(text, "1")

    def soft(self, text: str) -> str:
        """Show what is said beside the text."""
        return self._painted(text, "2")

    def theme(self, index: int, text: str) -> str:
        """Show what belongs to the theme at ``index`` of its model."""
        return self._painted(text, str(_THEMES[index % len(_THEMES)]))

    def paragraph(self, text: str, *, margin: str = "") -> str:
        """Break a paragraph at the width, each line after ``margin``."""
        if self.width is None:
            return text
        room = max(20, self.width - display_width(_uncoloured(margin)))
        lines = (line for part in _CONTROL.sub("", text).split("\n") for line in wrap(part, room))
        return "\n".join(margin + line for line in lines)

    def _painted(self, text: str, code: str) -> str:
        if self.width is not None:
            text = _CONTROL.sub("", text)
        return f"\x1b[{code}m{text}\x1b[0m" if self.is_coloured and text else text


PLAIN = Style()


def style_of_stdout(*, no_color: bool = False) -> Style:
    """Return the style for stdout: plain where it is not a terminal.

    Colours are left out on demand, where ``NO_COLOR`` is set (no-color.org), and on dumb terminals.
    """
    if not sys.stdout.isatty():
        return PLAIN
    unwanted = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Style(shutil.get_terminal_size().columns, not unwanted)


def display_width(text: str) -> int:
    """Return how many columns a text takes: two for a Chinese character, none for an accent.

    Examples
    --------
    >>> display_width("光伏12座")
    8
    """
    return sum(
        0 if c in _ZERO_WIDTH or combining(c) else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text that are at most ``width`` columns wide.

    No line begins with a closing mark or ends with an opening one, and no word or figure is cut,
    unless it alone is wider than a line.

    Examples
    --------
    >>> list(wrap("全县新建光伏电站12座，年发电量3.6亿千瓦时。", 20))
    ['全县新建光伏电站12', '座，年发电量3.6亿千', '瓦时。']
    """
    line, used = "", 0
    for unit in _UNIT.findall(text):
        for piece in _fitting(unit, width):
            size = display_width(piece)
            if used and used + size > width:
                yield line.rstrip()
                line, used = "", 0
                piece = piece.lstrip()
                size = display_width(piece)
            line += piece
            used += size
    yield line.rstrip()


def _fitting(unit: str, width: int) -> Iterator[str]:
    """Cut a unit that is wider than a line."""
    while display_width(unit) > width:
        n = next(n for n in range(len(unit), 0, -1) if display_width(unit[:n]) <= width or n == 1)
        yield unit[:n]
        unit = unit[n:]
    yield unit


def _uncoloured(text: str) -> str:
    return re.sub(r"\x1b\[\d+m", "", text)
