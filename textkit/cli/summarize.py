"""``textkit summarize``: the sentences that say most, verbatim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textkit.cli import options
from textkit.cli.output import write_each
from textkit.cli.terminal import Style
from textkit.document import Document

__all__ = ["summarize"]


@click.command(
    epilog="""\b
Examples:
  textkit summarize seeds/articles/000_80e4a0a2ffe5e47a.txt
  textkit summarize corpus.jsonl --max-chars 200 -o summaries.jsonl
  curl -s https://example.org/news.html | textkit summarize -
"""
)
@options.inputs
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help="Length of a summary in characters; passed only where its first sentence alone is longer.",
)
@options.output
@options.corpus_fields
def summarize(
    inputs: tuple[str, ...],
    max_chars: int,
    output: Path | None,
    form: str | None,
    as_: str,
    id_field: str,
    text_field: str,
    title_field: str,
) -> int:
    """Quote the sentences that say most, in the order of the document."""
    from textkit.summary.summarizing import summarize as summarize_document

    def record(name: str | int, document: Document) -> dict[str, Any]:
        summary = summarize_document(document, max_chars=max_chars)
        return {
            "id": name,
            "title": document.title,
            "summary": summary.text,
            "sentences": [
                {"text": s.text, "start": s.start, "end": s.end, "score": round(s.score, 6)}
                for s in summary.sentences
            ],
        }

    def text(name: str | int, document: Document, style: Style) -> str:
        summary = summarize_document(document, max_chars=max_chars)
        title = style.paragraph(str(document.title or name))
        body = style.paragraph(summary.text) or style.soft("(没有可以摘录的句子)")
        return f"{style.strong(title)}\n{body}"

    return write_each(
        inputs,
        options.fields(as_, id_field, text_field, title_field),
        output=output,
        form=form,
        record=record,
        text=text,
    )
