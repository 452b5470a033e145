"""The wording of page furniture: navigation, share bars, related headlines, notices, players."""

from __future__ import annotations

import re

__all__ = ["is_furniture", "opens_furniture"]

# What heads a block of furniture: below the article, everything after it is furniture too.
_HEAD_PHRASES = """
    分享到 分享至 分享给 分享本文 分享： 分享: 转发到 转发至 相关阅读 相关新闻 相关链接
    相关推荐 相关文章 相关报道 相关资讯 相关稿件 相关附件 相关信息 相关专题 延伸阅读 推荐阅读
    推荐新闻 推荐文章 热门推荐 精彩推荐 为您推荐 为你推荐 猜你喜欢 大家都在看 大家在看 最近更新
    最新更新 最新文章 最新资讯 最新新闻 热门文章 热门新闻 热门资讯 热门标签 热门排行 热点新闻
    往期推荐 往期回顾 往期精彩 往期链接 热点推荐 热点排行 点击排行 新闻排行 阅读排行 本周排行 24小时排行 更多新闻 更多精彩 更多内容
    更多资讯 更多阅读 更多> 更多》 更多» 更多… 上一篇 下一篇 上一条 下一条 上一页 下一页
    返回顶部 返回首页 返回列表 返回目录 友情链接 网站地图 网站声明 网友评论 用户评论 最新评论
    热门评论 精彩评论 发表评论 我要评论 我要留言 我要纠错 我要分享 我要投稿 精彩图片 精彩视频
"""
_HEADS = tuple(_HEAD_PHRASES.split())
# What a notice begins with: whole sentences, that yet are not of the article.
_NOTICE_PHRASES = """
    扫一扫 扫描二维码 长按识别 长按二维码 您的浏览器 你的浏览器 您尚未登录 你尚未登录
    您还没有登录 您还未登录 免责声明 版权声明 郑重声明 特别声明 版权所有 版权归 声明： 声明:
    凡本网 凡本站 凡注明 凡未注明 本网声明 本站声明 转载请 转载须 未经授权 未经许可 未经书面
    违法和不良信息 举报电话 举报邮箱 点击查看 点击下载
"""
_NOTICES = tuple(_NOTICE_PHRASES.split())
# What another line of furniture begins with, wherever it stands.
_OPENING_PHRASES = """
    扫码 微信扫 关注我们 关注官方 打印本页 打印本文 关闭本页 关闭窗口 关闭页面 收藏本页
    收藏本文 字号： 字号: 字体： 字体: 点击阅读 点击进入 查看原文 查看全文 查看更多 查看详情
    阅读原文 阅读全文 设为首页 加入收藏 特别说明 转载自 技术支持 运维单位 网站标识码
    政府网站标识码 联系我们 网站地址 备案号 关键词： 关键词: 关键字： 关键字: 标签： 标签:
    附件下载 播放器 视频加载 正在加载 加载更多 展开全文 收起全文 下转第 上接第 浏览次数 浏览量
    阅读量 阅读次数 点击量 点击次数 点击数 访问量 Copyright COPYRIGHT copyright © All_rights
    主办单位： 主办单位: 承办单位： 承办单位: 主管单位： 主管单位: 免费订阅 手机看新闻
"""
_OPENINGS = tuple(phrase.replace("_", " ") for phrase in _OPENING_PHRASES.split())
# Words of menus and tool bars: furniture where a line holds nothing else.
_TOOL_WORDS = """
    首页 登录 注册 退出 搜索 检索 导航 菜单 无障碍 长者版 适老版 手机版 客户端 繁體 繁体 简体
    点赞 收藏 举报 评论 分享 转发 打印 关闭 纠错 赞 踩 大 中 小 默认 更多 A+ A- 上一篇 下一篇
    返回 顶部 微信 微博 QQ QQ空间 朋友圈 新浪微博 复制链接 今日头条 字号 相关 全文
    喜欢 在看 打赏 打赏作者 语音播报 听新闻 我要纠错 我要打印 复制 推荐 顶 顶一下 踩一下
"""
_TOOLS = frozenset(_TOOL_WORDS.split())
_ANY = _HEADS + _OPENINGS + _NOTICES
_FIRST = frozenset(phrase[0] for phrase in _ANY)
_BRACKETS = ">》【[（( "
_CONTACT = r"(?:主办|承办|协办|主管|电话|地址|传真|邮编|邮箱|网址)(?:单位)?\s*[:：]"
_SHAPES = re.compile(
    r"(?:您|你)?(?:现在|目前|当前|所在)?的?(?:所在|当前|现在)?位置\s*(?:是|为)?\s*[:：]"
    r"|首页\s*[>»›｜|/＞→]"
    r"|\[[^\]]{1,20}\]\(https?://|https?://\S+$|www\.\S+$"
    r"|(?:资料|以上|配|本文|文中)?图片?(?:均|素材)?"
    r"(?:仅供参考|与(?:本文|内容)无关|来自网络|来源于?网络)"
    rf"|{_CONTACT}.{{0,60}}{_CONTACT}"
)
_SHAPES_FIRST = frozenset("您你现目当所的位首[hw资以配本文中图电地传邮网主承协")
_TOOLS_FIRST = frozenset(word[0] for word in _TOOLS)
_ARROW = re.compile("[>»›＞→]")
_SEPARATORS = re.compile(r"[\s|｜/·、>»\[\]【】()（）:：]+")
# Possessive throughout: with room to give back, ten arrows in a row took seconds.
_CRUMBS = re.compile(r"[^。，；>»›＞→]{1,14}+(?:[>»›＞→]++[^。，；>»›＞→]{0,22}+){2,}+")
_MENU = re.compile(r"(?:[^\s。，：:；|｜]{1,8}+\s*+[|｜]\s*+){2,}+[^\s。，|｜]{0,8}+")
_DAY = r"(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?"
_DATED_HEADLINE = re.compile(
    rf"(?:[·•▪■*-]\s*)?[\[【(（]?(?:19|20)\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?[\]】)）]?\s*\S[^。]{{7,80}}"
    rf"|[·•▪]\s*[^。]{{6,60}}[\[(（]?{_DAY}[\])）]?"
)

