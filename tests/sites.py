"""Pages in the templates of content systems that Chinese public bodies use, written from scratch.

:mod:`pages` mixes plain shapes; here each template is rebuilt with the furniture it really carries:
tool bars, counters filled by scripts, second copies for printing and phones, login boxes, banners.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DATE", "SOURCE", "STORIES", "TEMPLATES", "Story"]

DATE = "2023-08-13"
SOURCE = "清河县融媒体中心"
_IMG = '<img src="/upload/2023/1.jpg" width="600" alt="">'
_OTHERS = (
    "全县防汛工作视频会议召开",
    "县委书记调研乡村振兴工作",
    "我县举办“清凉一夏”惠民演出",
    "县医院开展义诊进乡村活动",
    "第三届农民丰收节筹备工作启动",
    "城区供水管网改造工程完工",
)
_MENU = ("首页", "新闻中心", "政务公开", "办事服务", "互动交流", "走进清河", "专题专栏")


@dataclass(frozen=True)
class Story:
    """An article; its items are (kind, text): p, h, line, pic (a caption or nothing), table."""

    title: str
    items: Sequence[tuple[str, str]]

    @property
    def body(self) -> list[str]:
        texts: list[str] = []
        for kind, text in self.items:
            if kind == "table":
                texts += text.replace("|", ";").split(";")
            elif kind != "pic":
                texts.append(text)
        return texts

    @property
    def captions(self) -> list[str]:
        return [text for kind, text in self.items if kind == "pic" and text]

    def render(
        self,
        p: str = "<p>{}</p>",
        *,
        h: str = "",
        line: str = "",
        pic: str = "<p style='text-align:center'>{img}</p><p style='text-align:center'>{}</p>",
        bare: str = "<p style='text-align:center'>{img}</p>",
        table: str = "<table border='1' cellspacing='0'><tbody>{}</tbody></table>",
    ) -> str:
        """Write the items with the given markup for each kind."""
        forms = {"p": p, "h": h or p.replace("{}", "<strong>{}</strong>"), "line": line or p}
        out = []
        for kind, text in self.items:
            shown = html.escape(text, quote=False)
            if kind == "pic":
                out.append((pic if text else bare).format(shown, img=_IMG))
            elif kind == "table":
                rows = [
                    "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row.split("|")) + "</tr>"
                    for row in shown.split(";")
                ]
                out.append(table.format("".join(rows)))
            else:
                out.append(forms[kind].format(shown))
        return "\n".join(out)


_CASES = Path(__file__).parent / "cases" / "stories.json"
STORIES = {
    row["label"]: Story(row["title"], [(kind, text) for kind, text in row["items"]])
    for row in json.loads(_CASES.read_text("utf-8"))
}


def a(text: str) -> str:
    return f'<a href="/art/2023/8/13/{len(text)}.html">{text}</a>'


def menu(tag: str = "li") -> str:
    return "".join(f"<{tag}>{a(item)}</{tag}>" for item in _MENU)


def news(n: int = 6, *, form: str = "<li>{}<span>08-1{}</span></li>") -> str:
    return "".join(form.format(a(text), i) for i, text in enumerate(_OTHERS[:n]))


def foot(office: str = "清河县人民政府办公室") -> str:
    return (
        f"<p>主办：{office}　承办：清河县大数据中心</p><p>地址：清河县人民路1号　邮编：054800</p>"
        "<p>冀ICP备05000001号-1　冀公网安备 13053402000001号　网站标识码：1305340001</p>"
        "<p>版权所有：清河县人民政府　建议使用IE9以上浏览器</p>"
    )


def page(story: Story, body: str, *, head: str = "", site: str = "清河县人民政府") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}_{site}</title>{head}'
        f"<style>.hide{{display:none}}</style></head><body>{body}</body></html>"
    )


def trs(story: Story) -> str:
    body = story.render("<p>　　{}</p>", pic="<p align='center'>{img}</p><p align='center'>{}</p>")
    return page(
        story,
        f"""<div class="header"><div class="top">繁体版 | 无障碍 | 长者模式 | {a("登录")} {a("注册")}</div><ul>{menu()}</ul></div>
<div class="BreadcrumbNav">当前位置：{a("首页")}&gt;{a("要闻动态")}</div>
<div class="article oneColumn"><h1>{story.title}</h1>
<div class="pages-date">{DATE} 10:21 <span class="font index_switchsize">来源： {SOURCE}</span><span class="font">字体：<span class="bigger">大</span> <span>中</span> <span>小</span></span>
<span class="pchide"><span onclick="window.print()">打印</span><span class="share" id="share">{a("微信")}{a("微博")}</span></span></div>
<div class="pages_content" id="UCAP-CONTENT"><div class="view TRS_UEDITOR">{body}</div></div>
<div class="editor">责任编辑：<span>王晓明</span></div>
<div class="pchide phonehide"><img src="/ewm.png"><p>扫一扫在手机打开当前页</p></div></div>
<div class="related"><div class="related_title">相关稿件</div><ul>{news(4)}</ul></div><div class="footer">{foot()}</div>""",
        head=f'<meta name="ArticleTitle" content="{story.title}"><meta name="PubDate" content="{DATE} 10:21">',
    )


def jcms(story: Story) -> str:
    body = story.render('<p style="text-indent: 2em; text-align: justify;">{}</p>')
    return page(
        story,
        f"""<table width="1000" align="center"><tbody><tr><td><ul>{menu()}</ul></td></tr><tr><td class="lj">您当前所在的位置：{a("首页")}&gt;{a("政务要闻")}</td></tr></tbody></table>
