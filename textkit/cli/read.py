"""``textkit read``: clean text, or the roles and spans of every paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textkit.cli import options
from textkit.cli.output import write_each
from textkit.cli.terminal import Style
from textkit.document import Document

__all__ = ["read"]


@click.command(epilog="Example: textkit read page.html -o page.jsonl")
@options.inputs
@options.output
@options.corpus_fields
def read(
    inputs: tuple[str, ...],
    output: Path | None,
    form: str | None,
    as_: str,
    id_field: str,
    text_field: str,
    title_field: str,
) -> int:
    """Read pages into clean text: title, headings and body without the page's furniture."""
    return write_each(
        inputs,
        options.fields(as_, id_field, text_field, title_field),
        output=output,
        form=form,
        record=_record,
        text=_text,
    )


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
