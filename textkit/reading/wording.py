"""What the wording of one line tells about its part on the page, whatever stands around it."""

from __future__ import annotations

import re

from textkit.document import Kind

__all__ = [
    "DATE",
    "FINAL",
    "FURNITURE_HEAD",
    "is_name",
    "is_numbered",
    "is_prose",
    "kind_by_wording",
]

# Sentence ends, with what may close after them. A colon or comma at the end says that more follows.
FINAL = re.compile(r"[。！？!?…；;：:，,、.｡][”’」』）)】》\"]*$|[。！？!?][）)]$")
_INNER_END = re.compile(r"[。！？]")

DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
)
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)(?:1[0-2]|0?[1-9])[-/月](?:3[01]|[12]\d|0?[1-9])(?!\d)日?")

_NUMBER = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[章节条部分编]"
    r"|[（(][一二三四五六七八九十百]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|[（(]\d{1,2}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|(?:[Pp]art|PART)\s*\d+"
)

# 150 most frequent surnames (Ministry of Public Security, 2020 report on names) cover 85 % of people.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "郎甄丛虞敖巩明佘池查麻苑迟邝賈張劉陳楊黃趙吳孫馬許鄭謝韓馮鄧蕭葉蘇呂盧薑鍾譚陸"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
)
_NAME = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,6}(?:·[一-鿿]{1,8})+")
# The word before the name of an author, an office or a hand that had a part in the page.
_ROLES = (
    r"(?:本报|本台|本网|见习|实习|特约|首席|全媒体|融媒体?|新华社|中新社)*"
    r"(?:记者|通讯员|作者|撰文|撰稿|责任编辑|责編|责编|編輯|编辑|校对|审核|审签|初审|复审|终审|终校|监制|"
    r"签发|值班主任|摄影|摄像|供稿|供图|来源|稿源|文章来源|信息来源|发布机构|发布单位|发布者|"
    r"发布人|责任人|编审|主编|图片|文字|文图|图文|制作|美编|统筹|策划|责任編輯|責任編輯|來源|實習生|实习生)"
)
_BYLINE = re.compile(
    rf"[（(\[【]?\s*{_ROLES}(?:\s*[:：丨|｜／/]|\s+|(?=[^，。]{{2,30}}[）)\]】]?$))"
    r"|[□■◎●◆☐]\s*(?:文|图|本报|记者|通讯员|[一-鿿])"
    r"|(?:文|图|文[/／、]图|图[/／、]文)\s*[/／:：丨|]\s*\S"
    r"|(?:发布|发表|更新|发稿|创建|刊发)(?:时间|日期|于)\s*[:：]?"
    r"|(?:时间|日期)\s*[:：]\s*(?=(?:19|20)\d\d)"
)
_BRACKETED = re.compile(r"[（(]\s*([^（）()]{2,40}?)\s*[）)]$")
_OFFICE = re.compile(
    r"\S{0,12}(?:省长|市长|州长|盟长|县长|区长|镇长|乡长|主席|书记|主任|局长|厅长|院长|检察长)\s*(\S{2,12})$"
)

