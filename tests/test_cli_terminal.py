"""Lines for a terminal: as wide as they look, broken where Chinese may be broken."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.cli.terminal import PLAIN, Style, display_width, wrap

TEXT = "全县（含开发区）新建光伏电站12座，年发电量3.6亿千瓦时，“阳光收入”惠及GDP百强村。"


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("光伏", 4), ("光a伏", 5), ("，", 2), ("ｅ", 2), ("e\u0301", 1)],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize("width", [10, 16, 17, 24, 33])
def test_no_line_begins_or_ends_wrongly(width: int) -> None:
    lines = list(wrap(TEXT, width))
    assert "".join(lines) == TEXT
    assert all(line[0] not in "，。、）”" and line[-1] not in "（“" for line in lines)
    assert all(display_width(line) <= width for line in lines)
    assert any("3.6亿" in line or line.endswith("3.6") for line in lines)


@given(st.text(st.sampled_from("光伏ab1 ，。（）“”")), st.integers(2, 30))
def test_wrapping_loses_only_white_space(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(display_width(line) <= width for line in lines)


def test_plain_changes_nothing() -> None:
    assert PLAIN.paragraph(TEXT, margin="| ") == PLAIN.strong(TEXT) == PLAIN.theme(0, TEXT) == TEXT


def test_an_article_cannot_steer_the_terminal() -> None:
    style = Style(80, is_coloured=True)
    assert "\x1b]0;" not in style.paragraph("\x1b]0;owned\x07全县")
    assert style.strong("\x1b[2J标题") == "\x1b[1m[2J标题\x1b[0m"


def on_terminal(*arguments: str, **environment: str) -> str:
    """Run a command with its stdout on a terminal of 60 columns."""
    leader, follower = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "textkit", *arguments],
        stdout=follower,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm", **environment},
    )
    os.close(follower)
    pieces = []
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # Linux says so when the other side has closed
            break
        if not piece:
            break
        pieces.append(piece)
    assert done.wait() == 0
    os.close(leader)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def uncoloured(shown: str) -> str:
    return re.sub(r"\x1b\[\d+m", "", shown)


@pytest.mark.parametrize("command", ["tag", "summarize", "read"])
def test_commands_on_a_terminal(command: str, articles: list[Path]) -> None:
    shown = on_terminal(command, str(articles[0]))
    assert "\x1b[" in shown
    assert all(display_width(line) <= 60 for line in uncoloured(shown).splitlines())


def test_no_colours_on_demand(articles: list[Path]) -> None:
    plain = uncoloured(on_terminal("read", str(articles[0])))
    assert on_terminal("read", str(articles[0]), NO_COLOR="1") == plain
    assert on_terminal("read", str(articles[0]), "--no-color") == plain
