"""Give every line of a page its part: title, heading, body, caption, byline or chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textkit.document import Kind
from textkit.reading.credits import is_name, is_office
from textkit.reading.furniture import opens_furniture
from textkit.reading.lines import Line
from textkit.reading.wording import is_numbered, is_prose, kind_by_wording

__all__ = ["roles"]

_MAX_HEADING = 60  # code points; the longest section heading of the seeds has 46
_LINKED = 0.6  # share of linked characters from which a line is taken for navigation
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# A caption names what a picture shows: it ends with a place or a thing.
_THING = re.compile(
    r"(?:[村园区路街厂镇河湖山桥院馆站场所房屋楼塔寺庙库车船机]|公园|小区|广场|大厦|中心|基地|项目|工地|现场|场景|景象|风貌|面貌|外景|全景|夜景|一角|掠影|发电|公交|设备|生产线|车间|学校|幼儿园|图|合影|留影)[”』》）)]?$"
)
# A heading states: two balanced halves, or one of the verbs that headings of this kind live on.
_HALVES = re.compile(r"\S{3,}[\s，,；;：:]+\S{3,}|——")
_STATES = re.compile(
    r"(?:坚持|推进|推动|打造|激发|提升|加快|加强|加大|擦亮|攻坚|牢记|建设|建好|构建|构筑|做[强优大好实]|抓[实好牢]?|深化|优化|强化|"
    r"促进|实施|落实|完善|健全|改善|保障|守护|守牢|夯实|筑牢|凝聚|汇聚|引领|赋能|助力|聚焦|锚定|围绕|突出|全力|全面|持续|着力|切实|不断|"
    r"奋进|奋力|开启|谱写|书写|绘就|走出|迈向|迈上|跑出|唱响|点亮|激活|释放|拓宽|拓展|培育|壮大|发展|转型|振兴|治理|创新|改革|提质|增效|"
    r"前行|升级|见效|惠民|为民|受益|增收|致富|丰收|决战|决胜|打赢|扩大|稳步|成为|实现|让|把|使|如何|怎样|为何|怎么|什么)"
)


def roles(
    lines: Sequence[Line],
    *,
    gaps: Sequence[int],
    wrapped: frozenset[int] = frozenset(),
    title: str | None = None,
) -> list[Kind]:
    """Tell the part of every line.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a page in reading order.
    gaps : sequence of int
        The blank lines before each.
    wrapped : frozenset of int
        Lines that go on the line above because of the width of the page: both are body.
    title : str, optional
        The title where it is known; a line that repeats it is the title.

    Returns
    -------
    list of str
        One kind for each line.
    """
    known = [line.kind or _kind_alone(line) for line in lines]
    for index in wrapped:
        known[index - 1] = known[index - 1] or "body"
        known[index] = known[index] or "body"
    if title:
        for index, line in enumerate(lines):
            if known[index] in (None, "heading") and _same(line.text, title):
                known[index] = "title"
                break
    first, last = _prose_range(lines, known)
    _tail(lines, known, last)
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    loose = [gap > usual for gap in gaps]
    if first is None:
        _without_prose(lines, known)
    else:
        _head(lines, known, first, loose, is_known=bool(title))
    _runs(lines, known, loose)
    return [kind or "body" for kind in known]


def _kind_alone(line: Line) -> Kind | None:
    """Tell what a line is without its neighbours; None for a short line that might be several."""
    kind: Kind | None = None
    if len(line.text) < 200 or line.link_share > _LINKED:
        kind = kind_by_wording(line.text)
    if kind is not None:
        return kind
    if line.tag == "figcaption":
        return "caption"
    if line.tag in _HEADING_TAGS and len(line.text) <= _MAX_HEADING:
        return "heading"
    if line.link_share > _LINKED and not (is_prose(line.text) and line.tag == "p"):
        return "chrome"
    if is_numbered(line.text) and _is_one_clause(line.text):
        return "heading"
    return "body" if is_prose(line.text) else None


def _is_one_clause(text: str) -> bool:
    """Whether a numbered line is a heading by its length: one sentence, and not a list item's."""
    if len(text) > _MAX_HEADING or text[-1] in "：:；;，,、":
        return False
    return not re.search("[。！？；]", text[:-1]) and (text[-1] != "。" or not text[0].isdigit())


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W", "", line) == re.sub(r"\W", "", title)


def _prose_range(lines: Sequence[Line], known: list[Kind | None]) -> tuple[int | None, int]:
    body = [i for i, kind in enumerate(known) if kind == "body"]
    return (body[0], body[-1]) if body else (None, -1)


def _tail(lines: Sequence[Line], known: list[Kind | None], last: int) -> None:
    """Below the last prose, everything from the first heading of furniture on is furniture."""
    for index in range(last + 1, len(lines)):
        if known[index] == "chrome" and opens_furniture(lines[index].text):
            for below in range(index, len(lines)):
                known[below] = "chrome"
            return


