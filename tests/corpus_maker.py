"""Make news pages of any number out of the sentences in ``seeds/``, the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
SOURCES = ["北川日报", "云州新闻网", "河湾县融媒体中心", "晋原网"]
PLACES = ["栗川县", "云州市", "河湾县", "临泉县", "宁溪市"]


def sentences() -> list[str]:
    """Return our own sentences: the labelled ones, and those of our articles where they are."""
    lines = (SEEDS / "labels" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.split("\t")[-1] for line in lines if "\t" in line]
    articles = SEEDS / "summaries" / "articles.jsonl"
    if articles.exists():
        for line in articles.read_text(encoding="utf-8").splitlines():
            pieces = json.loads(line)["text"].replace("\n", "").split("。")
            found += [p + "。" for p in pieces if 10 < len(p) < 200 and len(p.split()) == 1]
    return [s if s.endswith(("。", "！", "？", "”")) else s + "。" for s in found if s.strip()]


def pages(count: int, *, seed: int = 0, length: int = 700) -> Iterator[str]:
    """Yield ``count`` pages of about ``length`` characters: headline, byline, text."""
    rng = random.Random(seed)
    known = sentences()
    for n in range(count):
        place, source = rng.choice(PLACES), rng.choice(SOURCES)
        date = f"{rng.randint(2019, 2023)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        lines = [f"{place}第{n}次项目推进会召开", f"{date} 来源：{source}", ""]
        written = 0
        while written < length:
            paragraph = "".join(rng.choices(known, k=rng.randint(2, 5)))
            lines.append(f"{place}{paragraph}" if rng.random() < 0.3 else paragraph)
            written += len(paragraph)
        yield "\n".join([*lines, "（责任编辑：吴量）"]) + "\n"


def write_pages(folder: Path, count: int, *, seed: int = 0, length: int = 700) -> None:
    """Write pages into a folder, a thousand in each folder within."""
    for n, page in enumerate(pages(count, seed=seed, length=length)):
        path = folder / f"{n // 1000:03}" / f"{n:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
