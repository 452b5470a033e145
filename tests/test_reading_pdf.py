from __future__ import annotations

import json
import re

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from printed import newspaper, scan

from textkit import read
from textkit.errors import ReadError
from textkit.reading.columns import Glyph, columns_of
from textkit.reading.pdf import page_of_pdf

TEXTS = json.loads((ROOT / "tests" / "cases" / "articles.json").read_text("utf-8"))
PARAGRAPHS = [p for text in TEXTS[:2] for p in text["paragraphs"]]


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("by_rows", [True, False])
def test_columns_are_read_one_after_another(columns: int, by_rows: bool) -> None:
    data = newspaper("石桥镇一口老井的新账本", PARAGRAPHS, columns=columns, by_rows=by_rows)
    document = read(data)
    kept = [plain(p.text) for p in document.paragraphs if p.kind in ("heading", "body")]
    assert [plain(p) for p in PARAGRAPHS] == kept
    assert (document.title, document.published) == ("石桥镇一口老井的新账本", "2023-10-08")


def test_paragraphs_go_on_over_pages_and_page_numbers_do_not_count() -> None:
    document = read(newspaper("石桥镇一口老井的新账本", PARAGRAPHS * 3, columns=2, n_pages=3))
    kept = [plain(p.text) for p in document.paragraphs if p.kind in ("heading", "body")]
    assert [plain(p) for p in PARAGRAPHS * 3] == kept
    numbers = [p.text for p in document.paragraphs if p.kind == "chrome"]
    assert [plain(n) for n in numbers] == ["1", "2", "3"]


def test_spans_hold() -> None:
    page = page_of_pdf(newspaper("石桥镇", PARAGRAPHS, columns=3))
    assert all(line.text == page.text[line.start : line.end] != "" for line in page.lines)


def test_a_scan_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"no text on its 1 pages.*recognition \(OCR\)"):
        page_of_pdf(scan())


def pdf_of(*objects: bytes) -> bytes:
    """Write a PDF of the given objects, whatever they say."""
    out = b"%PDF-1.4\n"
    at = []
    for number, body in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in at)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(out))
    )


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            pdf_of(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), id="pages in a loop"
        ),
        pytest.param(
            pdf_of(CATALOG, b"<</Type/Pages/Kids[]/Count 999999999>>"), id="a wrong count"
        ),
        pytest.param(
            pdf_of(
                CATALOG,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
                b"/Resources<</XObject<</A 4 0 R>>>>>>",
                b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>"
                b"/Length 5>>stream\n/A Do\nendstream",
                b"<</Length 5>>stream\n/A Do\nendstream",
            ),
            id="a form that draws itself",
        ),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 50, id="noise"),
        pytest.param(newspaper("石桥镇", PARAGRAPHS)[:900], id="cut off"),
    ],
)
def test_damage_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        page_of_pdf(data)


def test_a_wrong_stream_length_is_read() -> None:
    data = newspaper("石桥镇", PARAGRAPHS).replace(b"/Length", b"/Length 99999999 %")
    assert PARAGRAPHS[0][:12] in page_of_pdf(data).text


boxes = st.builds(
    Glyph,
    st.sampled_from("秋粮入库a1。"),
    *[st.floats(0, 600, allow_nan=False)] * 4,
    st.floats(1, 40),
)


@given(st.lists(boxes, max_size=40))
def test_no_glyph_is_lost(glyphs: list[Glyph]) -> None:
    runs = [run for column in columns_of(glyphs) for run in column]
    found = sorted("".join(run.text for run in runs).replace(" ", "").replace("　", ""))
    assert sorted(glyph.char for glyph in glyphs) == found
