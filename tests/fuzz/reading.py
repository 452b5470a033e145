"""Fuzz reading, guided by coverage: ``python tests/fuzz/reading.py -max_total_time=300``.

Needs ``pip install atheris``. Finds inputs on which reading raises what is not ours, gives spans
that do not hold, or takes long. Not part of the suite: it runs as long as it is let.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["textkit"]):
    from textkit import Document, TextkitError, read_all
    from textkit.reading.layout import layout
    from textkit.reading.lines import page_of_text

# Words that steer the fuzzer to the branches that random characters never reach.
_WORDS = [
    "全县秋粮入库。",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "\n",
    "\n\n\n",
    "\u3000",
    "&nbsp;",
    "\u200b",
    "３",
    "?",
    "戰(zhàn)",
    "打?qū)嵉",
    "æ\x96°",
    "锛",
    "一、",
    "（二）",
    "来源：新华社 2024-01-02",
    "□ 王强",
    "周海 摄",
    "分享到",
    "首页 > 新闻",
    "本报讯 ",
    "——",
    "�",
    "�",
    "▲",
    "上一篇：",
    "https://a.b",
]


def check(data: bytes) -> None:
    """Read ``data`` as bytes, and as a page of words, and check what must hold."""
    text = "".join(_WORDS[byte % len(_WORDS)] if byte < 192 else chr(byte * 37) for byte in data)
    _check(layout(page_of_text(text)))
    try:
        documents = read_all(data)
    except TextkitError:
        return
    _check(documents)


def _check(documents: list[Document]) -> None:
    at = 0
    for document in documents:
        source = document.source_text
        for paragraph in document.paragraphs:
            assert at <= paragraph.start < paragraph.end <= len(source)
            at = paragraph.end
            for sentence in paragraph.sentences:
                assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            if not document.repairs:
                assert paragraph.text == source[paragraph.start : paragraph.end]
        for repair in document.repairs:
            assert repair.before == source[repair.start : repair.end]


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
