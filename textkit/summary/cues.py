"""What the wording of a sentence tells about its worth: words counted anywhere, words that open it.

The lists were read out of the training documents' extracts and out of what rankers chose wrongly;
what each is worth is learned, so a word too many costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from textkit.summary.characters import Characters, fold

__all__ = ["COUNTED", "OPENINGS", "Cues", "find_cues"]

# Cue → words of up to four characters. A word behind a minus takes back what is part of it: 市场 is
# no 市, 我国 no 我.
_WORDS = {
    "magnitude": "万 亿",
    "percent": "% ％ 百分点 百分之 翻番 一成 二成 三成 四成 五成 六成 七成 八成 九成 两成",
    "change": "增长 下降 提高到 提升到 降低 增加 减少 同比 达到 超过 突破 累计 新增",
    "list": "、",
    "clauses": "， ； , ;",
    "semicolons": "； ;",
    "done": "完成 建成 实现 投产 投用 竣工 启动 开工 举办 召开 获批 入选 开展 建立 出台 印发 落地 投入 "
    "通车 挂牌 发布 揭牌 成立 荣获 签约",
    "plan": "将 计划 力争 确保 加快 推进 推动 实施 支持 开展 深化 强化 加强 争取 打造 培育 建设",
    "self": "我 咱 你 俺 -我国 -我省 -我市 -我县 -我区 -我州 -我盟 -我院 -我校 -我局 -我厅 -我军",
    "say": "说 表示 介绍 告诉 认为 看到 感到",
    "order": "强调 指出 要求 会议 讲话 提出",
    "leader": "总书记 主席 总理 党中央 省长 市长 书记",
    "ideals": "精神 思想 伟大 时代 奋力 坚持 贯彻 谱写 篇章 奋进 初心 使命 新征程 高质量",
    "scene": "走进 只见 眼前 笑 忙 阳光 香 一派 景象 画卷 热闹 传来 看着 开心 高兴",
    "project": "项目 工程 平台 基地 园区 示范 试点 中心 行动",
    "place": "省 市 县 区 镇 乡 村 -市场 -市民 -省长 -市长 -县长 -区长 -镇长 -乡长 -村长 -村民 "
    "-省委 -市委 -县委 -区委 -镇委 -乡委 -村委 -区域",
    "money": "元",
    "rank": "全国 全省 首个 首批 首次 首家 第一 第二 第三 国家级 世界",
}
# 三百多户, 两万亩: figures that are written out, with what they count.
_WRITTEN_FIGURE = re.compile(
    "[一二三四五六七八九十百千两]+[多余来几]*[万亿]?[个户人名亩元座家台吨棵次口头只条项斤岁成倍天年处间场辆公]"
)
COUNTED = (*_WORDS, "figures", "written figures", "dates", "latin")
# What stands in a line of furniture or speaks to the reader, where layout could not tell.
_OUT_OF_PLACE = (
    "http www. ]( &nbs 浏览器 html 责任编辑 责编 编辑: 编辑： 扫一扫 扫码 扫描二维 二维码 版权所有 转载 上一篇 下一篇 "
    "字体: 字体： 资料图 图为 图片来源 相关链接 >> 查看原文 icp备 备案号 "
    "版权声明 免责声明 本文来自 如需转载 投稿邮箱 精彩推荐 推荐阅读 关注我们 "
    "各位代表 各位委员 各位领导 各位来宾 各位同志 各位朋友 各位观众 请予审议 祝大家 新年快乐 谢谢 再见 观众朋友 "
    "下面请看 来看 敬请 提醒大家 温馨提示 带您"
)

_TIME_OPENING = (
    r"近日|日前|昨[天晚日]|今年|去年|目前|截至|近年|[一二三四五六七八九十两]年来|“十[四五]五”|\d+月|\d{4}年|"
    r"[上下]半年|今天|春节|前?[一二三四]季度|当前|到20|下一步|接下来|未来"
)
# On the sentence before; 这两年 and 这个春节 stand alone. 项目总投资8600万元 and
# 产值超过350亿元 say something of what was named before.
_LEANING = (
    r"[“‘]?(?:这(?![一两几][天年月]|个\S{0,3}节)|那|其(?!余)|此|同时|为此|但|而(?!在)|也|因此|所以|于是|然而|不过|另外|随后|"
    r"接着|他|她|它|该|对此|与此|除此|从此|正是|后来|一方面|另一方面|"
    r"(?:项目|工程)(?:总?投资|总?占地|总建筑|建成|完成|完工|竣工|投产|投用|达产|全部|主体|[一二三]期|预计|计划|规划|位于|将|于)|"
    r"(?:力争|确保|预计|实现|年)?(?:产值|产业规模|规模|总投资|占地|营业收入|产量|总量|面积)(?:超过?|突破|达到?|增长|约|\d))"
)
_CONTINUING = (
    "[“‘]?(?:并|还|再|更|又|就|不仅|除了|尤其|特别是)"  # the sentence before, but whole alone
)
_VERBS = (
    "加快|推进|推动|实施|支持|开展|深化|强化|加强|争取|打造|培育|建设|完善|健全|落实|提升|扩大|优化|完成|新增|建成|"
    "做[好优强大]|抓好|坚持|全面|深入|积极|大力|着力|持续|稳步|统筹|严格"
)
_OPENINGS = {
    "leaning": _LEANING,
    "continuing": _CONTINUING,
    "enumerated": r"[一二三四五六七八九十]是|首先|第[一二三四五]|其次|最后|[（(][一二三四五六七八九十\d]+[）)]|"
    r"[一二三四五六七八九十]+、|\d+[.．、]|——",
    "time": _TIME_OPENING,
    "where": "在|位于|走进|来到",
    "according": r"据|记者从|.{0,12}(?:数据|消息)",
    "meeting": r"会议|会上|座谈会|.{0,8}(?:强调|指出|要求)",
    "verb": _VERBS,
    "quotation": '[“"]',
    "next": r"下一步|接下来|今年我国?将|未来|今年.{0,6}将|到20\d\d年",
}
OPENINGS = tuple(_OPENINGS)
_OPENING_PATTERNS = {name: re.compile(pattern) for name, pattern in _OPENINGS.items()}


@dataclass(frozen=True, slots=True)
class Cues:
    """What the wording of each sentence of a document shows.

    Parameters
    ----------
    counts : mapping of str to ndarray of float, shape (n_sentences,)
        How often each cue of :data:`COUNTED` occurs.
    openings : mapping of str to ndarray of bool, shape (n_sentences,)
        Whether it opens so, for each of :data:`OPENINGS`.
    out_of_place : ndarray of bool, shape (n_sentences,)
        Whether it has a word of page furniture, or one that speaks to the reader.
    """

    counts: Mapping[str, NDArray[np.float64]]
    openings: Mapping[str, NDArray[np.bool_]]
    out_of_place: NDArray[np.bool_]


def find_cues(texts: Sequence[str], chars: Characters) -> Cues:
    """Find every cue in each sentence.

    Examples
    --------
    >>> from textkit.summary.characters import characters
    >>> texts = ["同时，全县建成光伏电站12座，增长8%。"]
    >>> cues = find_cues(texts, characters(texts))
    >>> {name: int(count[0]) for name, count in cues.counts.items() if count[0]}
    {'percent': 1, 'change': 1, 'clauses': 2, 'done': 1, 'place': 1, 'figures': 2}
    >>> [name for name, there in cues.openings.items() if there[0]]
    ['leaning']
    """
    *by_word, out_of_place = _TABLE.count(chars).T
    counts = dict(zip(_WORDS, by_word, strict=True)) | _count_figures(chars)
    written = [len(_WRITTEN_FIGURE.findall(text)) for text in texts]
    counts["written figures"] = np.array(written, float)
    openings = {
        name: np.fromiter((pattern.match(text) is not None for text in texts), bool, len(texts))
        for name, pattern in _OPENING_PATTERNS.items()
    }
    return Cues({name: counts[name] for name in COUNTED}, openings, out_of_place > 0)


def _count_figures(chars: Characters) -> dict[str, NDArray[np.float64]]:
    """Count figures, dates and words of Latin letters."""
    codes, owner = chars.codes, chars.owner
    new = np.ones(len(codes) + 1, bool)  # the first character of a sentence, and the end
    new[1:-1] = owner[1:] != owner[:-1]
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    latin = (codes >= ord("a")) & (codes <= ord("z"))
    figures, words = digit.copy(), latin.copy()
    figures[1:] &= ~digit[:-1] | new[1:-1]
    words[1:] &= ~latin[:-1] | new[1:-1]
    # 3.6 and 1,200 are one figure: a digit behind a point behind a digit begins none.
    point = (codes == ord(".")) | (codes == ord(","))
    figures[2:] &= ~(point[1:-1] & digit[:-2]) | new[1:-2] | new[2:-1]
    dated = np.zeros(len(codes), bool)
    unit = (codes == ord("年")) | (codes == ord("月")) | (codes == ord("日"))
    dated[:-1] = digit[:-1] & unit[1:] & ~new[1:-1]
    return {
        "figures": chars.count(figures),
        "dates": chars.count(dated),
        "latin": chars.count(words),
    }


class _WordTable:
    """Words in columns, by length, each packed into an integer of 16 bits a character."""

    def __init__(self, columns: Sequence[str]) -> None:
        by_length: defaultdict[int, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
        for column, words in enumerate(columns):
            for word in words.split():
                bare = fold(word.lstrip("-"))
                weight = 1 if len(bare) == len(word) else -1
                key = sum(ord(c) << 16 * i for i, c in enumerate(reversed(bare)))
                by_length[len(bare)].setdefault(key, []).append((column, weight))
        self.n_columns = len(columns)
        self.lengths = sorted(by_length)
        self.keys = {k: np.array(sorted(by_length[k]), np.uint64) for k in self.lengths}
        self.weights = {k: np.zeros((len(self.keys[k]), self.n_columns)) for k in self.lengths}
        for length, rows in by_length.items():
            for row, key in enumerate(sorted(rows)):
                for column, weight in rows[key]:
                    self.weights[length][row, column] += weight
        # Eight in ten characters begin no word of the table; these need no search.
        self.begins = np.zeros(1 << 16, bool)
        for length in self.lengths:
            first = self.keys[length] >> np.uint64(16 * (length - 1))
            self.begins[first.astype(np.intp)] = True

    def count(self, chars: Characters) -> NDArray[np.float64]:
        """Count the words of each column in each sentence, shape (n_sentences, n_columns)."""
        counts = np.zeros((chars.n_sentences, self.n_columns))
        codes, owner = chars.codes.astype(np.uint64), chars.owner
        at = np.flatnonzero(self.begins[chars.codes])
        packed = codes[at]
        for length in range(1, self.lengths[-1] + 1):
            if length > 1:
                last = at + length - 1
                inside = last < len(codes)
                inside[inside] = owner[last[inside]] == owner[at[inside]]
                at, packed, last = at[inside], packed[inside], last[inside]
                packed = (packed << np.uint64(16)) | codes[last]
            if length in self.keys:
                keys = self.keys[length]
                row = np.minimum(np.searchsorted(keys, packed), len(keys) - 1)
                hit = keys[row] == packed
                cells = owner[at[hit]] * len(keys) + row[hit]
                found = np.bincount(cells, minlength=chars.n_sentences * len(keys))
                counts += found.reshape(-1, len(keys)) @ self.weights[length]
        return counts


_TABLE = _WordTable([*_WORDS.values(), _OUT_OF_PLACE])
