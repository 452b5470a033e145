"""Give every line of a page its part: title, heading, body, caption, byline or chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from textkit.document import Kind
from textkit.reading.credits import is_name, is_office
from textkit.reading.furniture import opens_furniture
from textkit.reading.lines import Lines
from textkit.reading.shortlines import caption_score, ends_with_thing
from textkit.reading.wording import has_dateline, is_numbered, is_prose, kind_by_wording

__all__ = ["roles"]

_MAX_HEADING = 60  # code points; the longest section heading of the seeds has 46
_MAX_WORDED = 200  # code points up to which wording is looked at; notices are no longer
_LINKED = 0.6  # share of linked characters from which a line is taken for navigation
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DECK = ("—", "－", "--")  # what the second line of a title begins with
_MAX_RUN = 40  # short lines in a row; more are a table, in which no caption is looked for
_MENU_WORD = 8  # code points; above a title, shorter lines are menus
_NO_WORD = re.compile(r"\W")


@dataclass(slots=True)
class _Page:
    """The lines of a page while their parts are being told."""

    lines: Lines
    kinds: list[Kind | None]  # None while open
    loose: list[bool]  # more blank lines before it than is usual on the page

    def text(self, index: int) -> str:
        return self.lines.texts[index]


def roles(
    lines: Lines,
    *,
    gaps: Sequence[int],
    wrapped: frozenset[int] = frozenset(),
    title: str | None = None,
) -> list[Kind]:
    """Tell the part of every line.

    Parameters
    ----------
    lines : Lines
        The lines of a page in reading order.
    gaps : sequence of int
        The blank lines before each.
    wrapped : frozenset of int
        Lines that go on the line above because of the width of the page: both are body.
    title : str, optional
        The title where it is known; a line that repeats it is the title.

    Returns
    -------
    list of str
        One kind for each line.
    """
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    kinds = [
        kind or _kind_alone(text, tag, share > _LINKED)
        for kind, text, tag, share in zip(
            lines.kinds, lines.texts, lines.tags, lines.link_shares, strict=True
        )
    ]
    if kinds == [None] and not title:
        return ["body"]  # a line alone has no neighbours that could tell it from text
    page = _Page(lines, kinds, [gap > usual for gap in gaps])
    for index in wrapped:
        kinds[index - 1] = kinds[index - 1] or "body"
        kinds[index] = kinds[index] or "body"
    _name_title(page, title)
    prose = [index for index, kind in enumerate(kinds) if kind == "body"]
    if prose:
        _settle_tail(page, prose[-1])
        for index in range(prose[0] + 1, prose[-1]):
            if kinds[index] == "byline" and is_office(page.text(index)):
                kinds[index] = "body"  # one of those that the text lists
        _settle_head(page, prose[0], is_titled=bool(title))
    else:
        _settle_without_prose(page)
    _settle_runs(page, prose[-1] if prose else -1)
    return [kind or "body" for kind in kinds]


def _kind_alone(text: str, tag: str | None, is_linked: bool) -> Kind | None:
    """Tell what a line is without its neighbours; None for a short line that might be several."""
    if len(text) < _MAX_WORDED:
        return _kind_of_short(text, tag, is_linked)
    kind = kind_by_wording(text) if is_linked else None
    if kind is not None:
        return kind
    if tag == "figcaption":
        return "caption"
    return "chrome" if is_linked and tag != "p" else "body"


# A page of a hundred thousand short lines has few that differ.
@lru_cache(maxsize=8192)
def _kind_of_short(text: str, tag: str | None, is_linked: bool) -> Kind | None:
    kind = kind_by_wording(text)
    if kind is not None:
        return kind
    if tag == "figcaption":
        return "caption"
    if tag in _HEADING_TAGS and len(text) <= _MAX_HEADING:
        return "heading"
    if is_linked and not (tag == "p" and is_prose(text)):
        return "chrome"
    if is_numbered(text) and _is_numbered_heading(text):
        return "heading"
    return "body" if is_prose(text) else None


def _is_numbered_heading(text: str) -> bool:
    """Whether a numbered line is short and one sentence; 1. and 2. with full stops are items."""
    if len(text) > _MAX_HEADING or text[-1] in "：:；;，,、":
        return False
    return not re.search("[。！？；]", text[:-1]) and (text[-1] != "。" or not text[0].isdigit())


def _name_title(page: _Page, title: str | None) -> None:
    """Mark the first line that repeats the known title."""
    wanted = _NO_WORD.sub("", title or "")
    if not wanted:
        return
    for index, kind in enumerate(page.kinds):
        is_open = kind is None or kind == "heading"
        if not is_open or wanted[0] not in page.text(index):
            continue
        if _NO_WORD.sub("", page.text(index)) == wanted:
            page.kinds[index] = "title"
            return


def _settle_tail(page: _Page, last: int) -> None:
    """Below the last prose, take everything for furniture from the first heading of it on."""
    for index in range(last + 1, len(page.lines)):
        if page.kinds[index] == "chrome" and opens_furniture(page.text(index)):
            page.kinds[index:] = ["chrome"] * (len(page.lines) - index)
            return


def _settle_without_prose(page: _Page) -> None:
    """On a page without a sentence, take the first of several lines for the title."""
    free = [index for index, kind in enumerate(page.kinds) if kind is None]
    if "title" not in page.kinds and len(free) > 1 and len(page.text(free[0])) > _MENU_WORD:
        page.kinds[free[0]] = "title"


def _settle_head(page: _Page, first: int, *, is_titled: bool) -> None:
    """Find the title above the first prose, the menu words above it, the names and decks below."""
    kinds = page.kinds
    free = [index for index in range(first) if kinds[index] in (None, "heading")]
    free = [i for i in free if kinds[i] is None or not is_numbered(page.text(i))]
    title = next((index for index in range(first) if kinds[index] == "title"), None)
    if title is None:
        title = _choose_title(page, free, is_titled=is_titled)
        if title is not None:
            kinds[title] = "title"
    above = [i for i in free if title is not None and i < title and kinds[i] is None]
    for index in above:
        kinds[index] = "chrome" if len(page.text(index)) <= _MENU_WORD else "title"
    below = [i for i in free if (title is None or i > title) and kinds[i] is None]
    for index in below:
        kinds[index] = _kind_below_title(page, index, first, in_row=len(below) >= 3)


def _choose_title(page: _Page, free: Sequence[int], *, is_titled: bool) -> int | None:
    """Choose the headline: by its tag, by the byline under it, by its length."""
    for tag in ("h1", "h2"):
        for index in free:
            if page.lines.tags[index] == tag:
                return index
    if is_titled:
        return None  # no line repeats the known title: what stands here is a heading
    free = [index for index in free if not page.text(index).startswith(_DECK)] or free
    for index in free:
        is_signed = index + 1 < len(page.kinds) and page.kinds[index + 1] == "byline"
        if is_signed and len(page.text(index)) >= 5:
            return index
    long = (index for index in free if len(page.text(index)) >= _MENU_WORD)
    return next(long, free[0] if free else None)


def _kind_below_title(page: _Page, index: int, first: int, *, in_row: bool) -> Kind | None:
    """Tell a second line of the title, or a name, from what stays open."""
    above = page.kinds[index - 1] if index else "title"
    text = page.text(index)
    if above not in ("title", "byline"):
        return None
    if text.startswith(_DECK):
        return "title"
    if is_office(text) or (above == "byline" and is_name(text)):
        return "byline"
    if index + 1 < first:
        ends_head = page.kinds[index + 1] == "byline" or page.loose[index + 1]
    else:
        ends_head = has_dateline(page.text(first))
    is_deck = above == "title" and ends_head and _caption_score(page, index, in_row=in_row) < 2
    return "title" if is_deck else None


def _settle_runs(page: _Page, last_prose: int) -> None:
    """Settle the short lines that are still open, run by run."""
    index, size = 0, len(page.lines)
    while index < size:
        end = index
        while end < size and page.kinds[end] is None:
            end += 1
        if end > index:
            _settle_run(page, range(index, end), has_prose_below=end <= last_prose)
        index = end + 1


def _settle_run(page: _Page, run: range, *, has_prose_below: bool) -> None:
    scores = [0.0] * len(run)
    if len(run) <= _MAX_RUN:
        scores = [_caption_score(page, index, in_row=len(run) >= 3) for index in run]
    # A line between two captions needs less to be one.
    sure = [at for at, score in enumerate(scores) if score >= 2] or [len(run)]
    rest = []
    for at, (index, score) in enumerate(zip(run, scores, strict=True)):
        if score >= 2 or (sure[0] < at < sure[-1] and score >= 1):
            page.kinds[index] = "caption"
        else:
            rest.append(index)
    if not has_prose_below:
        for index in rest:
            is_last_picture = page.loose[index] and len(rest) == 1
            is_caption = is_last_picture and ends_with_thing(page.text(index))
            page.kinds[index] = "caption" if is_caption else "body"
        return
    # Three short lines and more without a stop are verse, a list or a table, not headings.
    is_list = len(rest) > 3 or (len(rest) == 3 and not any(page.loose[i] for i in rest[1:]))
    for index in rest:
        page.kinds[index] = "body" if is_list else "heading"
    if is_list and page.loose[rest[-1]]:
        page.kinds[rest[-1]] = "heading"


def _caption_score(page: _Page, index: int, *, in_row: bool) -> float:
    text = page.text(index)
    if is_numbered(text) or page.lines.tags[index] in _HEADING_TAGS:
        return 0.0
    near = range(index - 1, max(-1, index - 4), -1)
    above = next((page.text(i) for i in near if page.kinds[i] == "body"), "")
    before = page.loose[index] and index > 0
    after = index + 1 < len(page.loose) and page.loose[index + 1]
    return caption_score(text, above=above, n_gaps=before + after, in_row=in_row)
