"""Undo the ``(pinyin)`` damage of converted pages, in the bytes where it was done.

A converter went over GBK pages byte by byte and put readings in brackets: ``戰(zhàn)``. It did
not keep to the boundaries of characters, so that a reading may stand behind two bytes that belong
to different characters, and what follows was decoded a byte off, as ``實打?qū)嵉芈鋵嵁a(chǎn)``.
Without the readings the same bytes decode to what the page once said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from textkit.reading.aligned import AlignedText

__all__ = ["has_pinyin_damage", "remove_pinyin"]

_SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡɑ]{1,6}"
_READING = re.compile(rf"[（(](?P<reading>{_SYLLABLE})[）)]|\?(?P<lossy>{_SYLLABLE})[）)]")
_BEHIND = re.compile(rf"([一-鿿])[（(]({_SYLLABLE})[）)]")
# Readings given on purpose are few, and of any character; the damage is dense and touches only
# characters beyond GB 2312 (all 99 on the one page of 2,019 characters that it was studied on).
_MIN_READINGS = 6
_MIN_DENSITY = 1 / 300
_Span: TypeAlias = tuple[int, int, str | None]  # (start, end, what stands there; None if nothing)
_LOST = b"\x00"  # stands for a byte that is to be found


@dataclass(slots=True)
class _Item:
    """A character of the damaged text, or a reading, and the bytes that it stands for."""

    start: int
    end: int
    data: bytes
    reading: str = ""


def has_pinyin_damage(text: str) -> bool:
    """Whether ``text`` as a whole shows the damage, rather than readings given on purpose."""
    found = _BEHIND.findall(text)
    if len(found) < max(_MIN_READINGS, _MIN_DENSITY * len(text)):
        return False
    typical = sum(not _is_gb2312(char) and reading in _readings(char) for char, reading in found)
    return typical >= 0.9 * len(found)


def remove_pinyin(line: AlignedText) -> tuple[AlignedText, list[tuple[int, int]]]:
    """Take the readings out of a line of damaged text and decode its bytes anew.

    Returns
    -------
    AlignedText, list of (int, int)
        The repaired line, and the source spans of what is lost beyond proof and stays as printed.
    """
    try:
        items = _parse(line.text)
    except UnicodeEncodeError:  # a lone surrogate has no bytes to work in
        return line, []
    if not any(item.reading for item in items):
        return line, []
    _find_lost_bytes(items)
    decoded = list(_decode(b"".join(item.data for item in items)))
    groups = list(_groups(items, decoded))
    flags = _flags(line.text, items, decoded, groups)
    changes = []
    flagged = iter(flags)
    first, stop = next(flagged, (len(line.text), 0))
    for start, end, new in groups:
        while stop and stop <= start:
            first, stop = next(flagged, (len(line.text), 0))
        if new is not None and not (start < stop and first < end) and line.text[start:end] != new:
            kept = _shared_start(line.text[start:end], new)
            changes.append((start + kept, end, new[kept:]))
    spans = [line.source_span(start, end) for start, end in flags]
    return line.replace_many(changes, kind="pinyin"), spans


def _parse(text: str) -> list[_Item]:
    items: list[_Item] = []
    tail = b""  # the last bytes, readings left out
    at = 0
    for match in _READING.finditer(text):
        for index in range(at, match.start()):
            items.append(_Item(index, index + 1, text[index].encode("gb18030")))
            tail = (tail + items[-1].data)[-2:]
        at = match.start()
        if match["lossy"]:
            items.append(_Item(at, match.end(), _LOST, match["lossy"]))
        elif match["reading"] in _readings(_character(tail)):
            items.append(_Item(at, match.end(), b"", match["reading"]))
        else:
            continue  # a remark in brackets, not a reading of what stands before it
        at = match.end()
    items += [_Item(i, i + 1, text[i].encode("gb18030")) for i in range(at, len(text))]
    return items


def _find_lost_bytes(items: list[_Item]) -> None:
    """Fill in a lost byte where one character alone has its first byte and its reading."""
    for index, item in enumerate(items):
        if item.data != _LOST or not index:
            continue
        lead = items[index - 1].data[-1:]
        fits = []
        for trail in _trails(lead, item.reading):
            item.data = trail
            if _meets_next_reading(items, index):
                fits.append(trail)
        item.data = fits[0] if len(fits) == 1 else _LOST


@lru_cache(maxsize=4096)
def _trails(lead: bytes, reading: str) -> list[bytes]:
    """Give the second bytes that make a character of ``reading`` beyond GB 2312 with ``lead``."""
    pairs = {lead + bytes([trail]): bytes([trail]) for trail in range(0x40, 0xFF)}
    chars = {trail: _character(pair) for pair, trail in pairs.items()}
    return [t for t, c in chars.items() if c and not _is_gb2312(c) and reading in _readings(c)]


def _meets_next_reading(items: list[_Item], index: int) -> bool:
    """Whether the bytes from a lost one on give the next reading the character it is of."""
    stop = index + 1
    while stop < len(items) and not items[stop].reading:
        stop += 1
    if stop == len(items) or items[stop].data:
        return True
    *_, (_, _, last) = _decode(b"".join(item.data for item in items[index:stop]))
    return items[stop].reading in _readings(last)


def _flags(
    text: str, items: list[_Item], decoded: list[_Span], groups: list[_Span]
) -> list[tuple[int, int]]:
    """Give the spans that do not decode, and those where a reading fits no character."""
    flags = [(start, end) for start, end, new in groups if new is None]
    chars = {end: char for _, end, char in decoded}
    offset = since = 0
    for item in items:
        offset += len(item.data)
        if not item.reading:
            continue
        if not item.data and item.reading not in _readings(chars.get(offset)):
            lost = text.find("?", since, item.start)
            flags.append((lost if lost >= 0 else since, item.end))
        since = item.end
    merged: list[tuple[int, int]] = []
    for start, end in sorted(flags):
        while end < len(text) and text[end] == "?":
            end += 1
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _groups(items: list[_Item], decoded: list[_Span]) -> Iterator[_Span]:
    """Yield (start, end, characters) between the places where old and new characters both begin.

    The characters are None where a byte fits nothing.
    """
    index = offset = 0
    first, new = 0, ""
    is_broken = False
    for _, end, char in decoded:
        is_broken = is_broken or char is None
        new += char or ""
        while index < len(items) and offset + len(items[index].data) <= end:
            offset += len(items[index].data)
            index += 1
        if offset == end:
            yield items[first].start, items[index - 1].end, None if is_broken else new
            first, new, is_broken = index, "", False


def _decode(data: bytes) -> Iterator[_Span]:
    """Yield (start, end, character) over GBK bytes, with None for a byte that fits nothing."""
    at = 0
    while at < len(data):
        size = 1 if data[at] < 0x80 else 4 if data[at + 1 : at + 2].isdigit() else 2
        char = _decoded(data[at : at + size])
        if char is None:
            size = 1
        yield at, at + size, None if char == "\0" else char
        at += size


@lru_cache(maxsize=8192)  # the codec takes 3 µs a character
def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _character(pair: bytes) -> str | None:
    try:
        char = pair.decode("gbk")
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 else None


def _is_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _readings(char: str | None) -> list[str]:
    return _table().get(ord(char), "").split(",") if char else []


@cache
def _table() -> dict[int, str]:
    # 0.3 s and 50 MB, as pypinyin loads its phrases too: only a damaged page pays for it.
    from pypinyin.pinyin_dict import pinyin_dict

    table: dict[int, str] = pinyin_dict
    return table


def _shared_start(old: str, new: str) -> int:
    size = 0
    while size < min(len(old), len(new)) and old[size] == new[size]:
        size += 1
    return size
