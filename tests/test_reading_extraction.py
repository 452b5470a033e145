from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import docx_of, newspaper

from textkit import read, read_all
from textkit.errors import DecodingError, ReadError, TextkitError
from textkit.reading.extraction import extract

TEXT = "全县秋粮入库，农机手连夜抢收。新建公厕3300座。"


@pytest.mark.parametrize(
    ("data", "format", "encoding"),
    [
        (TEXT.encode("gbk"), "text", "gb18030"),
        (f"<p>{TEXT}</p>".encode("utf-16"), "html", "utf-16-le"),
        (newspaper("秋粮入库", [TEXT], columns=1), "pdf", None),
        (docx_of(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"), "docx", None),
        (f'{{"text": "{TEXT}"}}'.encode(), "jsonl", "utf-8"),
        (f"标题,正文\n秋,{TEXT}".encode("gbk"), "csv", "gb18030"),
        (b"", "text", "utf-8"),
    ],
)
def test_every_format(data: bytes, format: str, encoding: str | None) -> None:
    extracted = extract(data)
    assert (format, encoding) == (extracted.format, extracted.encoding)
    assert (TEXT in extracted.page.text) == bool(data)


def test_a_picture_that_is_called_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "秋粮.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(ReadError, match="a PNG picture, which is not read"):
        read(path)


def test_path_and_encoding_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "秋粮.txt"
    path.write_bytes(TEXT.encode("big5", "ignore"))
    document = read(path, encoding="big5")
    assert (document.path, document.encoding) == (str(path), "big5hkscs")
    with pytest.raises(DecodingError):
        read(path, encoding="utf-8")


@given(
    st.binary(max_size=300), st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "<p>", '{"text":'])
)
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, head: str) -> None:
    try:
        documents = read_all(head.encode() + data)
    except TextkitError:
        return
    for document in documents:
        for paragraph in document.paragraphs:
            assert 0 <= paragraph.start < paragraph.end <= len(document.source_text)


@pytest.mark.parametrize("seed", range(16))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    sources = [
        newspaper("秋粮入库", [TEXT] * 9),
        docx_of(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"),
    ]
    data = bytearray(sources[seed % 2])
    for _ in range(6):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        assert read_all(bytes(data))
    except TextkitError as error:
        assert str(error)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((TEXT * 10_000).encode(), id="one long line"),
        pytest.param(f"<p>{TEXT * 10_000}".encode(), id="one long paragraph"),
        pytest.param(b"<div>" * 1900 + f"<p>{TEXT}</p>".encode() * 500, id="deep and wide"),
        pytest.param(b"<" * 1_000_000, id="brackets"),
        pytest.param(b"<a " * 300_000, id="open tags"),
        pytest.param(b"<meta charset=" * 70_000, id="charsets"),
        pytest.param(b"<p>x" + "　".encode() * 300_000, id="blanks"),
        pytest.param(b'{"text": ' + b"[" * 500_000, id="nested JSON"),
    ],
)
def test_time_is_bounded(data: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(TextkitError):
        read_all(data)
    assert time.process_time() - start < 2 + 2 * len(data) / 1e6
