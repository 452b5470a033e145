"""The county or city that an article is about, for statistics by place."""

from __future__ import annotations

import re

from textkit.document import Document

__all__ = ["place_of"]

# A name begins where a clause does, after a larger place, or after a word that places follow.
_NAME = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[省市州区在到赴于从]))"
    "([\u4e00-\u9fff]{1,3}(?:县|市(?![场值容面价民]))|[\u4e00-\u9fff]{2,6}自治[县州旗])"
)
# What stands before 县 or 市 in words that are no names: 全县, 县级市, 小康县, 超市.
_NO_NAME = re.compile(
    "[全各本该某我县省地区城都超股夜辖级会外邻市乡入上楼菜花闹]."
    "|.*[的是了走距型把被名].*"
    "|.*(?:联合|建设|贫困|示范|小康|重点|先进|农业|试点|模范|直辖|县级|地级|省会|全国|大城|小城|今年|目前|近日).*"
)
_TITLE_WEIGHT = 3  # the title names the place once, and surely
_SPECIFIC = 2  # a county is said less often than its city where both are, and is the answer
_MIN_COUNT = 2  # what an article is about it names again


def place_of(document: Document) -> str | None:
    """Return the county or city named most often, or None where there is none.

    Counties weigh twice as much as cities, the title three times as much as the body. Names are
    told by their form alone; a name that never follows a clear boundary is missed.

    Parameters
    ----------
    document : Document
        An article.

    Examples
    --------
    >>> from textkit import Document
    >>> place_of(Document.from_text("晋中市和顺县完成秋播。和顺县农业农村局说，全县增产。"))
    '和顺县'
    """
    title = document.title or ""
    text = document.text
    names = {m[1]: None for part in (title, text) for m in _NAME.finditer(part)}
    counts = {
        name: (text.count(name) + _TITLE_WEIGHT * title.count(name))
        * (1 if name.endswith("市") else _SPECIFIC)
        for name in names
        if not _NO_NAME.fullmatch(name) and not _NO_NAME.fullmatch(name[-2:])
    }
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best and (text + title).count(best) >= _MIN_COUNT else None
