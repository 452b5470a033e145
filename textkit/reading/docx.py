"""From a DOCX file to its lines: paragraphs and table cells in reading order, headings by style."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textkit.document import Kind
from textkit.errors import ReadError
from textkit.reading.lines import Line, Lines, Page
from textkit.reading.sniffing import ZIP_ERRORS
from textkit.reading.wording import kind_by_wording

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["page_of_docx"]

# What a real document needs at most; a bomb of 42 KB unpacks to gigabytes.
_MAX_PART = 100_000_000
_MAX_DEPTH = 256  # levels of XML, which libxml2 itself enforces without huge_tree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# Deleted text of tracked changes, field codes, and the copy that old readers get of a text box.
_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback"))
_TITLE_STYLE = re.compile(r"^(?:title|标题)$", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*(\d)", re.IGNORECASE)
_CAPTION_STYLE = re.compile(r"^(?:caption|题注|图题)", re.IGNORECASE)


def page_of_docx(data: bytes) -> Page:
    """Make a page of a Word document.

    Lines are its paragraphs and line breaks in document order, cells of tables row by row. Headers,
    footers, notes, comments and deleted text are left out.

    Raises
    ------
    ReadError
        When the file is damaged, protected by a password, or unpacks to more than a document can.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _part(archive, "word/document.xml")
            styles = _style_names(_part(archive, "word/styles.xml", is_optional=True))
            properties = _part(archive, "docProps/core.xml", is_optional=True)
    except ReadError:
        raise
    except ZIP_ERRORS as error:
        raise ReadError(f"this DOCX file is damaged or protected: {error}") from error
    if document is None:
        raise ReadError("this DOCX file holds no word/document.xml: it is damaged")
    lines: list[Line] = []
    at = 0
    for block, (paragraph, tag) in enumerate(_paragraphs(document, styles)):
        for text in _texts(paragraph):
            end = at + len(text)
            is_cell = tag == "td" and kind_by_wording(text) is None
            kind: Kind | None = (
                "body" if is_cell else None
            )  # short, but neither caption nor heading
            lines.append(Line(text, at, end, tag=tag, block=block, kind=kind))
            at = end + 1
    title = _property(properties, "title")
    shown = {line.text for line in lines[:8]}
    return Page(
        "\n".join(line.text for line in lines),
        Lines.of(lines),
        # Word fills the property with the first line of whatever was typed first, or a template's.
        title=title if title in shown else None,
    )


def _part(archive: zipfile.ZipFile, name: str, *, is_optional: bool = False) -> _Element | None:
    from lxml import etree

    try:
        info = archive.getinfo(name)
    except KeyError:
        if is_optional:
            return None
        raise ReadError(f"this DOCX file holds no {name}: it is damaged") from None
    with archive.open(info) as file:
        data = file.read(_MAX_PART + 1)  # the size that the archive states may lie
    if len(data) > _MAX_PART:
        raise ReadError(
            f"{name} of this DOCX file unpacks to more than {_MAX_PART:,} bytes: refused"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{name} of this DOCX file is damaged: {error}") from error


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: _Element, name: str) -> str | None:
    value: str | None = element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}")
    return value


def _style_names(styles: _Element | None) -> dict[str, str]:
    """Map style ids to their names: a Chinese Word calls the id of Heading 1 just ``1``."""
    names = {}
    for style in styles if styles is not None else ():
        identifier = _attribute(style, "styleId") if _local(style) == "style" else None
        for child in style if identifier else ():
            if _local(child) == "name":
                names[str(identifier)] = _attribute(child, "val") or ""
    return names


def _paragraphs(document: _Element, styles: dict[str, str]) -> Iterator[tuple[_Element, str]]:
    for element in document.iter(f"{_W}p", f"{_STRICT}p"):
        ancestors = {_local(e) for e in element.iterancestors()}
        if ancestors & _UNSEEN:
            continue
        style = next((_attribute(e, "val") for e in element.iter() if _local(e) == "pStyle"), None)
        name = styles.get(style or "", style or "")
        heading = _HEADING_STYLE.match(name)
        if _TITLE_STYLE.match(name):
            yield element, "h1"
        elif heading:
            yield element, f"h{min(int(heading[1]) + 1, 6)}"
        elif _CAPTION_STYLE.match(name):
            yield element, "figcaption"
        else:
            yield element, "td" if "tc" in ancestors else "p"


def _texts(paragraph: _Element) -> Iterator[str]:
    """Yield the lines of one paragraph, which its breaks part."""
    pieces: list[str] = []
    for element in _seen(paragraph):
        name = _local(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name in ("br", "cr"):
            pieces.append("\n")
    for line in "".join(pieces).split("\n"):
        text = re.sub(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", line).strip()
        if text:
            yield text


def _seen(paragraph: _Element) -> Iterator[_Element]:
    """Walk a paragraph without deleted text, and without the paragraphs of text boxes inside it."""
    from lxml import etree

    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        name = _local(element)
        if name in _UNSEEN or (name in ("p", "pPr") and element is not paragraph):
            walk.skip_subtree()
        else:
            yield element


def _property(properties: _Element | None, name: str) -> str | None:
    element = properties.find(f"{_DC}{name}") if properties is not None else None
    return (element.text or "").strip() or None if element is not None else None
