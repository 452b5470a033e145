"""A corpus as a page: what it says about each theme, when and where, and every document of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.document import Document
from textkit.report.pages import render
from textkit.report.passages import Passage, passages
from textkit.report.shares import Amount, Row, by_period, by_source, total
from textkit.report.wording import Language, theme_name, words

if TYPE_CHECKING:
    from textkit.summary.summarizing import Quote, Summary
    from textkit.themes.model import ThemeModel
    from textkit.themes.tagging import TaggedText, Tags

__all__ = ["corpus_report"]

_QUOTES = 5  # a theme
_WHOLE = 3_000_000  # characters: past them a page shows of each document what it quotes, not all
_TERMS = 10  # a theme
_OPENING = 20  # characters
_COLUMNS = ("published", "source", "title", "themes", "length")


@dataclass(frozen=True, slots=True)
class _Item:
    """A document of the corpus."""

    number: int
    document: Document
    tags: Tags
    summary: Summary
    quoted: Sequence[TaggedText]
    themes: tuple[int, ...]
    repeats: int | None

    @property
    def title(self) -> str | None:
        """Its title, or how it begins where it has none."""
        opening = next((p.text for p in self.document.body), None)
        return self.document.title or (f"{opening[:_OPENING]}…" if opening else None)


@dataclass(frozen=True, slots=True)
class _Digest:
    """What the corpus says about a theme."""

    theme: int
    quotes: Sequence[tuple[_Item, int, Quote]]
    terms: Sequence[str]


def corpus_report(
    documents: Iterable[Document],
    *,
    model: ThemeModel | None = None,
    max_chars: int = 300,
    language: Language = "zh",
    title: str | None = None,
) -> str:
    """Show many documents on one self-contained HTML page.

    Parameters
    ----------
    documents : iterable of Document
        They are held in memory; a page of some thousands is the most that people read.
    model : ThemeModel, optional
        The shipped four themes without it.
    max_chars : int
        Length of each document's summary in characters, at least 1.
    language : {"zh", "en"}
        Of the page around the texts.
    title : str, optional
        What the page is called.

    Returns
    -------
    str
        The page: shares of the themes over time and by source, what is said about each, and the
        documents in a table that sorts and filters, with their texts. Of near-duplicates the first
        counts; the others are folded into it.

    Examples
    --------
    >>> from textkit import Document
    >>> from textkit.report import corpus_report
    >>> texts = ["全县新建光伏电站12座，年发电量3.6亿千瓦时。", "县纪委监委立案查处违纪问题23件。"]
    >>> page = corpus_report(map(Document.from_text, texts))
    >>> page.count('<tr class="item')
    2
    """
    from textkit.themes.tagging import theme_model

    if isinstance(documents, Document | str):
        raise TypeError(
            f"corpus_report expects an iterable of documents, got one {type(documents).__name__}; "
            "use document_report for one"
        )
    themes = theme_model(model)
    order = {theme: index for index, theme in enumerate(themes.themes)}
    items = _items(documents, themes, order, max_chars)
    firsts = [item for item in items if item.repeats is None]
    amounts = [_amount(item, themes.themes) for item in firsts]
    n_characters = sum(amount.length for amount in amounts)
    is_whole = n_characters <= _WHOLE
    n_repeats = Counter(item.repeats for item in items if item.repeats is not None)
    periods = by_period(amounts)
    return render(
        "corpus",
        language,
        themes=len(order),
        title=title,
        facts=_facts(items, n_characters, language),
        names=[theme_name(theme, name, language) for theme, name in themes.names.items()],
        whole=total(amounts),
        n_with=[sum(index in item.themes for item in firsts) for index in range(len(order))],
        periods=periods,
        tops=[_top(periods, index) for index in range(len(order)) if periods],
        highest=max((share for row in periods for share in row.shares), default=0.0) or 1.0,
        sources=by_source(amounts),
        digests=_digests(firsts, themes.themes),
        items=items,
        n_repeats=n_repeats,
        is_whole=is_whole,
        passages_of=lambda item: _shown(item, themes, is_whole=is_whole),
        columns=[(key, words(language)[key]) for key in _COLUMNS],
    )


def _top(rows: Sequence[Row], index: int) -> Row:
    return max((row for row in rows if row.shares), key=lambda row: row.shares[index])


def _items(
    documents: Iterable[Document], model: ThemeModel, order: dict[str, int], max_chars: int
) -> list[_Item]:
    from textkit.corpus.duplicates import near_duplicates
    from textkit.summary.summarizing import summarize
    from textkit.themes.tagging import tag

    found = list(documents)
    earlier = near_duplicates(document.text for document in found)
    items = []
    for number, (document, repeats) in enumerate(zip(found, earlier, strict=True)):
        tags = tag(document, model=model)
        summary = summarize(document, max_chars=max_chars)
        given = tuple(order[theme] for theme in tags.themes)
        quoted = model.tag_texts([quote.text for quote in summary.sentences])
        items.append(_Item(number, document, tags, summary, quoted, given, repeats))
    return items


def _amount(item: _Item, themes: Sequence[str]) -> Amount:
    length = sum(len(p.paragraph.text) for p in item.tags.paragraphs)
    shares = item.tags.shares
    of_themes = tuple(round(shares.get(theme, 0.0) * length) for theme in themes)
    return Amount(item.document.published, item.document.source, length, of_themes)


def _digests(items: Sequence[_Item], themes: Sequence[str]) -> list[_Digest]:
    terms = _terms(items)
    return [
        _Digest(index, _best_quotes(items, theme), terms.get(theme, ()))
        for index, theme in enumerate(themes)
    ]


def _best_quotes(items: Sequence[_Item], theme: str) -> list[tuple[_Item, int, Quote]]:
    """Take of each document's summary the best sentence on a theme, the best of them first."""
    best: list[tuple[_Item, int, Quote]] = []
    for item in items:
        found = [
            (item, number, quote)
            for number, (quote, tagged) in enumerate(
                zip(item.summary.sentences, item.quoted, strict=True), 1
            )
            if theme in tagged.themes
        ]
        best += sorted(found, key=_score, reverse=True)[:1]
    distinct = {found[2].text: found for found in sorted(best, key=_score)}
    return list(distinct.values())[: -_QUOTES - 1 : -1]


