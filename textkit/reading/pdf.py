"""From a PDF with a text layer to its lines, newspaper columns in reading order."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, median_low
from typing import TYPE_CHECKING

from textkit.document import Kind
from textkit.errors import ReadError
from textkit.reading.columns import Glyph, Run, columns_of
from textkit.reading.lines import Line, Lines, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["page_of_pdf"]

_MAX_PAGES = 3000
_MAX_CHARS = 20_000_000
_MIN_CHARS_PER_PAGE = 10  # a scan has none, or a stamp's few
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08]")
_PAGE_NUMBER = re.compile(r"(?:第\s*)?[-—–·•\s]*\d{1,4}[-—–·•\s]*(?:页)?(?:\s*[/共]\s*\d+\s*页?)?")
_STOP = re.compile(r"[。！？!?…：:；;][”’」』）)】》]*$")
_INDENT = 1.5  # of the type size: how far the first line of a paragraph stands in
_LEADING = 1.9  # of the type size: a wider step than this is a blank line
_HEADLINE = 1.35  # times the usual type size


@dataclass(slots=True)
class _Placed:
    """A run and where it stands in its column."""

    run: Run
    page: int
    block: int
    is_edge: bool
    is_flush: bool  # begins at the left edge of its column
    is_indented: bool
    is_full: bool  # reaches the right edge
    is_after_gap: bool


def page_of_pdf(data: bytes) -> Page:
    """Make a page of the text layer of a PDF.

    Lines are those that were printed; columns are read one after another. Page numbers and running
    heads are chrome, lines in markedly larger type are tagged as headings.

    Raises
    ------
    ReadError
        When the file is damaged, protected, a scan without text, or its fonts do not tell which
        characters they draw.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            f"this PDF cannot be opened ({error}): it is damaged or protected"
        ) from error
    try:
        placed = list(_placed(document))
    finally:
        document.close()
    sample = "".join(item.run.text for item in placed[:500])
    if len(_UNMAPPED.findall(sample)) * 3 > len(sample):
        raise ReadError(
            "the fonts of this PDF do not tell which characters they draw: run text recognition "
            "(OCR) on it first"
        )
    return _page(placed)


def _placed(document: PdfDocument) -> Iterator[_Placed]:
    n_pages = len(document)
    if n_pages > _MAX_PAGES:
        raise ReadError(f"a PDF of {n_pages:,} pages is too long: at most {_MAX_PAGES:,} are read")
    n_chars = 0
    block = 0
    for number in range(n_pages):
        glyphs = _glyphs(document, number)
        n_chars += len(glyphs)
        if n_chars > _MAX_CHARS:
            raise ReadError(
                f"a PDF of more than {_MAX_CHARS:,} characters is refused: split it first"
            )
        columns = columns_of(glyphs)
        runs = [run for column in columns for run in column]
        for column in columns:
            yield from _place(column, runs, number, block)
            block += 1
    if n_chars < _MIN_CHARS_PER_PAGE * min(n_pages, 3):
        raise ReadError(
            f"this PDF has no text on its {n_pages} pages, as scans have none: run text "
            "recognition (OCR) on it first"
        )


def _glyphs(document: PdfDocument, number: int) -> list[Glyph]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        page: PdfPage = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []  # one damaged page leaves the others readable; a file without any is refused
    height = page.get_height()
    glyphs: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    box = raw.FS_RECTF()
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        char = chr(code) if code <= 0x10FFFF else "\ufffd"
        if char.isspace() or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        size = raw.FPDFText_GetFontSize(text, index) or 1.0
        size = max(min(size, box.top - box.bottom), 1.0) if box.top > box.bottom else size
        # Bold is often printed twice, a hair's breadth apart.
        place = (char, round(box.left / (0.3 * size)), round(box.bottom / (0.3 * size)))
        if place not in seen:
            seen.add(place)
            glyphs.append(
                Glyph(char, box.left, height - box.top, box.right, height - box.bottom, size)
            )
    text.close()
    page.close()
    return glyphs


