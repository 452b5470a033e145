"""What an HTML page says about its article: title, source, date, author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.reading.credits import is_name
from textkit.reading.html_blocks import Block
from textkit.reading.html_dates import FULL_DATE, find_date
from textkit.reading.html_outline import Outline
from textkit.reading.html_parsing import Element
from textkit.reading.wording import kind_by_wording

__all__ = ["Facts", "find_facts", "find_title", "matching_title", "stated_facts"]

# Names of <meta> in the order of trust: Open Graph, the columns that the State Council's guide for
# government sites asks for (国办发〔2017〕47号: ArticleTitle, PubDate, ContentSource), microdata.
_TITLE_NAMES = ("og:title", "articletitle", "headline", "twitter:title")
_SOURCE_NAMES = ("contentsource", "article:source", "source", "dc.source")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator")

# What a script writes into the page, as public accounts do.
_SCRIPTED = re.compile(
    r"\b(?:pub(?:lish)?|create)_?(?:time|date)[\"']?\s*[:=]\s*[\"']((?:19|20)\d\d-\d\d?-\d\d?)",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_SOURCE = re.compile(
    r"(?:来源|來源|来自|出处|稿源|信息来源|发布机构|发布单位|供稿单位)\s*[:：丨|]\s*([^\s|｜:：\[\]【】，。]{2,30})"
)
# Labels that follow a source without a space between.
_LABEL_AFTER = re.compile(
    r"(?:发布时间|发布日期|发表时间|更新时间|时间|日期|作者|责任编辑|编辑|浏览|点击|阅读|字号|字体|打印|举报|录入|审核|^评论|^人气).*$"
)
_NOT_SOURCE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{1,2}[:：]\d\d(?:[:：]\d\d)?|"
    r"来源|作者|编辑|发布(?!\s|$)|(?<![一-鿿])发布|发表|最后更新|更新|时间|日期|浏览|阅读|点击|次数|字号|字体|原创|评论|分享|收藏|打印|举报|"
    r"优质|我有话说|收藏本文|(?<!\S)[大中小](?!\S)|[（(][^（）()]*[）)]|[\d:：|｜,，.【】\[\]+]+万?|A[+-]?"
)
_IN_BRACKETS = re.compile(r"^[（(]([^（）()]*)[）)]$")
_SEPARATOR = re.compile(r"\s*[_|｜—–－]+\s*|\s+-+\s+|-+(?=[^-]*$)")
_SITE = re.compile(r"(?:网|网站|政府|频道|新闻|客户端|首页|门户|中心|平台)$")
_ORGANISATION = re.compile(
    r"(?:医院|大学|学院|学校|中学|小学|政府|网|网站|日报|晚报|委员会|局|办公室|公司|集团|协会|研究院|馆)$"
)
_TITLE_NAME = re.compile(r"title|biaoti|headline|(?<![a-z])(?:bt|tit)(?![a-z])")
_HEADING_TAGS = {"h1": 0.5, "h2": 0.4, "h3": 0.3, "h4": 0.2}
_NEAR = 12  # blocks above the article in which its title and byline are looked for
_ABOVE = 60  # blocks above the title among which the head of a newspaper page stands
_MAX_JSON = 200_000
_MAX_STATED = 1000  # characters; each block is looked for in a title


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about its article beside its title; None where it does not."""

    source: str | None = None
    published: str | None = None
    author: str | None = None


def stated_facts(root: Element, markup: str = "") -> dict[str, str]:
    """Collect what <meta>, <title>, microdata and JSON-LD state, under lower-case names.

    Browsers note in ``markup`` where they saved a page from: its address may hold the date.
    """
    stated: dict[str, str] = {}
    saved = _SAVED_FROM.search(markup, 0, 2000)
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.strip().lower(), content[:_MAX_STATED])
    for element in root.iter("time"):
        stated.setdefault("<time>", element.get("datetime") or "")
    for element in root.iter("link"):
        address = element.get("href")
        if address and element.get("rel") == "canonical":
            stated.setdefault("og:url", address)
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            for name, content in _linked_data(element.text or ""):
                stated.setdefault(name, content[:_MAX_STATED])
    scripted = _SCRIPTED.search(markup)
    if scripted:
        stated.setdefault("<script>", scripted[1])
    if saved:
        stated.setdefault("og:url", saved[1])
    title = root.find(".//title")
    if title is not None and title.text:
        stated["<title>"] = " ".join(title.text.split())[:_MAX_STATED]
    return stated


