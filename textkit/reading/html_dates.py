"""When an HTML page says that it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from textkit.reading.html_blocks import Block

__all__ = ["FULL_DATE", "find_date"]

_DATE_NAMES = (
    "pubdate",
    "article:published_time",
    "datepublished",
    "og:release_date",
    "publishdate",
    "publish_date",
    "pubtime",
    "publishtime",
    "publish-date",
    "dc.date.issued",
    "weibo:article:create_at",
    "article:create_at",
    "createdate",
    "dc.date",
    "date",
    "dateupdate",
    "datemodified",
    "article:modified_time",
    "og:updated_time",
    "lastmodified",
    "<time>",
)

_URL_NAMES = ("og:url",)
FULL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s*[-/.年]|(?=\s+\d\d\s*[-/]))\s*"
    r"(?P<m>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<![\d-])(?P<y>\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d/.-])(?P<m>[01]?\d)[-/月](?P<d>[0-3]?\d)(?![\d-])")
_HAN_DATE = re.compile(
    r"^(?P<y>[二一][〇○零O0九八七六五四三二一]{3})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日$"
)
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d)[-/]?(?P<m>0[1-9]|1[0-2])[-/]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_PUBLISHED = re.compile("发布|发表|刊发|时间|日期|来源|Published", re.IGNORECASE)
_PUBLISHED_LABEL = re.compile(r"(?:发布|公开|发文)(?:日期|时间)\s*[:：]?\s*$")
_PAPER_PAGE = re.compile(r"第?\s*[A-Z]?\d{1,2}\s*版(?![一-鿿])")
_UPDATED = re.compile("更新|修改|今天是|现在是|成文|生效|施行")


def find_date(
    head: Sequence[Block],
    tail: Sequence[Block],
    stated: Mapping[str, str],
    *,
    above: Sequence[Block] = (),
) -> str | None:
    """Find the day of publication as an ISO date.

    Parameters
    ----------
    head, tail : sequence of Block
        What stands between title and text, and what stands below it.
    stated : mapping of str to str
        What the page states out of sight.
    above : sequence of Block
        What stands above the title: on a page of a newspaper, its number and date.

    Notes
    -----
    What the page shows beside the title comes first, then what it states, then a signature below
    the text. A day that running text mentions is no date of publication.
    """
    return (
        _shown_date(head, is_labelled=True)
        or _labelled_date(above)
        or _shown_date(head)
        or _short_date(head, stated)
        or _stated_date(stated)
        or _paper_date(above)
        or _signed_date(tail)
        or _scripted_date(stated)
    )


def _shown_date(head: Sequence[Block], *, is_labelled: bool = False) -> str | None:
    found = []
    for block in head:
        for match in FULL_DATE.finditer(block.spaced):
            before = block.spaced[max(0, match.start() - 8) : match.start()]
            is_sentence = len(block.text) > 120 or block.text.endswith("。")
            rank = 0 if _PUBLISHED.search(before) else 1
            rank += 2 * bool(_UPDATED.search(before)) + 4 * is_sentence
            found.append((rank, _iso(match)))
    most = 1 if is_labelled else 4
    sure = [day for rank, day in sorted(found, key=lambda pair: pair[0]) if day and rank < most]
    return sure[0] if sure else None


def _short_date(head: Sequence[Block], stated: Mapping[str, str]) -> str | None:
    """Read a date whose year the page leaves out, or shortens; the stated date knows the year."""
    year = (_stated_date(stated) or "")[:4]
    for block in head:
        if len(block.text) > 60:
            continue
        match = _SHORT_YEAR.search(block.spaced)
        if match:
            return _iso(match, year=f"20{match['y']}")
        match = _NO_YEAR.search(block.spaced)
        if match and year and (_PUBLISHED.search(block.spaced) or ":" in block.spaced):
            return _iso(match, year=year)
    return None


def _stated_date(stated: Mapping[str, str]) -> str | None:
    for name in _DATE_NAMES:
        match = FULL_DATE.search(stated.get(name, "").replace("T", " "))
        if match and _iso(match):
            return _iso(match)
    for name in _URL_NAMES:
        match = _URL_DATE.search(stated.get(name, ""))
        if match and _iso(match):
            return _iso(match)
    return None


def _scripted_date(stated: Mapping[str, str]) -> str | None:
    match = FULL_DATE.search(stated.get("<script>", ""))
    return _iso(match) if match else None


def _paper_date(above: Sequence[Block]) -> str | None:
    """Read the date at the head of a page of a newspaper, which is known by its number."""
    if not any(_PAPER_PAGE.search(block.text) for block in above):
        return None
    for block in above:
        match = FULL_DATE.search(block.spaced)
        is_own = not block.n_linked or _PAPER_PAGE.search(block.text)
        if match and is_own and not _UPDATED.search(block.spaced):
            return _iso(match)
    return None


def _labelled_date(above: Sequence[Block]) -> str | None:
    """Read the date that a sheet of labels and values above the title gives for publication."""
    label = ""
    for block in above:
        match = FULL_DATE.search(block.spaced)
        if match and _PUBLISHED_LABEL.search(label + block.spaced[: match.start()]):
            return _iso(match)
        label = block.text
    return None


def _signed_date(tail: Sequence[Block]) -> str | None:
    """Read the date below an official text, or of a byline at the foot."""
    for block in tail:
        match = FULL_DATE.search(block.spaced)
        before = block.spaced[max(0, match.start() - 8) : match.start()] if match else ""
        is_labelled = _PUBLISHED.search(before) and not block.text.endswith(("。", "；"))
        if match and (is_labelled or len(block.text) <= 14):
            return _iso(match)
        match = _HAN_DATE.match(block.text.replace(" ", ""))
        if match:
            return _iso_of_han(match)
    return None


def _iso(match: re.Match[str], *, year: str | None = None) -> str | None:
    try:
        return date(int(year or match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None


def _iso_of_han(match: re.Match[str]) -> str | None:
    digits = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
        "○零O", "0"
    )
    year = "".join(digits.get(char, char) for char in match["y"])
    numbers = []
    for part in (match["m"], match["d"]):
        tens, ten, ones = part.rpartition("十")
        number = (int(digits[tens]) if tens else 1) * 10 if ten else 0
        numbers.append(number + (int(digits[ones]) if ones else 0))
    try:
        return date(int(year), *numbers).isoformat()
    except ValueError:
        return None
