"""Fuzz :func:`textkit.read_all` with coverage guidance; run by hand, it is not part of the suite.

usage: python tests/fuzz/reading.py [CORPUS_DIR] -max_total_time=300 -timeout=20 -rss_limit_mb=3000

Needs ``pip install atheris`` (CPython up to 3.13, Linux). Without it, ``--plain N`` runs N seeded
mutations of small files of every format instead, and pages of words. A finding is any exception
that is not ours, a span that does not hold, or more than two seconds of processor time a megabyte;
add its bytes to the cases of the module at fault.
"""

from __future__ import annotations

import random
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pages import SHAPES, make_page
from printed import docx_of, newspaper

from textkit import Document, TextkitError, read_all
from textkit.reading.layout import layout
from textkit.reading.lines import page_of_text

TEXT = "全县秋粮入库，农机手连夜抢收。新建公厕3300座。"
SECONDS_PER_MEGABYTE = 2.0
COPIES = 60_000  # bytes to which an input is repeated, so that its time can be told from noise
GRACE = 0.4  # seconds of processor time: a busy machine, a collection of garbage
INSTRUMENTED = 5.0  # times as long under the eyes of atheris
# Words that steer the fuzzer to the branches that random characters never reach.
WORDS = [
    "全县秋粮入库。", "“", "”", "（", "）", "《", "》", "\n", "\n\n\n", "\u3000", "&nbsp;", "\u200b",
    "３", "?", "戰(zhàn)", "打?qū)嵉", "æ\x96°", "锛", "一、", "（二）", "来源：新华社 2024-01-02", "□ 王强",
    "周海 摄", "分享到", "首页 > 新闻", "本报讯 ", "——", "\ufffd", "▲", "上一篇：", "https://a.b", "<p>",
    "<td>", "<a>", "</a>", "<br>", "<div class=title>", "<img>", "{\"text\": \"秋\"}\n", "、",
    "，", "•", "（记者 ", "）", ":", "2024", "  ", ">", "／",
]  # fmt: skip


def check(data: bytes, *, slack: float = INSTRUMENTED) -> None:
    """Read ``data`` as bytes and as a page of words; our errors are answers."""
    text = "".join(WORDS[byte % len(WORDS)] if byte < 192 else chr(byte * 37) for byte in data)
    hold(layout(page_of_text(text)))
    with suppress(TextkitError):
        hold(read_all(data))
    if slack > 1 and len(data) % 8:
        return  # coverage is had from small inputs, many a second
    for source in (data, text.encode("utf-8", "ignore")):
        if source:
            in_time(source * (COPIES // len(source) + 1), slack=slack)


def in_time(data: bytes, *, slack: float) -> None:
    start = time.process_time()
    try:
        read_all(data)
    except TextkitError:
        return
    taken = time.process_time() - start
    most = slack * (GRACE + SECONDS_PER_MEGABYTE * len(data) / 1e6)
    assert taken < most, f"{len(data):,} bytes took {taken:.1f} s"


def hold(documents: list[Document]) -> None:
    """Check that spans and repairs say what the source holds."""
    at, above = 0, ""
    seen: set[int] = set()  # rows of one short text are one document
    for document in documents:
        source = document.source_text
        is_repeated = id(document) in seen
        seen.add(id(document))
        at = (
            at if source is above and not is_repeated else 0
        )  # articles of a page follow each other
        above = source
        for paragraph in document.paragraphs:
            assert at <= paragraph.start < paragraph.end <= len(source)
            at = paragraph.end
            for sentence in paragraph.sentences:
                assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            if not document.repairs:
                assert paragraph.text == source[paragraph.start : paragraph.end]
        for repair in document.repairs:
            assert repair.before == source[repair.start : repair.end]


def seeds() -> list[bytes]:
    """Small files of every format that is read."""
    pages = [
        make_page("秋粮入库", [TEXT] * 3, shape=shape, charset="gbk", seed=1).markup.encode(
            "gb18030"
        )
        for shape in SHAPES
    ]
    rows = [f'{{"id": 1, "text": "{TEXT}"}}\n'.encode(), f"标题,正文\n秋,{TEXT}\n".encode()]
    paragraph = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
    printed = [newspaper("秋粮入库", [TEXT] * 3), docx_of(paragraph)]
    return [*pages, *rows, *printed, *(TEXT.encode(c) for c in ("utf-8", "gbk", "utf-16"))]


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Cut, repeat, overwrite or splice a few places of ``data``."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(5):
            case 0:
                del out[at : at + rng.randint(1, 40)]
            case 1:
                out[at:at] = out[at : at + rng.randint(1, 60)] * rng.randint(1, 20)
            case 2:
                out[at : at + 4] = rng.randbytes(4)
            case 3:
                other = rng.choice(others)
                start = rng.randrange(len(other))
                out[at:at] = other[start : start + 200]
            case _:
                out[at:at] = rng.choice(
                    [b"\x00", b"<", b"\xff\xfe", b"&#0;", b"<!--", b"\r", b"]]>"]
                )
    return bytes(out)


def main() -> None:
    if "--plain" in sys.argv:
        rng = random.Random(0)
        starts = seeds()
        for number in range(int(sys.argv[sys.argv.index("--plain") + 1])):
            words = rng.randbytes(rng.randint(1, 12))
            data = words if number % 2 else mutate(rng.choice(starts), rng, starts)
            try:
                check(data, slack=1.0)
            except BaseException:
                Path(f"finding-{number}.bin").write_bytes(data)
                raise
        return
    import atheris

    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if corpus and corpus.is_dir() and not any(corpus.iterdir()):
        for number, data in enumerate(seeds()):
            (corpus / f"seed-{number}").write_bytes(data)
    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