def _without_prose(lines: Sequence[Line], known: list[Kind | None]) -> None:
    """A page without a sentence keeps its lines: the first is its title when others follow."""
    free = [i for i, kind in enumerate(known) if kind is None]
    if "title" not in known and len(free) > 1 and len(lines[free[0]].text) >= 6:
        known[free[0]] = "title"


def _head(
    lines: Sequence[Line],
    known: list[Kind | None],
    first: int,
    loose: Sequence[bool],
    *,
    is_known: bool,
) -> None:
    """Find the title above the first prose; menu words above it are chrome, lines below stay open."""
    free = [i for i in range(first) if known[i] in (None, "heading")]
    free = [i for i in free if not (known[i] == "heading" and is_numbered(lines[i].text))]
    at = next((i for i in range(first) if known[i] == "title"), None)
    if at is None:
        at = _choose_title(lines, known, free, is_known=is_known)
        if at is not None:
            known[at] = "title"
    for index in free:
        if at is not None and index < at and known[index] is None:
            known[index] = "chrome" if len(lines[index].text) <= 8 else "title"
    below = [i for i in free if (at is None or i > at) and known[i] is None]
    for index in below:
        above = known[index - 1] if index else None
        text = lines[index].text
        if text.startswith(("—", "－", "--")) and (not index or above in ("title", "byline")):
            known[index] = "title"
        elif above in ("title", "byline") and (is_name(text) or is_office(text)):
            known[index] = "byline"
        elif (
            above == "title"
            and _caption_score(lines, known, index, loose, len(below)) < 2
            and index + 1 < first
            and (known[index + 1] == "byline" or loose[index + 1])
        ):
            known[index] = "title"


def _choose_title(
    lines: Sequence[Line], known: list[Kind | None], free: Sequence[int], *, is_known: bool
) -> int | None:
    for tag in ("h1", "h2"):
        tagged = [i for i in free if lines[i].tag == tag]
        if tagged:
            return tagged[0]
    if is_known:
        return None  # a title from elsewhere that no line repeats: what stands here is a heading
    before_byline = [i for i in free if i + 1 < len(lines) and known[i + 1] == "byline"]
    if before_byline and len(lines[before_byline[0]].text) >= 5:
        return before_byline[0]
    return next((i for i in free if len(lines[i].text) >= 8), free[0] if free else None)


def _runs(lines: Sequence[Line], known: list[Kind | None], loose: Sequence[bool]) -> None:
    """Settle the short lines that are still open, run by run."""
    index, size = 0, len(lines)
    while index < size:
        if known[index] is not None:
            index += 1
            continue
        end = index
        while end < size and known[end] is None:
            end += 1
        _settle(lines, known, loose, index, end)
        index = end


def _settle(
    lines: Sequence[Line],
    known: list[Kind | None],
    loose: Sequence[bool],
    start: int,
    end: int,
) -> None:
    run = range(start, end)
    has_prose_below = "body" in known[end:]
    captions = {i for i in run if _caption_score(lines, known, i, loose, end - start) >= 2}
    rest = [i for i in run if i not in captions]
    for index in captions:
        known[index] = "caption"
    if not has_prose_below:
        for index in rest:
            loose_tail = loose[index] and len(rest) == 1
            known[index] = "caption" if loose_tail and _THING.search(lines[index].text) else "body"
        return
    # Three short lines or more without a stop are verse, a list or a table, not headings.
    listing = len(rest) > 3 or (len(rest) == 3 and not any(loose[i] for i in rest[1:]))
    for index in rest:
        text = lines[index].text
        known[index] = "body" if listing or len(text) > _MAX_HEADING else "heading"
    if listing and loose[rest[-1]]:
        known[rest[-1]] = "heading"


def _caption_score(
    lines: Sequence[Line], known: list[Kind | None], index: int, loose: Sequence[bool], run: int
) -> float:
    """Weigh what speaks for a caption against a heading; 2 and more is a caption."""
    text = lines[index].text
    if len(text) > 40 or is_numbered(text) or lines[index].tag in _HEADING_TAGS:
        return 0.0
    score = 0.0
    if _THING.search(text):
        score += 1
    if loose[index] and index:
        score += 0.5
    if index + 1 < len(lines) and loose[index + 1]:
        score += 0.5
    if run >= 3:
        score += 0.5
    score += _echo(text, lines, known, index)
    if _HALVES.search(text):
        score -= 1.5
    if _STATES.search(text):
        score -= 1
    return score


def _echo(text: str, lines: Sequence[Line], known: list[Kind | None], index: int) -> float:
    """Score how much of a line the prose above it says already: captions repeat, headings announce."""
    above = next((i for i in range(index - 1, -1, -1) if known[i] == "body"), None)
    if above is None or index - above > 3:
        return 0.0
    words = re.sub(r"\W", "", text)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    if not pairs:
        return 0.0
    share = sum(pair in lines[above].text for pair in pairs) / len(pairs)
    return 2.0 if share >= 0.9 else 1.5 if share >= 0.7 else 1.0 if share >= 0.4 else 0.0