<div class="main-fl bt-box-1170"><!--<$[标题名称(html)]>begin--><div class="sp_title">{story.title}<!--<$[标题名称(html)]>end--></div>
<div class="sp_time"><span>发布时间：<!--<$[信息创建时间]>begin-->2023年8月13日<!--end--></span><span>信息来源：{SOURCE}</span><span>浏览次数：<script language="javascript" src="/module/visitcount/articlehits.jsp?id=1"></script>次</span>
<span>字号：[ <a href="javascript:doZoom(18)">大</a> <a>中</a> <a>小</a> ]</span></div>
<div id="zoom"><!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end--></div>
<div class="fx"><div class="bdsharebuttonbox"><a href="#" class="bds_more">分享到：</a></div><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div></div>
<div class="ft">{foot()}</div>""",
    )


def vsb(story: Story) -> str:
    body = story.render(
        '<p style="text-indent:2em"><span style="font-family:宋体">{}</span></p>',
        pic='<p style="text-align:center" class="vsbcontent_img">{img}</p><p style="text-align:center">{}</p>',
    )
    return page(
        story,
        f"""<div id="dh">{menu("span")}</div><table class="winstyle67"><tr><td>当前位置: {a("网站首页")}&gt;&gt;{a("综合新闻")}&gt;&gt;正文</td></tr></table>
<form name="_newscontent_fromname"><div class="ar_article"><h3 align="center">{story.title}</h3>
<p align="center">作者：宣传部&nbsp;&nbsp; 来源：{SOURCE}&nbsp;&nbsp;发布时间：{DATE}&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", 1, 2)</script>]</p>
<div id="vsb_content_2" class="content"><div class="v_news_content">{body}</div></div><div id="div_vote_id"></div>
<p>附件【{a("会议日程.docx")}】已下载<span id="nattach">35</span>次</p>
<p align="right">【{a("关闭")}】</p><p>上一条：{a(_OTHERS[0])}</p><p>下一条：{a(_OTHERS[1])}</p></div></form>
<div class="bottom"><p>地址：清河县学府路8号　电话：0319-8160000</p><p>Copyright© 清河职业技术学院 All Rights Reserved</p></div>""",
        site="清河职业技术学院",
    )


def dedecms(story: Story) -> str:
    body = story.render(
        "<div>　　{}</div>", pic="<div style='text-align:center'>{img}<br />{}</div>"
    )
    return page(
        story,
        f"""<div class="nav"><ul>{menu()}</ul></div><div class="pleft"><div class="place"><strong>当前位置:</strong> {a("主页")} &gt; {a("新闻动态")} &gt;</div>
<div class="viewbox"><div class="title"><h2>{story.title}</h2></div><div class="info"><small>时间:</small>{DATE} 11:22<small>来源:</small>{SOURCE} <small>作者:</small>admin <small>点击:</small><script src="/plus/count.php?aid=1"></script>次</div>
<div class="content"><table width="100%"><tr><td>{body}</td></tr></table></div><div class="dede_pages"><ul class="pagelist"></ul></div>
<div class="newdigg"><div class="diggbox digg_good"><div class="digg_act">顶一下</div><div class="digg_num">(3)</div><div>75%</div></div><div class="diggbox digg_bad"><div>踩一下</div><div>(1)</div><div>25%</div></div></div>
<div class="boxoff"><strong>------分隔线----------------------------</strong></div>
<div class="handle"><div class="context"><ul><li>上一篇：{a(_OTHERS[2])}</li><li>下一篇：没有了</li></ul></div><div class="actbox"><ul><li>{a("收藏")}</li><li>{a("挑错")}</li><li>{a("推荐")}</li><li>{a("打印")}</li></ul></div></div></div>
<div class="mt1"><dl class="tbox"><dt><strong>发表评论</strong></dt><dd><div class="dede_comment_post"><p>请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</p>评价: 中立 好评 差评 表情: 用户名: 验证码: 匿名? 发表评论</div></dd></dl></div></div>
<div class="pright"><dl class="tbox"><dt><strong>热点内容</strong></dt><dd><ul>{news(5, form="<li>{}</li>")}</ul></dd></dl></div><div class="footer">Powered by DedeCMS © 2004-2011 DesDev Inc. 冀ICP备05000001号</div>""",
        site="清河在线",
    )


def ecms(story: Story) -> str:
    body = story.render("<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>")
    return page(
        story,
        f"""<div class="box"><div class="topnav">{menu("b")}</div><div class="weizhi">您的位置：{a("首页")}&nbsp;>&nbsp;{a("本地新闻")}</div>
<div class="biaoti">{story.title}</div><div class="info_text">{DATE} 08:12:30　来源：{SOURCE}　浏览:<span id="diggnum"><script src="/e/public/ViewClick/"></script></span></div>
<div class="daodu">导读：{story.title}，更多资讯请关注本站。</div><div id="text">{body}</div>
<div class="tags">标签：{a("清河")}{a("民生")}</div><div class="ding">顶 <b>0</b> 踩 <b>0</b></div>
<div class="lianjie"><p>◎ 上一篇：{a(_OTHERS[3])}</p><p>◎ 下一篇：{a(_OTHERS[4])}</p></div>
<div class="sm">免责声明：本站部分内容来自互联网，如有侵权请联系我们删除，本站不承担由此引起的法律责任。</div></div><div id="dibu">{foot("清河信息港")}</div>""",
        site="清河信息港",
    )


def wordpress(story: Story) -> str:
    body = story.render(
        h="<h3>{}</h3>",
        pic='<figure class="wp-block-image">{img}<figcaption>{}</figcaption></figure><p></p>',
        table='<figure class="wp-block-table"><table><tbody>{}</tbody></table></figure>',
    )
    return page(
        story,
        f"""<a class="skip-link" href="#content">跳至内容</a><header id="masthead"><p class="site-title">清河老年大学</p><nav>{menu("span")}</nav></header>
