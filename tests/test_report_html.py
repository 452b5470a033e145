"""The page of a document: everything is there, and everything is text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ARTICLES

import textkit
from textkit import Document
from textkit.report import document_report
from textkit.report.wording import LANGUAGES, WORDS

HOSTILE = """\
<script>alert(1)</script>标题"><img src=x onerror=alert(2)>
全县新建光伏电站12座，年发电量3.6亿千瓦时。</p></main><script>alert(3)</script>
<!--</style><style>body{display:none}-->风电装机容量突破20万千瓦。javascript:alert(4)
{{ 7 * 7 }}{% raw %}县纪委立案查处违纪问题23件。\u202e]]>&lt;b&gt;\x00
"""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_page_holds_the_whole_document(path: Path) -> None:
    document = textkit.read(path)
    page = document_report(document)
    words = re.sub(r"<del>[^<]*</del>|<a class=\"back\"[^>]*>\d+</a>|<[^>]+>", "", page)
    from html import unescape

    flat = re.sub(r"\s", "", unescape(words))
    for paragraph in document.paragraphs:
        assert re.sub(r"\s", "", paragraph.text) in flat


def test_every_quote_of_the_summary_has_its_place() -> None:
    document = textkit.read(ARTICLES[0])
    page = document_report(document, max_chars=400)
    quotes = textkit.summarize(document, max_chars=400).sentences
    assert len(quotes) > 2
    for number, quote in enumerate(quotes, 1):
        assert page.count(f'href="#s{number}"') == page.count(f'id="s{number}"') == 1
        assert page.count(f'href="#q{number}"') == page.count(f'id="q{number}"') == 1
        passage = page[page.index(f'id="s{number}"') :]
        assert quote.text[:12] in re.sub(r"<[^>]+>", "", passage[: passage.index("</mark>")])


def test_page_asks_for_nothing() -> None:
    page = document_report(textkit.read(ARTICLES[0]))
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|base|form)\b|\bsrc=|@import|url\(", page
    )
    assert re.findall(r'https?://[^"\s<]+', page) == []
    assert " style=" not in page  # the policy would refuse it
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1]


def test_hostile_text_stays_text() -> None:
    page = document_report(Document.from_text(HOSTILE))
    assert page.count("<script") == page.count("</script>") == 1
    assert page.count("<style") == page.count("</style>") == 1
    assert "<img" not in page
    assert "{{ 7 * 7 }}{% raw %}" in page


def test_lone_surrogates_can_be_written() -> None:
    page = document_report("全县新建\ud83d光伏电站12座。")
    assert "全县新建\ufffd光伏" in page.encode().decode()


def test_empty_document() -> None:
    page = document_report("")
    assert WORDS["zh"]["no_text"] in page
    assert WORDS["zh"]["no_summary"] in page
    assert WORDS["zh"]["untitled"] in page


def test_same_document_same_page() -> None:
    document = textkit.read(ARTICLES[2])
    assert document_report(document) == document_report(document)


def test_languages() -> None:
    document = textkit.read(ARTICLES[0])
    zh, en = (document_report(document, language=language) for language in LANGUAGES)
    assert '<html lang="zh-Hans">' in zh
    assert '<html lang="en">' in en
    assert WORDS["zh"]["summary"] in zh
    assert "Summary" in en
    assert "Energy" in en
    assert set(WORDS["zh"]) == set(WORDS["en"])
    with pytest.raises(ValueError, match="'zh', 'en'"):
        document_report(document, language="fr")  # type: ignore[arg-type]


def test_wrong_type() -> None:
    with pytest.raises(TypeError, match="Document or str"):
        document_report(7)  # type: ignore[arg-type]
