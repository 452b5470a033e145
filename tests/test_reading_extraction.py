from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, check_spans
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import docx_of, newspaper

from textkit import Document, read, read_all
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


@pytest.mark.parametrize(
    ("name", "data", "encoding"),
    [
        ("a.txt", TEXT.encode("gbk"), "gb18030"),
        ("a.html", f"<h1>秋粮</h1><p>{TEXT}</p>".encode(), "utf-8"),
        ("a.pdf", newspaper("秋粮入库", [TEXT], columns=1), None),
        ("a.docx", docx_of(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"), None),
        ("a.jsonl", f'{{"text": "{TEXT}"}}'.encode(), "utf-8"),
        ("a.csv", f"标题,正文\n秋,{TEXT}".encode("gbk"), "gb18030"),
    ],
)
def test_every_source_gives_the_same_document(
    tmp_path: Path, name: str, data: bytes, encoding: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    document = read(path)
    assert (str(path), encoding) == (document.path, document.encoding)
    assert TEXT in document.text
    assert document == read(str(path))
    with path.open("rb") as file:
        assert document == read(file)
    from_bytes = read(data)
    assert from_bytes.path is None
    assert (
        document
        == replace(from_bytes, path=str(path))
        == replace(read(BytesIO(data)), path=str(path))
    )
    check_spans(document)


def test_spans_and_repairs_explain_the_seeds() -> None:
    for path in ARTICLES:
        for document in read_all(path):
            check_spans(document)


@pytest.mark.parametrize("source", [None, 7, ["a.txt"], StringIO(TEXT)])
def test_what_is_no_source_is_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="expected"):
        read(source)


def test_clean_text_loads_nothing_heavy() -> None:
    program = (
        "import sys, textkit; textkit.read(sys.argv[1]);"
        "print({'opencc', 'pypinyin', 'lxml', 'chardet', 'pypdfium2'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", program, str(ARTICLES[0])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_text_must_be_text() -> None:
    with pytest.raises(TypeError, match="for bytes use read"):
        Document.from_text(TEXT.encode())  # type: ignore[arg-type]


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
        check_spans(document)


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
