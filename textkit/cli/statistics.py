"""``textkit statistics``: what a processed corpus says, as a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Literal

import click

from textkit.atomic import atomic_write

__all__ = ["statistics"]


@click.command(
    epilog="""\b
Examples:
  textkit statistics results --by month
  textkit statistics results --by source -o by-source.csv
  textkit statistics corpus.sqlite --terms --by year
"""
)
@click.argument("results", metavar="RESULTS")
@click.option(
    "--by",
    type=click.Choice(["source", "place", "month", "year"]),
    default="source",
    show_default=True,
    help="What to group by.",
)
@click.option("--terms", is_flag=True, help="Typical terms of each theme and group, not counts.")
@click.option(
    "--all", "everything", is_flag=True, help="Count near-duplicates too, not only the first."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a .csv (that Excel opens well) or .jsonl file instead of the screen.",
)
def statistics(
    results: str,
    by: Literal["source", "place", "month", "year"],
    terms: bool,
    everything: bool,
    output: Path | None,
) -> int:
    """Count the themes of a corpus, or find its typical terms.

    RESULTS is what `textkit process` has written with paragraphs in it. Documents that repeat an
    earlier one count once.
    """
    from textkit.corpus.results import duplicates_of, read_results
    from textkit.corpus.statistics import theme_table, typical_terms

    wanted = ("id", "kind", "text", "source", "place", "published", "theme_")
    paragraphs = read_results(results, "paragraph", wanted)
    without = set() if everything else duplicates_of(results)
    count = typical_terms if terms else theme_table
    table = count(paragraphs, by=by, without=without)
    if output is None:
        click.echo(_as_csv(table, delimiter="\t"), nl=False)
        return 0
    if output.suffix.lower() == ".jsonl":
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table).encode()
    else:
        data = _as_csv(table).encode("utf-8-sig")
    with atomic_write(output) as file:
        file.write(data)
    return 0


def _as_csv(table: list[dict[str, Any]], *, delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]) if table else [], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()
