"""Repair the lines of a page before they are judged; every change is kept with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from textkit.reading.aligned import AlignedText
from textkit.reading.lines import Line, Page
from textkit.reading.mojibake import may_hold_mojibake, mend_mojibake
from textkit.reading.pinyin import has_pinyin_damage, remove_pinyin
from textkit.reading.spacing import needs_normal_forms, normal_forms

__all__ = ["Repaired", "repair_lines"]

# What a decoder leaves where it gave up: replacement characters, 锟斤拷 (two of them, read as GBK),
# private-use characters, and runs of ? inside Chinese text.
_LOST = re.compile(r"(?:锟斤拷|\ufffd|[\ue000-\uf8ff])+|(?<=[一-鿿])\?{3,}(?=[一-鿿])|\?{6,}")


@dataclass(slots=True)
class Repaired:
    """The lines of a page after repair.

    Parameters
    ----------
    lines : list of Line
        With their clean text; spans are those of the source.
    changed : dict of int to AlignedText
        The lines that a repair changed, by index.
    flags : list of (int, int)
        Source spans that are damaged and could not be repaired.
    """

    lines: list[Line]
    changed: dict[int, AlignedText] = field(default_factory=dict)
    flags: list[tuple[int, int]] = field(default_factory=list)

    def aligned(self, index: int) -> AlignedText:
        """Give a line with its repairs."""
        line = self.lines[index]
        return self.changed.get(index) or AlignedText(line.text, line.start, line.end)


def repair_lines(page: Page) -> Repaired:
    """Undo what is proven to be damage, and flag what is damaged beyond proof."""
    text = page.text
    # Each test looks at the whole page once, so that a clean page costs four searches.
    has_readings = has_pinyin_damage(text)
    has_mojibake = may_hold_mojibake(text)
    has_forms = needs_normal_forms(text)
    has_losses = _LOST.search(text) is not None
    if not (has_readings or has_mojibake or has_forms or has_losses):
        return Repaired(list(page.lines))
    repaired = Repaired([])
    for line in page.lines:
        clean = AlignedText(line.text, line.start, line.end)
        if has_mojibake:
            clean = mend_mojibake(clean) or clean
        if has_forms:
            clean = normal_forms(clean).strip()
        if has_readings:
            clean, flags = remove_pinyin(clean)
            repaired.flags += flags
        if has_losses:
            repaired.flags += [clean.source_span(*m.span()) for m in _LOST.finditer(clean.text)]
        if clean.text != line.text:
            line = replace(line, text=clean.text, start=clean.start, end=clean.end)
            repaired.changed[len(repaired.lines)] = clean
        if line.text:  # a line of invisible marks alone is a blank line
            repaired.lines.append(line)
        else:
            repaired.changed.pop(len(repaired.lines))
    return repaired
