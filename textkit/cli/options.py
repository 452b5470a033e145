"""Options that several commands share, each group of them handed over as one value."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from textkit.cli.terminal import PLAIN, Style, style_of_stdout
from textkit.report.wording import LANGUAGES

__all__ = [
    "Destination",
    "corpus_fields",
    "destination",
    "inputs",
    "language",
    "max_chars",
    "model",
    "no_color",
    "style",
    "theme_choice",
]

Command = Callable[..., Any]

_NO_COLOR = "textkit.no_color"

inputs = click.argument("inputs", metavar="PATH...", nargs=-1, required=True)
model = click.option(
    "--model", metavar="MODEL", default="themes", show_default=True, help="Name or file."
)
max_chars = click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help="Length of a summary in characters.",
)
language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="Language of the page around the text.",
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where results go and how they look.

    Parameters
    ----------
    path : Path or None
        None is stdout.
    is_json : bool
        Whether to write objects for programs rather than text for eyes.
    style : Style
        Of the terminal that stdout is; plain elsewhere.
    shows_progress : bool
        Whether stderr says meanwhile how far it is; not in between of results on a terminal.
    """

    path: Path | None
    is_json: bool
    style: Style
    shows_progress: bool


def destination(command: Command) -> Command:
    """Add the options of output, ``-o`` to ``-q``; hand them over as ``destination``."""

    @functools.wraps(command)
    def gathered(
        *args: Any,
        output: Path | None,
        form: str | None,
        as_json: bool,
        quiet: bool,
        **given: Any,
    ) -> Any:
        if as_json and form == "text":
            raise click.UsageError("--json and --format text contradict each other")
        is_json = as_json or form == "json"
        if form is None and not as_json:
            is_json = output is not None and output.suffix.lower() in (".jsonl", ".json")
        shown = Destination(
            path=output,
            is_json=is_json,
            style=style() if output is None else PLAIN,
            shows_progress=not quiet and (output is not None or not sys.stdout.isatty()),
        )
        return command(*args, destination=shown, **given)

    added = (
        click.option("-q", "--quiet", is_flag=True, help="No progress, only errors."),
        no_color,
        click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            help="text for eyes, json for programs (an object a line). "
            "[default: json where -o ends in .jsonl or .json, else text]",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to this file, whole or not at all, instead of the screen.",
        ),
    )
    return _decorated(gathered, added)


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
    """Add the options that say how rows of a corpus are read; hand them over as ``fields``."""

    @functools.wraps(command)
    def gathered(
        *args: Any, as_: str, id_field: str, text_field: str, title_field: str, **given: Any
    ) -> Any:
        from textkit.corpus.rows import Fields

        fields = Fields(id_field, text_field, title_field, as_paragraph=as_ == "paragraph")
        return command(*args, fields=fields, **given)

    added = (
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
    )
    return _decorated(gathered, added)


def _decorated(command: Command, added: Iterable[Callable[[Command], Command]]) -> Command:
    """Add options, the last of them listed first."""
    for option in added:
        command = option(command)
    return command


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