_MAX_LABEL = 20  # code points; a sentence that is longer and begins with 相关报道 is of the article
_MAX_LINE = 120  # code points
_MAX_TOOLS = 40  # code points


def opens_furniture(text: str) -> bool:
    """Whether a line heads a block of furniture, as 相关阅读 does."""
    text = text.lstrip(_BRACKETS)
    return text in _TOOLS or (text[:1] in _FIRST and text.startswith(_HEADS))


def is_furniture(text: str) -> bool:
    """Whether the wording of a line is that of furniture."""
    inner = text.lstrip(_BRACKETS)
    is_sentence = text[-1] == "。" and len(text) > _MAX_LABEL
    if inner[:1] in _FIRST and inner.startswith(_NOTICES if is_sentence else _ANY):
        return True
    if inner[:1] in _SHAPES_FIRST and (_SHAPES.match(inner) or _SHAPES.match(text)):
        return True
    if text[-1] in "。！？" or len(text) > _MAX_LINE:
        return False  # running text, which nothing but its first words could tell apart
    if "ICP" in text or "公网安备" in text:
        return True
    # A character that a pattern needs is looked for first: a tenth of the time.
    if ("|" in text or "｜" in text) and _MENU.fullmatch(text):
        return True
    if _ARROW.search(text) and _CRUMBS.fullmatch(text):
        return True
    if inner[:1] in _TOOLS_FIRST and len(text) <= _MAX_TOOLS and _is_tool_bar(text):
        return True
    return text[-1] not in "；：，”" and _DATED_HEADLINE.fullmatch(text) is not None


def _is_tool_bar(text: str) -> bool:
    words = [word for word in _SEPARATORS.split(text) if word]
    return all(word in _TOOLS or word.isdigit() for word in words) and not text.isdigit()
