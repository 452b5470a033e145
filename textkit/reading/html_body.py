"""Which part of an HTML page is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from textkit.reading.html_blocks import Block
from textkit.reading.html_outline import Outline
from textkit.reading.wording import kind_by_wording

__all__ = ["Body", "find_body"]

# Words in class and id that furniture is called by, on Chinese sites as elsewhere. A name counts
# only when the part it names holds no more than a third of the running text of the page.
_WORDS = (
    "comment comments cmt pinglun reply replies footer foot copyright related relate relation "
    "relative relevant xiangguan recommend recommended tuijian sidebar side aside nav navbar navi "
    "menu share sharing bdsharebuttonbox crumb crumbs breadcrumb breadcrumbs "
    "disclaimer declare rank ranking hot ad ads advert advertisement guess links toolbar "
    "tool tools tags pager pagination paging login register search download qrcode ewm erweima "
    "popup modal dialog toast hide hidden none mask friendlink prev next prevnext pagenext fanye "
    "subscribe banner"
)
_FURNITURE = frozenset(_WORDS.split())
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu", "button", "form"))
_SENTENCE = re.compile("[。！？；…][”’」』）)】]*(?:$|[^”])|。|，.{2,}，")
_LINKED = 0.5
_MAX_COUNTED = 400  # a paragraph longer than this says no more than one that long
_MAX_ABSTRACT = 160
_MAX_SHORT = 40  # code points of a text whose weight is remembered
_MIN_COPY = 20  # a line of this length is not repeated by chance
_MIN_VERSE, _MAX_VERSE = 6, 40  # lines in a row; code points of a line
_CELLS = frozenset(("td", "th", "li", "dd", "dt"))  # side by side they are a table or a menu
_MAX_NAMES = 500  # characters of class and id that are looked at
_PARAGRAPH_TAGS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure")
)


@dataclass(frozen=True, slots=True)
class Body:
    """The article and the furniture of a page.

    Parameters
    ----------
    inside : range
        What holds the article, and perhaps furniture around and between its paragraphs, with all
        that is in it.
    furniture : set of int
        Parts of the page that go by a name of furniture, with all that is in them.
    """

    inside: range
    furniture: set[int]


def find_body(outline: Outline, blocks: Sequence[Block], *, top: int = 0) -> Body | None:
    """Find the element that holds the article: the subtree whose lines weigh most.

    Running text weighs its length, links and named furniture weigh against. The sum needs no single
    container: what stands between two halves of an article is only subtracted.

    Parameters
    ----------
    outline : Outline
        The elements of the whole page.
    blocks : sequence of Block
        Its blocks.
    top : int
        The block that shows the title, or 0: text above it weighs a third.

    Returns
    -------
    Body or None
        None when no line of the page weighs anything.
    """
    tags, parents = outline.tags, outline.parents
    holders = [block.element for block in blocks]
    weights = [_weight(block) for block in blocks]
    named = _furniture(outline, holders, weights)
    verse = set(_verse(blocks, parents))
    for index in verse:
        weights[index] = float(len(blocks[index].text))
    seen = set()
    for index, block in enumerate(blocks):
        if named[holders[index]]:
            weights[index] = -0.5 * len(block.text)
        elif block.text in seen:  # of two copies, one is for printers or phones
            weights[index] = -0.5 * min(len(block.text), 60)
        elif weights[index] > 0 and (index < top or _is_abstract(blocks, index)):
            weights[index] *= 0.3
        if len(block.text) >= _MIN_COPY or index in verse:
            seen.add(block.text)
    sums = _subtree_sums(parents, holders, weights)
    most = max(sums)
    if most <= 0:
        return None
    # Of equals the innermost: a descendant comes after its ancestors in document order.
    best = next(i for i in range(len(sums) - 1, -1, -1) if sums[i] >= most - 1e-6)
    while best and tags[best] in _PARAGRAPH_TAGS and tags[parents[best]] != "html":
        best = parents[best]
    return Body(outline.inside(best), {i for i, is_named in enumerate(named) if is_named})


def _subtree_sums(
    parents: Sequence[int], holders: Sequence[int], weights: Sequence[float]
) -> list[float]:
    """Add up the weights below each element in one pass: pages nest up to 2,048 levels deep.

    ``parents`` holds the number of each element's parent, ``holders`` that of each block's element.
    """
    sums = [0.0] * len(parents)
    for holder, weight in zip(holders, weights, strict=True):
        sums[holder] += weight
    for number in range(len(parents) - 1, 0, -1):  # children before parents
        sums[parents[number]] += sums[number]
    return sums


def _furniture(outline: Outline, holders: Sequence[int], weights: Sequence[float]) -> list[bool]:
    """Tell of each element whether it is furniture by its name, or inside what is.

    A part that is named as furniture counts as such when it holds a third of the text at most.
    """
    by_name = [tag in _FURNITURE_TAGS for tag in outline.tags]
    for element in outline.attributes:
        names = " ".join([outline.get(element, name) for name in ("class", "id", "role")])
        by_name[element] |= _names_furniture(names[:_MAX_NAMES])
    if not any(by_name):
        return by_name
    positive = [max(weight, 0.0) for weight in weights]
    total = sum(positive)
    masses = _subtree_sums(outline.parents, holders, positive)
    named: list[bool] = []
    for parent, mass, is_named in zip(outline.parents, masses, by_name, strict=True):
        is_inside = parent >= 0 and named[parent]
        named.append(is_inside or (is_named and mass * 3 <= total))
    return named


@lru_cache(maxsize=2048)
def _names_furniture(names: str) -> bool:
    return any(part.lower() in _FURNITURE for part in _NAME_PARTS.findall(names))


def _weight(block: Block) -> float:
    if block.n_linked and block.link_share > _LINKED:
        return -0.5 * min(len(block.text), 60) - 2
    weigh = _weight_of_short if len(block.text) <= _MAX_SHORT else _weight_of_text
    return weigh(block.text, block.n_linked, block.tag == "p")


def _weight_of_text(text: str, n_linked: int, is_paragraph: bool) -> float:
    length = len(text)
    if not length:
        return 0.0
    if length <= _MAX_COUNTED and kind_by_wording(text) in ("chrome", "byline"):
        return -0.5 * min(length, 60)
    own = min(length - n_linked, _MAX_COUNTED)
    if _SENTENCE.search(text):
        return own
    return 0.3 * own if is_paragraph else -4.0


_weight_of_short = lru_cache(maxsize=4096)(_weight_of_text)  # cells and menu words repeat


def _verse(blocks: Sequence[Block], parents: Sequence[int]) -> Iterator[int]:
    """Yield the lines of verse: many short lines in a row, side by side in one element."""

    def place(index: int) -> int:
        block = blocks[index]
        is_line = 0 < len(block.text) <= _MAX_VERSE and not block.n_linked
        if not is_line or kind_by_wording(block.text):
            return -1
        return block.element if block.tag in _CELLS else parents[block.element]

    filled = [index for index, block in enumerate(blocks) if block.text]
    for parent, run in groupby(filled, key=place):
        lines = list(run)
        if parent >= 0 and len(lines) >= _MIN_VERSE:
            yield from lines


def _is_abstract(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short text stands between two links, as below the headlines of a list."""
    if len(blocks[index].text) > _MAX_ABSTRACT or not 0 < index < len(blocks) - 1:
        return False
    above, below = blocks[index - 1], blocks[index + 1]
    if not (above.n_linked and below.n_linked):
        return False
    return min(above.link_share, below.link_share) > _LINKED
