"""A document as a page to read, print and check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.document import Document
from textkit.report.pages import render
from textkit.report.passages import Passage, passages
from textkit.report.wording import Language, theme_name, words

if TYPE_CHECKING:
    from textkit.themes.model import ThemeModel

__all__ = ["document_report"]


def document_report(
    document: Document | str,
    *,
    model: ThemeModel | None = None,
    max_chars: int = 300,
    language: Language = "zh",
) -> str:
    """Show a document on one self-contained HTML page.

    Parameters
    ----------
    document : Document or str
        A document, or plain text that is read as one.
    model : ThemeModel, optional
        The shipped four themes without it.
    max_chars : int
        Length of the summary in characters, at least 1.
    language : {"zh", "en"}
        Of the page around the text.

    Returns
    -------
    str
        The page. It holds its style and script, asks no network for anything, and shows everything
        that the document says as text.

    Examples
    --------
    >>> from textkit.report import document_report
    >>> page = document_report("全县新建光伏电站12座，年发电量3.6亿千瓦时。")
    >>> page.count("<script>"), "能源" in page
    (1, True)
    """
    from textkit.summary.summarizing import summarize
    from textkit.themes.evidence import explain
    from textkit.themes.tagging import tag, theme_model

    if isinstance(document, str):
        document = Document.from_text(document)
    elif not isinstance(document, Document):
        raise TypeError(f"document_report expects a Document or str, got {type(document).__name__}")
    themes = theme_model(model)
    tags = tag(document, model=themes)
    summary = summarize(document, max_chars=max_chars)
    names = [theme_name(theme, name, language) for theme, name in themes.names.items()]
    shown = passages(tags, summary, explain(document, model=themes))
    shares = tags.shares
    return render(
        "document",
        language,
        themes=len(names),
        document=document,
        facts=_facts(document, language),
        quotes=summary.sentences,
        names=names,
        shares=[
            (index, shares.get(theme, 0.0), sum(index in p.themes for p in shown))
            for index, theme in enumerate(themes.themes)
        ],
        passages=[p for p in shown if not _repeats_title(p, document)],
        contents=[p for p in shown if p.paragraph.kind == "heading"],
        switches=_switches(document, shown, language),
        n_body=len(document.body),
        n_unsure=sum(p.is_unsure for p in shown),
    )


def _repeats_title(passage: Passage, document: Document) -> bool:
    return passage.paragraph.kind == "title" and passage.paragraph.text == document.title


def _facts(document: Document, language: Language) -> list[tuple[str, str]]:
    t = words(language)
    facts = [
        (t["source"], document.source),
        (t["published"], document.published),
        (t["author"], document.author),
        (t["length"], f"{len(document.text):,} {t['characters']}"),
        (t["file"], document.path),
        (t["encoding"], document.encoding),
    ]
    return [(label, value) for label, value in facts if value]


def _switches(
    document: Document, shown: list[Passage], language: Language
) -> list[tuple[str, str, int]]:
    t = words(language)
    return [
        ("furniture", t["show_furniture"], sum(p.is_furniture for p in shown)),
        ("repairs", t["show_repairs"], len(document.repairs)),
        ("evidence", t["show_evidence"], sum(bool(p.words) for p in shown)),
    ]
