"""The page of a corpus: every document is in it, quotes lead to their places, all is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Visit
from conftest import ARTICLES
from test_report_html import HOSTILE

import textkit
from textkit import Document
from textkit.report import corpus, corpus_report


def documents() -> Iterator[Document]:
    """Yield the articles of the seeds under dates and sources of our own, and a reprint."""
    found = [document for path in ARTICLES for document in textkit.read_all(path)]
    for n, document in enumerate(found):
        yield replace(document, published=f"2023-{n % 4 + 1:02}-01", source=f"第{n % 3}日报")
    reprint = Document.from_text("【转载】" + found[0].source_text)
    yield replace(reprint, published="2023-02-02", source="转载网")


@pytest.fixture(scope="module")
def page() -> str:
    return corpus_report(documents(), title="四月要闻")


def test_every_document_has_a_row_and_a_text(page: str) -> None:
    n_documents = sum(1 for _ in documents())
    assert page.count('<tr class="item') == n_documents
    assert page.count('<tr class="item repeat"') == 1
    assert page.count('<details class="text"') == n_documents - 1
    assert "<title>四月要闻</title>" in page


def test_every_link_has_its_place(page: str) -> None:
    targets = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r' href="#([^"]+)"', page))
    assert links <= targets
    assert any(re.fullmatch(r"d\d+s\d+", link) for link in links)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_themes_have_their_words(page: str) -> None:
    words = re.findall(r'<span lang="zh-Hans">([^<]+ · [^<]+)</span>', page)
    assert len(words) == 4
    assert "能源" in words[0]
    assert "农村" in words[3]


def test_a_reprint_counts_once(page: str) -> None:
    alone = corpus_report([*documents()][:-1], title="四月要闻")
    tiles = re.compile(r'<ul class="tiles">.*?</ul>', re.DOTALL)
    assert tiles.findall(alone) == tiles.findall(page)


def test_page_asks_for_nothing(page: str) -> None:
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|base|form)\b|\bsrc=|@import|url\(", page
    )
    assert " style=" not in page


def test_hostile_text_stays_text() -> None:
    hostile = Document.from_text(HOSTILE, title='"><script>alert(9)</script>')
    hostile = replace(hostile, source="<img src=x onerror=alert(1)>", published="2023-01-01")
    page = corpus_report([hostile, replace(hostile, published="2023-02-01")])
    assert page.count("<script") == 1
    assert "<img" not in page


@pytest.mark.parametrize("texts", [[], [""], ["", "只有一句话。"]])
def test_small_corpora(texts: list[str]) -> None:
    page = corpus_report([Document.from_text(text) for text in texts], language="en")
    assert page.count('<tr class="item') == len(texts)


def test_a_large_corpus_shows_what_it_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "_WHOLE", 1000)
    page = corpus_report(documents())
    body = re.findall(r'<div class="p [^>]*>(.*?)</p></div>', page, re.DOTALL)
    assert body
    assert all("<mark" in passage for passage in body)


def test_one_document_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="document_report"):
        corpus_report(Document())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def written(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_no_complaint_no_request_no_fault(
    browser: Any, written: Path, width: int, scheme: str
) -> None:
    with Visit(browser, written, width=width, scheme=scheme) as visit:
        visit.page.locator("details summary").first.click()
        visit.page.locator("details.text > summary").first.click()
        assert visit.faults() == []
        assert visit.complaints == []
        assert visit.requests == [written.as_uri()]
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(overflow) == 0


def test_table_sorts(browser: Any, written: Path) -> None:
    with Visit(browser, written) as visit:
        lengths = visit.page.locator("#table tbody tr:visible td:last-child")
        button = visit.page.get_by_role("button", name="篇幅")
        button.click()
        shown = [int(text) for text in lengths.all_inner_texts()]
        assert shown == sorted(shown)
        button.press("Enter")
        assert [int(text) for text in lengths.all_inner_texts()] == sorted(shown, reverse=True)
        assert visit.page.locator("th[aria-sort=descending]").inner_text().startswith("篇幅")


def test_table_filters_and_folds(browser: Any, written: Path) -> None:
    with Visit(browser, written) as visit:
        page = visit.page
        rows = page.locator("#table tbody tr:visible")
        n_folded = rows.count()
        page.locator("#fold").uncheck()
        assert rows.count() == n_folded + 1
        page.locator("#search").fill("转载网")
        assert rows.count() == 1
        page.locator("#search").fill("")
        page.locator("#theme").select_option("治理")
        assert rows.count() == page.locator('#table tr[data-themes*="2"]').count() > 0
        assert page.locator("#count").inner_text() == f"显示 {rows.count()} / {n_folded + 1}"


def test_a_quote_of_the_digest_opens_its_text(browser: Any, written: Path) -> None:
    with Visit(browser, written) as visit:
        link = visit.page.locator(".digest a").last
        quote = link.inner_text()
        link.click()
        place = visit.page.locator("mark:target")
        assert place.is_visible()
        number, at, rest = place.inner_text().partition(quote)
        assert at == quote
        assert (number + rest).strip("0123456789\n") == ""  # nothing else but the quote's number
        assert 0 <= place.bounding_box()["y"] < 900
