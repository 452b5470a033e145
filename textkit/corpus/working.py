"""What is done to one part, in whatever process: read, tag, summarize, encode."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import numpy as np

from textkit.corpus.duplicates import N_HASHES, signature
from textkit.corpus.engines import WorkerDied
from textkit.corpus.options import Options, loaded
from textkit.corpus.partitions import partition_of
from textkit.corpus.parts import Part
from textkit.corpus.records import Annotation, Level, columns, rows
from textkit.corpus.sinks import SUFFIXES, encode
from textkit.corpus.sources import Entry, Item, read_item
from textkit.document import Document
from textkit.errors import TextkitError
from textkit.models import Model
from textkit.themes.model import ThemeModel
from textkit.themes.tagging import TaggedText, theme_model

__all__ = ["Done", "Failure", "Work", "part_file"]

SIGNATURES = ".work/signatures"
_KEYWORDS = 10  # to a document: what a table's cell shows at a glance


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and why."""

    id: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """A part that was worked on.

    Parameters
    ----------
    number : int
    files : mapping of str to bytes
        Name → content of each file to be written for it.
    documents, size : int
        Documents in it, bytes of the sources.
    failures : tuple of Failure
    """

    number: int
    files: dict[str, bytes]
    documents: int
    size: int
    failures: tuple[Failure, ...]


def part_file(part: str, level: Level, options: Options, partition: str = "") -> str:
    """Return where the rows of a part, or of a partition in it, are written."""
    folder = f"{level}/{partition}" if partition else level
    return f"{folder}/{part}{SUFFIXES[options.format]}"


@dataclass(frozen=True, slots=True)
class Work:
    """The function that is run over parts; small, so that it travels with each.

    Parameters
    ----------
    options : Options
    digests : tuple of (str, str)
        Of the models, which are loaded where the work is done.
    """

    options: Options
    digests: tuple[tuple[str, str], ...]

    def themes(self) -> ThemeModel:
        """Return the theme model."""
        return theme_model(self._model("themes"))

    def _model(self, name: str) -> Model:
        return loaded(self.options.model_names()[name], dict(self.digests)[name])

    def __call__(self, part: Part) -> Done:
        """Work on one part."""
        options = self.options
        found: list[Annotation] = []
        partitions: dict[str, list[Annotation]] = {} if options.partition_by else {"": []}
        failures: list[Failure] = []
        entries = [(item, entry) for item in part.items for entry in _entries(item, options)]
        tagged = self._tagged_together([entry.document for _, entry in entries])
        for (item, entry), tags in zip(entries, tagged, strict=True):
            if entry.error is not None:
                failures.append(_failure(entry.id, item.name, entry.error))
                continue
            try:
                one = self._annotated(entry, item.name, tags)
                partition = partition_of(one, options.partition_by)
            except Exception as error:  # a fault of ours: named in the error file, not hidden
                failures.append(_failure(entry.id, item.name, _fault(error)))
                continue
            found.append(one)
            partitions.setdefault(partition, []).append(one)
        files = {
            part_file(part.name, level, options, partition): self._table(some, level)
            for level in options.levels
            for partition, some in partitions.items()
        }
        files[f"{SIGNATURES}/{part.name}.npz"] = _signatures(found)
        return Done(part.number, files, len(found), part.size, tuple(failures))

    def _table(self, found: Sequence[Annotation], level: Level) -> bytes:
        """Return a file with the rows of documents; what names its folder is not in it again."""
        options, themes = self.options, self.themes().themes
        table = [row for one in found for row in rows(one, level, themes)]
        named = columns(level, themes)
        kept = [n for n, column in enumerate(named) if column.name not in options.partition_by]
        if len(kept) < len(named):
            named = tuple(named[n] for n in kept)
            table = [[row[n] for n in kept] for row in table]
        return encode(table, named, options.format)

    def _annotated(self, entry: Entry, name: str, tags: Sequence[TaggedText] | None) -> Annotation:
        document = entry.document
        if document is None:
            raise ValueError(f"{entry.id}: nothing to annotate")
        if tags is None:
            tags = self.themes().tag_texts(self._texts(document))
        n_paragraphs = len(document.body)
        summary, quoted = self._summary(document)
        return Annotation(
            entry,
            name,
            paragraphs=tuple(tags[:n_paragraphs]),
            sentences=tuple(tags[n_paragraphs:]),
            summary=summary,
            quoted=quoted,
            keywords=self._keywords(document),
        )

    def _texts(self, document: Document | None) -> list[str]:
        """Return what is tagged of a document: its paragraphs, then maybe its sentences."""
        if document is None:
            return []
        texts = [paragraph.text for paragraph in document.body]
        if "sentence" in self.options.levels:
            texts += [sentence.text for sentence in document.sentences()]
        return texts

    def _tagged_together(
        self, documents: Sequence[Document | None]
    ) -> Sequence[Sequence[TaggedText] | None]:
        """Tag all documents in a quarter of the time that one after the other takes.

        None where that failed: whose text is at fault shows when each is tagged alone.
        """
        texts = [self._texts(document) for document in documents]
        try:
            tags = iter(self.themes().tag_texts(list(chain.from_iterable(texts))))
        except Exception:  # a fault of ours, which is named with its document
            return [None] * len(documents)
        return [list(islice(tags, len(some))) for some in texts]

    def _summary(self, document: Document) -> tuple[str, frozenset[tuple[int, int]]]:
        if self.options.levels == ("paragraph",):
            return "", frozenset()
        from textkit.summary.summarizing import ranker_model, summarize

        ranker: Any = self._model("ranker")  # checked by ranker_model
        summary = summarize(document, max_chars=self.options.max_chars, model=ranker_model(ranker))
        return summary.text, frozenset((s.start, s.end) for s in summary.sentences)

    def _keywords(self, document: Document) -> tuple[str, ...]:
        if "document" not in self.options.levels:
            return ()
        from textkit.summary.keywords import keywords

        return tuple(keyword.term for keyword in keywords(document, n_keywords=_KEYWORDS))

    def mended(self, part: Part, alone: Callable[[Part], Done]) -> Done:
        """Work on a part whose items have taken workers down: those are left out and named."""
        kept: list[Item] = []
        for item in part.items:
            try:
                alone(Part(part.number, (item,)))
            except WorkerDied:
                error = "the process that read it died; it may need more memory than there is"
                kept.append(Item(item.name, item.size, error=error, version=item.version))
            else:
                kept.append(item)
        return replace(alone(Part(part.number, tuple(kept))), size=part.size)


def _entries(item: Item, options: Options) -> Sequence[Entry]:
    try:
        return list(read_item(item, options.fields))
    except Exception as error:  # a fault of ours: named in the error file, not hidden
        return [Entry(item.name, error=_fault(error))]


def _fault(error: Exception) -> str:
    if isinstance(error, TextkitError | OSError):
        return str(error)
    return f"a fault in textkit, please report it: {type(error).__name__}: {error}"


def _failure(name: str | int, path: str, reason: str) -> Failure:
    clean = [t.encode("utf-8", "replace").decode() for t in (str(name), path, reason)]
    return Failure(*clean)


def _signatures(found: Sequence[Annotation]) -> bytes:
    ids = [str(one.entry.id).encode("utf-8", "replace").decode() for one in found]
    texts = [one.entry.document.text for one in found if one.entry.document is not None]
    table = np.zeros((len(texts), N_HASHES), np.uint16)
    for n, text in enumerate(texts):
        table[n] = signature(text)
    out = io.BytesIO()
    np.savez(out, ids=np.array(ids, np.str_), signatures=table)
    return out.getvalue()
