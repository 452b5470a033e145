from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import docx_of, newspaper

from textkit.errors import ReadError
from textkit.reading.sniffing import sniff_bytes, sniff_text


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("全县秋粮入库。", None, "text"),
        ("全县秋粮入库。", "a.html", "text"),
        ("<!DOCTYPE html><html><body>全县秋粮入库。</body></html>", "a.txt", "html"),
        ("<p>全县秋粮入库。</p>", None, "html"),
        ("第一段<br>第二段<br>第三段<br>第四段<br>", None, "html"),
        ("气温<0℃，a<b且b>c。", None, "text"),
        ("文中提到<p>标签。", "a.txt", "text"),
        ('{"id": 1, "text": "全县秋粮入库。"}\n', "a.txt", "jsonl"),
        ('{"id": 1, "text": "' + "秋" * 70_000 + '"}\n', None, "jsonl"),
        ("{秋粮入库}", "a.txt", "text"),
        ("编号,标题,正文\n1,秋粮入库,全县秋粮入库。\n", None, "csv"),
        ("a,b\n1,2\n", "a.csv", "csv"),
        ("正文，内容\n全县秋粮入库，颗粒归仓。", None, "text"),
        ("", "a.csv", "text"),
    ],
)
def test_content_tells(text: str, path: str | None, expected: str) -> None:
    assert expected == sniff_text(text, path=path)


@given(st.text(max_size=300))
def test_any_text_is_told(text: str) -> None:
    assert sniff_text(text) in ("text", "html", "jsonl", "csv")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
            r"legacy Office or WPS .* save it as DOCX",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "a JPEG picture"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36", "a BMP picture"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC picture"),
        (b"PK\x03\x04 broken", "ZIP or DOCX file but is damaged"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        sniff_bytes(data)


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ("OFD.xml", "an OFD document, which is not read: save it as PDF first"),
        ("xl/workbook.xml", "an Excel workbook"),
        ("anything.txt", "a ZIP archive, which is not read: unpack it first"),
    ],
)
def test_archives_are_told_by_their_members(member: str, told: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(ReadError, match=told):
        sniff_bytes(buffer.getvalue())


def test_formats_that_are_read() -> None:
    assert sniff_bytes(docx_of("")) == "docx"
    assert sniff_bytes(newspaper("秋粮入库", ["全县秋粮入库。"])) == "pdf"
    assert sniff_bytes(json.dumps({"text": "秋"}).encode()) is None
    assert sniff_bytes(b"") is None
