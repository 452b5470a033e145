"""``textkit read``: clean text, or the roles and spans of every paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from textkit.cli import options
from textkit.cli.inputs import Inputs
from textkit.cli.options import Destination
from textkit.cli.output import write_each
from textkit.cli.terminal import Style
from textkit.document import Document

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields

__all__ = ["read"]


@click.command(epilog="Example: textkit read page.html -o page.jsonl")
@options.inputs
@options.destination
@options.corpus_fields
def read(inputs: tuple[str, ...], destination: Destination, fields: Fields) -> int:
    """Read pages into clean text: title, headings and body without the page's furniture."""
    documents = Inputs(inputs, fields, progress=destination.shows_progress)
    write_each(documents, destination, record=_record, text=_text)
    return documents.status


def _record(name: str | int, document: Document) -> dict[str, Any]:
    return {
        "id": name,
        "path": document.path,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "author": document.author,
        "encoding": document.encoding,
        "text": document.text,
        "paragraphs": [
            {"kind": p.kind, "text": p.text, "start": p.start, "end": p.end}
            for p in document.paragraphs
        ],
        "repairs": [
            {"kind": r.kind, "start": r.start, "end": r.end, "before": r.before, "after": r.after}
            for r in document.repairs
        ],
        "flags": [list(span) for span in document.flags],
        "source_text": document.source_text,
    }


def _text(name: str | int, document: Document, style: Style) -> str:
    facts = " · ".join(filter(None, (document.source, document.published, document.author)))
    head = [style.strong(style.paragraph(f"# {document.title}"))] if document.title else []
    head += [style.soft(facts)] if facts else []
    body = []
    for p in document.paragraphs:
        if p.kind == "heading":
            body.append(style.strong(style.paragraph(f"## {p.text}")))
        elif p.kind == "body":
            body.append(style.paragraph(p.text))
    return "\n\n".join(head + body)
