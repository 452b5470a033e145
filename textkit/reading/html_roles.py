"""What the markup of an HTML page tells about the part each of its blocks plays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from textkit.document import Kind
from textkit.reading.credits import is_office
from textkit.reading.html_blocks import Block
from textkit.reading.html_body import Body
from textkit.reading.html_outline import Outline
from textkit.reading.wording import is_numbered, is_prose, kind_by_wording

__all__ = ["block_kinds"]

_CAPTION_NAMES = re.compile(
    r"caption|img|image|pic(?:ture)?s?(?![a-z])|photo|tupian|figure|zhushi|video", re.IGNORECASE
)
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ORIGINAL_TITLE = re.compile(r"[（(]?\s*(?:本文)?原(?:标题|题|文标题)\s*(?:[:：]|为|是)")
_PROMOTION = re.compile(
    r"[（(【]?(?:本文来自.*(?:下载|关注)|点击(?:进入|下方|查看|上方|蓝字|投票)|此前报道[:：]|相关报道[:：]|更多.{0,20}请(?:下载|关注|点击)"
    r"|返回\S{2,8}[,，]\s*查看更多|看都看完了|戳|长按|识别二维码)|.*(?:扫描|扫码|识别|长按).{0,8}(?:二维码|关注)|.*(?:下载|关注).{0,16}(?:APP|客户端|公众号|官方微信)"
    r"|.*【点击[^】]{1,6}】|\W*(?:the\s)?end\W*$"
    r"|阅读(?:本文|全文).{0,8}分钟|(?:\S{0,12}[,，])?(?:请|欢迎|记得|别忘了?)?(?:点个?|点亮|给个).{0,3}(?:赞|在看)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[（(\[【]?\s*(?:本文|文章)?(?:责任编辑|责编|编辑|校对|审核|监制|(?:内容|素材)?来源|出处|初审|复审|终审|一审|二审|三审|值班|"
    r"编审|主编|出品|供稿|采写|撰文|统筹|值班编委)\s*[:：|丨/｜]"
)
# Where the foot of a page begins; what comes below is furniture unless much of the article does.
_FOOT = re.compile(
    r"[（(\[【]?\s*(?:分享(?:到|至|给|[:：]|$)|(?:文章)?(?:关键[词字]|标签)\s*[:：]|扫一扫|上一[篇条页]|下一[篇条页]|"
    r"打印(?:本页)?|【?打印|关闭(?:窗口|本页)|相关(?:阅读|新闻|链接|报道|推荐|文章|附件|解读|文件|信息|稿件)|延伸阅读|推荐阅读|"
    r"(?:网友|精彩|最新|最热|热门|全部)评论|\d*\s*条?评论|附件下载|(?:特别|免责|版权|郑重)声明|声明[:：]|热门推荐|猜你喜欢)"
)
_CLOCKED = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d)?")
_CLAUSES = re.compile(r"[，：？！?!《]|——|\s")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)】]*$")
_MAX_CAPTION = 120
_MAX_HEADING = 45
_MAX_SHORT = 40  # code points of a text whose kind is remembered
_SHORT_LINE = 25
_MIN_CELLS = 4
_PROSE = 40  # a line of this length that ends a sentence is running text
_ABSTRACT = re.compile(
    r"[\[［【（(]?(?:内容)?(?:摘要|提要|导读|导语|核心提示)[\]］】）)]?\s*[:：]?\s*"
)
_MIN_QUOTED = 6  # code points; where no label says what a line is, it takes more
_MAX_ABOVE = 3  # lines of the text among which an abstract stands
_LEAD = 20  # one of this length that reads as prose has begun the text
_MAX_NAME = 14  # a caption of one short sentence, as 搜救现场。 is


def block_kinds(
    blocks: Sequence[Block], outline: Outline, body: Body, *, title: range
) -> list[Kind | None]:
    """Tell the kind of every block; None is left to what the lines themselves say.

    Parameters
    ----------
    blocks : sequence of Block
        The whole page.
    outline : Outline
        Its elements.
    body : Body
        Where its article is, and its named furniture.
    title : range
        The blocks that show the title.
    """
    kinds: list[Kind | None] = [None if b.element in body.inside else "chrome" for b in blocks]
    for index in title:
        kinds[index] = "title"
    if title:
        _repeated_title(blocks, kinds, "".join(blocks[i].text for i in title))
    _bylines_above(blocks, kinds, title)
    _content(blocks, kinds, body.furniture)
    _data_sheet(blocks, outline, kinds)
    _abstract(blocks, kinds)
    _captions(blocks, outline, kinds)
    _tail(blocks, outline, kinds)
    return kinds


def _repeated_title(blocks: Sequence[Block], kinds: list[Kind | None], title: str) -> None:
    """Name a second showing of the title, at the head of the text that it heads already."""
    for index, block in enumerate(blocks):
        if kinds[index] is None and block.text:
            if _plain(block.text) == _plain(title):
                kinds[index] = "title"
            elif _SENTENCE_END.search(block.text):
                return


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _bylines_above(blocks: Sequence[Block], kinds: list[Kind | None], title: range) -> None:
    if not title:
        return
    index = title.stop
    while index < len(blocks) and kinds[index] == "chrome":
        text = blocks[index].text
        if text and kind_by_wording(text) == "byline":
            kinds[index] = "byline"
        index += 1


def _content(blocks: Sequence[Block], kinds: list[Kind | None], furniture: set[int]) -> None:
    has_prose = False
    seen = set()
    for index, block in enumerate(blocks):
        if kinds[index] is not None or not block.text:
            continue
        text = block.text
        is_sentence = _SENTENCE_END.search(text) is not None
        if block.element in furniture or text in seen:
            kinds[index] = "chrome"
        else:
            kinds[index] = _kind_inside(block, is_sentence=is_sentence, has_prose=has_prose)
        has_prose = has_prose or (kinds[index] == "body" and is_sentence)
        if len(text) >= _PROSE:
            seen.add(text)  # a second copy is there for printers or phones


def _kind_inside(block: Block, *, is_sentence: bool, has_prose: bool) -> Kind:
    """Tell the kind of a block inside the article by its links, wording and markup."""
    text = block.text
    if block.n_linked and block.link_share > 0.6 and not (is_sentence and len(text) > 40):
        return "chrome"
    tell = _kind_of_short if len(text) <= _MAX_SHORT else _kind_of_text
    return tell(text, block.tag, block.is_bold, is_sentence, has_prose)


def _kind_of_text(text: str, tag: str, is_bold: bool, is_sentence: bool, has_prose: bool) -> Kind:
    opening = _kind_by_opening(text, is_sentence) if len(text) <= 120 else None
    if opening is not None:
        return opening
    if len(text) <= 80 and not is_sentence and not has_prose and _CLOCKED.search(text):
        return "byline"
    if tag == "figcaption":
        return "caption"
    kind = kind_by_wording(text) if len(text) <= 200 else None
    if kind is not None and not (has_prose and is_office(text)):
        return kind  # offices and names below the lead are those that it lists
    is_heading = is_bold or tag in _HEADING_TAGS
    return "heading" if is_heading and not is_sentence and len(text) <= _MAX_HEADING else "body"


_kind_of_short = lru_cache(maxsize=4096)(_kind_of_text)  # cells and items of lists repeat


def _kind_by_opening(text: str, is_sentence: bool) -> Kind | None:
    if _ORIGINAL_TITLE.match(text) or _PROMOTION.match(text):
        return "chrome"
    if len(text) <= 80 and _CREDIT.match(text):
        return "byline"
    return "chrome" if len(text) <= 60 and not is_sentence and _FOOT.match(text) else None


def _abstract(blocks: Sequence[Block], kinds: list[Kind | None]) -> None:
    """Take a line above the text that only repeats a stretch of it for furniture."""
    body = [index for index, kind in enumerate(kinds) if kind == "body" and blocks[index].text]
    for at, index in enumerate(body[:_MAX_ABOVE]):
        text = blocks[index].text
        quoted = _ABSTRACT.sub("", text).rstrip("…. 。")
        below = (blocks[i].text for i in body[at + 1 :])
        is_labelled = _ABSTRACT.match(text) is not None
        if len(quoted) >= (_MIN_QUOTED if is_labelled else _LEAD) and any(
            quoted in other and text != other for other in below
        ):
            kinds[index] = "chrome"


def _data_sheet(blocks: Sequence[Block], outline: Outline, kinds: list[Kind | None]) -> None:
    """Take the sheet of labels and values above an official text (文号, 成文日期 …) for furniture.

    A table that lays the page out holds running text; one that stands below some is the article's.
    """
    if "table" not in outline.tags:
        return
    tables: dict[int, list[int]] = {}
    table_of, cell_of = outline.nearest("table"), outline.nearest("td", "th")
    for index, block in enumerate(blocks):
        if kinds[index] in ("body", "heading", "byline") and block.text:
            around = outline.parents[block.element]
            if around >= 0 and table_of[around] >= 0:
                tables.setdefault(table_of[around], []).append(index)
            if kinds[index] == "body" and len(block.text) >= _LEAD and is_prose(block.text):
                break
    for indices in tables.values():
        elements = {blocks[i].element for i in indices}
        cells = {cell_of[element] if cell_of[element] >= 0 else element for element in elements}
        has_prose = any(
            _SENTENCE_END.search(blocks[i].text)
            or (len(blocks[i].text) >= _LEAD and is_prose(blocks[i].text))
            for i in indices
        )
        if len(cells) >= _MIN_CELLS and not has_prose:
            for i in indices:
                kinds[i] = "byline" if kinds[i] == "byline" else "chrome"


def _captions(blocks: Sequence[Block], outline: Outline, kinds: list[Kind | None]) -> None:
    body = [i for i, kind in enumerate(kinds) if kind == "body" and blocks[i].text]
    if not body:
        return
    n_centred = sum(len(blocks[i].text) for i in body if blocks[i].is_centered)
    n_chars = sum(len(blocks[i].text) for i in body)
    centred_text = n_centred * 2 > n_chars
    # Verse, or the one-clause lines of a public account: there a short line is no caption.
    n_short = sum(len(blocks[i].text) < _SHORT_LINE for i in body)
    short_lines = n_short * 2 > len(body) and n_chars / len(body) < _SHORT_LINE
    for above, index in pairwise(i for i, kind in enumerate(kinds) if kind != "chrome"):
        block = blocks[index]
        if kinds[index] != "body" or len(block.text) > _MAX_CAPTION:
            continue
        own = block.n_images > 0
        if not own and not (blocks[above].n_images and not blocks[above].text):
            continue
        holder = outline.parents[block.element] if own else -1
        named = _CAPTION_NAMES.search(
            f"{outline.get(block.element, 'class')} {outline.get(block.element, 'id')} "
            f"{outline.get(holder, 'class')}"
        )
        is_plain = not block.is_bold and not short_lines
        if (
            named
            or (block.is_centered and not centred_text and not block.is_bold)
            or (is_plain and _reads_like_a_caption(blocks, kinds, index))
        ):
            kinds[index] = "caption"


def _reads_like_a_caption(
    blocks: Sequence[Block], kinds: Sequence[Kind | None], index: int
) -> bool:
    """Whether a short line below a picture names it, rather than going on or announcing."""
    text = blocks[index].text
    if is_numbered(text):
        return False
    if _SENTENCE_END.search(text):
        return len(text) <= _MAX_NAME and text.endswith("。")
    if len(text) > 30 or text[-1] in "：:，,；;、":
        return False
    below = next((i for i in range(index + 1, len(blocks)) if kinds[i] != "chrome"), None)
    return below is None or not blocks[below].text or not _CLAUSES.search(text)


def _tail(blocks: Sequence[Block], outline: Outline, kinds: list[Kind | None]) -> None:
    """Below the editors' names, the tags or the share bar nothing belongs to the article.

    But a box of links may stand above the last paragraphs: prose beside the rest of it goes on.
    """
    lengths = [len(b.text) * (kind == "body") for b, kind in zip(blocks, kinds, strict=True)]
    holders = set()
    total, seen = sum(lengths), 0
    for index, block in enumerate(blocks):
        seen += lengths[index]
        if lengths[index] >= _PROSE:
            holders.add(outline.parents[block.element])
        if seen * 5 < total * 3 or kinds[index] in (None, "body", "heading", "title"):
            continue
        is_credit = _CREDIT.match(block.text) is not None
        if not block.text or not (is_credit or _FOOT.match(block.text)):
            continue
        below = range(index + 1, len(blocks))
        if not is_credit and any(
            lengths[i] >= _PROSE
            and outline.parents[blocks[i].element] in holders
            and _SENTENCE_END.search(blocks[i].text)
            for i in below
        ):
            continue
        for i in below:
            if kinds[i] in ("body", "heading", "caption"):
                is_byline = kind_by_wording(blocks[i].text) == "byline"
                kinds[i] = "byline" if is_byline else "chrome"
        return
