"""``textkit keywords``: the terms that set a text apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textkit.cli import options
from textkit.cli.inputs import Inputs
from textkit.cli.options import Destination
from textkit.cli.output import write_each, write_one
from textkit.cli.terminal import Style
from textkit.document import Document

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields
    from textkit.summary.keywords import Keyword

__all__ = ["keywords"]

_NOTHING = "(没有关键词)"
_word_list = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog="""\b
Examples:
  textkit keywords seeds/articles/000_80e4a0a2ffe5e47a.txt
  textkit keywords archive/ --together -n 30
  textkit keywords corpus.jsonl --dictionary places.txt --stop-words usual.txt -o keywords.jsonl

--dictionary and --stop-words take a term a line, in UTF-8 or GB18030; what follows a space, as in
the dictionaries of jieba, is left aside.
"""
)
@options.inputs
@click.option(
    "-n",
    "n_keywords",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many at most.",
)
@click.option("--together", is_flag=True, help="Take all documents as one text.")
@click.option("--dictionary", metavar="FILE", type=_word_list, help="Keep these in one piece.")
@click.option("--stop-words", metavar="FILE", type=_word_list, help="Leave these out.")
@options.destination
@options.corpus_fields
def keywords(
    inputs: tuple[str, ...],
    n_keywords: int,
    together: bool,
    dictionary: Path | None,
    stop_words: Path | None,
    destination: Destination,
    fields: Fields,
) -> int:
    """Name the terms that set a document, or a corpus, apart from the prose of its kind."""
    from textkit.summary.keywords import keywords as find_keywords

    find = partial(
        find_keywords,
        n_keywords=n_keywords,
        user_words=_words(dictionary),
        stop_words=_words(stop_words),
    )
    documents = Inputs(inputs, fields, progress=destination.shows_progress)
    if together:
        _of_all([document for _, document in documents], destination, find)
    else:
        write_each(
            documents,
            destination,
            record=lambda name, document: {
                "id": name,
                "title": document.title,
                "keywords": _records(find(document)),
            },
            text=lambda name, document, style: _shown(
                str(document.title or name), find(document), style
            ),
        )
    return documents.status


def _of_all(
    documents: Sequence[Document], destination: Destination, find: partial[list[Keyword]]
) -> None:
    found = find(documents)
    write_one(
        destination,
        record=lambda: {"n_documents": len(documents), "keywords": _records(found)},
        text=lambda style: _shown(f"{len(documents)} 篇文章的关键词", found, style),
    )


def _records(found: Sequence[Keyword]) -> list[dict[str, Any]]:
    return [{"term": k.term, "score": round(k.score, 6), "count": k.count} for k in found]


def _shown(title: str, found: Sequence[Keyword], style: Style) -> str:
    terms = "  ".join(f"{keyword.term} {keyword.count}" for keyword in found)
    return f"{style.strong(style.paragraph(title))}\n" + (
        style.paragraph(terms) if terms else style.soft(_NOTHING)
    )


def _words(path: Path | None) -> frozenset[str]:
    """Return the terms of a list, a term a line."""
    if path is None:
        return frozenset()
    from textkit.reading.decoding import decode

    lines = decode(path.read_bytes()).text.splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip())
