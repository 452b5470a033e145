"""The group of commands and what stands above them."""

from __future__ import annotations

import click

import textkit
from textkit.cli.demo import demo
from textkit.cli.evaluate import evaluate
from textkit.cli.models import models
from textkit.cli.process import process
from textkit.cli.read import read
from textkit.cli.report import report
from textkit.cli.statistics import statistics
from textkit.cli.suggest import suggest
from textkit.cli.summarize import summarize
from textkit.cli.tag import tag
from textkit.cli.train import train

__all__ = ["app"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  textkit demo
  textkit summarize seeds/articles/*.txt
  textkit tag page.html --format json
  textkit tag corpus.jsonl --as paragraph -o tags.jsonl
  textkit report page.html -o report.html
  textkit read page.html | less
<<<<<<< HEAD

\b
Shell completion (bash; also zsh_source, fish_source):
  eval "$(_TEXTKIT_COMPLETE=bash_source textkit)"
=======
  textkit process archive/ -o results --jobs 2
>>>>>>> f5f242e (all)
""",
)
@click.version_option(textkit.__version__, "-V", "--version", message="textkit %(version)s")
def app() -> None:
    """Read, tag and summarize Chinese local-government news.

    Every quote points into its source. Commands take files, folders, globs or - (standard input);
    a .jsonl file is a corpus, a JSON object a line.
    """


for command in (
    demo,
    read,
    tag,
    summarize,
    report,
    train,
    evaluate,
    suggest,
    models,
    process,
    statistics,
):
    app.add_command(command)