<main><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{story.title}</h1><div class="entry-meta"><span class="posted-on">发布于 <time datetime="{DATE}T09:00:00+08:00">2023年8月13日</time></span><span class="byline">由 <span class="author">{a("admin")}</span></span></div></header>
<div class="entry-content">{body}</div><footer class="entry-footer"><span class="cat-links">分类：{a("活动")}</span><span>标签：{a("清河")}</span></footer></article>
<nav class="post-navigation"><h2>文章导航</h2><div class="nav-previous">{a("上一篇文章" + _OTHERS[0])}</div></nav>
<div id="comments"><div id="respond"><h3>发表回复</h3><p class="comment-notes">您的邮箱地址不会被公开。 必填项已用 * 标注</p><label>评论 *</label><label>显示名称 *</label></div></div></main>
<aside><h2>近期文章</h2><ul>{news(5, form="<li>{}</li>")}</ul><h2>近期评论</h2><p>您尚未收到任何评论。</p></aside><footer>自豪地采用WordPress</footer>""",
        site="清河老年大学",
    )


def ueditor(story: Story) -> str:
    body = story.render(
        '<p style="line-height: 2em; text-indent: 2em;"><span style="font-size: 18px; font-family: 仿宋">{}</span></p><p><br/></p>',
        pic='<p style="text-align:center">{img}</p><p style="text-align: center;"><span style="font-size: 14px; font-family: 楷体; color: rgb(127,127,127);">{}</span></p>',
        table="<table><tbody>{}</tbody></table><p><br/></p>",
    )
    return page(
        story,
        f"""<div class="top"><div class="logo"></div><ul class="nav">{menu()}</ul></div><div class="inner"><div class="sub-left"><h2>新闻动态</h2><ul>{menu()}</ul></div>
<div class="sub-right"><div class="show-title">{story.title}</div><div class="show-info"><span>时间：{DATE}</span><span>来源：{SOURCE}</span><span>阅读：1024</span></div>
<div class="show-con">{body}</div><div class="show-page"><p>上一篇：{a(_OTHERS[1])}</p><p>下一篇：{a(_OTHERS[2])}</p></div></div></div>
<div class="kefu"><p>在线客服</p><p>服务时间：周一至周五 8:30-17:30</p><p>服务热线：400-000-0000</p></div><div class="foot">{foot("清河县文化馆")}</div>""",
        site="清河县文化馆",
    )


def wechat(story: Story) -> str:
    body = story.render(
        '<section style="margin: 0 8px;"><p style="line-height:2em;"><span style="font-size:16px;letter-spacing:1px;">{}</span></p></section>',
        pic="<section style='text-align:center'>{img}</section><section style='text-align:center'><p style='font-size:12px;color:#888'>{}</p></section>",
    )
    return page(
        story,
        f"""<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div id="img-content"><h1 class="rich_media_title" id="activity-name">{story.title}</h1>
<div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link">原创</span><span class="rich_media_meta rich_media_meta_text">清河发布</span><span class="rich_media_meta_nickname"><a id="js_name">{SOURCE}</a></span><em id="publish_time">{DATE} 18:20</em><em id="js_ip_wording_wrp">发表于<span>河北</span></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section><p style="text-align:center"><span>点击上方<strong>“清河发布”</strong>关注我们</span></p></section>
{body}
<section><p style="text-align:center">END</p></section><section><p>来源丨清河融媒</p><p>记者丨张小龙 李明</p><p>编辑丨王丽</p><p>责编丨刘洋　审核丨赵刚</p></section><section><p>投稿邮箱：qhfb@example.com</p><p>欢迎分享、点赞、在看</p></section></div>
<div class="ct_mpda_wrp"></div><p>预览时标签不可点</p></div></div><div id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div></div></div>
<div class="wx_network_msg_wrp"></div><div id="js_tags"><span>收录于合集</span> <a>#清河 12个</a></div><p>继续滑动看下一个</p><p>轻触阅读原文</p>""",
        site="",
    )


def people(story: Story) -> str:
    body = story.render(
        "<p>　　{}</p>", pic='<p style="text-align: center;">{img}</p><p class="desc">{}</p>'
    )
    return page(
        story,
        f"""<div class="tool"><div class="w980">人民网通行证登录 | 注册 | 客服热线：010-65367000</div></div><div class="nav">{menu("i")}</div>
<div class="path w1000">{a("清河网")}&gt;&gt;{a("地方")}</div><div class="clearfix w1000_320 text_title"><h3 class="pre"></h3><h1>{story.title}</h1><h4 class="sub"></h4>
<p class="author"></p><div class="box01"><div class="fl">2023年08月13日08:13&nbsp;&nbsp;来源：<a href="#">{SOURCE}</a></div><div class="fr">分享到：</div></div></div>
<div class="w1000_320 text_con clearfix"><div class="fl text_con_left"><div class="box_con" id="rwb_zw">{body}<div class="zdfy clearfix"></div><center><table border="0" align="center"><tr><td></td></tr></table></center><p><span id="paper_num"></span></p></div>
<div class="edit clearfix">(责编：张雷、李秀)</div><div class="erweima"><p>关注公众号：清河播报</p></div><h2>分享让更多人看到</h2>
<div class="box_pic"></div><div class="tab"><h3>推荐阅读</h3><ul>{news(4)}</ul></div>
<div class="message"><h3>我要留言</h3><p>留言须知：请遵守国家法律法规，网友发言只代表个人观点。</p><em>帐号 密码 立即注册</em></div></div>
<div class="fr text_con_right"><h2>热门排行</h2><ul>{news(6, form="<li><i>{1}</i>{0}</li>")}</ul></div></div><div class="copyright">清河网版权所有，未经书面授权禁止使用</div>""",
        site="清河网",
    )


