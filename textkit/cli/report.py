"""``textkit report``: a page for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from textkit.atomic import atomic_write
from textkit.cli import options
from textkit.cli.inputs import Inputs
from textkit.report.wording import Language

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields

__all__ = ["report"]


@click.command(
    epilog="""\b
Examples:
  textkit report seeds/articles/000_80e4a0a2ffe5e47a.txt -o report.html
  textkit report page.html --lang en -o report.html
  textkit report archive/2023-08/ --title 八月要闻 -o august.html
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
@options.model
@options.max_chars
@options.language
@click.option("--title", help="What a page about several documents is called.")
@options.corpus_fields
def report(
    inputs: tuple[str, ...],
    output: Path,
    model: str,
    max_chars: int,
    language: Language,
    title: str | None,
    fields: Fields,
) -> int:
    """Write one self-contained HTML page: summary, themes and text, every quote in its place.

    Several documents make a page about all of them: themes over time and by source, what is said
    about each, and the documents in a table.
    """
    from textkit.models import load
    from textkit.report import corpus_report, document_report
    from textkit.themes.tagging import theme_model

    themes = theme_model(load(model))
    documents = Inputs(inputs, fields)
    found = [document for _, document in documents]
    if not found:
        return 1
    if len(found) == 1:
        page = document_report(found[0], model=themes, max_chars=max_chars, language=language)
    else:
        page = corpus_report(
            found, model=themes, max_chars=max_chars, language=language, title=title
        )
    with atomic_write(output) as file:
        file.write(page.encode())
    return documents.status
