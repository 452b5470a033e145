"""What the wording of a sentence tells about its worth: words counted anywhere, words that open it.

The lists were read out of the training documents' extracts and out of what rankers chose wrongly;
what each is worth is learned, so a word too many costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textkit.summary.characters import Characters

__all__ = ["COUNTED", "OPENINGS", "count_cues", "find_openings"]

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

_TIME_OPENING = (
    r"近日|日前|昨[天晚日]|今年|去年|目前|截至|近年|[一二三四五六七八九十两]年来|“十[四五]五”|\d+月|\d{4}年|"
    r"[上下]半年|今天|春节|前?[一二三四]季度|当前|到20|下一步|接下来|未来"
)
_LEANING = (  # on the sentence before; 这两年 and 这个春节 stand alone
    r"[“‘]?(?:这(?![一两几][天年月]|个\S{0,3}节)|那|其(?!余)|此|同时|为此|但|而(?!在)|并|还|也|因此|所以|于是|然而|"
    r"不过|另外|再|随后|接着|他|她|它|该|对此|与此|不仅|除了|除此|从此|正是|后来|一方面|另一方面|尤其|特别是|更|又|就)"
)
_VERBS = (
    "加快|推进|推动|实施|支持|开展|深化|强化|加强|争取|打造|培育|建设|完善|健全|落实|提升|扩大|优化|完成|新增|建成|"
    "做[好优强大]|抓好|坚持|全面|深入|积极|大力|着力|持续|稳步|统筹|严格"
)
_OPENINGS = {
    "leaning": _LEANING,
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


class _WordTable:
    """The words of all cues, by length, each packed into an integer of 16 bits a character."""

    def __init__(self, cues: dict[str, str]) -> None:
        by_length: defaultdict[int, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
        for column, words in enumerate(cues.values()):
            for word in words.split():
                bare = word.lstrip("-")
                weight = 1 if bare == word else -1
                by_length[len(bare)].setdefault(_packed(bare), []).append((column, weight))
        self.n_cues = len(cues)
        self.keys: dict[int, NDArray[np.uint64]] = {}
        self.weights: dict[int, NDArray[np.float64]] = {}
        for length, words_of in sorted(by_length.items()):
            keys = sorted(words_of)
            weights = np.zeros((len(keys), self.n_cues))
            for row, key in enumerate(keys):
                for column, weight in words_of[key]:
                    weights[row, column] += weight
            self.keys[length] = np.array(keys, np.uint64)
            self.weights[length] = weights

    def count(self, chars: Characters) -> NDArray[np.float64]:
        """Count each cue in each sentence, shape (n_sentences, n_cues)."""
        counts = np.zeros((chars.n_sentences, self.n_cues))
        packed = codes = chars.codes.astype(np.uint64)
        for length in range(1, max(self.keys) + 1):
            if length > 1:
                packed = (packed[:-1] << np.uint64(16)) | codes[length - 1 :]
            if not packed.size or length not in self.keys:
                continue
            keys, last = self.keys[length], length - 1
            row = np.minimum(np.searchsorted(keys, packed), len(keys) - 1)
            at = np.flatnonzero(keys[row] == packed)
            at = at[chars.owner[at] == chars.owner[at + last]]
            cells = chars.owner[at] * len(keys) + row[at]
            found = np.bincount(cells, minlength=chars.n_sentences * len(keys))
            counts += found.reshape(-1, len(keys)) @ self.weights[length]
        return counts


def _packed(word: str) -> int:
    key = 0
    for character in word:
        key = key << 16 | ord(character)
    return key


_TABLE = _WordTable(_WORDS)


def count_cues(texts: Sequence[str], chars: Characters) -> dict[str, NDArray[np.float64]]:
    """Count every cue of :data:`COUNTED` in each sentence.

    Examples
    --------
    >>> from textkit.summary.characters import characters
    >>> texts = ["全县建成光伏电站12座，同比增长8%。"]
    >>> counts = count_cues(texts, characters(texts))
    >>> {name: int(count[0]) for name, count in counts.items() if count[0]}
    {'percent': 1, 'change': 2, 'clauses': 1, 'done': 1, 'place': 1, 'figures': 2}
    """
    counts = dict(zip(_WORDS, _TABLE.count(chars).T, strict=True))
    codes, owner = chars.codes, chars.owner
    digit = _within(codes, "09")
    new = np.ones(len(codes), bool)
    new[1:] = owner[1:] != owner[:-1]
    starts = digit.copy()
    starts[1:] &= ~digit[:-1] | new[1:]
    # 3.6 and 1,200 are one figure: a digit behind a point behind a digit begins none.
    points = np.isin(codes, [ord("."), ord(",")])
    starts[2:] &= ~(points[1:-1] & digit[:-2]) | (owner[2:] != owner[:-2])
    dated = np.zeros(len(codes), bool)
    dated[:-1] = digit[:-1] & np.isin(codes[1:], [ord(unit) for unit in "年月日"]) & ~new[1:]
    latin = _within(codes, "az")
    words = latin.copy()
    words[1:] &= ~latin[:-1] | new[1:]
    counts["figures"] = chars.count(starts)
    counts["written figures"] = np.array(
        [len(_WRITTEN_FIGURE.findall(text)) for text in texts], float
    )
    counts["dates"] = chars.count(dated)
    counts["latin"] = chars.count(words)
    return counts


def find_openings(texts: Sequence[str]) -> dict[str, NDArray[np.bool_]]:
    """Tell how each sentence opens, for every opening of :data:`OPENINGS`.

    Examples
    --------
    >>> found = find_openings(["同时，全县新增就业3200人。"])
    >>> [name for name, there in found.items() if there[0]]
    ['leaning']
    """
    return {
        name: np.fromiter((pattern.match(text) is not None for text in texts), bool, len(texts))
        for name, pattern in _OPENING_PATTERNS.items()
    }


def _within(codes: NDArray[np.uint32], ends: str) -> NDArray[np.bool_]:
    return np.asarray((codes >= ord(ends[0])) & (codes <= ord(ends[1])))