FURNITURE_HEAD = re.compile(
    r"[【\[（(]?\s*(?:分享(?:到|至|给|本文|：|:|$)|转发(?:到|至)|相关(?:阅读|新闻|链接|推荐|文章|报道|资讯|稿件|附件|信息)"
    r"|延伸阅读|推荐(?:阅读|新闻|文章)|最近更新|最新(?:更新|文章|资讯|新闻|推荐)|热门(?:文章|新闻|推荐|资讯|标签|排行|点击)"
    r"|热点(?:新闻|推荐|排行|专题)|(?:点击|新闻|阅读|本周|24小时)排行|猜你喜欢|为您推荐|大家(?:都)?在看|更多(?:新闻|精彩|内容|资讯|阅读|>|》|»|…|$)"
    r"|上一篇|下一篇|上一条|下一条|上一页|下一页|返回(?:顶部|首页|列表|目录)|友情链接|网站(?:地图|声明|首页)|精彩(?:推荐|图片|视频)"
    r"|(?:网友|用户|最新|热门|精彩)评论|发表评论|评论(?:列表|\s*[（(]?\d)|我要(?:评论|留言|纠错|分享|投稿))"
)
_FURNITURE = re.compile(
    r"(?:您|你)?(?:现在|目前|当前|所在)?的?(?:所在|当前|现在)?位置\s*(?:是|为)?\s*[:：]|首\s*页(?:$|\s|[>»›|｜/])"
    r"|(?:扫一扫|扫描二维码|扫码|长按识别|微信扫|关注(?:我们|官方|微信|公众号))|(?:打印|关闭|收藏)(?:本页|本文|此页|窗口|页面|$|\s)|【?(?:字号|字体)\s*[:：】]?"
    r"|[\[【（(]?\s*(?:点击)?(?:查看|阅读|浏览)(?:原文|全文|更多|详情|大图)|\[[^\]]{1,12}\]\(https?://|https?://\S+$|www\.\S+$"
    r"|(?:您|你)的浏览器|(?:您|你)(?:尚未|还未|还没有?)登录|(?:登录|注册|退出|搜索|检索|导航|菜单|设为首页|加入收藏|无障碍|长者|适老|手机版|客户端|繁體|简体)(?:$|[\s|｜/·])"
    r"|(?:免责|版权|郑重|特别|本网|本站)(?:声明|说明|所有)|版权归|凡(?:本|注明|未注明)|声明\s*[:：]|转载(?:请|须|自|文章)|未经(?:授权|许可|书面)|copyright|©|all rights reserved"
    r"|(?:主办|承办|协办|技术支持|运维|维护|主管|建设)(?:单位|方)?\s*[:：]|(?:网站|地址|电话|联系(?:电话|我们|方式|地址)|传真|邮编|邮箱|举报(?:电话|邮箱)|违法和不良信息)\s*(?:[:：]|举报|标识码)|\S{0,3}ICP[备证]|\S{0,3}公网安备|政府网站标识码"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d*\s*次?$|(?:点赞|收藏|举报|评论|分享|转发|打印|纠错|赞|踩|A\+|A-|大|中|小|默认)(?:\s|$|[|｜\d(（])"
    r"|(?:关键词|关键字|标签|tags?)\s*[:：]|附件\s*(?:下载|[:：]\s*$)|(?:资料|以上|配|本文|文中)?图片?(?:均|素材)?(?:仅供参考|与(?:本文|内容)无关|来自网络|来源网络|来源于网络)"
    r"|(?:责任编辑|编辑)?投诉|播放(?:器|视频)|视频(?:加载|播放)|加载(?:中|更多)|(?:展开|收起)(?:全文|$)|今日(?:头条|关注|推荐)$|未完待续|(?:下转|上接)第",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"^[^。，；]{1,14}(?:\s*[>»›＞→]+\s*[^。，；>»›＞→]{0,20}){2,}$")
_MENU = re.compile(r"^(?:[^\s。，：:；|｜]{1,8}\s*[|｜]\s*){2,}[^\s。，]{0,8}$")
_DATED_HEADLINE = re.compile(
    r"^(?:[·•▪■\-*]\s*)?(?:[\[【(（]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\]】)）]?\s*)(?=\S{8,})[^。]{8,80}$"
    r"|^[·•▪]\s*[^。]{6,60}[\[(（]?(?:(?:19|20)\d\d[-/.])?\d{1,2}[-/.]\d{1,2}[\])）]?$"
)

_CAPTION_HEAD = re.compile(
    r"[（(【]?(?:图为|图中为|图\s*[①-⑩\d一二三四五六七八九十]{1,2}\s*(?:[:：为、.]|\s)|[上下左右]图|▲|△|↑|图片(?:来源|说明)?[:：]|图源|图说|图注|资料(?:图|照片)|配图|视频[-—:：])"
)
_CAPTION_TAIL = re.compile(
    r"(?<!拍)(?:摄|供图|攝)\s*[）)】]?[。]?$|(?:资料图|效果图|规划图|示意图|设计图|截图|资料图片|资料照片|航拍图|组图|图片)[）)】]?$"
    r"|[（(][^（）()]{0,14}(?:图|资料|视觉中国|图片|截图|摄|IC photo)[^（）()]{0,6}[）)]$|(?:视觉中国|图虫)\s*(?:资料|供图|图)?$"
)


def is_numbered(text: str) -> bool:
    """Whether a line begins with a section number, as 一、 and （二） are."""
    return _NUMBER.match(text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` can be a person's name, by its length and surname."""
    if not _NAME.fullmatch(text):
        return False
    return (
        "·" in text
        or (text[0] in _SURNAMES and len(text) <= 3)
        or text.startswith(_DOUBLE_SURNAMES)
    )


def is_office(text: str) -> bool:
    """Whether a line is an office and who holds it, as 省长 and a name of any people's are."""
    return len(text) <= 24 and _OFFICE.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: it holds or ends a sentence, or is too long for a heading."""
    return len(text) > 60 or _INNER_END.search(text) is not None or FINAL.search(text) is not None


def kind_by_wording(text: str) -> Kind | None:
    """Name the part a line plays where its wording alone tells; None where it does not.

    Examples
    --------
    >>> [kind_by_wording(line) for line in ["分享到：", "来源：清徐新闻网", "图为施工现场。", "全县秋粮入库。"]]
    ['chrome', 'byline', 'caption', None]
    """
    if _FURNITURE.match(text.lstrip("【[(（ ")) or FURNITURE_HEAD.match(text):
        return "byline" if _has_facts(text) else "chrome"
    if len(text) > 120:
        return "caption" if text.startswith(("图为", "▲", "△")) and len(text) < 200 else None
    if _CRUMBS.match(text) or _MENU.match(text):
        return "chrome"
    if _CAPTION_HEAD.match(text) or _CAPTION_TAIL.search(text):
        return "caption"
    if _is_byline(text):
        return "byline"
    if _DATED_HEADLINE.match(text) and not FINAL.search(text):
        return "chrome"
    return None


def _has_facts(text: str) -> bool:
    """Whether a furniture line also gives source or date, as 字号 … 来源 … 日期 lines do."""
    return len(text) <= 120 and "来源" in text and DATE.search(text) is not None


def _is_byline(text: str) -> bool:
    if len(text) > 80 or (_INNER_END.search(text) and not text.endswith(("）", ")"))):
        return False
    if _BYLINE.match(text) and not re.search("[，,。].*[，,。]", text):
        return True
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        words = re.split(r"[\s、，,]+", bracketed[1])
        return all(is_name(word) for word in words)
    office = _OFFICE.fullmatch(text)
    if office and is_name(office[1]):
        return True
    date = DATE.search(text) or (_SHORT_DATE.search(text) if _CLOCK.search(text) else None)
    if date is None:
        return False
    rest = _CLOCK.sub("", text[: date.start()] + text[date.end() :])
    rest = re.sub(
        r"来源|稿源|作者|编辑|发布(?:时间|日期)?|时间|日期|浏览|阅读|点击|字[号体]|次", "", rest
    )
    rest = re.sub(r"[\s:：|｜/\-—·\[\]【】()（）\d]+", " ", rest).strip()
    return len(rest) <= 16 and not re.search(r"[，。、；！？]|[在于由将召开]", rest)
