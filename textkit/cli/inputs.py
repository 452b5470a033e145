"""The documents of what a command was given, and what is said of those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import click

from textkit.cli.output import complain
from textkit.cli.progress import ProgressLine
from textkit.corpus.progress import Progress

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields
    from textkit.document import Document

__all__ = ["Inputs"]

_FEW = 3  # documents: who gives one or two is back before a line could be read


class Inputs:
    """Documents one after the other; each that cannot be read is named in a line on stderr.

    Parameters
    ----------
    names : sequence of str
        Files, folders, globs, URLs or ``-``.
    fields : Fields, optional
        How rows of tables are read.
    progress : bool
        Whether to say on stderr how far it is, from the third document on.
    """

    def __init__(
        self, names: Sequence[str], fields: Fields | None = None, *, progress: bool = False
    ) -> None:
        self._names = names
        self._fields = fields
        self._line: ProgressLine | None = None
        if progress:
            self._line = ProgressLine()
            click.get_current_context().call_on_close(self._line.close)  # also after an error
        self._done = self._failed = self._bytes = 0

    def __iter__(self) -> Iterator[tuple[str | int, Document]]:
        """Yield the id of each document and the document; it is done when the next is asked for."""
        from textkit.corpus.rows import Fields
        from textkit.corpus.sources import items, read_item

        fields = self._fields or Fields()
        for item in items(self._names, fields):
            for entry in read_item(item, fields):
                if entry.document is None:
                    self._failed += 1
                    self._clear()
                    complain(f"{entry.id}: {entry.error}")
                else:
                    yield entry.id, entry.document
                    self._done += 1
            self._bytes += item.size
            self._say()
        self._clear()

    def _clear(self) -> None:
        if self._line:
            self._line.close()

    def _say(self) -> None:
        if self._line and self._done + self._failed >= _FEW:
            share = min(self._bytes / self._total, 1.0) if self._total else None
            self._line(Progress(self._done, self._failed, share=share))

    @cached_property
    def _total(self) -> int:
        from textkit.corpus.parts import survey

        return survey(self._names).bytes

    @property
    def status(self) -> int:
        """The exit code: 1 where an input could not be read."""
        return 1 if self._failed else 0