def xinhua(story: Story) -> str:
    body = story.render(
        "<p>　　{}</p>",
        pic='<p align="center">{img}</p><p align="left"><font color="navy">　　{}</font></p>',
    )
    return page(
        story,
        f"""<div id="header"><a>网群首页</a><a>时政</a><a>国际</a><a>地方</a></div><div class="h-title">{story.title}</div><div class="h-info"><span class="h-time"> {DATE} 16:05:22</span>来源： <em id="source">{SOURCE}</em></div>
<div class="share"><span>【字体：</span><span id="fontSmall">小</span><span>大</span>】【{a("打印")}】 {a("关闭")}</div>
<div id="p-detail">{body}<p><span>【</span>{a("纠错")}<span>】</span></p><div class="p-tags"><div class="p-jc"><span class="jc">[责任编辑: 王萌]</span></div></div></div>
<div class="p-right"><h5>新闻评论</h5><span class="tiyan">加载更多</span><ul class="tj">{news(4, form="<li><p>{0}</p><p>2023-08-1{1}</p></li>")}</ul></div><div class="foot">{foot("清河新闻社")}<i>010020030300000000000000011100001</i></div>""",
        site="清河新闻",
    )


def founder(story: Story) -> str:
    body = story.render("<P>　　{}</P>", pic="<P>{img}</P><P>　　{}</P>")
    return page(
        story,
        f"""<table width="100%"><tr><td>清河日报数字报</td><td>{a("返回主页")}</td><td>{a("版面概览")} | {a("版面导航")} | {a("标题导航")}</td></tr></table>
<table><tr><td valign="top"><table><tr><td>第02版：民生</td><td>{a("上一版")}</td><td>{a("下一版")}</td></tr></table><img src="b.jpg" usemap="#m"><table>{news(6, form="<tr><td>·</td><td>{0}</td></tr>")}</table></td>
<td valign="top"><table><tr><td>{a("上一篇")}</td><td>2023年08月13日 星期日</td><td>{a("放大")} {a("缩小")} {a("默认")}</td></tr></table>
<table cellspacing="0"><tbody><tr valign="top"><td class="font02" align="center"></td></tr><tr><td class="font01" align="center"><founder-title>{story.title}</founder-title></td></tr><tr><td class="font02" align="center"></td></tr><tr><td class="font6" align="center">本报记者　张小龙</td></tr></tbody></table>
<div id="ozoom" style="zoom: 100%"><founder-content>{body}</founder-content></div><table><tr><td>{a("下一篇")}</td></tr></table></td></tr></table>
<table><tr><td align="center">清河日报社版权所有　未经许可不得转载　地址：清河县新华街12号</td></tr></table>""",
        site="清河日报",
    )


def portal2005(story: Story) -> str:
    body = story.render(
        "<font size=3>　　{}</font><br><br>",
        h="<b>　　{}</b><br><br>",
        pic="<center>{img}<br><font color=#666666 size=2>{}</font></center><br>",
        table="<table border=1 width=90% align=center>{}</table><br>",
    )
    return page(
        story,
        f"""<table width=778 align=center cellpadding=0><tr><td><marquee>欢迎访问清河县政府网站！请各单位于8月底前上报年度工作总结，逾期不再受理。</marquee></td></tr><tr bgcolor=#cc0000>{menu("td")}</tr></table>
<table width=778 align=center><tr><td width=180 valign=top><table border=0><form><tr><td>用户登录</td></tr><tr><td>用户名：<input size=10></td></tr><tr><td>密　码：<input size=10></td></tr></form></table>
<table>{news(6, form="<tr><td>·{0}</td></tr>")}</table></td><td valign=top><table width=100%><tr><td>您现在的位置： {a("清河县政府网")} &gt;&gt; {a("新闻")} &gt;&gt; 正文</td></tr>
<tr><td align=center class=main_ArticleTitle>{story.title}</td></tr><tr><td align=center class=Article_tdbgall>作者：佚名　　文章来源：{SOURCE}　　点击数：<script src="c.asp"></script>　　更新时间：{DATE.replace("-", "-")}</td></tr>
<tr><td class=main_tdbg_760 valign=top><table align=left><tr><td></td></tr></table>{body}</td></tr><tr><td align=right>文章录入：admin　　责任编辑：admin&nbsp;</td></tr>
<tr><td><li>上一篇文章： {a(_OTHERS[4])}</li><br><li>下一篇文章： {a(_OTHERS[5])}</li></td></tr><tr><td align=right>【{a("发表评论")}】【{a("加入收藏")}】【{a("告诉好友")}】【{a("打印此文")}】【{a("关闭窗口")}】</td></tr></table>
<table><tr><td>网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）</td></tr></table></td></tr></table><table align=center><tr><td>| {a("设为首页")} | {a("加入收藏")} | {a("联系站长")} | {a("友情链接")} | {a("版权申明")} |</td></tr><tr><td align=center>{foot()}</td></tr></table>""",
    )


