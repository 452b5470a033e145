"""The blocks of an HTML page: the lines a browser would show, with what their markup says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "blocks_of", "parse_html"]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Beyond these a page is an attack or a dump: 64 MB of tags take lxml to 3 GB.
_MAX_CHARS = 64_000_000
_MAX_TAGS = 1_000_000

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

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff]")
# Paragraphs that only their indentation parts.
_INDENT = re.compile(r"(?<=[。！？”])(?:\u3000{2,}|\xa0{4,}|(?:\xa0 ){3,})")
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
    element : HtmlElement
        The block element that holds it.
    n_linked, n_bold : int
        Characters inside links, and in bold.
    n_plain : int
        Letters outside links: dates beside headlines and marks between menu items do not count.
    n_images : int
        Pictures and players before or inside it, icons not counted.
    is_centered : bool
        Whether its markup centres it.
    spaced : str
        The text of a short block with a space between its elements: bylines are laid out by style
        sheets, and ``<span>10-08</span><span>12:00</span>`` shows as two words.
    """

    text: str
    element: HtmlElement
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


def parse_html(text: str) -> HtmlElement:
    """Parse a page or a fragment; nothing is fetched, no external entity is read.

    Raises
    ------
    ReadError
        When the page is larger or nested deeper than any real one, or holds no element.
    """
    from lxml import etree, html

    if len(text) > _MAX_CHARS or text.count("<") > _MAX_TAGS:
        raise ReadError(
            f"an HTML page of {len(text):,} characters and {text.count('<'):,} tags is too large: "
            f"at most {_MAX_CHARS:,} and {_MAX_TAGS:,} are read, split it first"
        )
    # huge_tree raises libxml2's bounds (256 levels, 10 MB a text) to 2,048 levels: pages that never
    # close their <font> pass the first, and libxml2 then returns an empty page without an error.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = _CONTROL.sub("", text).encode("utf-8", "replace")
    try:
        root: HtmlElement = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but white space and comments
        return html.document_fromstring("<html><body></body></html>")
    fatal = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    if fatal:
        raise ReadError(f"this HTML page cannot be parsed ({fatal[0]}): save its text instead")
    return root


def blocks_of(root: HtmlElement, *, with_hidden: bool = False) -> list[Block]:
    """List the blocks of a parsed page in page order.

    Parameters
    ----------
    root : HtmlElement
    with_hidden : bool
        Whether to take what ``display: none`` hides.
    """
    return list(_Walk(with_hidden=with_hidden).blocks(root))


class _Walk:
    """One pass over the tree; the text under way and what is open around it."""

    def __init__(self, *, with_hidden: bool) -> None:
        self.with_hidden = with_hidden
        self.pieces: list[str] = []
        self.n_linked = self.n_plain = self.n_bold = self.n_images = 0
        self.links = self.bolds = self.centres = 0
        self.preformatted = 0

    def blocks(self, root: HtmlElement) -> Iterator[Block]:
        from lxml import etree

        holders = [root]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if not self.shows(element, tag):
                    self.n_images += tag in _PICTURES and not _is_icon(element)
                    walk.skip_subtree()
                    continue
                if tag == "br" or _is_block(element, tag):
                    yield from self.flush(holders[-1])
                if _is_block(element, tag):
                    holders.append(element)
                self.enter(element, tag, 1)
                yield from self.add(element.text, holders[-1])
            elif self.shows(element, tag):
                if _is_block(element, tag):
                    yield from self.flush(holders[-1])
                    holders.pop()
                self.enter(element, tag, -1)
                yield from self.add(element.tail, holders[-1] if holders else root)
            else:
                yield from self.add(element.tail, holders[-1])
        yield from self.flush(root)

    def shows(self, element: HtmlElement, tag: str) -> bool:
        if not tag or tag in _UNSEEN or tag in _PICTURES:
            return False
        return self.with_hidden or not _is_hidden(element)

    def enter(self, element: HtmlElement, tag: str, step: int) -> None:
        style = element.get("style") or ""
        self.links += step * (tag == "a")
        self.bolds += step * (tag in _BOLD or bool(_BOLD_STYLE.search(style)))
        centred = tag == "center" or element.get("align") == "center" or _CENTERED.search(style)
        self.centres += step * bool(centred)
        self.preformatted += step * (tag == "pre")

    def add(self, text: str | None, holder: HtmlElement) -> Iterator[Block]:
        if not text:
            return
        lines = text.split("\n") if self.preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                yield from self.flush(holder)
            self.pieces.append(line)
            length = len("".join(line.split()))
            self.n_bold += length * (self.bolds > 0)
            if self.links:
                self.n_linked += length
            else:
                self.n_plain += len(_NO_LETTER.sub("", line)) if length < _SHORT else length

    def flush(self, holder: HtmlElement) -> Iterator[Block]:
        shown = _WRAP.sub("", "".join(self.pieces))
        for part in _INDENT.split(shown):
            text = _SPACE.sub(" ", part).strip()
            if not text and not self.n_images:
                continue
            spaced = text
            if len(self.pieces) > 1 and len(text) <= _SHORT:
                spaced = _SPACE.sub(" ", " ".join(self.pieces)).strip()
            share = len(part) / len(shown) if shown else 1.0
            yield Block(
                text,
                holder,
                n_linked=round(self.n_linked * share),
                n_plain=round(self.n_plain * share),
                n_bold=round(self.n_bold * share),
                n_images=self.n_images,
                is_centered=self.centres > 0,
                spaced=spaced,
            )
            self.n_images = 0
        self.pieces.clear()
        self.n_linked = self.n_plain = self.n_bold = self.n_images = 0


def _is_block(element: HtmlElement, tag: str) -> bool:
    return tag in _BLOCKS or "-" in tag or bool(_AS_BLOCK.search(element.get("style") or ""))


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_icon(element: HtmlElement) -> bool:
    sizes = (element.get("width") or "", element.get("height") or "")
    return any(size.isdigit() and int(size) <= _ICON_PIXELS for size in sizes)
