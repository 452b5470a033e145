"""The same look in miniature, for a notebook's cell.

Every style stands on its element and every colour of text is the notebook's own, so that nothing
leaks out and a dark notebook stays readable; colour is for bars and borders that show on any
ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.document import Document
from textkit.report.pages import fragment
from textkit.report.palette import swatch

if TYPE_CHECKING:
    from textkit.summary.summarizing import Summary
    from textkit.themes.evaluation import Evaluation
    from textkit.themes.tagging import TaggedParagraph, Tags

__all__ = ["document_view", "evaluation_view", "summary_view", "tags_view"]

# name, percent, colour, whether a person should look
_Chip = tuple[str, int, str, bool]


def document_view(document: Document) -> str:
    """Show a document: title, facts, headings and body."""
    n_hidden = sum(p.kind in ("caption", "byline", "chrome") for p in document.paragraphs)
    return fragment("document", document=document, n_hidden=n_hidden)


def summary_view(summary: Summary) -> str:
    """Show a summary: its sentences, numbered, and where they stand."""
    return fragment("summary", document=summary.document, quotes=summary.sentences)


def tags_view(tags: Tags) -> str:
    """Show the themes of a document: their shares, and every paragraph beside its own."""
    order: dict[str, int] = {}
    names: dict[str, str] = {}
    for p in tags.paragraphs:
        order.update((theme, index) for index, theme in enumerate(p.themes.scores))
        names.update((tag.theme, tag.name) for tag in p.themes.tags)
    shares = [
        (names[theme], round(100 * share), swatch(order[theme]).shape)
        for theme, share in tags.shares.items()
    ]
    rows = [(p.paragraph.text, _chips(p, order, names)) for p in tags.paragraphs]
    return fragment("tags", document=tags.document, shares=shares, rows=rows)


def evaluation_view(result: Evaluation) -> str:
    """Show the scores of each theme, and the worst mistakes on demand."""
    return fragment(
        "evaluation",
        result=result,
        names={theme.theme: theme.name for theme in result.themes},
        colours=[swatch(index).shape for index in range(len(result.themes))],
    )


def _chips(p: TaggedParagraph, order: dict[str, int], names: dict[str, str]) -> list[_Chip]:
    shown = {*p.themes.themes, *p.themes.unsure}
    scores = sorted(p.themes.scores.items(), key=lambda item: -item[1])
    return [
        (
            names.get(theme, theme),
            round(100 * probability),
            swatch(order[theme]).shape,
            theme in p.themes.unsure,
        )
        for theme, probability in scores
        if theme in shown
    ]