def media_centre(story: Story) -> str:
    body = story.render(
        "<p><span>{}</span></p>", pic='<p>{img}</p><p style="text-align:center">{}</p>'
    )
    return page(
        story,
        f"""<div id="app"><div class="open-app"><p>打开APP，阅读体验更佳</p><span>立即打开</span></div><div class="detail-wrap"><div class="detail-title">{story.title}</div>
<div class="detail-sub"><span>{SOURCE}</span><span>{DATE} 10:00</span><span>阅读 1.2万</span></div><div class="audio"><span>听新闻</span><span>00:00 / 03:12</span></div>
<div class="detail-content">{body}<p>记者：张小龙 李明</p><p>编辑：王丽</p><p>责任编辑：刘洋</p><p>终审：赵刚</p></div>
<div class="statement">声明：本平台原创内容，转载请注明来源，侵权必究。</div><div class="zan"><span>点赞 36</span><span>收藏</span><span>分享</span></div>
<div class="comment-wrap"><h4>最新评论</h4><p>暂无评论，快来抢沙发吧！</p></div><div class="more"><h4>猜你喜欢</h4>{news(4, form="<div class='item'><p>{0}</p><p>清河融媒 {1}小时前</p></div>")}</div></div></div>""",
        site="冀云清河",
    )


def hospital(story: Story) -> str:
    body = story.render(
        '<p class="MsoNormal" style="text-indent:28.0pt"><span style="font-size:14.0pt">{}</span></p>',
        pic='<p style="text-align:center">{img}</p><p style="text-align:center">{}</p>',
    )
    doctors = "".join(
        f"<li><h5>{a(name)}</h5><p>主任医师，从事临床工作三十余年，擅长常见病、多发病的诊治，发表论文十余篇。</p></li>"
        for name in ("何静", "罗文辉", "秦玉兰")
    )
    return page(
        story,
        f"""<div class="top-bar">急诊电话：0319-8120120 | 预约电话：0319-8160160</div><div class="nav">{menu("em")}</div><div class="position">当前位置：{a("首页")} / {a("健康科普")}</div>
<div class="news-detail"><h2 class="tit">{story.title}</h2><p class="source">作者：消化内科　发布日期：2023/8/13　来源：{SOURCE}　浏览量：<i id="hits">0</i></p><div class="editor-content">{body}</div>
<div class="share-box">分享到：<a class="wx"></a></div><div class="pn"><p>上一条：{a(_OTHERS[3])}</p><p>下一条：暂无</p></div></div>
<div class="side"><h4>专家介绍</h4><ul>{doctors}</ul><h4>就诊须知</h4><p>请提前通过微信公众号预约挂号，就诊当日携带身份证和医保卡，按预约时段到诊室候诊。</p></div>
<div class="float"><p>在线咨询</p><p>预约挂号</p><p>返回顶部</p></div><div class="footer">{foot("清河县人民医院")}</div>""",
        site="清河县人民医院",
    )


def school(story: Story) -> str:
    body = story.render("<p>{}</p>", pic="<p>{img}</p><p style='text-align:center'>{}</p>")
    return page(
        story,
        f"""<div class="head"><h1><a>清河第一中学</a></h1><ul>{menu()}</ul></div><div class="list-right"><div class="content-title"><h3>{story.title}</h3><i>发布日期：{DATE}　发布人：办公室　来源：{SOURCE}　点击量：<span>318</span></i></div>
<div class="content-con">{body}<p style="text-align: right;">（文：张小龙　图：李明）</p><p style="text-align: right;">编辑：王丽　初审：刘洋　复审：赵刚　终审：陈国栋</p></div>
<ul class="page"><li>上一篇：{a(_OTHERS[0])}</li><li>下一篇：{a(_OTHERS[1])}</li></ul></div><div class="links"><h4>快速链接</h4>{menu("span")}<select><option>--教育网站--</option></select></div><div class="bottom">{foot("清河第一中学")}</div>""",
        site="清河第一中学",
    )


def disclosure(story: Story) -> str:
    body = story.render('<p style="text-indent:2em;font-family:仿宋_GB2312;font-size:16pt">{}</p>')
    facts = (
        ("索引号", "000014349/2023-00045"),
        ("主题分类", "民政、扶贫、救灾"),
        ("发文机关", "县政府办公室"),
        ("成文日期", "2023年08月10日"),
        ("发文字号", "清政办发〔2023〕12号"),
        ("发布日期", f"{DATE}"),
        ("有效性", "有效"),
    )
    sheet = "".join(f"<li><b>{name}：</b><span>{value}</span></li>" for name, value in facts)
    return page(
        story,
        f"""<div class="hd">{menu("u")}</div><div class="wz">{a("首页")} &gt; {a("政府信息公开")} &gt; {a("法定主动公开内容")}</div><div class="xxgk_l"><ul>{menu()}</ul></div>
<div class="xxgk_r"><div class="xxgk_bt"><ul class="xxgk_sy">{sheet}</ul></div><h1 class="xxgk_tit">{story.title}</h1><div class="xxgk_ly">来源：{SOURCE}　发布时间：{DATE} 15:30　浏览次数：<b>56</b>　【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="xxgk_con">{body}</div><div class="fj"><p>附件：</p><p>1.{a("报名登记表.doc")}</p><p>2.{a("申请表.xls")}</p></div><div class="xgjd"><p>相关解读：</p><p>{a("一图读懂养老服务办法")}</p></div>
<div class="gn">{a("【打印】")} {a("【关闭】")} {a("【我要纠错】")}</div></div><div class="ft">{foot()}</div>""",
    )


