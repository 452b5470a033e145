"""Stray spaces, invisible marks and characters in a form that only looks the same."""

from __future__ import annotations

import re
import unicodedata

from textkit.reading.aligned import AlignedText

__all__ = ["close_gaps", "even_gaps", "has_gaps", "needs_normal_forms", "normal_forms"]

# Marks that print nothing: zero-width spaces and joiners, soft hyphen, directions, a BOM inside.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]+"
)
_ENTITIES = {
    "nbsp": "\u00a0", "ensp": "\u2002", "emsp": "\u2003", "thinsp": "\u2009", "ldquo": "“",
    "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…",
    "middot": "·", "quot": '"', "lt": "<", "gt": ">", "amp": "&",
}  # fmt: skip
_ENTITY = re.compile(f"&(?:amp;)?({'|'.join(_ENTITIES)});", re.IGNORECASE)
# Letters and digits of full width (not ％ and ＋, which Chinese pages print), half-width 。「」、,
# and the radicals that PDF fonts put in place of the hanzi that they draw alike.
_FORM = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?|[｡｢｣､\u2e80-\u2fd5\uf900-\ufaff]+")
_FORMS = re.compile(f"{_INVISIBLE.pattern}|{_ENTITY.pattern}|{_FORM.pattern}", re.IGNORECASE)

_WIDE = "\u00a0\u2000-\u200a\u202f\u205f\u3000\t"
_HAN = "一-鿿㐀-䶿，。、；：？！“”‘’（）《》【】…—"
# A wide space, or two and more, between Chinese characters stands for nothing in running text.
_GAP = re.compile(f"(?<=[{_HAN}])(?:[{_WIDE} ]*[{_WIDE}][{_WIDE} ]*|  +)(?=[{_HAN}])")
_AT_MARK = re.compile("(?<=[，、；：]) +(?=[一-鿿“《])|(?<=[一-鿿”》]) +(?=[，。、；：？！])")
_WIDE_RUN = re.compile(f"[{_WIDE} ]*[{_WIDE}][{_WIDE} ]*")
# A dateline is set off from its text: 本报讯　近日.
_DATELINE = re.compile(r"(?:[讯訊电電]|[）)】])$")
_MAX_DATELINE = 40
# 全 县 新 建: spaced letter by letter.
_SPACED = re.compile(r"(?:[一-鿿，。、；：] ){7,}[一-鿿，。、；：]")


def needs_normal_forms(text: str) -> bool:
    """Whether :func:`normal_forms` would find anything in ``text``."""
    return _FORMS.search(text) is not None


def normal_forms(line: AlignedText) -> AlignedText:
    r"""Write out entities, drop invisible marks, and give letters and digits their plain form.

    Chinese punctuation of either width is left: pages set it on purpose.

    Examples
    --------
    >>> normal_forms(AlignedText.of("新建公厕３００座&nbsp;", 0, 14)).text
    '新建公厕300座\xa0'
    """
    line = line.substitute(_ENTITY, lambda m: _ENTITIES[m[1].lower()], kind="entity")
    line = line.substitute(_INVISIBLE, "", kind="invisible")
    return line.substitute(_FORM, lambda m: unicodedata.normalize("NFKC", m[0]), kind="width")


def has_gaps(text: str) -> bool:
    """Whether ``text`` holds white space; without it there is nothing to close or even."""
    return len(text.split(None, 1)) > 1


def close_gaps(line: AlignedText) -> AlignedText:
    """Take stray spaces out of running text; single spaces between words stay.

    Examples
    --------
    >>> close_gaps(AlignedText.of("全县　新建公厕， 改造 老旧管网。", 0, 17)).text
    '全县新建公厕，改造 老旧管网。'
    """
    line = line.substitute(_SPACED, lambda m: m[0].replace(" ", ""), kind="space")
    changes = []
    for match in _GAP.finditer(line.text):
        before = line.text[max(0, match.start() - _MAX_DATELINE) : match.start()]
        is_dateline = match.start() <= _MAX_DATELINE and _DATELINE.search(before)
        changes.append((match.start(), match.end(), " " if is_dateline else ""))
    line = line.replace_many(changes, kind="space") if changes else line
    line = line.substitute(_AT_MARK, "", kind="space")
    return even_gaps(line)


def even_gaps(line: AlignedText) -> AlignedText:
    """Make every run with a wide space one plain space, as between the halves of a headline."""
    return line.substitute(_WIDE_RUN, " ", kind="space").strip()
