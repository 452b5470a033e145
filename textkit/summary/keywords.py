"""The terms that set a text apart from the prose of its kind."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from textkit.document import Document
from textkit.features.tokens import word_spans
from textkit.models import shipped

__all__ = ["Keyword", "count_words", "keywords"]

_TERM = re.compile(r"[㐀-鿿]{2,}|[a-z][a-z0-9-]+")
# Words that say how, when or how much, not what; counted often in any text and so weak already,
# but a short text has little else.
_STOP_WORDS = frozenset(
    [
        "我们",
        "他们",
        "你们",
        "它们",
        "自己",
        "大家",
        "这个",
        "这些",
        "这样",
        "那个",
        "那些",
        "一个",
        "一些",
        "一种",
        "一次",
        "一批",
        "一是",
        "二是",
        "三是",
        "四是",
        "以及",
        "或者",
        "如果",
        "因为",
        "所以",
        "但是",
        "而且",
        "并且",
        "通过",
        "进行",
        "开展",
        "根据",
        "按照",
        "对于",
        "关于",
        "为了",
        "由于",
        "同时",
        "其中",
        "此外",
        "已经",
        "正在",
        "将要",
        "可以",
        "能够",
        "应该",
        "必须",
        "需要",
        "目前",
        "今年",
        "去年",
        "近年",
        "近日",
        "日前",
        "年来",
        "以来",
        "以上",
        "以下",
        "左右",
        "不断",
        "持续",
        "积极",
        "全面",
        "深入",
        "进一步",
        "切实",
        "着力",
        "大力",
        "有效",
        "加快",
        "推进",
        "推动",
        "加强",
        "强化",
        "提升",
        "提高",
        "实现",
        "坚持",
        "方面",
        "情况",
        "有关",
        "相关",
        "各项",
        "各类",
        "各级",
        "主要",
        "重点",
        "万元",
        "亿元",
        "万人",
        "万亩",
        "万户",
        "公里",
        "平方米",
        "千瓦",
        "万千瓦",
        "百分点",
    ]
)
_BOUND = 0.6  # share of the rarer word's occurrences from which two neighbours are one term


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term of a text.

    Parameters
    ----------
    term : str
    score : float
        How often it occurs times how rare it is elsewhere; only their order matters.
    count : int
        How often it occurs.
    """

    term: str
    score: float
    count: int


def keywords(
    documents: Document | str | Sequence[Document | str],
    *,
    n_keywords: int = 10,
    user_words: Iterable[str] = (),
    stop_words: Iterable[str] = (),
) -> list[Keyword]:
    """Return the terms that set a document or a corpus apart, best first.

    Parameters
    ----------
    documents : Document, str, or sequence of these
        Plain text is read as a document; titles, headings and body count.
    n_keywords : int
        At most so many.
    user_words : iterable of str
        Names and terms to keep in one piece.
    stop_words : iterable of str
        Terms to leave out, beside the common ones.

    Notes
    -----
    TF-IDF: the background is in how many of 14,000 paragraphs and documents of reports and news a
    word occurs (``models/words.tsv``). Two words that nearly always stand side by side are one
    term, as 清洁 and 取暖 may be.

    References
    ----------
    K. Spärck Jones, "A Statistical Interpretation of Term Specificity", 1972.

    Examples
    --------
    >>> import textkit
    >>> text = "清洁取暖改造进村入户。今年清洁取暖改造4.2万户，清洁取暖让群众用上了热泵。"
    >>> [keyword.term for keyword in textkit.keywords(text, n_keywords=2)]
    ['清洁取暖', '热泵']
    """
    several = isinstance(documents, Sequence) and not isinstance(documents, str)
    given = documents if several else [documents]
    texts = [_text(document) for document in given]  # type: ignore[union-attr,arg-type]
    left_out = _STOP_WORDS.union(stop_words)
    own = frozenset(user_words)
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        tokens = [_normal(text[a:b], left_out) for a, b in word_spans(text, user_words=own)]
        words.update(filter(None, tokens))
        pairs.update((a, b) for a, b in pairwise(tokens) if a and b)
    counts, rarity = _terms(words, pairs)
    scores = {term: count * rarity[term] for term, count in counts.items()}
    best = sorted(scores, key=lambda term: (-scores[term], term))[:n_keywords]
    return [Keyword(term, scores[term], counts[term]) for term in best]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count in how many texts each word that can be a keyword occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = {_normal(text[a:b], _STOP_WORDS) for a, b in word_spans(text)}
        counts.update(filter(None, words))
    return counts


def _text(document: Document | str) -> str:
    if isinstance(document, str):
        document = Document.from_text(document)
    elif not isinstance(document, Document):
        raise TypeError(
            f"keywords expects a Document or str, or several, got {type(document).__name__}"
        )
    return f"{document.title or ''}\n{document.text}"


def _normal(word: str, left_out: frozenset[str]) -> str:
    """Return a word in small letters, or nothing for one that is no term."""
    word = word.lower()
    return word if _TERM.fullmatch(word) and word not in left_out else ""


def _terms(
    words: Counter[str], pairs: Counter[tuple[str, str]]
) -> tuple[Counter[str], dict[str, float]]:
    """Join words that nearly always stand side by side; return counts and rarity of terms."""
    counts = Counter(words)
    rarity = {word: _rarity(word) for word in words}
    for (first, second), n in pairs.most_common():
        bound = n >= 2 and n >= _BOUND * min(words[first], words[second])
        if bound and first != second and counts[first] >= n and counts[second] >= n:
            counts[first + second] = n
            rarity[first + second] = rarity[first] + rarity[second]
            counts[first] -= n
            counts[second] -= n
    return +counts, rarity


def _rarity(word: str) -> float:
    n_texts, background = _background()
    return math.log((1 + n_texts) / (1 + background.get(word, 0)))


@cache
def _background() -> tuple[int, dict[str, int]]:
    """Read the number of background texts and how many have each word."""
    with shipped("words").with_suffix(".tsv").open(encoding="utf-8") as lines:
        n_texts = int(next(lines))
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return n_texts, {word: int(count) for word, count in rows}