def _place(
    column: Sequence[Run], all_runs: Sequence[Run], page: int, block: int
) -> Iterator[_Placed]:
    top, bottom = min(r.top for r in all_runs), max(r.bottom for r in all_runs)
    # The leftmost edge that several lines begin at: a page number may stand left of it.
    starts = Counter(round(run.left) for run in column)
    left = min((x for x, n in starts.items() if n * 8 >= len(column)), default=min(starts))
    usual = median_low(run.size for run in column)
    right = max(run.right for run in column if abs(run.size - usual) <= 0.1 * usual)
    above: Run | None = None
    for run in column:
        step = run.bottom - above.bottom if above else 0.0
        inset = (run.left - left) / run.size
        yield _Placed(
            run,
            page,
            block,
            is_edge=run.top <= top + run.size or run.bottom >= bottom - run.size,
            is_flush=abs(inset) < _INDENT / 2,
            is_indented=_INDENT <= inset <= _INDENT + 1.2,
            is_full=right - run.right <= 1.5 * run.size,
            is_after_gap=above is not None and step > _LEADING * max(run.size, above.size),
        )
        above = run


def _page(placed: Sequence[_Placed]) -> Page:
    if not placed:
        return Page("", Lines.of([]))
    furniture = _running_heads(placed)
    usual = median(item.run.size for item in placed for _ in range(1 + len(item.run.text) // 8))
    lines: list[Line] = []
    pieces: list[str] = []
    at = 0
    for group in _paragraphs(placed, furniture):
        first = group[0]
        before = ("\n\n" if first.is_after_gap else "\n") if lines else ""
        before += "　　" if first.is_indented else ""
        text = _joined([item.run.text for item in group])
        pieces += [before, text]
        start = at + len(before)
        at = start + len(text)
        kind: Kind | None = "chrome" if id(first) in furniture else None
        is_large = first.run.size >= _HEADLINE * usual and kind is None
        tag = "h2" if is_large else None
        lines.append(Line(text, start, at, tag, block=first.block, kind=kind))
    return Page("".join(pieces), Lines.of(lines))


def _running_heads(placed: Sequence[_Placed]) -> set[int]:
    """Find page numbers and the lines that most pages repeat at their edges; gives object ids."""
    n_pages = placed[-1].page + 1
    edges = [item for item in placed if item.is_edge]
    shapes = Counter(re.sub(r"\d+", "#", item.run.text) for item in edges)
    return {
        id(item)
        for item in edges
        if _PAGE_NUMBER.fullmatch(item.run.text)
        or (n_pages > 2 and shapes[re.sub(r"\d+", "#", item.run.text)] * 2 > n_pages)
    }


def _paragraphs(placed: Sequence[_Placed], furniture: set[int]) -> Iterator[list[_Placed]]:
    """Join the lines that the width of their column cut, across columns and pages too."""
    # Where paragraphs are indented, a line that is not goes on even after a full stop.
    indents = sum(item.is_indented for item in placed) * 20 >= len(placed)
    group: list[_Placed] = []
    between: list[_Placed] = []  # furniture inside a paragraph is put below it
    for item in placed:
        if id(item) in furniture:
            between.append(item)
        elif group and _goes_on(group[-1], item, indents=indents):
            group.append(item)
        else:
            if group:
                yield group
            yield from ([one] for one in between)
            between = []
            group = [item]
    if group:
        yield group
    yield from ([one] for one in between)


def _goes_on(above: _Placed, item: _Placed, *, indents: bool) -> bool:
    if not (above.is_full and item.is_flush) or item.is_after_gap:
        return False
    if abs(above.run.size - item.run.size) > 0.1 * item.run.size:
        return False
    if above.block == item.block:
        return True
    return indents or _STOP.search(above.run.text) is None


def _joined(texts: Sequence[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        space = " " if joined[-1].isascii() and text[0].isascii() and text[0].isalpha() else ""
        joined += space + text
    return joined