def _linked_data(source: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(source) if len(source) <= _MAX_JSON else None
    except (ValueError, RecursionError):
        return  # a page with broken linked data is still a page
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        if isinstance(node, dict):
            for name in ("headline", "datePublished", "dateModified"):
                if isinstance(node.get(name), str):
                    yield name.lower(), node[name]


def find_title(
    blocks: Sequence[Block], outline: Outline, stated: dict[str, str], body: range
) -> tuple[str | None, range]:
    """Find the title and the blocks that show it.

    A shown line that the page's ``<title>`` or ``<meta>`` contains is sure; without one it is the
    heading nearest above the article, and last what ``<title>`` says before its separators.
    """
    best = matching_title(blocks, stated, last=body.start, stop=body.stop)
    if best:
        return " ".join(blocks[i].text for i in best), best
    best = _heading_above(blocks, outline, body)
    if best:
        shown = blocks[best.start].text
        # A heading may hold a link beside the title, as forums put one there to copy it by.
        parts = (part.strip() for part in _SEPARATOR.split(stated.get("<title>", "")))
        inside = (p for p in parts if _plain(p) in _plain(shown) and 2 * len(p) >= len(shown))
        return next(inside, shown), best
    for name in (*_TITLE_NAMES, "<title>"):
        if stated.get(name):
            return _without_site(stated[name]), range(0)
    return None, range(0)


def matching_title(
    blocks: Sequence[Block], stated: dict[str, str], *, last: int = 0, stop: int | None = None
) -> range:
    """Find the blocks, if any, that show what the page states as its title.

    Parameters
    ----------
    blocks, stated
        The page, and what :func:`stated_facts` gave.
    last : int
        Of equal showings up to this block the last is taken, else the first.
    stop : int, optional
        The end of the search.
    """
    named = [stated[name] for name in (*_TITLE_NAMES, "<title>") if stated.get(name)]
    wanted = [_plain(title) for title in named]
    site = _site_of(stated.get("<title>", ""))
    stop = len(blocks) if stop is None else stop
    best, best_score = range(0), 0.0
    for start in range(stop if wanted else 0):
        shown = _plain(blocks[start].text)
        if not any(shown in title for title in wanted):
            continue
        for end in range(start + 1, min(start + 4, stop + 1)):
            if end > start + 1 and blocks[end - 1].element != blocks[start].element:
                break
            score = _title_score(blocks[start:end], wanted, site=site)
            if score > best_score or (score == best_score > 0 and start <= last):
                best, best_score = range(start, end), score
    return best


def _site_of(title: str) -> str:
    """Give the part of a ``<title>`` that names the site, its last or its first, or nothing."""
    parts = [_plain(part) for part in _SEPARATOR.split(title) if part and part.strip()]
    parts = parts if len(parts) > 1 else [_plain(part) for part in title.split()]
    ends = (parts[-1], parts[0]) if len(parts) > 1 else ()
    return next((part for part in ends if _ORGANISATION.search(part)), "")


def _title_score(blocks: Sequence[Block], wanted: Sequence[str], *, site: str) -> float:
    shown = _plain("".join(block.text for block in blocks))
    if len(shown) < 4 or any(not block.text for block in blocks):
        return 0.0
    shares = [len(shown) / len(title) for title in wanted if shown in title]
    if not shares or max(shares) < 0.25:
        return 0.0
    linked = sum(block.n_linked for block in blocks) > 0
    bonus = _HEADING_TAGS.get(blocks[0].tag, 0.0)
    if shown == site:
        return 0.01
    return max(max(shares) + bonus - 0.4 * linked, 0.01)


def _heading_above(blocks: Sequence[Block], outline: Outline, body: range) -> range:
    prose = (i for i in body if len(blocks[i].text) > 80 or blocks[i].text.endswith("。"))
    first = next(prose, body.start)
    near = list(range(max(0, body.start - _NEAR), min(first, body.start + _NEAR)))
    near = [i for i in near if 4 <= len(blocks[i].text) <= 80 and blocks[i].link_share < 0.5]
    for tags in (("h1",), ("h2",), ("h3", "h4")):
        tagged = [i for i in near if blocks[i].tag in tags]
        if tagged:
            return range(tagged[-1], tagged[-1] + 1)
    for i in near:
        element = blocks[i].element
        names = f"{blocks[i].tag} {outline.get(element, 'class')} {outline.get(element, 'id')}"
        if _TITLE_NAME.search(names.lower()):
            return range(i, i + 1)
    undated = [i for i in near if not FULL_DATE.search(blocks[i].text)]
    centred = [i for i in undated if i <= body.start and blocks[i].is_centered]
    signed = [
        i
        for i in undated
        if i + 1 < first and kind_by_wording(blocks[i + 1].text) == "byline"
        if kind_by_wording(blocks[i].text) is None and not blocks[i].text.endswith("。")
    ]
    best = (centred or signed)[:1]
    return range(best[0], best[0] + 1) if best else range(0)


def _without_site(title: str) -> str:
    parts = [part for part in _SEPARATOR.split(title) if part and part.strip()]
    named = [part for part in parts if not _SITE.search(part)]
    return max(named or parts or [title], key=len).strip()


def find_facts(
    blocks: Sequence[Block],
    outline: Outline,
    stated: dict[str, str],
    *,
    shown_title: range,
    body: range,
) -> Facts:
    """Find source, date and author beside the title, then in what the page states."""
    top = shown_title.stop if shown_title and shown_title.stop <= body.start else None
    if top is None:
        top = max(0, body.start - _NEAR)
    if shown_title and shown_title.stop > body.start:
        top = shown_title.start
        head = [blocks[i] for i in range(shown_title.stop, min(shown_title.stop + 6, body.stop))]
    else:
        head = [blocks[i] for i in range(top, min(body.start + 2, body.stop))]
    head = [block for block in head if block.text and len(block.text) <= 300]
    tail = [b for b in blocks[max(body.stop - 4, body.start) : body.stop + 6] if len(b.text) <= 120]
    above = [b for b in blocks[max(0, top - _ABOVE) : top] if 0 < len(b.text) <= 60]
    return Facts(
        source=_source(head, tail, stated),
        published=find_date(head, tail, stated, above=above),
        author=_author(head, outline, stated),
    )


def _source(head: Sequence[Block], tail: Sequence[Block], stated: dict[str, str]) -> str | None:
    return (
        _labelled_source(head)
        or next((stated[n] for n in _SOURCE_NAMES if 2 <= len(stated.get(n, "")) <= 30), None)
        or _source_beside_date(head)
        or _labelled_source(tail)
    )


def _labelled_source(blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        match = _SOURCE.search(block.spaced)
        source = _LABEL_AFTER.sub("", match[1]).strip("（）()") if match else ""
        if source and len(block.text) <= 120:
            return source
    return None


def _source_beside_date(head: Sequence[Block]) -> str | None:
    for block in head:
        if FULL_DATE.search(block.spaced) and len(block.text) <= 60:
            words = _NOT_SOURCE.sub(" ", _IN_BRACKETS.sub(r"\1", block.spaced)).split()
            words = [word for word in words if not is_name(word)]
            if len(words) == 1 and 2 <= len(words[0]) <= 16:
                return words[0]
    return None


def _author(head: Sequence[Block], outline: Outline, stated: dict[str, str]) -> str | None:
    names = (stated.get(name, "") for name in _AUTHOR_NAMES)
    person = next((name for name in names if is_name(name)), None)
    if person:
        return person
    for block in head:
        classes = outline.get(block.element, "class").lower()
        if "author" in classes and 2 <= len(block.text) <= 16 and not FULL_DATE.search(block.text):
            return re.sub(r"^作者\s*[:：]\s*", "", block.text) or None
    return None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
