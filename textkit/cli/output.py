"""Where results and complaints go."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textkit.atomic import atomic_write
from textkit.cli.options import Destination
from textkit.cli.terminal import Style

if TYPE_CHECKING:
    from textkit.document import Document

__all__ = ["complain", "write_each", "write_one"]


def complain(message: str) -> None:
    """Say what went wrong, in one line on stderr."""
    click.echo("textkit: " + " ".join(message.split()), err=True)


def write_each(
    documents: Iterable[tuple[str | int, Document]],
    destination: Destination,
    *,
    record: Callable[[str | int, Document], dict[str, Any]],
    text: Callable[[str | int, Document, Style], str],
) -> None:
    """Write one result a document.

    Parameters
    ----------
    documents : iterable of (id, Document)
    destination : Destination
    record, text : callable
        What to write of a document: an object for programs, a string for eyes.
    """
    with _opened(destination.path) as write:
        for n, (name, document) in enumerate(documents):
            if destination.is_json:
                write(_json_line(record(name, document)))
            else:
                shown = text(name, document, destination.style)
                write(("\n" if n else "") + shown + "\n")


def write_one(
    destination: Destination,
    *,
    record: Callable[[], dict[str, Any]],
    text: Callable[[Style], str],
) -> None:
    """Write the one result of all inputs, as :func:`write_each` writes one of each."""
    with _opened(destination.path) as write:
        write(_json_line(record()) if destination.is_json else text(destination.style) + "\n")


def _json_line(record: dict[str, Any]) -> str:
    """Return a JSON line for people and programs; a lone surrogate stays escaped as \\ud800."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(record)
    return line + "\n"


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
