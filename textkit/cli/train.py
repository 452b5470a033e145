"""``textkit train``: labelled texts to a model file."""

from __future__ import annotations

from pathlib import Path

import click

from textkit.cli.inputs import Inputs

__all__ = ["train"]


@click.command(
    epilog="""\b
Examples:
  textkit train labels.jsonl -o my.joblib
  textkit train headlines.csv -o sections.joblib --exclusive
  textkit train labels.xlsx -o my.joblib --definitions themes.toml --unlabelled archive/
"""
)
@click.argument("data", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="MODEL",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the model here (.joblib), and its card beside it.",
)
@click.option(
    "--exclusive/--multi-label",
    default=None,
    help="Whether each text has exactly one theme. [default: as the data say]",
)
@click.option(
    "--definitions",
    metavar="TOML",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names, definitions and terms of the themes; they help while labels are few.",
)
@click.option(
    "--unlabelled",
    metavar="PATH",
    multiple=True,
    help="More texts of the kind (files, folders, .jsonl); used while labels are few.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def train(
    data: Path,
    output: Path,
    exclusive: bool | None,
    definitions: Path | None,
    unlabelled: tuple[str, ...],
    quiet: bool,
) -> int:
    """Train a theme model on labelled texts, from twenty to a million.

    FILE is .jsonl with {"text", "themes": […]} or {"text", "label": "…"} a line (as doccano
    exports it), .csv, .tsv or .xlsx with such columns, or .json from Label Studio.
    """
    from textkit.models import save
    from textkit.themes.starting import read_definitions
    from textkit.themes.training import train as train_model

    def say(line: str) -> None:
        if not quiet:
            click.echo(f"textkit: {line}", err=True)

    model = train_model(
        data,
        exclusive=exclusive,
        definitions=read_definitions(definitions) if definitions else (),
        unlabelled=_texts(unlabelled),
        progress=say,
    )
    click.echo(str(save(model, output)))
    return 0


def _texts(inputs: tuple[str, ...]) -> list[str]:
    return [paragraph.text for _, document in Inputs(inputs) for paragraph in document.body]
