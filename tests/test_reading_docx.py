from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import docx_of

from textkit import read
from textkit.errors import ReadError
from textkit.reading.docx import page_of_docx


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_title_headings_tables_and_captions() -> None:
    styles = "".join(
        f'<w:style w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (("a", "Title"), ("1", "heading 1"), ("a5", "caption"))
    )
    body = (
        paragraph("清河县召开秋粮收购工作会", "a")
        + paragraph("来源：清河日报 2023-10-08")
        + paragraph("做好准备", "1")
        + paragraph("全县备足仓容、资金和烘干设备，确保颗粒归仓。")
        + "<w:tbl><w:tr><w:tc>" + paragraph("仓容") + "</w:tc><w:tc>" + paragraph("12万吨")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("图为会议现场。", "a5")
    )  # fmt: skip
    document = read(docx_of(body, styles=styles))
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("title", "清河县召开秋粮收购工作会"),
        ("byline", "来源：清河日报 2023-10-08"),
        ("heading", "做好准备"),
        ("body", "全县备足仓容、资金和烘干设备，确保颗粒归仓。"),
        ("body", "仓容"),
        ("body", "12万吨"),
        ("caption", "图为会议现场。"),
    ]
    assert (document.published, document.source) == ("2023-10-08", "清河日报")
    assert document.encoding is None


def test_what_a_reader_does_not_see_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>全县秋粮</w:t></w:r>"
        "<w:del><w:r><w:delText>没有</w:delText></w:r></w:del>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>"
        "<w:ins><w:r><w:t>已经入库。</w:t></w:r></w:ins><w:r><w:br/><w:t>新建公厕。</w:t></w:r></w:p>"
    )
    assert page_of_docx(docx_of(body)).text == "全县秋粮已经入库。\n新建公厕。"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<>&"), max_size=20)))
@settings(deadline=None)
def test_spans_hold(texts: list[str]) -> None:
    try:
        page = page_of_docx(docx_of("".join(map(paragraph, texts))))
    except ReadError:
        return  # XML 1.0 has no place for control characters
    assert all(line.text == page.text[line.start : line.end] != "" for line in page.lines)


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textkit.reading.docx._MAX_PART", 1_000_000)
    with pytest.raises(ReadError, match="unpacks to more than"):
        page_of_docx(docx_of("<!-- " + "x" * 1_000_001 + " -->"))
    prolog = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ReadError, match="is damaged"):
        page_of_docx(docx_of(paragraph("入库&i;"), prolog=prolog + "]>"))
    with pytest.raises(ReadError, match="is damaged"):
        page_of_docx(docx_of("<w:p>" * 50_000))


def test_files_outside_are_not_read() -> None:
    prolog = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert page_of_docx(docx_of(paragraph("入库&x;"), prolog=prolog)).text == "入库"


def test_damage_is_named() -> None:
    with pytest.raises(ReadError, match=r"word/document\.xml of this DOCX file is damaged"):
        page_of_docx(docx_of("<w:p>"))
    with pytest.raises(ReadError, match="damaged or protected"):
        page_of_docx(b"PK\x03\x04")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    with pytest.raises(ReadError, match=r"holds no word/document\.xml"):
        page_of_docx(buffer.getvalue())
