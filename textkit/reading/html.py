"""From an HTML page to its lines, furniture told from the article by markup, and its facts."""

from __future__ import annotations

from itertools import accumulate

from textkit.document import Kind
from textkit.reading.html_blocks import Block, blocks_of, may_hide
from textkit.reading.html_body import Body, find_body
from textkit.reading.html_facts import find_facts, find_title, matching_title, stated_facts
from textkit.reading.html_outline import Outline
from textkit.reading.html_parsing import Element, parse_html
from textkit.reading.html_roles import block_kinds
from textkit.reading.lines import Lines, Page

__all__ = ["page_of_html"]

_MIN_SHOWN = 300  # characters outside links that a page with an article shows, furniture included


def page_of_html(text: str) -> Page:
    """Make a page of HTML, a whole one or a fragment.

    The text of the page is what a browser would show, a line for each of its lines, furniture
    included. Nothing is fetched.

    Raises
    ------
    ReadError
        When the page is larger or nested deeper than any real one.

    Examples
    --------
    >>> page = page_of_html("<h1>秋粮入库</h1><p>全县秋粮入库。</p><footer>网站地图</footer>")
    >>> page.title, [(line.kind, line.text) for line in page.lines]
    ('秋粮入库', [('title', '秋粮入库'), ('body', '全县秋粮入库。'), ('chrome', '网站地图')])
    """
    root = parse_html(text)
    stated = stated_facts(root, text)
    blocks, outline, body = _blocks_and_body(root, stated)
    if body is None:
        title, _ = find_title(blocks, outline, stated, range(0))
        return _page(blocks, [None] * len(blocks), title=title)
    at = [i for i, block in enumerate(blocks) if block.text and block.element in body.inside]
    span = range(at[0], at[-1] + 1)
    title, shown = find_title(blocks, outline, stated, span)
    facts = find_facts(blocks, outline, stated, shown_title=shown, body=span)
    kinds = block_kinds(blocks, outline, body, title=shown)
    return _page(blocks, kinds, title, facts.source, facts.published, facts.author)


def _blocks_and_body(
    root: Element, stated: dict[str, str]
) -> tuple[list[Block], Outline, Body | None]:
    """List the blocks and find the article; where hardly any text shows, take the hidden too."""
    blocks, outline = blocks_of(root)
    shows_little = sum(len(b.text) for b in blocks if b.link_share < 0.5) < _MIN_SHOWN
    if shows_little and may_hide(root):
        everything, full = blocks_of(root, with_hidden=True)
        if sum(len(b.text) for b in everything) > 2 * sum(len(b.text) for b in blocks):
            blocks, outline = everything, full
    top = matching_title(blocks, stated).start
    return blocks, outline, find_body(outline, blocks, top=top)


def _page(
    blocks: list[Block],
    kinds: list[Kind | None],
    title: str | None = None,
    source: str | None = None,
    published: str | None = None,
    author: str | None = None,
) -> Page:
    shown = [block for block in blocks if block.text]
    texts = [block.text for block in shown]
    ends = list(accumulate((len(text) + 1 for text in texts), initial=-1))  # with line ends between
    lines = Lines(
        texts,
        starts=[end + 1 for end in ends[:-1]],
        ends=ends[1:],
        tags=[block.tag for block in shown],
        link_shares=[min(block.link_share, 1.0) if block.n_linked else 0.0 for block in shown],
        blocks=[block.element for block in shown],
        kinds=[kind for kind, block in zip(kinds, blocks, strict=True) if block.text],
    )
    return Page("\n".join(texts), lines, title, source, published, author)
