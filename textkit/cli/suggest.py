"""``textkit suggest``: what to label next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from textkit.cli import options
from textkit.cli.inputs import Inputs

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields

__all__ = ["suggest"]


@click.command(
    epilog="""\b
Examples:
  textkit train none.jsonl --definitions themes.toml -o first.joblib
  textkit suggest first.joblib archive/ -n 50 -o next.xlsx
  textkit suggest my.joblib corpus.jsonl --labelled labels.jsonl --for doccano -o next.jsonl
"""
)
@click.argument("model", metavar="MODEL")
@options.inputs
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write them here: .jsonl, .csv, .tsv, .xlsx, or .json for Label Studio.",
)
@click.option("-n", "n_texts", type=click.IntRange(min=1), default=50, show_default=True)
@click.option(
    "--labelled",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="What is labelled already: it is not suggested again, and says how far you are.",
)
@click.option(
    "--for",
    "tool",
    type=click.Choice(["spreadsheet", "doccano", "labelstudio"]),
    help="The tool to label with. [default: as the ending of -o says]",
)
@options.corpus_fields
def suggest(
    model: str,
    inputs: tuple[str, ...],
    output: Path,
    n_texts: int,
    labelled: Path | None,
    tool: str | None,
    fields: Fields,
) -> int:
    """Pick the paragraphs that teach MODEL most when a person labels them.

    Fill in what is written, and give it to train: rows without a label are left out there.
    """
    from textkit.labels import LabelledData, LabelledText, read_labelled, write_labelled
    from textkit.labels.suggest import suggest as choose
    from textkit.models import load
    from textkit.themes.tagging import theme_model
    from textkit.themes.training import meanings

    themes = theme_model(load(model))
    known = read_labelled(labelled).labelled if labelled else []
    seen = {row.text for row in known}
    rows: list[LabelledText] = []
    documents = Inputs(inputs, fields)
    for name, document in documents:
        for paragraph in document.body:
            if paragraph.text not in seen:
                seen.add(paragraph.text)
                rows.append(LabelledText(paragraph.text, None, extra={"source": str(name)}))
    texts = [row.text for row in rows]
    probabilities = themes.probabilities(texts)
    chosen = choose(
        probabilities, texts, n_texts=n_texts, n_labelled=len(known), vectors=meanings(texts)
    )
    names = themes.themes
    write_labelled(
        LabelledData(tuple(rows[i] for i in chosen), themes.exclusive),
        output,
        form={"doccano": "doccano", "labelstudio": "labelstudio"}.get(tool or ""),  # type: ignore[arg-type]
        scores=[dict(zip(names, probabilities[i].tolist(), strict=True)) for i in chosen],
    )
    click.echo(f"textkit: {len(chosen)} of {len(texts)} paragraphs", err=True)
    click.echo(str(output))
    return documents.status