def _terms(items: Sequence[_Item]) -> dict[str, list[str]]:
    """Return the words that each theme uses more than the others, the most telling first."""
    from textkit.corpus.statistics import typical_terms

    rows = (
        {
            "id": item.number,
            "kind": "body",
            "text": p.paragraph.text,
            "source": None,
            **{f"theme_{theme}": True for theme in p.themes.themes},
        }
        for item in items
        for p in item.tags.paragraphs
    )
    found: dict[str, list[str]] = {}
    for row in typical_terms(rows, by="source", n_terms=_TERMS):
        found.setdefault(row["theme"], []).append(row["term"])
    return found


def _score(found: tuple[_Item, int, Quote]) -> float:
    return found[2].score


def _shown(item: _Item, model: ThemeModel, *, is_whole: bool) -> list[Passage]:
    from textkit.themes.evidence import explain

    shown = passages(item.tags, item.summary, explain(item.document, model=model))
    if is_whole:
        return [p for p in shown if not p.is_furniture]
    return [p for p in shown if any(run.number for run in p.runs)]


def _facts(items: Sequence[_Item], n_characters: int, language: Language) -> list[tuple[str, str]]:
    t = words(language)
    days = sorted(item.document.published for item in items if item.document.published)
    sources = {item.document.source for item in items} - {None}
    n_repeats = sum(item.repeats is not None for item in items)
    span = days[0] if len(set(days)) == 1 else f"{days[0]} – {days[-1]}" if days else ""
    return [
        (label, value)
        for label, value in (
            (t["documents"], f"{len(items):,} {t['pieces']}"),
            (t["length"], f"{n_characters:,} {t['characters']}"),
            (t["published"], span),
            (t["sources"], f"{len(sources):,}" if sources else ""),
            (t["repeats"], f"{n_repeats:,} {t['pieces']}" if n_repeats else ""),
        )
        if value
    ]
