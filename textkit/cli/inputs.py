"""The documents of what a command was given, and what is said of those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textkit.cli.output import complain

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields
    from textkit.document import Document

__all__ = ["Inputs"]


class Inputs:
    """Documents one after the other; each that cannot be read is named in a line on stderr.

    Parameters
    ----------
    names : sequence of str
        Files, folders, globs, URLs or ``-``.
    fields : Fields, optional
        How rows of tables are read.
    """

    def __init__(self, names: Sequence[str], fields: Fields | None = None) -> None:
        self._names = names
        self._fields = fields
        self._failed = 0

    def __iter__(self) -> Iterator[tuple[str | int, Document]]:
        """Yield the id of each document and the document."""
        from textkit.corpus.sources import documents

        for entry in documents(self._names, self._fields):
            if entry.document is None:
                complain(f"{entry.id}: {entry.error}")
                self._failed += 1
            else:
                yield entry.id, entry.document

    @property
    def status(self) -> int:
        """The exit code: 1 where an input could not be read."""
        return 1 if self._failed else 0
