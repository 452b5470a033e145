"""Score the shipped models on the labelled dev sets and fail below the floors of ``quality.toml``.

usage: python tests/quality.py [--pin]

The dev sets lie in ``../shared`` beside the checkout; without them nothing is measured and that is
said. ``--pin`` writes what is measured now as new floors, a little below it; it refuses to lower
one, so a floor is lowered by hand, in a commit that says why.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "quality.toml"
SLACK = 0.005  # a library's rounding may move a score this far; a worse model moves it further

LOW_IS_GOOD = {"ece", "leak", "captions_kept"}


def by_command(*command: str) -> Callable[[Path, Path], None]:
    """Return what answers a dev set by a command of textkit, run on its file."""

    def answer(gold: Path, answers: Path) -> None:
        textkit = [sys.executable, "-m", "textkit"]
        subprocess.run([*textkit, *command, str(gold), "-o", str(answers)], check=True)

    return answer


def by_reading(gold: Path, answers: Path) -> None:
    """Answer a dev set of pages, whose rows name a file each."""
    from textkit import read

    with answers.open("w", encoding="utf-8") as out:
        for row in rows(gold):
            document = read(SHARED / "gold" / "html" / str(row["file"]))
            answer = {
                "file": row["file"],
                "title": document.title,
                "body": document.text,
                "date": document.published,
            }
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class DevSet:
    """A file of labels, what answers it, its scorer, and the domains with floors of their own."""

    file: str
    answer: Callable[[Path, Path], None]
    scorer: str
    domains: tuple[str, ...] = ("report", "news", "county")


SETS = {
    "html": DevSet("html-dev.jsonl", by_reading, "score_html.py", domains=()),
    "themes": DevSet("themes-dev.jsonl", by_command("tag", "--as", "paragraph"), "score_themes.py"),
    "summaries": DevSet(
        "summaries-dev.jsonl", by_command("summarize", "--max-chars", "300"), "score_summaries.py"
    ),
}


def rows(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(name: str, domain: str | None) -> dict[str, float]:
    """Answer a dev set, or one domain of it, and return the scorer's numbers."""
    dev = SETS[name]
    gold = SHARED / "gold" / dev.file
    with tempfile.TemporaryDirectory() as folder:
        if domain:
            kept = [row for row in rows(gold) if row["domain"] == domain]
            gold = Path(folder, "gold.jsonl")
            gold.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        answers = Path(folder, "answers.jsonl")
        dev.answer(gold, answers)
        scoring = [sys.executable, str(SHARED / "scoring" / dev.scorer), str(gold), str(answers)]
        printed = subprocess.run([*scoring, "--json"], check=True, capture_output=True, text=True)
    measured = json.loads(printed.stdout)
    return {key: value for key, value in measured.items() if isinstance(value, int | float)}


def main() -> int:
    pin = "--pin" in sys.argv[1:]
    if not SHARED.is_dir():
        print(f"not measured: no {SHARED}")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    lines = []
    for name, dev in SETS.items():
        digest = hashlib.sha256((SHARED / "gold" / dev.file).read_bytes()).hexdigest()
        if digest != floors[name]["sha256"] and not pin:
            print(
                f"{dev.file} has SHA-256 {digest}; "
                f"the floors were pinned on {floors[name]['sha256']}"
            )
            failed = True
        lines += [f"[{name}]", f'sha256 = "{digest}"', ""]
        for domain in (None, *dev.domains):
            place = f"{name}.{domain or 'all'}"
            wanted = floors[name].get(domain or "all", {})
            measured = score(name, domain)
            lines.append(f"[{place}]")
            for key, floor in wanted.items():
                low = key in LOW_IS_GOOD
                good = measured[key] <= floor if low else measured[key] >= floor
                failed |= not good
                verdict = f"{'<=' if low else '>='} {floor}{'' if good else '  FAILED'}"
                print(f"{place:18} {key:13} {measured[key]:<7.4g} {verdict}")
                slack = 0 if isinstance(floor, int) else SLACK  # counts are kept as they are
                tight = measured[key] + slack if low else measured[key] - slack
                best = min(floor, tight) if low else max(floor, tight)
                lines.append(f"{key} = {best}" if isinstance(floor, int) else f"{key} = {best:.3f}")
            lines.append("")
    if pin and not failed:
        head = FLOORS.read_text(encoding="utf-8").split("\n\n", 1)[0]
        FLOORS.write_text("\n".join([head, "", *lines]), encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
