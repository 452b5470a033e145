"""What the wording of one line tells about its part on the page, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from textkit.document import Kind
from textkit.reading.credits import DATE, is_byline, is_caption
from textkit.reading.furniture import is_furniture

__all__ = ["has_dateline", "is_numbered", "is_prose", "kind_by_wording"]

# Marks after which a line is no headline; a colon or comma at its end says that more follows.
_FINAL = re.compile(r"[。！？!?…；;：:，,、.｡][”’」』）)】》\"]*$|[。！？!?][）)]$")
_INNER_END = re.compile(r"[。！？]")
_NUMBER = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[章节条部分编]"
    r"|[（(][一二三四五六七八九十百]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|[（(]\d{1,2}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|(?:[Pp]art|PART)\s*\d+"
)
# An article's first words name who reports, as 本报讯 and 新华社北京1月1日电 do.
_DATELINE = re.compile(
    r"[【（(]?(?:本报|本网|本台|本刊|[^\s，。：]{2,12}(?:网|报|社|台))\s*[^，。]{0,16}[讯電电]"
    r"[\s】）)（(，,:：]"
)
_MAX_KEPT = 200  # code points up to which what a line is is remembered
_MAX_HEADLINE = 60  # code points; the longest of the seeds has 46


def has_dateline(text: str) -> bool:
    """Whether a line begins as the first of an article does: with who reports, from where."""
    return _DATELINE.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a line begins with a section number, as 一、 and （二） are."""
    return _NUMBER.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: it holds or ends a sentence, or is long."""
    return (
        len(text) > _MAX_HEADLINE
        or _INNER_END.search(text) is not None
        or _FINAL.search(text, max(0, len(text) - 4)) is not None
    )


def kind_by_wording(text: str) -> Kind | None:
    """Name the part a line plays where its wording alone tells; None where it does not.

    Examples
    --------
    >>> [kind_by_wording(line) for line in ["分享到：", "来源：新华网", "图为工地。", "秋粮入库。"]]
    ['chrome', 'byline', 'caption', None]
    """
    if not text:
        return None
    return _kind_of_short(text) if len(text) <= _MAX_KEPT else _kind(text)


def _kind(text: str) -> Kind | None:
    if is_furniture(text):
        # 字号 and print links often share a line with source and date.
        has_facts = len(text) <= 120 and "来源" in text and DATE.search(text)
        return "byline" if has_facts else "chrome"
    if is_caption(text):
        return "caption"
    return "byline" if is_byline(text) else None


# The stations of HTML ask up to three times about the same line.
_kind_of_short = lru_cache(maxsize=8192)(_kind)
