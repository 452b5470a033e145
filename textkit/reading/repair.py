"""Repair the lines of a page before they are judged; every change is kept with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from textkit.reading.aligned import AlignedText
from textkit.reading.lines import Lines, Page
from textkit.reading.mojibake import may_hold_mojibake, mend_mojibake
from textkit.reading.pinyin import has_pinyin_damage, remove_pinyin
from textkit.reading.spacing import needs_normal_forms, normal_forms

__all__ = ["Repaired", "repair_lines"]

# What a decoder leaves where it gave up: replacement characters, 锟斤拷 (two of them, read as GBK),
# private-use characters, and runs of ? inside Chinese text.
_LOST = re.compile(r"(?:锟斤拷|\ufffd|[\ue000-\uf8ff])+|(?<=[一-鿿])\?{3,}(?=[一-鿿])|\?{6,}")

# One search for any character that damage leaves or a repair looks for: most pages hold none of
# them, and cost this search alone (8 ns a character; the four tests after it cost 200).
_SUSPECT = re.compile(
    "[&锟锛銆鈥涓鐨\x00-\x08\x0e-\x1b\x7f-\x9f\u00ad\u00c0-\u024f\u0251\u0261\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\u2e80-\u2fd5\ue000-\uf8ff\uf900-\ufaff\ufeff０-９Ａ-Ｚａ-ｚ｡-､\ufffd]"
)


@dataclass(slots=True)
class Repaired:
    """The lines of a page after repair.

    Parameters
    ----------
    lines : Lines
        With their clean text; spans are those of the source.
    changed : dict of int to AlignedText
        The lines that a repair changed, by index, each as if its source began with it: lines that
        are equal share one.
    flags : list of (int, int)
        Source spans that are damaged and could not be repaired.
    """

    lines: Lines
    changed: dict[int, AlignedText] = field(default_factory=dict)
    flags: list[tuple[int, int]] = field(default_factory=list)

    def aligned(self, index: int) -> AlignedText:
        """Give a line with its repairs, where it stands."""
        start = self.lines.starts[index]
        clean = self.changed.get(index)
        if clean is None:
            return AlignedText(self.lines.texts[index], start, self.lines.ends[index])
        return clean.moved(start - clean.start)


def _is_suspect(text: str) -> bool:
    return _SUSPECT.search(text) is not None or "???" in text


def repair_lines(page: Page) -> Repaired:
    """Undo what is proven to be damage, and flag what is damaged beyond proof."""
    text = page.text
    lines = page.lines
    if not _is_suspect(text):
        return Repaired(lines)
    mend = partial(
        _mended,
        has_readings=has_pinyin_damage(text),
        has_mojibake=may_hold_mojibake(text),
        has_forms=needs_normal_forms(text),
        has_losses=_LOST.search(text) is not None,
    )
    mended = {line: mend(line) for line in set(lines.texts) if _is_suspect(line)}
    texts, starts, ends = list(lines.texts), list(lines.starts), list(lines.ends)
    repaired = Repaired(replace(lines, texts=texts, starts=starts, ends=ends))
    for index, line in enumerate(lines.texts):
        if line not in mended:
            continue
        clean, lost = mended[line]
        start = starts[index]
        if lost:
            repaired.flags += [(start + first, start + end) for first, end in lost]
        if clean.text != line:
            texts[index], starts[index], ends[index] = (
                clean.text,
                start + clean.start,
                start + clean.end,
            )
            repaired.changed[index] = clean
    return repaired if all(texts) else _without_blanks(repaired)


def _without_blanks(repaired: Repaired) -> Repaired:
    """Drop the lines that held nothing but invisible marks."""
    kept = [index for index, text in enumerate(repaired.lines.texts) if text]
    lines = repaired.lines.where(map(bool, repaired.lines.texts))
    changed = {
        index: repaired.changed[old] for index, old in enumerate(kept) if old in repaired.changed
    }
    return Repaired(lines, changed, repaired.flags)


def _mended(
    text: str, *, has_readings: bool, has_mojibake: bool, has_forms: bool, has_losses: bool
) -> tuple[AlignedText, list[tuple[int, int]]]:
    """Repair one line by what its page shows, and give the spans that are lost; from 0 on."""
    clean = AlignedText(text, 0, len(text))
    flags: list[tuple[int, int]] = []
    if has_mojibake:
        clean = mend_mojibake(clean) or clean
    if has_forms:
        clean = normal_forms(clean).strip()
    if has_readings:
        clean, flags = remove_pinyin(clean)
    if has_losses:
        flags += [clean.source_span(*m.span()) for m in _LOST.finditer(clean.text)]
    return clean, flags
