"""Where results and complaints go."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from textkit.atomic import atomic_write
from textkit.cli import options
from textkit.cli.terminal import PLAIN, Style
from textkit.corpus.sources import Fields, documents
from textkit.document import Document

__all__ = ["complain", "write_each", "write_one"]


def complain(message: str) -> None:
    """Say what went wrong, in one line on stderr."""
    click.echo("textkit: " + " ".join(message.split()), err=True)


def write_each(
    inputs: Sequence[str],
    fields: Fields,
    *,
    output: Path | None,
    form: str | None,
    record: Callable[[str | int, Document], dict[str, Any]],
    text: Callable[[str | int, Document, Style], str],
) -> int:
    """Write one result a document, in input order, and return the exit code.

    Parameters
    ----------
    inputs : sequence of str
    fields : Fields
    output : Path, optional
        None writes to stdout.
    form : {"text", "json"}, optional
        None decides by the suffix of ``output``.
    record, text : callable
        What to write of a document: an object for programs, a string for eyes (in the style of
        the terminal that stdout is, plain elsewhere).
    """
    form = _form(form, output)
    style = options.style() if output is None else PLAIN
    failed = 0
    written = 0
    with _opened(output) as write:
        for entry in documents(inputs, fields):
            if entry.document is None:
                complain(f"{entry.id}: {entry.error}")
                failed += 1
            elif form == "json":
                write(_json_line(record(entry.id, entry.document)))
            else:
                write(("\n" if written else "") + text(entry.id, entry.document, style) + "\n")
                written += 1
    return 1 if failed else 0


def _json_line(record: dict[str, Any]) -> str:
    """Return a JSON line for people and programs; a lone surrogate stays escaped as \\ud800."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(record)
    return line + "\n"


def write_one(
    *,
    output: Path | None,
    form: str | None,
    record: Callable[[], dict[str, Any]],
    text: Callable[[Style], str],
) -> None:
    """Write the one result of all inputs, as :func:`write_each` writes one of each."""
    style = options.style() if output is None else PLAIN
    with _opened(output) as write:
        write(_json_line(record()) if _form(form, output) == "json" else text(style) + "\n")


def _form(form: str | None, output: Path | None) -> str:
    if form is None:
        return "json" if output and output.suffix.lower() in (".jsonl", ".json") else "text"
    return form


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[Callable[[str], object]]:
    if output is None:
        # A terminal or pipe in another encoding would lose characters.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout.write
        sys.stdout.flush()
    else:
        with atomic_write(output) as file:
            yield lambda piece: file.write(piece.encode("utf-8", "backslashreplace"))
