"""Web pages of our own making, in the shapes of Chinese government, hospital and news sites.

Each page is an article put into a shape with furniture around it, so that what belongs to the
article is known. Names of classes are half of the time ones that say nothing, as on real sites.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = ["ENCODINGS", "SHAPES", "Made", "make_page"]

# How the bytes are written → what the page declares; "" declares nothing.
ENCODINGS = (
    ("utf-8", "utf-8"),
    ("utf-8", ""),
    ("utf-8-sig", "utf-8"),
    ("utf-8", "gb2312"),
    ("gbk", "gb2312"),
    ("gb18030", "gb2312"),
    ("gbk", "gbk"),
    ("gbk", ""),
    ("utf-16", ""),
)

_PLACES = ("清河县", "栗川县", "澄岭市", "东兴区", "玉屏镇", "南塘市")
_MENU = (
    "首页",
    "走进清河",
    "政务公开",
    "政务服务",
    "互动交流",
    "专题专栏",
    "数据发布",
    "新闻中心",
    "县区动态",
    "部门动态",
    "通知公告",
    "图片新闻",
    "视频新闻",
    "领导之窗",
    "机构设置",
    "政策文件",
    "政策解读",
    "规划计划",
    "人事信息",
    "财政信息",
    "招标采购",
    "应急管理",
    "统计信息",
    "建议提案",
    "网上调查",
    "在线访谈",
    "县长信箱",
    "意见征集",
    "医院概况",
    "科室导航",
    "专家介绍",
    "就医指南",
    "院务公开",
    "党建园地",
)
_HEADLINES = (
    "我县召开2023年第三季度重点项目调度会",
    "县人大常委会开展农贸市场建设专题调研",
    "全市“三夏”生产现场推进会在石桥镇召开",
    "市残联开展“爱耳日”义诊活动",
    "县文旅局举办乡村讲解员培训班",
    "李家庄村：小辣椒红了，日子也红了",
    "关于2024年清明节放假安排的通知",
    "我院成功开展首例腔镜手术，患者一周出院",
    "县医保局走进社区宣讲新政策",
    "市疾控中心提醒：雨季谨防肠道传染病",
    "清河大桥维修期间交通管制的公告",
    "“书香满城”读书月活动启动",
)
_SNIPPETS = (
    "日前，县委宣传部组织开展文化下乡活动，为群众送去一场精彩的演出。",
    "入汛以来，各乡镇严格落实值班值守制度，切实做好防汛各项准备工作。",
    "为进一步规范市场秩序，县市场监管局开展了专项检查，共出动执法人员120人次。",
)
_COMMENTS = (
    "支持！希望越来越好，老百姓的日子越过越红火。",
    "我们村什么时候也能修路啊？盼了好几年了，请领导看看。",
    "说得好，点赞。去年路过那里，确实变化很大。",
)
_DISCLAIMER = (
    "凡本网注明“来源：{site}”的所有作品，版权均属于{site}，未经本网授权不得转载、摘编或利用其它方式使用上述作品。"
    "已经本网授权使用作品的，应在授权范围内使用，并注明“来源：{site}”。违反上述声明者，本网将追究其相关法律责任。"
)
_CAPTIONS = (
    "图为活动现场。",
    "工作人员在现场查看。　　李建国 摄",
    "（图片由县融媒体中心提供）",
    "施工现场",
    "▲群众在新建的广场上散步",
)


@dataclass
class Made:
    """A page and what its reader should find.

    Parameters
    ----------
    markup : str
    title, date, source : str
    body : list of str
        The paragraphs of the article.
    captions : list of str
    """

    markup: str
    title: str
    date: str
    source: str
    body: list[str]
    captions: list[str] = field(default_factory=list)


@dataclass
class _Kit:
    """What a shape builds its page of."""

    rng: random.Random
    title: str
    body: list[str]
    date: str
    source: str
    site: str
    captions: list[str] = field(default_factory=list)

    def name(self, *telling: str) -> str:
        """Return a class attribute: one that tells, or one of the many that do not."""
        dull = (
            "box",
            "w1000",
            "lm01",
            "xx_con",
            "main_l",
            "fl",
            "clearfix",
            "z_01",
            "bt2",
            "nr",
            "m10",
        )
        return f' class="{self.rng.choice(telling if self.rng.random() < 0.5 else dull)}"'

    def link(self, text: str) -> str:
        return f'<a href="/art/2023/{self.rng.randrange(9999)}.html" target="_blank">{text}</a>'

    def menu(self, tag: str = "li", n: int = 10) -> str:
        items = self.rng.sample(_MENU, n)
        inner = "".join(f"<{tag}>{self.link(item)}</{tag}>" for item in items)
        return f"<ul{self.name('nav', 'menu')}>{inner}</ul>" if tag == "li" else inner

    def headlines(self, n: int = 6, *, dated: bool = True) -> str:
        rows = []
        for text in self.rng.sample(_HEADLINES, n):
            day = f"<span>2023-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}</span>"
            rows.append(f"<li>{self.link(text)}{day if dated else ''}</li>")
        return f"<ul>{''.join(rows)}</ul>"

    def crumbs(self) -> str:
        trail = " &gt; ".join(self.link(item) for item in self.rng.sample(_MENU, 3))
        opening = self.rng.choice(("当前位置：", "您现在的位置：", "您所在的位置：", ""))
        return f"<div{self.name('position', 'crumb', 'dqwz')}>{opening}{trail} &gt; 正文</div>"

    def byline(self) -> str:
        year, month, day = self.date.split("-")
        form = self.rng.choice(
            ("{y}-{m}-{d} 09:32", "{y}年{m}月{d}日", "{y}/{m}/{d}", "[{y}-{m}-{d}]")
        )
        day = form.format(y=year, m=month, d=day)
        return self.rng.choice(
            (
                f"<span>发布时间：{day}</span><span>来源：{self.source}</span><span>浏览次数：<b>312</b>次</span>",
                f"时间：{day}　来源：{self.source}　作者：　字号：【<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】",
                f"来源: {self.source} &nbsp;&nbsp; 发布日期: {day} &nbsp; 点击数：58",
                f"<em>{self.source}</em> <em>{day}</em> <a href='#'>打印</a>",
            )
        )

    def foot(self) -> str:
        return (
            f"<div{self.name('footer', 'foot', 'copyright')}><p>{self.link('关于我们')} | {self.link('网站地图')} | "
            f"{self.link('联系我们')}</p><p>主办：{self.site}人民政府　承办：{self.site}人民政府办公室　网站标识码：1409270001</p>"
            f"<p>地址：{self.site}人民路1号　邮编：030000　联系电话：0351-2222222</p>"
            f"<p>Copyright © 2012-2024 All Rights Reserved 晋ICP备05000000号 　建议使用1024×768以上分辨率浏览</p></div>"
        )

    def below(self) -> str:
        """What stands right below an article, in any mixture."""
        parts = [
            f"<div{self.name('share', 'bdsharebuttonbox')}>分享到： {self.link('微信')} {self.link('新浪微博')} {self.link('QQ空间')}</div>",
            f"<div{self.name('print', 'close')}>【{self.link('打印本页')}】 【{self.link('关闭窗口')}】</div>",
            f"<div{self.name('prev', 'page')}><p>上一篇：{self.link(self.rng.choice(_HEADLINES))}</p><p>下一篇：{self.link(self.rng.choice(_HEADLINES))}</p></div>",
            f"<div{self.name('related', 'xgxx')}><h3>相关信息</h3>{self.headlines(4)}</div>",
            f"<div{self.name('ewm', 'qrcode')}><img src='ewm.png'><p>扫一扫在手机打开当前页</p></div>",
            f"<div{self.name('zrbj', 'editor')}>责任编辑：{self.rng.choice(('王芳', '李建国', '赵敏'))}</div>",
            f"<div{self.name('sm', 'disclaimer')}>{_DISCLAIMER.format(site=self.site + '新闻网')}</div>",
        ]
        return "".join(self.rng.sample(parts, self.rng.randint(2, 5)))

    def picture(self, caption: str | None = None) -> str:
        image = "<img src='/upload/1.jpg' width='600' height='400'>"
        if caption is None:
            return f"<p style='text-align:center'>{image}</p>"
        self.captions.append(caption)
        return self.rng.choice(
            (
                f"<p style='text-align:center'>{image}</p><p style='text-align: center;'><span style='font-size:14px'>{caption}</span></p>",
                f"<div align='center'>{image}<br>{caption}</div>",
                f"<p align='center'>{image}</p><p align='center'><font color='#666'>{caption}</font></p>",
            )
        )

    def paragraphs(self, form: str, *, pictures: bool = False) -> str:
        shown = [html.escape(p, quote=False) for p in self.body]
        out = []
        for index, text in enumerate(shown):
            if len(text) < 25 and text[-1] not in "。！？" and self.rng.random() < 0.7:
                text = f"<strong>{text}</strong>"
            out.append(form.format(text))
            if pictures and index in (0, 3):
                out.append(self.picture(self.rng.choice(_CAPTIONS) if index == 0 else None))
        return "\n".join(out)


def _head(kit: _Kit, charset: str, *, metas: bool = False) -> str:
    tail = kit.rng.choice(
        ("_{s}人民政府", "-{s}新闻网", " | {s}", "", "_要闻动态_{s}人民政府门户网站")
    )
    declared = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    stated = (
        f'<meta name="ArticleTitle" content="{html.escape(kit.title)}"><meta name="PubDate" content="{kit.date} 09:32">'
        f'<meta name="ContentSource" content="{kit.source}">'
        if metas
        else ""
    )
    return (
        f"<head>{declared}<title>{html.escape(kit.title)}{tail.format(s=kit.site)}</title>{stated}"
        "<style>.a{color:red}</style><script>var a = '<p>不是正文。</p>';</script></head>"
    )


def _trs(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs('<p align="justify" style="text-indent: 2em">　　{}</p>', pictures=True)
    return (
        f"<!DOCTYPE html><html>{_head(kit, charset, metas=True)}<body><div class='header'>今天是2024年5月6日 星期一 {kit.menu()}</div>"
        f"{kit.crumbs()}<div{kit.name('xl', 'detail')}><h1>{kit.title}</h1><div{kit.name('xl_info', 'pages-date')}>{kit.byline()}</div>"
        f"<div class='TRS_Editor'><style>.TRS_Editor P{{line-height:1.5}}</style>{body}</div>{kit.below()}</div>"
        f"<div{kit.name('sidebar', 'right')}><h3>热点新闻</h3>{kit.headlines()}</div>{kit.foot()}</body></html>"
    )


def _tables(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs("&nbsp;&nbsp;&nbsp;&nbsp;{}<br>")
    left = "".join(f"<tr><td>{kit.link(item)}</td></tr>" for item in kit.rng.sample(_MENU, 8))
    return (
        f"<html>{_head(kit, charset)}<body><table width=1000><tr>{kit.menu('td')}</tr></table>"
        f"<table width=1000><tr><td width=200 valign=top><table>{left}</table></td><td>"
        f"<table><tr><td>{kit.crumbs()}</td></tr><tr><td align=center><font size=4><b>{kit.title}</b></font></td></tr>"
        f"<tr><td align=center>{kit.byline()}</td></tr><tr><td><table><tr><td>{body}</td></tr></table></td></tr>"
        f"<tr><td>{kit.below()}</td></tr></table></td></tr></table><table><tr><td align=center>{kit.foot()}</td></tr></table></body></html>"
    )


def _breaks(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs("　　{}<br/><br/>")
    return (
        f"<html>{_head(kit, charset)}<body>{kit.menu()}{kit.crumbs()}<div{kit.name('content', 'article')}><h2>{kit.title}</h2>"
        f"<div>{kit.byline()}</div><div{kit.name('zoom', 'con_text')}>{body}</div></div>{kit.below()}"
        f"<div>{kit.headlines(5)}</div>{kit.foot()}</body></html>"
    )


def _divs(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs(
        "<div style='text-indent:28px'><span style='font-family:宋体'><span lang='EN-US'>{}</span><o:p></o:p></span></div>",
        pictures=True,
    )
    return (
        f"<html>{_head(kit, charset)}<body><div><div>{kit.menu('span')}</div><div><div>{kit.crumbs()}</div>"
        f"<div{kit.name('title', 'wz_title')}>{kit.title}</div><div>{kit.byline()}</div><div><div>{body}</div></div>{kit.below()}</div>"
        f"<div>{kit.headlines(7, dated=False)}</div></div>{kit.foot()}</body></html>"
    )


def _columns(kit: _Kit, charset: str) -> str:
    snippets = "".join(
        f"<dl><dt>{kit.link(kit.rng.choice(_HEADLINES))}</dt><dd>{text}{kit.link('[详细]')}</dd></dl>"
        for text in _SNIPPETS
    )
    return (
        f"<html>{_head(kit, charset)}<body>{kit.menu()}<div class='wrap'><div class='left'><h3>栏目导航</h3>{kit.menu()}</div>"
        f"<div class='middle'>{kit.crumbs()}<h1>{kit.title}</h1><p>{kit.byline()}</p>{kit.paragraphs('<p>{}</p>', pictures=True)}{kit.below()}</div>"
        f"<div class='right'><h3>最新动态</h3>{snippets}<h3>点击排行</h3>{kit.headlines(6, dated=False)}</div></div>{kit.foot()}</body></html>"
    )


def _account(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs(
        "<section style='margin:0 8px'><section><p style='line-height:1.75em'><span style='letter-spacing:1px'>{}</span></p></section></section>",
        pictures=True,
    )
    tail = f"<section><p>来源：{kit.source}</p><p>编辑：小河　审核：大山</p><p>长按识别二维码，关注“{kit.site}发布”</p><p>觉得不错，请点个“在看”</p></section>"
    return (
        f"<!DOCTYPE html><html>{_head(kit, charset)}<body id='activity-detail'><div id='js_article'><h1 class='rich_media_title'>{kit.title}</h1>"
        f"<div class='rich_media_meta_list'><span>{kit.site}发布</span> <em>{kit.date}</em></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility:hidden'>{body}{tail}</div></div></body></html>"
    )


def _article(kit: _Kit, charset: str) -> str:
    caption = kit.rng.choice(_CAPTIONS)
    kit.captions.append(caption)
    body = kit.paragraphs("<p>{}</p>")
    return (
        f"<!doctype html><html lang=zh-CN>{_head(kit, charset, metas=True)}<body><header><nav>{kit.menu()}</nav></header><main><article>"
        f"<header><h1>{kit.title}</h1><time datetime='{kit.date}'>{kit.date}</time> 来源：{kit.source}</header>"
        f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>{body}<footer>责任编辑：王芳</footer></article>"
        f"<aside><h2>推荐阅读</h2>{kit.headlines(6)}<p>{_SNIPPETS[0]}</p></aside></main>{kit.foot()}</body></html>"
    )


def _epaper(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs("<P>　　{}</P>")
    return (
        f"<html>{_head(kit, charset)}<body><table><tr><td>{kit.link('上一版')} {kit.link('下一版')}</td><td>{kit.date} 第03版：要闻</td></tr>"
        f"<tr><td valign=top><table>{''.join(f'<tr><td>{kit.link(h)}</td></tr>' for h in kit.rng.sample(_HEADLINES, 6))}</table></td>"
        f"<td><table><tbody><tr><td class='font02' align=center>{kit.title}</td></tr><tr><td>{kit.byline()}</td></tr>"
        f"<tr><td><div id='ozoom'><founder-content>{body}</founder-content></div></td></tr></tbody></table></td></tr></table>{kit.foot()}</body></html>"
    )


def _document(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs("<p style='text-indent:2em;font-family:仿宋'>{}</p>")
    table = (
        f"<table border=1><tr><th>索引号</th><td>014227{kit.rng.randrange(999)}/2023-00123</td><th>主题分类</th><td>综合政务</td></tr>"
        f"<tr><th>发文机关</th><td>{kit.site}人民政府办公室</td><th>成文日期</th><td>2023年01月05日</td></tr>"
        f"<tr><th>标　　题</th><td colspan=3>{kit.title}</td></tr><tr><th>发文字号</th><td>清政办发〔2023〕8号</td><th>有效性</th><td>有效</td></tr></table>"
    )
    return (
        f"<html>{_head(kit, charset, metas=True)}<body>{kit.menu()}{kit.crumbs()}<div{kit.name('gk', 'detail')}>{table}"
        f"<h1>{kit.title}</h1><div>{kit.byline()}</div><div{kit.name('zfxxgk', 'article')}>{body}</div>{kit.below()}</div>{kit.foot()}</body></html>"
    )


def _hospital(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs(
        "<p><span style='font-size:16px;line-height:2'>{}</span></p>", pictures=True
    )
    return (
        f"<!DOCTYPE html><html>{_head(kit, charset)}<body><div id='top'>急诊电话：0351-120120 预约挂号 {kit.menu()}</div><div class='main'>"
        f"<div class='l_nav'><h2>新闻中心</h2>{kit.menu()}</div><div class='r_con'>{kit.crumbs()}<h3>{kit.title}</h3><div class='sub'>{kit.byline()}</div>"
        f"<div class='text'>{body}</div>{kit.below()}</div></div><div class='zxzx'><p>在线咨询</p><p>如需就诊，请携带身份证、医保卡，提前一天通过微信公众号预约挂号。</p></div>{kit.foot()}</body></html>"
    )


def _commented(kit: _Kit, charset: str) -> str:
    comments = "".join(
        f"<li><a href='#'>网友{i}8***</a> <span>3小时前</span><p>{text}</p><a>回复</a> <a>赞 12</a></li>"
        for i, text in enumerate(_COMMENTS)
    )
    return (
        f"<!DOCTYPE html><html>{_head(kit, charset, metas=True)}<body>{kit.menu()}<div class='container'><div class='col-8'><h1>{kit.title}</h1>"
        f"<div class='info'>{kit.byline()}</div><div class='text-box'>{kit.paragraphs('<p>{}</p>', pictures=True)}</div>{kit.below()}"
        f"<div{kit.name('comment', 'pinglun')}><h4>网友评论（3）</h4><p>网友评论仅供其表达个人看法，并不表明本网站同意其观点。</p><ul>{comments}</ul></div></div>"
        f"<div class='col-4'>{kit.headlines()}</div></div>{kit.foot()}</body></html>"
    )


def _form(kit: _Kit, charset: str) -> str:
    body = kit.paragraphs("<p class='MsoNormal'><span>{}</span></p>")
    return (
        f"<html>{_head(kit, charset)}<body><form method=post action='Show.aspx'><input type=hidden name='__VIEWSTATE' value='dDwtMTA='>"
        f"<noscript>您的浏览器不支持脚本，请更换浏览器。</noscript><div style='display:none'>{_SNIPPETS[2] * 9}</div>"
        f"<div id='head'>{kit.menu()}</div><div id='ctl00_main'>{kit.crumbs()}<div id='lblTitle'>{kit.title}</div><div id='lblInfo'>{kit.byline()}</div>"
        f"<div id='lblContent'>{body}</div>{kit.below()}</div>{kit.foot()}</form></body></html>"
    )


def _fragment(kit: _Kit, charset: str) -> str:
    return f"<h1>{kit.title}</h1><p>{kit.byline()}</p>{kit.paragraphs('<p>{}</p>', pictures=True)}"


def _embedded(kit: _Kit, charset: str) -> str:
    """Related links in the middle of the article, and pages below it."""
    half = len(kit.body) // 2
    whole = kit.body
    kit.body = whole[:half]
    first = kit.paragraphs("<p>　　{}</p>", pictures=True)
    kit.body = whole[half:]
    second = kit.paragraphs("<p>　　{}</p>")
    kit.body = whole
    return (
        f"<html>{_head(kit, charset)}<body>{kit.menu()}{kit.crumbs()}<div{kit.name('article', 'main')}><h1>{kit.title}</h1><div>{kit.byline()}</div>"
        f"<div{kit.name('content', 'text')}>{first}<div{kit.name('related', 'adv')}><b>相关阅读：</b>{kit.headlines(3)}</div>{second}"
        f"<div>{kit.link('1')} {kit.link('2')} {kit.link('下一页')}</div></div>{kit.below()}</div>{kit.foot()}</body></html>"
    )


def _abstracts(kit: _Kit, charset: str) -> str:
    """Lists of headlines with abstracts on both sides, together longer than a short article."""
    lists = []
    for _ in range(2):
        rows = "".join(
            f"<div{kit.name('item', 'news')}><h4>{kit.link(kit.rng.choice(_HEADLINES))}</h4><p>{text}</p></div>"
            for text in _SNIPPETS * 2
        )
        lists.append(f"<div{kit.name('list', 'sidebar')}>{rows}</div>")
    return (
        f"<html>{_head(kit, charset)}<body>{kit.menu()}{lists[0]}<div{kit.name('detail', 'main')}>{kit.crumbs()}"
        f"<div class='tit'>{kit.title}</div><div class='info'>{kit.byline()}</div>{kit.paragraphs('<p>{}</p>', pictures=True)}</div>"
        f"{lists[1]}{kit.foot()}</body></html>"
    )


def _indented(kit: _Kit, charset: str) -> str:
    """One element, its paragraphs parted by their indentation alone."""
    kit.body[:] = [p for p in kit.body if p[-1] in "。！？”"] or kit.body
    body = "　　" + "　　".join(html.escape(p, quote=False) for p in kit.body)
    return (
        f"<html>{_head(kit, charset)}<body>{kit.menu()}{kit.crumbs()}<table><tr><td{kit.name('title', 'bt')}>{kit.title}</td></tr>"
        f"<tr><td>{kit.byline()}</td></tr><tr><td><span id='zoom'>{body}</span></td></tr></table>{kit.below()}{kit.foot()}</body></html>"
    )


def _scripted(kit: _Kit, charset: str) -> str:
    """An article that stays hidden until a script has run."""
    return (
        f"<!-- saved from url=(0042)https://www.example.gov.cn/{kit.date[:4]}{kit.date[5:7]}/t{kit.date.replace('-', '')}_1.html -->"
        f"<html>{_head(kit, charset)}<body><div id='app'>{kit.menu(n=4)}<h1>{kit.title}</h1>"
        f"<div id='content' style='display:none'>{kit.paragraphs('<p>{}</p>')}</div></div></body></html>"
    )


SHAPES: dict[str, Callable[[_Kit, str], str]] = {
    "trs": _trs,
    "tables": _tables,
    "breaks": _breaks,
    "divs": _divs,
    "columns": _columns,
    "account": _account,
    "article": _article,
    "epaper": _epaper,
    "document": _document,
    "hospital": _hospital,
    "commented": _commented,
    "form": _form,
    "fragment": _fragment,
    "embedded": _embedded,
    "abstracts": _abstracts,
    "indented": _indented,
    "scripted": _scripted,
}


def make_page(
    title: str, paragraphs: Sequence[str], *, shape: str, charset: str, seed: int
) -> Made:
    """Put an article into a shape."""
    rng = random.Random(seed)
    date = f"20{rng.randint(5, 24):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    site = rng.choice(_PLACES)
    source = rng.choice((f"{site}融媒体中心", f"{site}政府办", "清河日报", f"{site}卫健局"))
    kit = _Kit(rng, title, list(paragraphs), date, source, site)
    markup = SHAPES[shape](kit, charset)
    return Made(markup, title, date, source, kit.body, kit.captions)
