"""The wording of bylines and captions: dates, names, the hands that had a part in a page."""

from __future__ import annotations

import re

__all__ = ["DATE", "is_byline", "is_caption", "is_name", "is_office"]

DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
)
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)(?:1[0-2]|0?[1-9])[-/月](?:3[01]|[12]\d|0?[1-9])(?!\d)日?")
_INNER_END = re.compile(r"[。！？]")

# The surnames of 95 % of people in China (Ministry of Public Security, report on names 2020).
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆"
    "农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋"
    "商刁沙荣巫寇郎甄丛虞敖巩明佘池查麻苑迟邝賈張劉陳楊黃趙吳孫馬許鄭謝韓馮鄧蕭葉蘇呂盧鍾譚陸龔嚴"
)
_DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "慕容", "令狐")
_NAME = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,6}(?:·[一-鿿]{1,8})+")
# Who had a part in a page, before a colon or a name.
_ROLE = (
    r"(?:本报|本台|本网|见习|实习|特约|首席|全媒体|融媒体?|新华社|中新社)*"
    r"(?:记者|通讯员|作者|撰文|撰稿|责任编辑|责编|编辑|校对|审核|审签|初审|复审|终审|终校|监制|签发|值班主任"
    r"|摄影|摄像|供稿|供图|来源|稿源|文章来源|信息来源|内容来源|素材来源|出处|发布机构|发布单位|发布者|发布人|责任人|编审|主编"
    r"|图片|文字|文图|图文|制作|美编|统筹|策划|实习生)"
)
_LABELLED = re.compile(
    rf"[（(\[【]?\s*{_ROLE}(?:\s*[:：丨|｜／/]|\s+|(?=[^，。]{{2,30}}[）)\]】]?$))"
    r"|[□■◎●◆☐]\s*(?:文|图|本报|记者|通讯员|[一-鿿])"
    r"|(?:文|图|文[/／、]图|图[/／、]文)\s*[/／:：丨|]\s*\S"
    r"|(?:发布|发表|更新|发稿|创建|刊发)(?:时间|日期|于)\s*[:：]?"
    r"|(?:时间|日期)\s*[:：]\s*(?=(?:19|20)\d\d)"
    r"|[（(][^（）()，。]{0,16}(?:记者|通讯员)[^（）()，。]{1,24}[）)]$"
    r"|[（(][^（）()，。]{1,20}(?:供稿|供图|报道|整理|撰稿|撰文|编辑|综合)[）)]$"
)
_BRACKETED = re.compile(r"[（(]\s*([^（）()]{2,40}?)\s*[）)]")
_OFFICE = re.compile(
    r"\S{0,12}(?:省长|市长|州长|盟长|县长|区长|镇长|乡长|主席|书记|主任|局长|厅长|院长|检察长)\s*(\S{2,12})"
)
_BESIDE_DATE = re.compile(r"来源|稿源|作者|编辑|发布|时间|日期|浏览|阅读|点击|字[号体]|次")
_NOTHING = re.compile(r"[\s:：|｜/\-—·\[\]【】()（）\d]+")
_STATEMENT = re.compile(r"[，。、；！？在于由将召开]")

_PICTURE = re.compile(
    r"[（(【]?(?:图为|图中为|图\s*[①-⑩\d一二三四五六七八九十]{1,2}\s*(?:[:：为、.]|\s)|[上下左右]图[:：为是]"
    r"|[▲△↑]|图片(?:来源|说明)?[:：]|图源|图说|图注|资料(?:图|照片)|配图|视频[-—:：])"
)
_PICTURED_LAST = "摄攝图片料国虫。）)】"
_PICTURED = re.compile(
    r"(?<!拍)[摄攝]\s*[）)】]?。?$"
    r"|(?:供图|资料图|效果图|规划图|示意图|设计图|截图|照片|航拍图|组图|图片)[）)】]?$"
    r"|[（(][^（）()]{0,14}(?:图|资料|视觉中国|截图|摄|IC photo)[^（）()]{0,6}[）)]$"
    r"|(?:视觉中国|图虫)\s*(?:资料|供图|图)?$"
)


def is_name(text: str) -> bool:
    """Whether ``text`` can be a person's name, by its length and surname."""
    if not _NAME.fullmatch(text):
        return False
    is_usual = text[0] in _SURNAMES and len(text) <= 3
    return "·" in text or is_usual or text.startswith(_DOUBLE_SURNAMES)


def is_office(text: str) -> bool:
    """Whether a line is an office and who holds it, as 省长 and a name of any people's are."""
    return len(text) <= 24 and _OFFICE.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether the wording of a line is that of a caption or a picture credit."""
    if text[0] in "图上下左右▲△↑资配视（(【" and _PICTURE.match(text):
        return len(text) < 200
    if len(text) > 120 or text[-1] not in _PICTURED_LAST:
        return False
    return _PICTURED.search(text, max(0, len(text) - 24)) is not None


def is_byline(text: str) -> bool:
    """Whether a line says who wrote, edited or published, and when."""
    if len(text) > 80 or (text[-1] not in "）)" and _INNER_END.search(text)):
        return False
    if _LABELLED.match(text):
        return len(re.findall("[，,。]", text)) < 2
    bracketed = _BRACKETED.fullmatch(text) if text[0] in "（(" else None
    if bracketed and all(is_name(word) for word in re.split(r"[\s、，,]+", bracketed[1])):
        return True
    office = _OFFICE.fullmatch(text)
    return (office is not None and is_name(office[1])) or _is_source_and_date(text)


def _is_source_and_date(text: str) -> bool:
    """Whether a line holds a date, and beside it no more than the name of an outlet."""
    if not ("20" in text or "19" in text or ":" in text or "：" in text):
        return False
    date = DATE.search(text) or (_SHORT_DATE.search(text) if _CLOCK.search(text) else None)
    if date is None:
        return False
    rest = _CLOCK.sub("", text[: date.start()] + text[date.end() :])
    rest = _NOTHING.sub(" ", _BESIDE_DATE.sub("", rest)).strip()
    return len(rest) <= 16 and not _STATEMENT.search(rest)
