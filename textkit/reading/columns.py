"""From the characters of a printed page to its lines, columns told by their gutters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

__all__ = ["Glyph", "Run", "columns_of"]

_WORD_GAP = 1.2  # of the type size: a wider hole in a line parts two runs
_BLANK = 0.7  # of the type size: a hole that a full-width space made
_SAME_LINE = 0.5  # share of the smaller height by which two glyphs of a line overlap
_GUTTER = 0.6  # of the type size: the least width of a gutter
_MIN_ROWS = 3  # lines on both sides of a gutter; fewer are a byline or a table
_MIN_LENGTH = 6  # median characters of a column's lines; cells of tables are shorter


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points from the top left corner of the page."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(slots=True)
class Run:
    """Characters of one line without a hole between them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def columns_of(glyphs: Iterable[Glyph]) -> list[list[Run]]:
    """Group glyphs into columns in reading order, each a list of runs from top to bottom.

    The page is cut into bands that share their gutters, as a headline across the page and the three
    columns below it do; a band with gutters is read column by column. Runs of one line that no
    gutter parts, as in a table, follow each other.
    """
    runs = _runs(glyphs)
    if not runs:
        return []
    size = median(run.size for run in runs)
    columns: list[list[Run]] = []
    for band in _bands(runs, size):
        gutters = _gutters(band, size)
        if not gutters and columns and _is_single(columns[-1], band, size):
            columns[-1] += band
        else:
            columns += _split(band, gutters) if gutters else [band]
    return [_in_order(column) for column in columns]


def _runs(glyphs: Iterable[Glyph]) -> list[Run]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom) / 2):
        for line in reversed(lines[-4:]):
            if _overlap(line[-1], glyph) >= _SAME_LINE:
                line.append(glyph)
                break
        else:
            lines.append([glyph])
    runs = []
    for line in lines:
        line.sort(key=lambda g: g.left)
        start = 0
        for i in range(1, len(line) + 1):
            if i == len(line) or _parts(line[i - 1], line[i]):
                runs.append(_run(line[start:i]))
                start = i
    return [run for run in runs if run.text]


def _overlap(one: Glyph, other: Glyph) -> float:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(min(one.bottom - one.top, other.bottom - other.top), 0.1)


def _parts(before: Glyph, after: Glyph) -> bool:
    return after.left - before.right > _WORD_GAP * max(before.size, after.size)


def _run(glyphs: Sequence[Glyph]) -> Run:
    pieces = [glyphs[0].char]
    for before, after in pairwise(glyphs):
        hole = after.left - before.right
        if hole > 0.25 * after.size and before.char.isascii() and after.char.isascii():
            pieces.append(" ")
        elif hole > _BLANK * after.size:
            pieces.append("　")
        pieces.append(after.char)
    return Run(
        "".join(pieces).strip(),
        glyphs[0].left,
        min(g.top for g in glyphs),
        max(g.right for g in glyphs),
        max(g.bottom for g in glyphs),
        median(g.size for g in glyphs),
    )


def _bands(runs: Sequence[Run], size: float) -> list[list[Run]]:
    """Cut the page where lines across it begin or end: each band has the same gutters."""
    rows = _rows(runs)
    bands: list[list[Run]] = []
    band: list[Run] = []
    for index, row in enumerate(rows):
        ahead = [run for near in rows[index : index + _MIN_ROWS] for run in near]
        breaks = len(_gutters(band + row, size)) < len(_gutters(band, size))
        if band and (breaks or len(_gutters(band + ahead, size)) < len(_gutters(ahead, size))):
            bands.append(band)
            band = []
        band = band + row
    return [*bands, band] if band else bands


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs whose heights overlap: the lines of two columns seldom align."""
    rows: list[list[Run]] = []
    floor = float("-inf")
    for run in sorted(runs, key=lambda r: r.top):
        slack = 0.15 * (run.bottom - run.top)
        if run.top + slack < floor:
            rows[-1].append(run)
        else:
            rows.append([run])
            floor = float("-inf")
        floor = max(floor, run.bottom - slack)
    return rows


def _gutters(runs: Sequence[Run], size: float) -> list[float]:
    """Find the middles of the gaps that no run crosses and that part columns of running text."""
    if not runs:
        return []
    spans = sorted((run.left, run.right) for run in runs)
    middles = []
    reach = spans[0][1]
    for left, right in spans[1:]:
        if left - reach >= _GUTTER * size:
            middles.append((reach + left) / 2)
        reach = max(reach, right)
    while middles:
        columns = _split(runs, middles)
        thin = [i for i, column in enumerate(columns) if not _is_column(column)]
        if not thin:
            return middles
        del middles[max(thin[0] - 1, 0)]
    return []


def _is_column(runs: Sequence[Run]) -> bool:
    return len(runs) >= _MIN_ROWS and median(len(run.text) for run in runs) >= _MIN_LENGTH


def _split(runs: Sequence[Run], middles: Sequence[float]) -> list[list[Run]]:
    columns: list[list[Run]] = [[] for _ in range(len(middles) + 1)]
    for run in runs:
        columns[sum(run.left > middle for middle in middles)].append(run)
    return columns


def _is_single(above: Sequence[Run], band: Sequence[Run], size: float) -> bool:
    return not _gutters([*above, *band], size) and max(r.bottom for r in above) <= min(
        r.top for r in band
    )


def _in_order(runs: Sequence[Run]) -> list[Run]:
    ordered: list[Run] = []
    for row in _rows(runs):
        ordered += sorted(row, key=lambda run: (run.left, run.top))
    return ordered
