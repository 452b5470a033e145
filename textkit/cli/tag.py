"""``textkit tag``: the themes of every paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from textkit.cli import options
from textkit.cli.inputs import Inputs
from textkit.cli.options import Destination
from textkit.cli.output import write_each
from textkit.cli.terminal import Style, display_width
from textkit.document import Document

if TYPE_CHECKING:
    from textkit.corpus.rows import Fields
    from textkit.themes.evidence import Evidence

__all__ = ["tag"]


@click.command(
    epilog="""\b
Examples:
  textkit tag seeds/articles/000_80e4a0a2ffe5e47a.txt
  textkit tag corpus.jsonl --as paragraph -o tags.jsonl
  textkit tag article.html --explain
  textkit tag archive/ --theme energy --theme 生态
"""
)
@options.inputs
@options.model
@click.option(
    "--explain", "explained", is_flag=True, help="Show the sentence and the words behind each tag."
)
@click.option("--theme", "wanted", multiple=True, help="Show these themes only (id or name).")
@options.destination
@options.corpus_fields
def tag(
    inputs: tuple[str, ...],
    model: str,
    explained: bool,
    wanted: tuple[str, ...],
    destination: Destination,
    fields: Fields,
) -> int:
    """Tag every paragraph by theme, with probabilities."""
    from textkit.models import load
    from textkit.themes.evidence import explain
    from textkit.themes.tagging import TaggedParagraph, TaggedText, theme_model
    from textkit.themes.tagging import tag as tag_document

    themes = theme_model(load(model))
    shown = set(options.theme_choice(wanted, themes.names) or themes.themes)

    def reasons(document: Document) -> list[tuple[Evidence, ...]]:
        if not explained:
            return [()] * len(document.body)
        paragraphs = explain(document, model=themes).paragraphs
        return [tuple(e for e in p.evidence if e.theme in shown) for p in paragraphs]

    def scores(tagged: TaggedText, evidence: Sequence[Evidence]) -> dict[str, Any]:
        result: dict[str, Any] = {
            "themes": [t for t in tagged.themes if t in shown],
            "scores": {t: round(p, 6) for t, p in tagged.scores.items() if t in shown},
            "unsure": [t for t in tagged.unsure if t in shown],
        }
        return result | {"evidence": list(map(_as_object, evidence))} if explained else result

    def record(name: str | int, document: Document) -> dict[str, Any]:
        tags = tag_document(document, model=themes)
        if fields.as_paragraph:
            if not tags.paragraphs:
                return {"id": name, **scores(TaggedText((), dict.fromkeys(themes.themes, 0.0)), ())}
            return {"id": name, **scores(tags.paragraphs[0].themes, reasons(document)[0])}
        found, by_theme = tags.themes, tags.scores
        if themes.exclusive and document.source_text.strip():
            # One theme a text: the whole decides, also a headline that has no body.
            whole = themes.tag_texts([document.source_text])[0]
            found, by_theme = whole.themes, dict(whole.scores)
        return {
            "id": name,
            "title": document.title,
            "themes": [t for t in found if t in shown],
            "scores": {t: round(p, 6) for t, p in by_theme.items() if t in shown},
            "shares": {t: round(p, 6) for t, p in tags.shares.items() if t in shown},
            "paragraphs": [
                {
                    "text": p.paragraph.text,
                    "start": p.paragraph.start,
                    "end": p.paragraph.end,
                    **scores(p.themes, evidence),
                }
                for p, evidence in zip(tags.paragraphs, reasons(document), strict=True)
            ],
        }

    order = {theme: index for index, theme in enumerate(themes.themes)}

    def lines(p: TaggedParagraph, evidence: Sequence[Evidence], style: Style) -> Iterator[str]:
        found = [t for t in p.themes.tags if t.theme in shown]
        named = [style.theme(order[t.theme], f"{t.name} {t.probability:.2f}") for t in found]
        doubt = bool(shown & set(p.themes.unsure))
        if style.width is None:
            yield f"[{' '.join(named) or '—'}{'?' if doubt else ''}] {p.paragraph.text}"
        else:
            bar = style.theme(order[found[0].theme], "▌") if found else " "
            label = "  ".join([*(named or ["—"]), *(["存疑"] if doubt else [])])
            yield f"\n{label}\n{style.paragraph(p.paragraph.text, margin=bar)}"
        for why in evidence:
            indent = " " * (display_width(why.name) + 4)
            earned = style.paragraph(why.sentence.text, margin=indent).removeprefix(indent)
            yield f"  {style.theme(order[why.theme], why.name)}：{earned}"
            yield indent + style.soft(_weighed(why))

    def text(name: str | int, document: Document, style: Style) -> str:
        tags = tag_document(document, model=themes)
        shares = [
            style.theme(order[t], f"{themes.names[t]} {p:.0%}")
            for t, p in tags.shares.items()
            if t in shown
        ]
        title = style.strong(style.paragraph(str(document.title or name)))
        head = f"{title}\n{'  '.join(shares) or '没有主题'}"
        pairs = zip(tags.paragraphs, reasons(document), strict=True)
        return "\n".join(
            [head, *(line for p, evidence in pairs for line in lines(p, evidence, style))]
        )

    documents = Inputs(inputs, fields, progress=destination.shows_progress)
    write_each(documents, destination, record=record, text=text)
    return documents.status


def _as_object(why: Evidence) -> dict[str, Any]:
    return {
        "theme": why.theme,
        "sentence": asdict(why.sentence),
        "words": [asdict(word) | {"weight": round(word.weight, 6)} for word in why.words],
        "constant": round(why.constant, 6),
        "logit": round(why.logit, 6),
    }


def _weighed(why: Evidence) -> str:
    """Name the heaviest words for and against a theme."""
    found = [*islice(why.words_for.items(), 6), *islice(why.words_against.items(), 3)]
    return "  ".join(f"{word} {weight:+.1f}" for word, weight in found if abs(weight) >= 0.05)
