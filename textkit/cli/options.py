"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from textkit.cli.terminal import Style, style_of_stdout
from textkit.corpus.sources import Fields

__all__ = ["corpus_fields", "fields", "inputs", "no_color", "output", "style", "theme_choice"]

Command = Callable[..., Any]

_NO_COLOR = "textkit.no_color"

inputs = click.argument("inputs", metavar="PATH...", nargs=-1, required=True)


def output(command: Command) -> Command:
    """Add ``-o``, ``--format`` and ``--no-color``."""
    command = no_color(command)
    command = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        help="text for eyes, json for programs (an object a line). "
        "[default: json where -o ends in .jsonl or .json, else text]",
    )(command)
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file, whole or not at all, instead of the screen.",
    )(command)


def no_color(command: Command) -> Command:
    """Add ``--no-color``, which :func:`style` heeds."""
    return click.option(
        "--no-color",
        is_flag=True,
        expose_value=False,
        callback=_keep_no_color,
        help="No colours on a terminal; setting NO_COLOR does the same.",
    )(command)


def style() -> Style:
    """Return how results look on stdout, by the running command's options."""
    return style_of_stdout(no_color=click.get_current_context().meta.get(_NO_COLOR, False))


def _keep_no_color(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta[_NO_COLOR] = value


def corpus_fields(command: Command) -> Command:
    """Add the options that say how a ``.jsonl`` corpus is read."""
    for option in (
        click.option(
            "--title-field", default="title", show_default=True, help="Field of the title."
        ),
        click.option("--text-field", default="text", show_default=True, help="Field of the text."),
        click.option("--id-field", default="id", show_default=True, help="Field of the id."),
        click.option(
            "--as",
            "as_",
            type=click.Choice(["document", "paragraph"]),
            default="document",
            show_default=True,
            help="Take each text as a page to be laid out, or as one paragraph.",
        ),
    ):
        command = option(command)
    return command


def fields(as_: str, id_field: str, text_field: str, title_field: str) -> Fields:
    """Return what :func:`corpus_fields` collected."""
    return Fields(id_field, text_field, title_field, as_paragraph=as_ == "paragraph")


def theme_choice(given: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    """Return the theme ids for ids or names that a user gave.

    Parameters
    ----------
    given : tuple of str
        What the user wrote.
    known : dict of str to str
        Theme id → name.
    """
    from difflib import get_close_matches

    ids = {name: theme for theme, name in known.items()} | {theme: theme for theme in known}
    for word in given:
        if word not in ids:
            close = get_close_matches(word, ids, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            listed = ", ".join(f"{theme} ({name})" for theme, name in known.items())
            raise click.UsageError(f"no theme {word!r}{hint} The model has {listed}.")
    return tuple(ids[word] for word in given)
