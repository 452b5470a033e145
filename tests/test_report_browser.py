"""Pages in a real Chromium: they work, ask for nothing, run nothing of the text, can be read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from browser import Visit
from conftest import ARTICLES
from test_report_html import HOSTILE

import textkit
from textkit import Document
from textkit.report import document_report


def written(folder: Path, page: str) -> Path:
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = document_report(textkit.read(ARTICLES[0]), max_chars=400)
    return written(tmp_path_factory.mktemp("article"), page)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_complaint_no_request_no_fault(
    browser: Any, article: Path, width: int, scheme: str
) -> None:
    with Visit(browser, article, width=width, scheme=scheme) as visit:
        for switch in visit.page.locator(".shows input:enabled").all():
            switch.check()
        visit.page.locator("button.side").nth(4).click()
        assert visit.page.locator("#why").is_visible()
        assert visit.faults() == []
        assert visit.complaints == []
        assert visit.requests == [article.as_uri()]
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(overflow) == 0


def test_a_quote_jumps_to_its_place_and_back(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        last = visit.page.locator(".summary li a").last
        quote = last.inner_text().lstrip("0123456789\n")
        last.click()
        place = visit.page.locator("mark:target")
        assert place.inner_text().lstrip("0123456789\n") == quote
        box = place.bounding_box()
        assert 0 <= box["y"] < 900
        place.locator("a.back").click()
        assert visit.page.locator(".summary li:target").count() == 1


def test_themes_filter(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        page = visit.page
        everything = page.locator("main .p:visible").count()
        page.locator("#only-0").check()
        assert page.locator("main .p:visible").count() == page.locator("main .has0").count() > 0
        page.locator("#only-all").check()
        assert page.locator("main .p:visible").count() == everything


def test_furniture_is_shown_on_demand(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        furniture = visit.page.locator(".furniture")
        assert furniture.count() > 0
        assert not furniture.first.is_visible()
        visit.page.locator("#show-furniture").check()
        assert furniture.first.is_visible()


def test_why_by_keyboard(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        button = visit.page.locator("button.side").first
        button.focus()
        assert button.get_attribute("aria-expanded") == "true"
        assert visit.page.locator("#why dt").all_inner_texts() == [
            "能源",
            "生态",
            "治理",
            "乡村振兴",
        ]
        visit.page.keyboard.press("Escape")
        assert visit.page.locator("#why").count() == 0
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#why").count() == 1
        visit.page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "false"


def test_why_names_the_words(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        passage = visit.page.locator(".p.has0").first
        underlined = "element => getComputedStyle(element).textDecorationLine"
        hint = passage.locator(".hint").first
        assert hint.evaluate(underlined) == "none"
        passage.locator("button.side").click()
        said = passage.locator("#why .words").first.inner_text()
        assert hint.evaluate(underlined) == "underline"
        assert f"{hint.inner_text()} +" in said


def test_why_by_pointing(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        visit.page.locator(".p.body p").nth(2).hover()
        assert visit.page.locator(".p.body").nth(2).locator("#why").is_visible()


def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path, document_report(Document.from_text(HOSTILE)))
    with Visit(browser, path) as visit:
        for button in visit.page.locator("button.side").all():
            button.click()
        assert visit.complaints == []
        assert visit.requests == [path.as_uri()]
        assert "alert(3)" in visit.page.locator("main").inner_text()
        assert visit.page.locator("script").count() == 1


def test_policy_refuses_what_is_not_ours(browser: Any, article: Path, tmp_path: Path) -> None:
    page = article.read_text(encoding="utf-8")
    path = written(tmp_path, page.replace("</footer>", "</footer><script>alert(1)</script>"))
    with Visit(browser, path) as visit:
        assert len(visit.complaints) == 1
        assert "Content Security Policy" in visit.complaints[0]


def test_ten_thousand_paragraphs(browser: Any, tmp_path: Path) -> None:
    text = "\n".join(f"第{n}座光伏电站并网发电，带动农户2100户增收。" for n in range(40))
    page = document_report(Document.from_text(text))
    start, end = page.index('<div class="chunk">'), page.index("</main>")
    path = written(tmp_path, page[:start] + page[start:end] * 250 + page[end:])
    assert path.read_text(encoding="utf-8").count('<div class="p body') == 10_000
    with Visit(browser, path) as visit:
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        assert visit.page.evaluate(paint) < 2000
        start = time.perf_counter()
        visit.page.evaluate("scrollTo({top: 1e6, behavior: 'instant'})")
        visit.page.evaluate("new Promise(done => requestAnimationFrame(() => done(1)))")
        assert time.perf_counter() - start < 2


def test_prints_on_a4(browser: Any, article: Path) -> None:
    with Visit(browser, article) as visit:
        visit.page.emulate_media(media="print")
        assert not visit.page.locator(".shows").is_visible()
        assert visit.page.locator(".chip").first.is_visible()
        pdf = visit.page.pdf(prefer_css_page_size=True)
        assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
