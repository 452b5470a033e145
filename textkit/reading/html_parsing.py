"""From the markup of an HTML page to its tree, within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from textkit.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Element", "parse_html"]

Element: TypeAlias = "_Element"

# Beyond these a page is an attack or a dump: 64 MB of tags take lxml to 3 GB.
_MAX_CHARS = 64_000_000
_MAX_TAGS = 1_000_000

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff]")


def parse_html(text: str) -> Element:
    """Parse a page or a fragment; nothing is fetched, no external entity is read.

    Raises
    ------
    ReadError
        When the page is larger or nested deeper than any real one, or holds no element.
    """
    from lxml import etree

    if len(text) > _MAX_CHARS or text.count("<") > _MAX_TAGS:
        raise ReadError(
            f"an HTML page of {len(text):,} characters and {text.count('<'):,} tags is too large: "
            f"at most {_MAX_CHARS:,} and {_MAX_TAGS:,} are read, split it first"
        )
    # huge_tree raises libxml2's bounds (256 levels, 10 MB a text) to 2,048 levels: pages that never
    # close their <font> pass the first, and libxml2 then returns an empty page without an error.
    # lxml's own elements: those of lxml.html ask Python for the class of each.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = _CONTROL.sub("", text).encode("utf-8", "replace")
    root: Element | None = etree.fromstring(data, parser)
    if root is None:  # nothing but white space and comments
        return etree.fromstring("<html><body></body></html>")
    fatal = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    if fatal:
        raise ReadError(f"this HTML page cannot be parsed ({fatal[0]}): save its text instead")
    return root
