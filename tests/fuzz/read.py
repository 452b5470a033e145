"""Fuzz :func:`textkit.read_all` with coverage guidance; run by hand, it is not part of the suite.

usage: python tests/fuzz/read.py [CORPUS_DIR] -max_total_time=300 -timeout=20 -rss_limit_mb=3000

Needs ``pip install atheris`` (CPython up to 3.13, Linux). Without it, ``--plain N`` runs N seeded
mutations of small files of every format instead. A finding is any exception that is not ours; add
its bytes to the cases of the module at fault.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pages import SHAPES, make_page
from printed import docx_of, newspaper

from textkit import read_all
from textkit.errors import TextkitError

TEXT = "全县秋粮入库，农机手连夜抢收。新建公厕3300座。"
SECONDS_PER_MEGABYTE = 2.0
GRACE = 2.0  # seconds for start-up and a busy machine


def read_one(data: bytes) -> None:
    """Read ``data``; our errors are answers, anything else is a finding."""
    start = time.monotonic()
    try:
        documents = read_all(data)
    except TextkitError:
        documents = []
    for document in documents:
        for paragraph in document.paragraphs:
            assert 0 <= paragraph.start < paragraph.end <= len(document.source_text)
    taken = time.monotonic() - start
    assert taken < GRACE + SECONDS_PER_MEGABYTE * len(data) / 1e6, f"took {taken:.1f} s"


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
            data = mutate(rng.choice(starts), rng, starts)
            try:
                read_one(data)
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
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