def literary(story: Story) -> str:
    """Text of one element, its lines parted by <br>."""
    body = story.render(
        "{}<br/>",
        h="{}<br/>",
        pic="<div class='img'>{img}</div><div class='img-note'>{}</div>",
        table="<table>{}</table>",
    )
    return page(
        story,
        f"""<div class="n">{menu("dd")}</div><div class="wen"><h2>{story.title}</h2><div class="zz">作者：周小舟　　{DATE}　　来源：{SOURCE}</div><div class="nr">{body}</div>
<div class="zan">打赏作者　喜欢(12)　收藏(3)</div><div class="xg"><b>同栏目文章</b>{news(5, form="<span>{0}</span>")}</div></div><div class="f">清河文艺网　冀ICP备05000001号</div>""",
        site="清河文艺网",
    )


def phone_copy(story: Story) -> str:
    """Two copies, of which a style sheet shows one."""
    body = story.render("<p>　　{}</p>")
    return page(
        story,
        f"""<div class="pc-box"><div class="pc-nav"><ul>{menu()}</ul></div><div class="pc-con"><h1>{story.title}</h1><p class="pc-info">来源：{SOURCE}　时间：{DATE}</p><div class="pc-text">{body}</div></div></div>
<div class="m-box"><div class="m-head">{a("首页")} {a("栏目")}</div><div class="m-con"><h1>{story.title}</h1><p class="m-info">来源：{SOURCE}　时间：{DATE}</p><div class="m-text">{body}</div></div></div><div class="foot">{foot()}</div>""",
    )


def print_copy(story: Story) -> str:
    """A copy for printing that a style sheet hides."""
    body = story.render("<p>{}</p>")
    return page(
        story,
        f"""<div id="nav">{menu("s")}</div><div id="main"><h1>{story.title}</h1><div class="msg">发布时间：{DATE}　来源：{SOURCE}</div><div id="artibody">{body}</div><div class="op">{a("打印")} {a("复制链接")}</div></div>
<div id="printArea" class="hide"><h1>{story.title}</h1><p>{DATE}</p>{body}<p>本文打印自清河县人民政府网站</p></div><div class="foot">{foot()}</div>""",
    )


def banners(story: Story) -> str:
    """Floating banners before and inside the article, and a player."""
    body = story.render("<p>{}</p>", pic="<div class='pics'>{img}<span>{}</span></div>")
    first, _, rest = body.partition("</p>")
    return page(
        story,
        f"""<div id="ad1" style="position:absolute;left:5px"><a href="#"><img src="l.gif"></a><a>关闭</a></div><div id="piaochuang"><a href="#">热烈祝贺全县经济工作会议胜利召开！</a></div><div class="daohang">{menu("b")}</div>
<div class="cont"><h1 class="cont-tit">{story.title}</h1><div class="cont-info">{DATE} 09:15　来源：{SOURCE}　我要评论(0)</div><div class="video-box"><video src="a.mp4"></video><p>您的浏览器不支持video标签。</p></div>
<div class="cont-txt">{first}</p><div class="gg300"><span>广告</span><a href="#">清河农商行：贷款利率低至3.6%，最快当天到账</a></div>{rest}</div>
<p>特别声明：以上内容仅代表作者本人观点，不代表本网立场。</p><div class="share-c">分享：<a>微信</a><a>QQ</a></div></div><div class="dibu">{foot("清河新闻网")}</div>""",
        site="清河新闻网",
    )


def word(story: Story) -> str:
    """Saved from Word."""
    body = story.render(
        "<p class=MsoNormal style='text-indent:21.0pt'><span\nstyle='font-family:宋体;mso-hansi-font-family:\"Times New Roman\"'>{}<span lang=EN-US><o:p></o:p></span></span></p>",
        h="<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-family:黑体'>{}</span></b></p>",
        pic="<p class=MsoNormal align=center style='text-align:center'>{img}</p><p class=MsoNormal align=center style='text-align:center'><span>{}</span></p>",
        table="<table class=MsoTableGrid border=1>{}</table>",
    )
    return page(
        story,
        f"""<div id=menu>{menu("span")}</div><div class=WordSection1><p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>{story.title}</span></b></p>
<p class=MsoNormal align=center style='text-align:center'><span>（{DATE}　来源：{SOURCE}）</span></p>{body}</div><div id=foot>{foot()}</div>""",
    )


def forum(story: Story) -> str:
    body = story.render(
        "　　{}<br />\n",
        h="<strong>{}</strong><br />\n",
        pic="<ignore_js_op>{img}<div class='tip aimg_tip'><p>2023-8-13 09:10 上传</p></div></ignore_js_op><br />{}<br />",
        table="<table class='t_table'>{}</table><br />",
    )
    return page(
        story,
        f"""<div id="toptb">{a("设为首页")}{a("收藏本站")}</div><div id="nv">{menu("li")}</div><div id="pt">{a("论坛")} › {a("清河资讯")} › 查看内容</div>
<div class="bm vw"><div class="h hm"><h1 class="ph">{story.title}</h1><p class="xg1">{DATE.replace("-0", "-")} 09:12<span class="pipe">|</span> 发布者: {a("清河小编")}<span class="pipe">|</span> 查看: <em>318</em><span class="pipe">|</span> 评论: 0<span class="pipe">|</span> 来自: {SOURCE}</p></div>
<div class="d"><table class="vwtb"><tr><td id="article_content">{body}</td></tr></table><div id="click_div"><table><tr><td>路过</td><td>雷人</td><td>握手</td><td>鲜花</td><td>鸡蛋</td></tr></table></div></div>
<div class="o cl ptm pbm">{a("收藏")}{a("分享")}{a("邀请")}</div><div class="pren pbm cl"><em>上一篇：{a(_OTHERS[0])}</em><em>下一篇：{a(_OTHERS[1])}</em></div></div><div id="ft"><p>Powered by Discuz! X3.4</p><p>GMT+8, 2023-8-14 10:11</p></div>""",
        site="清河论坛",
    )


