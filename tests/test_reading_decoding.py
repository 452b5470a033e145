from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from textkit.errors import DecodingError
from textkit.reading.decoding import decode

NEWS = "全县秋粮入库。农机手连夜抢收，合作社的烘干塔转了三天三夜；新建公厕300座，群众拍手叫好。"


@pytest.mark.parametrize("case", cases("decoding"))
def test_cases(case: dict[str, Any]) -> None:
    text, encoding, _ = case["input"]
    decoded = decode(text.encode(encoding))
    assert (text, case["expected"]) == (decoded.text, decoded.encoding)


@given(st.integers(0, 30), st.sampled_from(["utf-8", "gbk", "gb18030", "utf-16"]))
def test_every_part_of_a_text_is_told(start: int, encoding: str) -> None:
    part = NEWS[start : start + 12]
    assert part == decode(part.encode(encoding)).text


@given(st.text())
def test_utf8_is_exact(text: str) -> None:
    data = f"\ufeff{text}".encode()
    assert text == decode(data).text


@given(st.binary(max_size=400))
def test_bytes_decode_or_say_where_they_do_not(data: bytes) -> None:
    try:
        text = decode(data).text
    except DecodingError as error:
        assert "offset" in str(error)
    else:
        assert isinstance(text, str)


def test_a_damaged_file_names_the_place_and_the_guess() -> None:
    data = "全县秋粮入库".encode() + b"\xff" + "农机手连夜抢收".encode()
    with pytest.raises(DecodingError, match=r"byte 0xff at offset 18 .* best guess is utf-8"):
        decode(data)


def test_no_replacement_character_is_made_up() -> None:
    for cut in range(1, 40):
        data = NEWS.encode()[:cut]
        try:
            text = decode(data).text
        except DecodingError:
            continue
        assert "\ufffd" not in text


def test_a_given_encoding_is_the_only_one_tried() -> None:
    assert decode("秋粮".encode("gbk"), encoding="GB2312").text == "秋粮"
    assert decode("秋粮".encode("utf-16"), encoding="utf-16").text == "秋粮"
    with pytest.raises(DecodingError, match="offset 0 is not utf-8"):
        decode("秋粮".encode("gbk"), encoding="utf-8")
    with pytest.raises(ValueError, match="unknown text encoding 'klingon'"):
        decode(b"", encoding="klingon")
    with pytest.raises(ValueError, match="unknown text encoding 'hex'"):
        decode(b"6162", encoding="hex")
