"""Which sentences may be quoted: not those that greet, announce, label or only exhort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from textkit.summary.cues import Cues

__all__ = ["Fitness", "fitness", "run_in_headings"]


class Fitness(IntEnum):
    """How fit a sentence is to stand in a summary."""

    NEVER = 0  # furniture that layout could not tell, a word to the reader, no words at all
    UNFINISHED = 1  # no final punctuation
    EMPTY = 2  # a whole sentence that says little: a run-in heading, a slogan, a sigh
    QUOTABLE = 3


_MARKS_AFTER = '"”’」』）)】》'  # what may follow the mark that ends a sentence
_BEGINS_OUT_OF_PLACE = re.compile(
    r"(?:来源|作者|时间|.{0,8}记者)[:：]|图[①-⑳一二三四五六七八九十\d]*[：:]|[上下左右]图|[（(][^（）()]*[）)]$"
    r"|(?:本报|全媒体)?(?:记者|通讯员)\S{2,12}$|同志们|祝|欢迎.{0,30}(?:举报|来电|来信|投稿|关注|订阅|咨询)"
)
_TELEPHONE = re.compile(r"(?:举报|监督|投诉|咨询|报名)电话(?:[是为:：|｜]|\d)")
_CREDIT = ("摄", "摄）", "摄)")
_ANNOUNCES = re.compile(  # the list that follows
    r"(?:公布|通报|公告|说明|介绍|报道|安排|答复)如下[。：:]$|以下\S{0,8}案例\S{0,8}[。：:]$"
    r"|(?:抓好|做好|做了|完成|突出|实现|推进|主要)\S{0,10}(?:以下|[一二三四五六七八九十]+(?:个方面|项|方面))\S{0,8}[。：:]$"
)
_ANNOUNCES_WITHIN = 36  # characters from the end
_NUMBERED = re.compile(r"[（(]?\d")
_POINT = re.compile("[一二三四五六七八九十]要")  # 二要突出重点、明确责任。
# 县直各单位负责人参加会议。 Of 19 such in county news the annotators quoted none.
_ATTENDS = re.compile(
    "(?:出席|参加|列席|陪同)了?(?:本次|此次|上述)?(?:启动|开工|揭牌|签约|开幕)?"
    "(?:会议|活动|仪式|典礼|调研|考察|检查|慰问|座谈会?|观摩)?。$"
)
_ATTENDS_WITHIN = 20  # characters from the end
_TITLE = re.compile("领导|负责人|书记|主席|主任|部长|[市县区局]长")
_CLAUSES = re.compile("[，；、：,;:]")
_MEASURE = re.compile(r"\d(?![\d.]*\s*[年月日])")  # a date measures nothing: 2025年极不平凡。
# Cues any of which makes a short sentence worth reading.
_CONTENT = "written figures", "done", "plan", "change", "say", "order", "latin", "project"
_SHORT_HEADING, _NUMBERED_HEADING = 20, 45  # the longest run-in headings of the training documents
_OCCASION = re.compile(r"(?:今年|\d{4}年)是.{0,40}(?:之年|周年|第一年)")  # one in ten was quoted
_OCCASION_LENGTH = 45  # a longer sentence goes on to say something
_VOID = 22  # of 114 shorter sentences without figure or cue the annotators quoted one
_VOID_WITH_CUE = 12
_SLOGAN, _SLOGAN_CLAUSE = 28, 8  # 治水为民，久久为功。


def fitness(texts: Sequence[str], cues: Cues, run_in: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Grade sentences by :class:`Fitness`, shape (n_sentences,).

    ``run_in`` tells which are :func:`run_in_headings`.

    Examples
    --------
    >>> from textkit.summary.characters import characters
    >>> from textkit.summary.cues import find_cues
    >>> texts = ["谢谢大家！", "主要做法", "久久为功，善作善成。", "全县造林4.2万亩，修渠12公里。"]
    >>> cues = find_cues(texts, characters(texts))
    >>> [Fitness(grade).name for grade in fitness(texts, cues, run_in_headings(texts, cues))]
    ['NEVER', 'UNFINISHED', 'EMPTY', 'QUOTABLE']
    """
    figures = cues.counts["figures"].tolist()
    content = np.sum([cues.counts[name] for name in _CONTENT], axis=0).tolist()
    grades = np.full(len(texts), Fitness.QUOTABLE, np.int8)
    for i, text in enumerate(texts):
        if cues.out_of_place[i] or _is_out_of_place(text):
            grades[i] = Fitness.NEVER
        elif text.rstrip(_MARKS_AFTER)[-1:] not in ("。", "？", "！", "?", "!", "｡"):
            grades[i] = Fitness.UNFINISHED
        elif (
            run_in[i]
            or (not figures[i] and _is_attendance(text))
            or _is_void(text, bool(figures[i]), content[i])
            or _is_slogan(text, opens_with_time=bool(cues.openings["time"][i]))
            or (_is_exclamation(text) and not figures[i])
        ):
            grades[i] = Fitness.EMPTY
    return grades


def _is_out_of_place(text: str) -> bool:
    return (
        _BEGINS_OUT_OF_PLACE.match(text) is not None
        or text.endswith(_CREDIT)
        or ("电话" in text and _TELEPHONE.search(text) is not None)
        or _ANNOUNCES.search(text, max(0, len(text) - _ANNOUNCES_WITHIN)) is not None
        or not any(map(str.isalnum, text))
    )


def run_in_headings(texts: Sequence[str], cues: Cues) -> NDArray[np.bool_]:
    """Tell which sentences label what follows them, as 加强作风建设。 and 一是强化监管。 do."""
    figures = cues.counts["figures"].tolist()
    numbered = cues.openings["enumerated"].tolist()
    found = map(_is_run_in_heading, texts, figures, numbered)
    return np.fromiter(found, bool, len(texts))


def _is_run_in_heading(text: str, n_figures: float, is_numbered: bool) -> bool:
    if len(text) >= _NUMBERED_HEADING:
        return False
    if is_numbered or _POINT.match(text):
        return bool(n_figures <= (_NUMBERED.match(text) is not None))
    return len(text) <= _SHORT_HEADING and not n_figures and not _CLAUSES.search(text)


def _is_attendance(text: str) -> bool:
    ends_so = _ATTENDS.search(text, max(0, len(text) - _ATTENDS_WITHIN))
    return ends_so is not None and _TITLE.search(text, 0, ends_so.start()) is not None


def _is_void(text: str, has_figure: bool, content: float) -> bool:
    if len(text) <= _VOID and not has_figure and not content:
        return True
    if len(text) <= _OCCASION_LENGTH and _OCCASION.match(text):
        return True
    return len(text) <= _VOID_WITH_CUE and not _MEASURE.search(text) and content <= 1


def _is_slogan(text: str, *, opens_with_time: bool) -> bool:
    """Whether a sentence is made of short clauses without figures, or all of one length."""
    if len(text) > _SLOGAN or opens_with_time:
        return False
    clauses = [clause for clause in re.split("[，、！。；,;!]", text.strip("“”")) if clause]
    if len(clauses) < 2:
        return False
    if max(map(len, clauses)) > _SLOGAN_CLAUSE:
        return False
    return not re.search(r"\d", text) or len(set(map(len, clauses))) == 1


def _is_exclamation(text: str) -> bool:
    return text.rstrip("”』」").endswith(("！", "？", "!", "?"))