def aspx(story: Story) -> str:
    body = story.render(
        '<DIV align="left">&nbsp;&nbsp;&nbsp;&nbsp;<FONT face="宋体">{}</FONT></DIV>'
    )
    return page(
        story,
        f"""<form name="aspnetForm" method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><div class="m">{menu("a")}</div>
<TABLE id="Table1"><TR><TD><SPAN id="lblCurrentPosition">首页 -&gt; 工作动态 -&gt; 浏览文章</SPAN></TD></TR><TR><TD align="center"><SPAN id="ctl00_lblTitle" style="font-size:20px;font-weight:bold">{story.title}</SPAN></TD></TR>
<TR><TD align="center"><SPAN id="lblDate">发布日期：2023年8月13日</SPAN>&nbsp;<SPAN id="lblFrom">信息来源：{SOURCE}</SPAN>&nbsp;<SPAN id="lblHit">访问次数：88</SPAN></TD></TR>
<TR><TD><SPAN id="lblContent">{body}</SPAN></TD></TR><TR><TD align="right"><A href="#">打印</A> <A href="#">关闭</A></TD></TR></TABLE>
<div><select><option>友情链接</option><option>河北省人民政府</option></select></div><div id="b">{foot()}</div></form>""",
    )


def mixed(story: Story) -> str:
    """Bare text between elements, as editors paste it."""
    body = story.render(
        "　　{}<br>",
        h="<p><b>{}</b></p>",
        pic="<p>{img}</p><p><span style='color:#808080;font-size:12px'>{}</span></p>",
        table="<div><table>{}</table></div>",
    )
    return page(
        story,
        f"""<div class="h">{menu("span")}</div><div class="c"><div class="p">位置：{a("首页")}－{a("动态")}</div><div class="t">{story.title}</div><div class="i">来源：{SOURCE} | 日期：{DATE} | 作者： | 责编： | 人气：25</div>
<div class="x"><div class="tts"><span>语音播报</span></div>{body}</div><div class="q">【信息来源：{SOURCE}】【信息时间：{DATE}】【我要打印】【关闭】</div></div><div class="r"><h4>图片新闻</h4>{news(3, form="<div><img src='s.jpg'><p>{0}</p></div>")}</div><div class="z">{foot()}</div>""",
    )


def bureau(story: Story) -> str:
    """A title picture, an abstract that repeats the lead, a signature."""
    lead = next(text for kind, text in story.items if kind in ("p", "line"))
    body = story.render("<p style='text-indent:32px;line-height:36px'>{}</p>")
    return page(
        story,
        f"""<div class="top"><span id="date">今天是2024年1月5日 星期五</span><span class="tq">清河 晴 -3~5℃</span></div><div class="nav">{menu("span")}</div><div class="dqwz">您的当前位置：{a("首页")} &gt;&gt; {a("工作动态")}</div>
<div class="nr"><div class="nr_bt">{story.title}</div><div class="nr_fbt">时间：{DATE}&nbsp;&nbsp;&nbsp;来源：{SOURCE}&nbsp;&nbsp;&nbsp;编辑：办公室&nbsp;&nbsp;&nbsp;【{a("打印本页")}】</div><div class="zy">{lead[:40]}…</div><div class="nr_nr">{body}</div>
<div class="nr_fx">分享至：<i></i></div><div class="sxp"><div>上一篇：{a(_OTHERS[2])}</div><div>下一篇：{a(_OTHERS[3])}</div></div></div><div class="yqlj"><h4>友情链接</h4>{a("省民政厅")}{a("市民政局")}</div><div class="d">{foot("清河县民政局")}</div>""",
        head='<meta name="SiteName" content="清河县民政局">',
        site="清河县民政局",
    )


def clinic(story: Story) -> str:
    body = story.render(
        '<div style="text-indent:2em">{}</div>',
        pic='<div style="text-align:center">{img}</div><div style="text-align:center">{}</div>',
        bare='<div style="text-align:center">{img}</div>',
    )
    return page(
        story,
        f"""<div class="tel">24小时急救电话：120</div><div class="ks"><div>内科</div><div>外科</div><div>妇产科</div><div>儿科</div><div>中医科</div><div>急诊科</div><div>影像科</div></div>
<div class="box"><div class="hd">医院新闻 <span>NEWS</span></div><div class="tt">{story.title}</div><div class="ss">发布者：宣传科 发布时间：2023-08-13 阅读：96次 来源：{SOURCE}</div><div class="cc">{body}</div><div class="ff">撰稿：李敏　摄影：王刚　审核：赵强</div><div class="up">上一篇 {a(_OTHERS[0])}</div><div class="up">下一篇 {a(_OTHERS[1])}</div></div>
<div class="ft"><div>医院地址：清河县健康路66号（市民广场对面）</div><div>乘车路线：乘1路、5路、8路公交车到县医院站下车即到</div><div>冀ICP备12000001号</div></div>""",
        site="清河县中医院",
    )


def plugin_account(story: Story) -> str:
    body = story.render(
        "<section><section><section><p><span><span>{}</span></span></p></section></section></section><section><br></section>",
        h="<section><p><strong><span>{}</span></strong></p></section>",
        pic='<section>{img}</section><section><span style="font-size:12px">△{}</span></section>',
        bare="<section>{img}</section>",
    )
    return page(
        story,
        f"""<div id="js_article"><h1 id="activity-name">{story.title}</h1><div id="meta_content"><span>清河医保</span> <em id="publish_time">2023-08-13 07:30</em> <em>河北</em></div><div class="rich_media_content" id="js_content"><section><p>↑↑↑点击上方蓝字，关注我们</p></section><section><p>阅读本文大概需要3分钟</p></section>{body}<section><p>- END -</p></section><section><p>内容来源：{SOURCE}</p></section><section><p>图文：李敏</p></section><section><p>往期推荐</p></section><section><p>{a("● 医保报销比例有变化")}</p></section><section><p>{a("● 这些药品纳入医保")}</p></section><section><p>点个<strong>在看</strong>你最好看</p></section></div><p>阅读 1523</p><p>赞 分享 在看 写下你的留言</p></div>""",
        site="",
    )


