"""``textkit summarize``: the sentences that say most, verbatim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from textkit.cli import options
from textkit.cli.inputs import Inputs
from textkit.cli.options import Destination
from textkit.cli.output import write_each, write_one
from textkit.cli.terminal import Style
from textkit.document import Document
from textkit.summary.options import METHODS, SummaryOptions

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields
    from textkit.summary.quotes import Quote, Summary

__all__ = ["summarize"]

_NOTHING = "(没有可以摘录的句子)"
_NOT_ABOUT = "(文中没有这方面的内容)"


@click.command(
    epilog="""\b
Examples:
  textkit summarize seeds/articles/000_80e4a0a2ffe5e47a.txt
  textkit summarize corpus.jsonl --max-chars 200 -o summaries.jsonl
  textkit summarize report.html --sections
  textkit summarize archive/ --together --theme 能源 --max-chars 500
  curl -s https://example.org/news.html | textkit summarize - --query 抽水蓄能
"""
)
@options.inputs
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    help="Length in characters; passed only where the shortest sentence worth quoting is longer. "
    "[default: 300]",
)
@click.option("--max-sentences", type=click.IntRange(min=1), help="Length in sentences.")
@click.option(
    "--ratio",
    type=click.FloatRange(min=0, max=1, min_open=True),
    help="Length as a share of the text.",
)
@click.option("--theme", multiple=True, help="Quote only what is about this theme (id or name).")
@click.option("--query", default="", help="Quote only what is about these words.")
@click.option("--must", multiple=True, help="Quote a sentence that has this term.")
@click.option("--avoid", multiple=True, help="Quote no sentence that has this term.")
@click.option("--sections", is_flag=True, help="Quote the best sentence of each section.")
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="ranker",
    show_default=True,
    help="What ranks sentences: the trained ranker, or an untrained baseline.",
)
@click.option("--together", is_flag=True, help="Make one digest of all documents.")
@click.option("--by-theme", is_flag=True, help="Group a digest by theme.")
@options.destination
@options.corpus_fields
def summarize(
    inputs: tuple[str, ...],
    together: bool,
    by_theme: bool,
    destination: Destination,
    fields: Fields,
    **wanted: Any,
) -> int:
    """Quote the sentences that say most, in the order of the document."""
    if by_theme and not together:
        raise click.UsageError("--by-theme groups a digest; add --together")
    if wanted["theme"]:
        from textkit.themes.tagging import theme_model

        wanted["theme"] = options.theme_choice(wanted["theme"], theme_model(None).names)
    chosen = SummaryOptions(**wanted)
    documents = Inputs(inputs, fields, progress=destination.shows_progress)
    if together:
        _digest(documents, chosen, destination, by_theme=by_theme)
        return documents.status

    from textkit.summary.summarizing import summarize as summarize_document

    def record(name: str | int, document: Document) -> dict[str, Any]:
        summary = summarize_document(document, chosen)
        quotes = [_quote_record(quote) for quote in summary.sentences]
        return {
            "id": name,
            "title": document.title,
            "summary": summary.text,
            "sentences": quotes,
        }

    def text(name: str | int, document: Document, style: Style) -> str:
        summary = summarize_document(document, chosen)
        title = style.strong(style.paragraph(str(document.title or name)))
        if not summary.sentences:
            return f"{title}\n{style.soft(_NOT_ABOUT if chosen.is_steered else _NOTHING)}"
        if chosen.sections:
            lines = [f"[{q.heading}] {q.text}" if q.heading else q.text for q in summary.sentences]
            return "\n".join([title, *map(style.paragraph, lines)])
        return f"{title}\n{style.paragraph(summary.text)}"

    write_each(documents, destination, record=record, text=text)
    return documents.status


def _quote_record(quote: Quote) -> dict[str, Any]:
    record: dict[str, Any] = {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "score": round(quote.score, 6),
    }
    return record | ({"heading": quote.heading} if quote.heading else {})


def _digest(
    documents: Inputs, chosen: SummaryOptions, destination: Destination, *, by_theme: bool
) -> None:
    """Write one summary of all documents."""
    from textkit.summary.summarizing import summarize as summarize_documents

    found = list(documents)
    names = [name for name, _ in found]
    read = [document for _, document in found]
    digest = summarize_documents(read, chosen)
    groups = _groups(digest, by_theme=by_theme)

    def record() -> dict[str, Any]:
        quotes = [
            {
                "id": names[quote.document],
                "title": read[quote.document].title,
                **_quote_record(quote),
                "repeated_in": [names[n] for n in quote.repeated_in],
                "likeness": list(quote.likeness),
                **({"theme": theme} if by_theme else {}),
            }
            for theme, of_theme in groups
            for quote in of_theme
        ]
        return {"n_documents": len(read), "summary": digest.text, "sentences": quotes}

    def text(style: Style) -> str:
        lines = [style.strong(style.paragraph(f"{len(read)} 篇文章的综合摘要"))]
        if not digest.sentences:
            lines.append(style.soft(_NOT_ABOUT if chosen.is_steered else _NOTHING))
        for name, quotes in groups:
            lines += [style.strong(style.paragraph(name))] if name else []
            for quote in quotes:
                place = str(read[quote.document].title or names[quote.document])
                copies = ""
                if quote.repeated_in:
                    least = min(quote.likeness)
                    alike = "一字不差" if least == 1 else f"相似度不低于 {least:.0%}"
                    copies = f"，另有 {len(quote.repeated_in)} 篇同样提到，{alike}"
                lines.append(style.paragraph(quote.text))
                lines.append(style.soft(style.paragraph(f"　　——{place}{copies}")))
        return "\n".join(lines)

    write_one(destination, record=record, text=text)


def _groups(digest: Summary, *, by_theme: bool) -> list[tuple[str, list[Quote]]]:
    if not by_theme:
        return [("", list(digest.sentences))]
    from textkit.summary.digest import group_by_theme

    return list(group_by_theme(digest.sentences).items())
