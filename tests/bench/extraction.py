"""Measure main-text extraction beside other extractors.

usage: python tests/bench/extraction.py [--pages 200] [--articles FILE.jsonl ...] [--worst] [--real]

On pages of our own making, which need nothing but the checkout, or with ``--real`` on the labelled
real pages of ``../shared``, scored by its own script. The other extractors (trafilatura, justext,
readability-lxml, gne) are measured where they are installed. They get the decoded page, textkit the
bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from pages import ENCODINGS, SHAPES, Made, make_page
from sites import DATE, SOURCE, STORIES, TEMPLATES

from textkit import Document, read
from textkit.reading.decoding import decode

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "cases" / "articles.json"


# What an extractor found: body, title, date; what it does not look for is absent.
Answer = dict[str, str | None]


def plain(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "")


def shingles(text: str) -> set[str]:
    text = plain(text)
    return {text[i : i + 8] for i in range(len(text) - 7)}


def precision_recall(found: str, page: Made) -> tuple[float, float]:
    a, b = shingles(found), shingles("\n".join(page.body))
    return len(a & b) / len(a) if a else 0.0, len(a & b) / len(b) if b else 1.0


def with_trafilatura(markup: str) -> Answer:
    import trafilatura

    facts = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    if facts is None:
        return {}
    return {"body": facts.text, "title": facts.title, "date": facts.date}


def with_justext(markup: str) -> Answer:
    import justext

    kept = justext.justext(
        markup.encode(), frozenset(), length_low=20, length_high=60, stopwords_low=0,
        stopwords_high=0, encoding="utf-8",
    )  # fmt: skip
    return {"body": "\n".join(p.text for p in kept if not p.is_boilerplate)}


def with_readability(markup: str) -> Answer:
    import lxml.html
    import readability

    page = readability.Document(markup)
    summary = "".join(lxml.html.fromstring(page.summary()).itertext())
    return {"body": summary, "title": page.short_title()}


def with_gne(markup: str) -> Answer:
    import gne

    try:
        found = gne.GeneralNewsExtractor().extract(markup)
    except gne.exceptions.NoContentException:
        return {}
    return {"body": found["content"], "title": found["title"], "date": found["publish_time"]}


OTHERS: dict[str, Callable[[str], Answer]] = {
    "readability": with_readability,
    "trafilatura": with_trafilatura,
    "gne": with_gne,
    "justext": with_justext,
}


def articles(files: list[Path]) -> list[tuple[str, list[str]]]:
    if not files:
        return [(row["title"], row["paragraphs"]) for row in json.loads(OWN.read_text("utf-8"))]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [(row["title"], list(clean_paragraphs(row))) for row in rows]


def clean_paragraphs(row: dict[str, Any]) -> Iterator[str]:
    """Leave out the furniture an article holds already: what its labels drop, but for headings."""
    dropped = {plain(row["sentences"][i]) for i in row.get("drop", [])}
    for paragraph in row["text"].split("\n"):
        is_heading = len(paragraph) <= 24 and not re.search(
            "[：:（）()|【】▲·摄篇]|您|新闻|动态|管理", paragraph
        )
        if plain(paragraph) and (plain(paragraph) not in dropped or is_heading):
            yield paragraph.strip()


def made_pages(texts: list[tuple[str, list[str]]], n_pages: int) -> list[tuple[str, bytes, Made]]:
    pages = []
    names = list(SHAPES)
    for number in range(n_pages):
        shape = names[number % len(names)]
        encoding, charset = ENCODINGS[number % len(ENCODINGS)]
        title, paragraphs = texts[number % len(texts)]
        if any("\u8aaa" in p or "\u570b" in p for p in paragraphs):
            encoding, charset = ("big5hkscs", "big5") if number % 2 else ("big5hkscs", "")
        if number % 5 == 4:  # notices and picture news are a paragraph or two
            paragraphs = [p for p in paragraphs if len(p) > 40][: 1 + number % 2]
        page = make_page(title, paragraphs, shape=shape, charset=charset, seed=number)
        data = page.markup.encode(encoding, "xmlcharrefreplace")
        pages.append((f"{number:03} {shape} {encoding}/{charset or '-'}", data, page))
    return pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--articles", type=Path, nargs="*", default=[])
    parser.add_argument("--worst", action="store_true", help="print the pages that are not right")
    parser.add_argument("--real", action="store_true", help="score the labelled real pages")
    options = parser.parse_args()
    if options.real:
        score_real_pages()
        return
    print("shapes × encodings:")
    score_pages(made_pages(articles(options.articles), options.pages), worst=options.worst)
    print("templates of content systems:")
    score_pages(template_pages(), worst=options.worst)


def template_pages() -> list[tuple[str, bytes, Made]]:
    pages = []
    for name, template in TEMPLATES.items():
        for label, story in STORIES.items():
            markup = template(story)
            page = Made(markup, story.title, DATE, SOURCE, story.body, story.captions)
            pages.append((f"{name} {label}", markup.encode(), page))
    return pages


def score_pages(pages: list[tuple[str, bytes, Made]], *, worst: bool) -> None:
    scores: dict[str, list[tuple[float, float]]] = {"textkit": []}
    titles = dates = captions = 0
    for label, data, page in pages:
        document: Document = read(data)
        found = precision_recall(document.text, page)
        scores["textkit"].append(found)
        right_title = plain(document.title) == plain(page.title)
        right_date = document.published == page.date
        kept = [c for c in page.captions if len(plain(c)) > 3 and plain(c) in plain(document.text)]
        titles, dates, captions = titles + right_title, dates + right_date, captions + len(kept)
        if worst and (min(found) < 0.999 or not (right_title and right_date) or kept):
            print(f"{label}: {found[0]:.3f} {found[1]:.3f} {document.title} {document.published}")
            show(document, page)
    for name, extractor in OTHERS.items():
        try:
            scores[name] = [
                precision_recall(extractor(page.markup).get("body") or "", page)
                for _, _, page in pages
            ]
        except ImportError:
            print(f"{name}: not installed")
    print(f"{'':12} precision recall  right")
    for name, found_all in scores.items():
        mean = [sum(column) / len(found_all) for column in zip(*found_all, strict=True)]
        right = sum(min(pair) > 0.97 for pair in found_all)
        print(f"{name:12} {mean[0]:.3f}     {mean[1]:.3f}   {right} of {len(found_all)}")
    print(f"textkit: {titles} titles, {dates} dates, {captions} captions kept")


def score_real_pages() -> None:
    """Print the scorer's line for textkit and for each extractor that is installed."""
    gold = SHARED / "gold" / "html-dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    files = {row["file"]: SHARED / "gold" / "html" / row["file"] for row in rows}

    def with_textkit(path: Path) -> Answer:
        document = read(path)
        return {"body": document.text, "title": document.title, "date": document.published}

    answers = {"textkit": {file: with_textkit(path) for file, path in files.items()}}
    for name, extractor in OTHERS.items():
        try:
            answers[name] = {
                file: extractor(decode(path.read_bytes()).text) for file, path in files.items()
            }
        except ImportError:
            print(f"{name}: not installed")
    for name, found in answers.items():
        with tempfile.TemporaryDirectory() as folder:
            answered = Path(folder, "answers.jsonl")
            lines = [json.dumps({"file": file, **answer}) + "\n" for file, answer in found.items()]
            answered.write_text("".join(lines), encoding="utf-8")
            scorer = SHARED / "scoring" / "score_html.py"
            scored = subprocess.run(
                [sys.executable, str(scorer), str(gold), str(answered)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
        print(f"{name:12} {scored.stdout.strip()}")


def show(document: Document, page: Made) -> None:
    body = plain("".join(page.body))
    for paragraph in document.paragraphs:
        is_kept = paragraph.kind in ("body", "heading")
        if is_kept != (plain(paragraph.text) in body) and len(plain(paragraph.text)) > 3:
            print(f"    {'+' if is_kept else '-'} {paragraph.kind} {paragraph.text[:80]}")


if __name__ == "__main__":
    main()
