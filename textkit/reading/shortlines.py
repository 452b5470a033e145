"""Weigh whether a short line without a stop is the caption of a picture or a heading."""

from __future__ import annotations

import re

__all__ = ["caption_score", "ends_with_thing"]

# A caption names what a picture shows: it ends with a place or a thing.
_THING = re.compile(
    r"(?:[村园区路街厂镇河湖山桥院馆站场所房屋楼塔寺庙库车船机图]|公园|小区|广场|大厦|中心|基地|项目|工地|现场|场景"
    r"|景象|风貌|面貌|外景|全景|夜景|一角|掠影|发电|公交|设备|生产线|车间|学校|幼儿园|合影|留影)[”』》）)]?$"
)
_MAX_THING = 4  # code points of the longest of them with its quote
# A heading states something: it has two halves, or one of the verbs that such headings live on.
_HALVES = re.compile(r"\S{3,}[\s，,；;：:]+\S{3,}|——")
_PAUSE = re.compile(r"[\s，,；;：:—]")  # what either needs, in a tenth of the time
_VERBS = """
    坚持 推进 推动 打造 激发 提升 加快 加强 加大 擦亮 攻坚 牢记 建设 建好 构建 构筑 做强 做优
    做大 做好 做实 抓 深化 优化 强化 促进 实施 落实 完善 健全 改善 保障 守护 守牢 夯实 筑牢
    凝聚 汇聚 引领 赋能 助力 聚焦 锚定 围绕 突出 全力 全面 持续 着力 切实 不断 奋进 奋力 开启
    谱写 书写 绘就 走出 迈向 迈上 跑出 唱响 点亮 激活 释放 拓宽 拓展 培育 壮大 发展 转型 振兴
    治理 创新 改革 提质 增效 前行 升级 见效 惠民 为民 受益 增收 致富 丰收 决战 决胜 打赢 扩大
    稳步 成为 实现 让 把 使 如何 怎样 为何 怎么 什么
"""
_STATES = re.compile("|".join(_VERBS.split()))
_PLAIN = re.compile(r"\W")
_MAX_CAPTION = 40  # code points


def ends_with_thing(text: str) -> bool:
    """Whether a line ends with a word for what can be photographed."""
    return _THING.search(text, max(0, len(text) - _MAX_THING)) is not None


def caption_score(text: str, *, above: str, n_gaps: int, in_row: bool) -> float:
    """Weigh what speaks for a caption against a heading.

    Parameters
    ----------
    text : str
        The line.
    above : str
        The paragraph above it: captions repeat its words, headings announce those of the next.
    n_gaps : int
        On how many of its two sides, 0 to 2, more blank lines stand than is usual on the page.
    in_row : bool
        Whether it is one of three short lines or more.

    Returns
    -------
    float
        2 and more is a caption.
    """
    if len(text) > _MAX_CAPTION:
        return 0.0
    score = 0.5 * n_gaps + 0.5 * in_row + _echo(text, above)
    score += 1.0 if ends_with_thing(text) else 0.0
    score -= 1.5 if _PAUSE.search(text) and _HALVES.search(text) else 0.0
    score -= 1.0 if _STATES.search(text) else 0.0
    return score


def _echo(text: str, above: str) -> float:
    """Score how much of ``text``, in pairs of characters, the paragraph above has said already."""
    if not above:
        return 0.0
    words = _PLAIN.sub("", text)
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    share = sum(pair in above for pair in pairs) / len(pairs) if pairs else 0.0
    return 2.0 if share >= 0.9 else 1.5 if share >= 0.7 else 1.0 if share >= 0.4 else 0.0
