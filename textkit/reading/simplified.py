"""Simplified text for analysis; what is quoted stays as it is printed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["has_traditional", "simplified"]

# 著 is written 着 but in words for writing and standing out; OpenCC's tw2s misses these of them.
_KEPT = re.compile(r"(?<=[卓土編编專专原論论譯译遺遗拙新])著(?![手力眼重想急])|[\ud800-\udfff]")
# A name (李昇) or a term in simplified text is no reason to convert it: one in 50, then it is.
_MIN_SHARE = 0.02
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def simplified(text: str) -> str:
    """Convert traditional characters to simplified ones.

    Parameters
    ----------
    text : str
        Any text. One without traditional characters is returned as it is, and fast.

    Returns
    -------
    str
        As long as ``text``, so that spans hold in both.

    Notes
    -----
    OpenCC's ``tw2s``: characters by their phrases, words unchanged (資訊 becomes 资讯, not 信息).
    Its gaps are mended: 卓著, 原著 and their kind keep 著, and 甚麼 becomes 什么. 乾 and 瞭 stay
    where a phrase asks for it (乾隆, 瞭望).

    Examples
    --------
    >>> simplified("原平市委著手落實產業項目，成效顯著。")
    '原平市委着手落实产业项目，成效显著。'
    """
    if not has_traditional(text):
        return text
    # Lone surrogates, which OpenCC refuses, stand aside for a mark of one character.
    converted = _converter().convert(_SURROGATE.sub("\ufffd", text))
    if len(converted) != len(text):  # a phrase of another length; none is known in OpenCC 1.4
        return text
    chars = list(converted)
    for match in _KEPT.finditer(text):
        chars[match.start()] = match[0]
    # 二噁英 has a simplified form beyond the basic plane, which no page uses and few fonts show.
    for match in _ASTRAL.finditer(converted):
        chars[match.start()] = text[match.start()]
    return "".join(chars).replace("甚么", "什么")


def has_traditional(text: str) -> bool:
    """Whether ``text`` is written in traditional characters, not just a name or a term in it.

    Only characters beyond GB 2312 are asked about: no traditional text of some length lacks them.
    """
    n_ascii = len(text.encode("ascii", "ignore"))
    n_beyond = len(text) - n_ascii - (len(text.encode("gb2312", "ignore")) - n_ascii) // 2
    if n_beyond < max(1, _MIN_SHARE * len(text)):
        return False  # nearly every page: neither the table nor OpenCC is loaded for it
    beyond = _beyond_gb2312().findall(text)
    if not beyond:
        return False
    new = _converter().convert("".join(beyond))
    changed = sum(a != b for a, b in zip(beyond, new, strict=False))
    return bool(changed) and changed >= _MIN_SHARE * len(text)


@cache
def _beyond_gb2312() -> re.Pattern[str]:
    """Compile, in 10 ms and once, the hanzi that GB 2312 does not have."""
    rows = range(0xB0, 0xF8)
    codes = b"".join(bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    return re.compile(f"[^\x00-\u33ff\ua000-\uf8ff\ufb00-\uffff{codes.decode('gb2312', 'ignore')}]")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # 50 ms to import; plain simplified pages never need it

    return OpenCC("tw2s")
