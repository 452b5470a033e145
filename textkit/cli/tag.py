"""``textkit tag``: the themes of every paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textkit.cli import options
from textkit.cli.output import write_each
from textkit.cli.terminal import Style
from textkit.document import Document

__all__ = ["tag"]


@click.command(
    epilog="""\b
Examples:
  textkit tag seeds/articles/000_80e4a0a2ffe5e47a.txt
  textkit tag corpus.jsonl --as paragraph -o tags.jsonl
  textkit tag archive/ --theme energy --theme 生态
"""
)
@options.inputs
@click.option("--model", metavar="MODEL", default="themes", show_default=True, help="Name or file.")
@click.option("--theme", "wanted", multiple=True, help="Show these themes only (id or name).")
@options.output
@options.corpus_fields
def tag(
    inputs: tuple[str, ...],
    model: str,
    wanted: tuple[str, ...],
    output: Path | None,
    form: str | None,
    as_: str,
    id_field: str,
    text_field: str,
    title_field: str,
) -> int:
    """Tag every paragraph by theme, with probabilities."""
    from textkit.models import load
    from textkit.themes.tagging import TaggedParagraph, TaggedText, theme_model
    from textkit.themes.tagging import tag as tag_document

    themes = theme_model(load(model))
    shown = set(options.theme_choice(wanted, themes.names) or themes.themes)

    def scores(tagged: TaggedText) -> dict[str, Any]:
        return {
            "themes": [t for t in tagged.themes if t in shown],
            "scores": {t: round(p, 6) for t, p in tagged.scores.items() if t in shown},
            "unsure": [t for t in tagged.unsure if t in shown],
        }

    def record(name: str | int, document: Document) -> dict[str, Any]:
        tags = tag_document(document, model=themes)
        if as_ == "paragraph":
            empty = TaggedText((), dict.fromkeys(themes.themes, 0.0))
            return {"id": name, **scores(tags.paragraphs[0].themes if tags.paragraphs else empty)}
        return {
            "id": name,
            "title": document.title,
            "themes": [t for t in tags.themes if t in shown],
            "scores": {t: round(p, 6) for t, p in tags.scores.items() if t in shown},
            "shares": {t: round(p, 6) for t, p in tags.shares.items() if t in shown},
            "paragraphs": [
                {
                    "text": p.paragraph.text,
                    "start": p.paragraph.start,
                    "end": p.paragraph.end,
                    **scores(p.themes),
                }
                for p in tags.paragraphs
            ],
        }

    order = {theme: index for index, theme in enumerate(themes.themes)}

    def line(p: TaggedParagraph, style: Style) -> str:
        found = [t for t in p.themes.tags if t.theme in shown]
        named = [style.theme(order[t.theme], f"{t.name} {t.probability:.2f}") for t in found]
        doubt = "?" if shown & set(p.themes.unsure) else ""
        if style.width is None:
            return f"[{' '.join(named) or '—'}{doubt}] {p.paragraph.text}"
        label = "  ".join([*(named or ["—"]), *(["存疑"] if doubt else [])])
        bar = style.theme(order[found[0].theme], "▌") if found else " "
        return f"\n{label}\n{style.paragraph(p.paragraph.text, margin=bar)}"

    def text(name: str | int, document: Document, style: Style) -> str:
        tags = tag_document(document, model=themes)
        shares = [
            style.theme(order[t], f"{themes.names[t]} {p:.0%}")
            for t, p in tags.shares.items()
            if t in shown
        ]
        title = style.strong(style.paragraph(str(document.title or name)))
        head = f"{title}\n{'  '.join(shares) or '没有主题'}"
        return "\n".join([head, *(line(p, style) for p in tags.paragraphs)])

    return write_each(
        inputs,
        options.fields(as_, id_field, text_field, title_field),
        output=output,
        form=form,
        record=record,
        text=text,
    )
