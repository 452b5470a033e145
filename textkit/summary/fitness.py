"""Which sentences may be quoted: not those that greet, announce, label or only exhort."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["Fitness", "fitness", "is_run_in_heading"]


class Fitness(IntEnum):
    """How fit a sentence is to stand in a summary."""

    NEVER = 0  # furniture that layout could not tell, a word to the reader, no words at all
    UNFINISHED = 1  # no final punctuation
    EMPTY = 2  # a whole sentence that says little: a run-in heading, a slogan, a sigh
    QUOTABLE = 3


_FINISHED = re.compile(r"[。？！?!][\"”’」』）)】》]*$")
_FURNITURE = re.compile(
    r"https?:|www\.|\]\(|&[a-z]+;|浏览器|HTML5|责任编辑|责编|编辑[:：]|扫[一描码]|二维码|版权所有|转载|上一篇|下一篇|字体[:：]"
    r"|^(?:来源|作者|时间|.{0,8}记者)[:：]|摄[）)]?$|资料图|图为|图片来源|相关链接|>>|查看原文|ICP备|备案号"
    r"|^图[①-⑳一二三四五六七八九十\d]*[：:]|^[上下左右]图|^[（(][^（）()]*[）)]$|^(?:本报|全媒体)?(?:记者|通讯员)\S{2,12}$"
)
_TO_THE_READER = re.compile(
    r"各位(?:代表|委员|领导|来宾|同志|朋友|观众)|^同志们|请予审议|向大会(?:作|报告)\S{0,6}工作|^祝|祝大家|新年快乐|谢谢|再见"
    r"|观众朋友|下面请看|来看|敬请|提醒大家|温馨提示|^欢迎.{0,30}(?:举报|来电|来信|投稿|关注|订阅|咨询)|带您|跟随\S{0,6}记者"
    r"|记者\S{0,6}一起去"
)
_ANNOUNCEMENT = re.compile(  # of the list that follows
    r"(?:公布|通报|公告|说明|介绍|报道|安排|答复)如下[。：:]$|以下\S{0,8}案例"
    r"|(?:抓好|做好|做了|完成|突出|实现|推进|主要)\S{0,10}(?:以下|[一二三四五六七八九十]+(?:个方面|项|方面))\S{0,8}[。：:]$"
)
_OUT_OF_PLACE = _FURNITURE, _TO_THE_READER, _ANNOUNCEMENT
_WORD = re.compile(r"\w")
_NUMBERED = re.compile(r"[（(]?\d")
_CLAUSES = re.compile("[，；、：]")
_MEASURE = re.compile(r"\d(?![\d.]*\s*[年月日])")  # a date measures nothing: 2025年极不平凡。
# Cues any of which makes a short sentence worth reading.
_CONTENT = "written figures", "done", "plan", "change", "say", "order", "latin", "project"
_SHORT_HEADING, _NUMBERED_HEADING = 20, 45  # the longest run-in headings of the training documents
_VOID = 22  # of 114 shorter sentences without figure or cue the annotators quoted one
_VOID_WITH_CUE = 12
_SLOGAN, _SLOGAN_CLAUSE = 28, 8  # 治水为民，久久为功。


def fitness(
    texts: Sequence[str],
    counts: Mapping[str, NDArray[np.float64]],
    openings: Mapping[str, NDArray[np.bool_]],
) -> NDArray[np.int8]:
    """Grade sentences by :class:`Fitness`.

    Parameters
    ----------
    texts : sequence of str
    counts, openings : mapping
        From :func:`~textkit.summary.cues.count_cues` and
        :func:`~textkit.summary.cues.find_openings`.

    Returns
    -------
    ndarray of int8, shape (n_sentences,)
    """
    content = np.sum([counts[name] for name in _CONTENT], axis=0)
    grades = np.full(len(texts), Fitness.QUOTABLE, np.int8)
    for i, text in enumerate(texts):
        if not _WORD.search(text) or any(pattern.search(text) for pattern in _OUT_OF_PLACE):
            grades[i] = Fitness.NEVER
        elif not _FINISHED.search(text):
            grades[i] = Fitness.UNFINISHED
        elif (
            is_run_in_heading(
                text, counts["figures"][i], is_numbered=bool(openings["enumerated"][i])
            )
            or _is_void(text, bool(counts["figures"][i]), content[i])
            or _is_slogan(text, opens_with_time=bool(openings["time"][i]))
            or (_is_exclamation(text) and not counts["figures"][i])
        ):
            grades[i] = Fitness.EMPTY
    return grades


def is_run_in_heading(text: str, n_figures: float, *, is_numbered: bool) -> bool:
    """Whether a sentence labels what follows it, as 加强作风建设。 and 一是强化监管。 do."""
    if is_numbered and len(text) < _NUMBERED_HEADING:
        return bool(n_figures <= (_NUMBERED.match(text) is not None))
    return len(text) <= _SHORT_HEADING and not n_figures and not _CLAUSES.search(text)


def _is_void(text: str, has_figure: bool, content: float) -> bool:
    if len(text) <= _VOID and not has_figure and not content:
        return True
    return len(text) <= _VOID_WITH_CUE and not _MEASURE.search(text) and content <= 1


def _is_slogan(text: str, *, opens_with_time: bool) -> bool:
    """Whether a sentence is made of short clauses without figures, or all of one length."""
    clauses = [clause for clause in re.split("[，、！。；]", text.strip("“”")) if clause]
    if len(text) > _SLOGAN or len(clauses) < 2 or opens_with_time:
        return False
    if max(map(len, clauses)) > _SLOGAN_CLAUSE:
        return False
    return not re.search(r"\d", text) or len(set(map(len, clauses))) == 1


def _is_exclamation(text: str) -> bool:
    return text.rstrip("”』」").endswith(("！", "？", "!", "?"))
