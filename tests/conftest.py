"""What several test files need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from textkit import Document

# A busy machine is slow, not wrong: what must be fast is measured in bench/.
settings.register_profile("textkit", deadline=None)
settings.load_profile("textkit")

collect_ignore_glob = ["bench/*", "fuzz/*"]  # run by hand: they need peers and fuzzers

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.txt"))


def cases(name: str) -> list[Any]:
    """Return ``cases/<name>.json`` as parameters, each under its label."""
    with (ROOT / "tests" / "cases" / f"{name}.json").open(encoding="utf-8") as file:
        return [pytest.param(case, id=case["label"]) for case in json.load(file)]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def check_spans(document: Document) -> None:
    """Check what every span promises, whatever the format."""
    source = document.source_text
    repairs = document.repairs
    for repair in repairs:
        assert repair.before == source[repair.start : repair.end]
    for piece in [*document.paragraphs, *(s for p in document.paragraphs for s in p.sentences)]:
        found, at = [], piece.start
        for repair in repairs:
            if piece.start <= repair.start and repair.end <= piece.end:
                found += [source[at : repair.start], repair.after]
                at = repair.end
        assert piece.text == "".join([*found, source[at : piece.end]])


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of labelled data beside the checkout, or skip."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the labelled data (../shared) is not here")
    return folder


@pytest.fixture(scope="session")
def articles() -> list[Path]:
    """Return the five seed articles."""
    return ARTICLES


@pytest.fixture(scope="session")
def labelled() -> tuple[list[str], list[list[str]]]:
    """Return 300 of our own sentences and the codes of their themes."""
    lines = (ROOT / "seeds" / "labels" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[::3]]
    return [text for _, text in rows], [list(codes.replace("-", "")) for codes, _ in rows]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Yield a headless Chromium, or skip."""
    from browser import chromium

    with chromium() as found:
        yield found
