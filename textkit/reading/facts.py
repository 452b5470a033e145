"""What a page says about an article: source, date, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from textkit.reading.credits import DATE, is_name

__all__ = ["find_author", "find_published", "find_source"]

_SOURCE = re.compile(
    r"(?:来源|來源|稿源|文章来源|信息来源|发布机构|发布单位)\s*[:：丨|]\s*([^\s|｜：:（）()\[\]【】，。]{2,30})"
)
# Who sent it in: an office that may be taken for the source, one of its sections, or a person.
_CONTRIBUTED = re.compile(
    r"供稿(?:单位|部门|人|者)?\s*[:：丨|]\s*([^|｜：:（）()\[\]【】，。]{2,30})"
)
_SECTION = re.compile(r"(?:科|室|处|股|组|队|班|部|中心|病区|支部)$")
_LABEL = re.compile(r"评论|点击|浏览|阅读|作者|编辑|责编|时间|日期|字号|人气")  # beside no source
_DATELINE = re.compile(
    r"^[【（(]?([^\s，。：、（）()“”]{2,10}(?:网|报|社|台|新闻|客户端))\s*讯[\s（(，,：:】]"
)
_OUTLET = re.compile(
    r"([^\s，。：:|｜（）()]{2,16}(?:网|报|日报|晚报|新闻|电视台|广播|融媒|融媒体中心|发布|客户端|政府|委员会|局|社|在线))"
    r"(?![一-鿿])"
)
_PEOPLE = r"([一-鿿·]{2,12}(?:[\s、，]{1,3}[一-鿿·]{2,12}){0,4})"
_AUTHOR = re.compile(
    r"(?:^|[\s（(【|｜/])(?:本报|本台|本网|见习|实习|特约|全媒体|融媒体)*"
    r"(?:记者|通讯员|作者|撰文|文字|文)(?:\s*[:：/／丨|]\s*|\s+|(?=[一-鿿]))"
    rf"(?:(?:本报|本台|本网|见习|实习|特约)*(?:记者|通讯员)\s*)?{_PEOPLE}"
)
_SIGNED = re.compile(rf"^[□■◎●◆]\s*(?:文\s*)?{_PEOPLE}")
_CLOSING = re.compile(
    rf"[（(]\s*(?:(?:本报|本网)?(?:记者|通讯员|作者|文)?\s*[:：/]?\s*)?{_PEOPLE}\s*[）)]$"
)
_REPORTED = re.compile(rf"[（(](?:本报)?记者\s*[:：]?\s*{_PEOPLE}[）)]")
_STOP = re.compile(r"\s*(?:图片?|摄影|编辑|责编|来源|通讯员|记者|图|摄|审核|校对|报道|整理).*$")


def find_source(bylines: Sequence[str], body: Sequence[str]) -> str | None:
    """Find who published it: by a 来源 label, beside the date, or in the dateline of the body."""
    for text in bylines:
        found = _SOURCE.search(text)
        if found and not _LABEL.fullmatch(found[1]):
            return found[1]
    for text in bylines:
        found = _CONTRIBUTED.search(text)
        office = found[1].split()[0] if found and found[1].strip() else ""
        if office and not is_name(office) and not _is_section(office):
            return office
    for text in bylines:
        found = _OUTLET.match(text.strip())
        if found and DATE.search(text):
            return found[1]
    for text in body[:1]:
        found = _DATELINE.match(text)
        return found[1] if found and not found[1].startswith("本") else None
    return None


def find_published(bylines: Sequence[str]) -> str | None:
    """Find the ISO date of a byline; a date that the text only mentions is not one."""
    for text in bylines:
        for found in DATE.finditer(text):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
            except ValueError:
                continue
    return None


def find_author(bylines: Sequence[str], body: Sequence[str]) -> str | None:
    """Find who wrote it: a byline, a signature, or the names in brackets that close the body."""
    for text in bylines:
        for pattern in (_SIGNED, _AUTHOR, _CLOSING):
            found = pattern.search(text)
            people = found and _people(found[1])
            if people:
                return people
    for text in bylines:
        found = _CONTRIBUTED.search(text)
        words = found[1].split() if found else []
        while words and _is_section(words[0]):
            del words[0]
        people = _people(" ".join(words))
        if people:
            return people
    for text in body[-1:]:
        found = _CLOSING.search(text[-60:])
        people = found and _people(found[1])
        if people:
            return people
    for text in body[:1]:
        found = _REPORTED.search(text[:60])
        return _people(found[1]) if found else None
    return None


def _is_section(office: str) -> bool:
    """Whether it is a part of an office, as 心内科 or 党建办公室, not one such as 县委宣传部."""
    return bool(_SECTION.search(office)) and not re.match(r"\S*[省市县区州盟旗乡镇](?!场)", office)


def _people(words: str) -> str | None:
    names = []
    for word in re.split(r"[\s、，]+", _STOP.sub("", words)):
        if not is_name(word):
            break
        names.append(word)
    return " ".join(names) or None
