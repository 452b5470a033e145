"""The blocks of an HTML page: the lines a browser would show, with what their markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from textkit.reading.html_outline import Outline
from textkit.reading.html_parsing import Element

__all__ = ["Block", "blocks_of", "may_hide"]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What no reader sees as text; <noscript> and <template> repeat the page's own.
_UNSEEN = _names(
    "script style head title noscript template svg math select option datalist button textarea "
    "input map dialog link meta param source track"
)
_PICTURES = _names("img picture video audio canvas iframe object embed applet")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
_BOLD = _names("b strong h1 h2 h3 h4 h5 h6 th")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|table|grid)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_ICON_PIXELS = 40
_SHORT = 300

# Paragraphs that only their indentation parts.
_INDENT = re.compile(r"(?<=[。！？”])(?:\u3000{2,}|\xa0{4,}|(?:\xa0 ){3,})")
_BLANK = re.compile(r"\s")
_NO_LETTER = re.compile(r"[\W\d_年月日]+")
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
# A line end in the source between two Chinese characters is the editor's, not the author's.
_WRAP = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef])"
)


@dataclass(slots=True)
class Block:
    """One shown line, or a place where pictures stand.

    Parameters
    ----------
    text : str
        Without white space at its ends; empty where only pictures stand.
    element : int
        The block element that holds it, by its number in the outline of the page.
    tag : str
        The name of that element.
    n_linked, n_bold : int
        Characters inside links, and in bold.
    n_plain : int
        Letters outside links, counted where there are links: dates beside headlines and marks
        between menu items do not count.
    n_images : int
        Pictures and players before or inside it, icons not counted.
    is_centered : bool
        Whether its markup centres it.
    spaced : str
        The text of a short block with a space between its elements: bylines are laid out by style
        sheets, and ``<span>10-08</span><span>12:00</span>`` shows as two words.
    """

    text: str
    element: int
    tag: str
    n_linked: int = 0
    n_plain: int = 0
    n_bold: int = 0
    n_images: int = 0
    is_centered: bool = False
    spaced: str = ""

    @property
    def link_share(self) -> float:
        """Share of its letters that stand inside links."""
        return self.n_linked / (self.n_linked + self.n_plain) if self.n_linked else 0.0

    @property
    def is_bold(self) -> bool:
        """Whether all of it, but for a character or two, is bold."""
        return bool(self.text) and self.n_bold >= len(self.text) - 2


def blocks_of(root: Element, *, with_hidden: bool = False) -> tuple[list[Block], Outline]:
    """List the blocks of a parsed page in page order, and its elements.

    Parameters
    ----------
    root : Element
    with_hidden : bool
        Whether to take what ``display: none`` hides.
    """
    walk = _Walk(with_hidden=with_hidden)
    walk.go(root)
    return walk.found, walk.outline


def may_hide(root: Element) -> bool:
    """Whether any element of a page has what could hide it from :func:`blocks_of`."""
    return bool(root.xpath("boolean(//*[@hidden or @style])"))


class _Open(NamedTuple):
    """What an element is, from its start to its end."""

    is_block: bool = False
    is_link: bool = False
    is_bold: bool = False
    is_centre: bool = False
    is_preformatted: bool = False
    has_state: bool = False  # any but the first
    is_shown: bool = True
    breaks: bool = False  # a block, or <br>


_HIDDEN_ELEMENT = _Open(is_shown=False)


class _Walk:
    """One pass over the tree; the text under way and what is open around it."""

    def __init__(self, *, with_hidden: bool) -> None:
        self.with_hidden = with_hidden
        self.found: list[Block] = []
        self.outline = Outline()
        self.pieces: list[str] = []
        self.unlinked: list[str] = []
        self.n_linked = self.n_bold = self.n_images = 0
        self.links = self.bolds = self.centres = 0
        self.preformatted = 0

    def go(self, root: Element) -> None:
        from lxml import etree

        tags, parents = self.outline.tags, self.outline.parents
        holders = [0]
        around = [-1]  # the numbers of the elements that are open
        opened: list[_Open] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                attributes = element.items()
                kind = self.opened(tag, dict(attributes)) if attributes else _open_bare(tag)
                number = len(tags)
                tags.append(tag)
                parents.append(around[-1])
                around.append(number)
                opened.append(kind)
                if not kind.is_shown:
                    self.n_images += tag in _PICTURES and not _is_icon(dict(attributes))
                    walk.skip_subtree()
                    continue
                if kind.breaks and (self.pieces or self.n_images):
                    self.flush(holders[-1])
                if kind.is_block:
                    holders.append(number)
                if kind.has_state:
                    self.enter(kind, 1)
                text = element.text
                if text:
                    self.add(text, holders[-1])
            else:
                around.pop()
                kind = opened.pop()
                if kind.is_block:
                    holder = holders.pop()
                    if self.pieces or self.n_images:
                        self.flush(holder)
                if kind.has_state:
                    self.enter(kind, -1)
                text = element.tail
                if text:
                    self.add(text, holders[-1])
        self.flush(0)

    def opened(self, tag: str, attributes: dict[str, str]) -> _Open:
        """Tell what an element with attributes is, and keep them for those who ask later."""
        self.outline.attributes[len(self.outline.tags)] = attributes
        if not self.with_hidden and _is_hidden(attributes):
            return _HIDDEN_ELEMENT
        return _open(tag, attributes)

    def enter(self, kind: _Open, step: int) -> None:
        self.links += step * kind.is_link
        self.bolds += step * kind.is_bold
        self.centres += step * kind.is_centre
        self.preformatted += step * kind.is_preformatted

    def add(self, text: str, holder: int) -> None:
        if self.preformatted and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number and (self.pieces or self.n_images):
                    self.flush(holder)
                self.add(line, holder)
            return
        self.pieces.append(text)
        if self.bolds or self.links:
            length = len("".join(text.split()))
            self.n_bold += length * (self.bolds > 0)
            self.n_linked += length * (self.links > 0)
        if not self.links:
            self.unlinked.append(text)

    def flush(self, holder: int) -> None:
        pieces = self.pieces
        shown = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if len(pieces) == 1 and shown and _BLANK.search(shown) is None:
            counts = (self.n_linked, 0, self.n_bold, self.n_images)  # all of a page of scraps
            tag = self.outline.tags[holder]
            self.found.append(Block(shown, holder, tag, *counts, self.centres > 0, shown))
        elif self.n_images or shown.strip():
            self.split(_WRAP.sub("", shown), holder)
        pieces.clear()
        self.unlinked.clear()
        self.n_linked = self.n_bold = self.n_images = 0

    def split(self, shown: str, holder: int) -> None:
        n_plain = sum(map(_count_letters, self.unlinked)) if self.n_linked else 0
        for part in _INDENT.split(shown):
            text = _SPACE.sub(" ", part).strip()
            if not text and not self.n_images:
                continue
            spaced = text
            if len(self.pieces) > 1 and len(text) <= _SHORT:
                spaced = _SPACE.sub(" ", " ".join(self.pieces)).strip()
            share = len(part) / len(shown) if shown else 1.0
            self.found.append(
                Block(
                    text,
                    holder,
                    self.outline.tags[holder],
                    n_linked=round(self.n_linked * share),
                    n_plain=round(n_plain * share),
                    n_bold=round(self.n_bold * share),
                    n_images=self.n_images,
                    is_centered=self.centres > 0,
                    spaced=spaced,
                )
            )
            self.n_images = 0


def _open(tag: str, attributes: dict[str, str]) -> _Open:
    bare = _open_bare(tag)
    style = attributes.get("style") or ""
    is_centre = attributes.get("align") == "center" or _CENTERED.search(style) is not None
    if not bare.is_shown or not (style or is_centre):
        return bare
    is_block = bare.is_block or _AS_BLOCK.search(style) is not None
    return _Open(
        is_block,
        bare.is_link,
        bare.is_bold or _BOLD_STYLE.search(style) is not None,
        bare.is_centre or is_centre,
        bare.is_preformatted,
        has_state=True,
        breaks=is_block or bare.breaks,
    )


@cache
def _open_bare(tag: str) -> _Open:
    if tag in _UNSEEN or tag in _PICTURES:
        return _HIDDEN_ELEMENT
    is_block = tag in _BLOCKS or "-" in tag
    state = (tag == "a", tag in _BOLD, tag == "center", tag == "pre")
    return _Open(is_block, *state, has_state=any(state), breaks=is_block or tag == "br")


def _count_letters(text: str) -> int:
    length = len("".join(text.split()))
    return len(_NO_LETTER.sub("", text)) if length < _SHORT else length


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_icon(attributes: dict[str, str]) -> bool:
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    return any(size.isdigit() and int(size) <= _ICON_PIXELS for size in sizes)