def department(story: Story) -> str:
    body = story.render('<p class="p0" style="text-indent:24pt"><span>{}</span></p>')
    return page(
        story,
        f"""<table class="head"><tr><td><b>清河职业学院机械系</b></td></tr></table><table><tr><td><ul><li>系部概况</li><li>师资队伍</li><li>专业设置</li><li>学生工作</li><li>招生就业</li><li>下载中心</li></ul></td><td><table><tr><td class="titlestyle">{story.title}</td></tr><tr><td><span class="timestyle">2023-08-13 16:40</span>&nbsp;<span class="authorstyle">李敏</span>&nbsp;{SOURCE}&nbsp;&nbsp;(点击次数：<span>33</span>)</td></tr><tr><td class="contentstyle">{body}</td></tr><tr><td>【<a>关闭窗口</a>】</td></tr></table></td></tr></table><p>版权所有 清河职业学院机械工程系</p>""",
        site="机械系",
    )


def app(story: Story) -> str:
    body = story.render("<p>{}</p>")
    return page(
        story,
        f"""<div class="h5"><div class="nav-bar"><span>＜</span><span>新闻详情</span></div><h1>{story.title}</h1><div class="meta"><img src="tx.png" width="30"><span>{SOURCE}</span><span>2023-08-13 20:15</span><span class="follow">+关注</span></div><div class="con">{body}</div><div class="tip">— 已经到底了 —</div><div class="cmt"><div>全部评论(2)</div><div>匿名网友</div><div>家乡越来越好了，点赞！</div><div>08-13 21:00 河北</div><div>清河人</div><div>希望多修几条路，方便大家出行。</div><div>08-13 22:10 河北</div></div><div class="bar">写评论… 2 36</div></div>""",
        site="",
    )


def definition_list(story: Story) -> str:
    body = story.render("<p>{}</p>")
    return page(
        story,
        f"""<dl class="art"><dt><h2>{story.title}</h2></dt><dd class="inf"><label>发表日期：</label>2023年8月13日 <label>出处：</label>{SOURCE} 　【编辑录入：办公室】</dd><dd class="con">{body}</dd><dd class="rel"><h5>【相关文章】</h5>{news(4)}</dd></dl><dl class="side"><dt>推荐文章</dt><dd>{news(5)}</dd></dl><div>{foot()}</div>""",
    )


def policy(story: Story) -> str:
    body = story.render('<p style="font-size:16pt">{}</p>')
    return page(
        story,
        f"""<div class="w1200"><div class="loc"><span>您现在的位置：</span>{a("首页")}<span>></span>{a("政策")}</div><div class="zcjd"><b>政策原文：</b>{a("关于印发办法的通知")}</div><h1>{story.title}</h1><div class="xx"><span class="ly">【信息来源：{SOURCE}】</span><span class="sj">【发布时间：2023-08-13】</span><span class="zt">【字号：大 中 小】</span></div><div class="zw">{body}<p>附件：<a href="1.doc">1.登记表.doc</a></p><p><a href="2.pdf">2.流程图.pdf</a></p></div><div class="ewm"><img src="e.png"><span>扫一扫,手机打开当前页面</span></div><div class="share"><span>分享:</span></div><div class="wj"><p>您觉得本条信息是否有用？</p><p>有用 一般 没用</p></div></div>{foot()}""",
    )


def abstract_box(story: Story) -> str:
    body = story.render("<p>&emsp;&emsp;{}</p>")
    return page(
        story,
        f"""<div class="nav">{menu()}</div><div class="article"><h1>{story.title}</h1><div class="info">2023-08-13 08:20:11　清河新闻网　来源：{SOURCE}　责任编辑：李敏　<a>评论</a></div><div class="abs"><b>[摘要]</b>{next(text for kind, text in story.items if kind in ("p", "line"))[:36]}……</div><div class="art-con">{body}<p>（清河新闻网记者李敏 通讯员王刚）</p></div><p class="kw">关键词：清河；民生；发展</p><p class="ed">编辑：李敏 [纠错]</p><div class="copy">本网站所刊登的清河新闻网各种新闻、信息和各种专题专栏资料，均为清河新闻网版权所有，未经协议授权，禁止下载使用。</div><h3>图片推荐</h3><ul>{news(4, form="<li><img src=x.jpg><p>{0}</p></li>")}</ul></div>""",
        site="清河新闻网",
    )


def centred(story: Story) -> str:
    body = story.render("<p>　　{}")
    return page(
        story,
        f"""<center><h3>{story.title}</h3></center><center><font size=2>（{SOURCE}　2023年8月13日）</font></center><hr>{body}<hr><center><a href=index.htm>返回</a></center>""",
    )


TEMPLATES: dict[str, Callable[[Story], str]] = {
    made.__name__: made
    for made in (
        trs, jcms, vsb, dedecms, ecms, wordpress, ueditor, wechat, people, xinhua, founder,
        portal2005, media_centre, hospital, school, disclosure, literary, phone_copy, print_copy,
        banners, word, forum, aspx, mixed, bureau, clinic, plugin_account, department, app, definition_list, policy, abstract_box, centred,
    )
}  # fmt: skip
