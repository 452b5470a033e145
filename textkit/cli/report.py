"""``textkit report``: a page for people."""

from __future__ import annotations

from pathlib import Path

import click

from textkit.atomic import atomic_write
from textkit.cli import options
from textkit.cli.output import complain
from textkit.corpus.sources import documents
from textkit.report.wording import LANGUAGES, Language

__all__ = ["report"]


@click.command(
    epilog="""\b
Examples:
  textkit report seeds/articles/000_80e4a0a2ffe5e47a.txt -o report.html
  textkit report page.html --lang en -o report.html
"""
)
@options.inputs
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The HTML file to write, whole or not at all.",
)
@click.option("--model", metavar="MODEL", default="themes", show_default=True, help="Name or file.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help="Length of a summary in characters.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="Language of the page around the text.",
)
@options.corpus_fields
def report(
    inputs: tuple[str, ...],
    output: Path,
    model: str,
    max_chars: int,
    language: Language,
    as_: str,
    id_field: str,
    text_field: str,
    title_field: str,
) -> int:
    """Write one self-contained HTML page: summary, themes and text, every quote in its place."""
    from textkit.models import load
    from textkit.report import document_report
    from textkit.themes.tagging import theme_model

    themes = theme_model(load(model))
    found, failed = [], 0
    for entry in documents(inputs, options.fields(as_, id_field, text_field, title_field)):
        if entry.document is None:
            complain(f"{entry.id}: {entry.error}")
            failed += 1
        else:
            found.append(entry.document)
    if not found:
        return 1
    page = document_report(found[0], model=themes, max_chars=max_chars, language=language)
    with atomic_write(output) as file:
        file.write(page.encode())
    return 1 if failed else 0
