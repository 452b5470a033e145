"""Summarize a document, or several: the sentences that stand for them, verbatim, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

import numpy as np
from numpy.typing import NDArray

from textkit.document import Document
from textkit.errors import ModelError
from textkit.summary.analysis import Analysis, analyse
from textkit.summary.digest import Member, choose_together
from textkit.summary.options import SummaryChanges, SummaryOptions
from textkit.summary.quotes import Quote, Summary
from textkit.summary.selection import select
from textkit.summary.steering import about_query, about_themes, sentences_with

if TYPE_CHECKING:
    from textkit.models import Model
    from textkit.summary.model import RankerModel

__all__ = ["Quote", "Summary", "ranker_model", "summarize"]


def summarize(
    document: Document | str | Sequence[Document | str],
    options: SummaryOptions | None = None,
    *,
    model: RankerModel | None = None,
    **changes: Unpack[SummaryChanges],
) -> Summary:
    """Quote the sentences that stand for a document, or for several together.

    Parameters
    ----------
    document : Document, str, or sequence of these
        Plain text is read as a document. Several give one digest: what they repeat is quoted once
        and counted.
    options : SummaryOptions, optional
        What to quote; 300 characters without it.
    model : RankerModel, optional
        From :func:`textkit.load`; the shipped ranker without it.
    **changes
        Fields of :class:`SummaryOptions`, such as ``max_chars=200`` or ``theme="energy"``; they
        take the place of those in ``options``.

    Returns
    -------
    Summary
        Sentences are never cut, merged or reworded. Headings, captions, furniture and greetings
        are not quoted, nor are damaged passages, nor two sentences that say the same. Empty where
        nothing in the text is about the theme or the query.

    Examples
    --------
    >>> import textkit
    >>> text = "炉火暖人心。全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。县纪委查处违纪问题23件。"
    >>> print(textkit.summarize(text, max_sentences=1))
    全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。
    >>> print(textkit.summarize(text, theme="governance"))
    县纪委查处违纪问题23件。
    >>> textkit.summarize(text, query="抽水蓄能").sentences
    ()
    """
    wanted = _changed(options, changes)
    several = isinstance(document, Sequence) and not isinstance(document, str | bytes)
    given: Sequence[object] = document if several else [document]  # type: ignore[assignment]
    documents = tuple(map(_document, given))
    members = [_member(number, d, wanted, model) for number, d in enumerate(documents)]
    quotes = choose_together(members, wanted) if several else _quotes(members[0], wanted)
    return Summary(documents, tuple(quotes))


def _changed(options: SummaryOptions | None, changes: SummaryChanges) -> SummaryOptions:
    return replace(options or SummaryOptions(), **changes)


def _document(document: object) -> Document:
    if isinstance(document, str):
        return Document.from_text(document)
    if not isinstance(document, Document):
        raise TypeError(
            f"summarize expects a Document or str, or several, got {type(document).__name__}"
        )
    return document


_ABOUT = 0.3  # lost by a sentence that is hardly about it: half of what the best has


def _member(
    number: int, document: Document, options: SummaryOptions, model: RankerModel | None
) -> Member:
    analysis = analyse(document)
    if not len(analysis):
        return Member(number, analysis, np.zeros(0), np.zeros(0, bool))
    if options.method == "ranker":
        scores = ranker_model(model).scores(analysis)
    else:
        from textkit.summary.baselines import baseline_scores

        scores = baseline_scores(analysis, options.method)
    about = _about(analysis, options)
    wanted = about > 0
    for term in options.avoid:
        wanted &= ~sentences_with(analysis, term)
    return Member(number, analysis, scores + _ABOUT * (about - 1), wanted)


def _about(analysis: Analysis, options: SummaryOptions) -> NDArray[np.float64]:
    """Return how far each sentence is about what is asked for, in [0, 1]."""
    about = np.ones(len(analysis))
    if options.theme:
        from textkit.themes.tagging import theme_model

        about *= about_themes(analysis, options.theme, theme_model(None))
    if options.query.strip():
        about *= about_query(analysis, options.query)
    return about


def _quotes(member: Member, options: SummaryOptions) -> list[Quote]:
    analysis, scores, wanted = member.analysis, member.scores, member.wanted
    if not len(analysis):
        return []
    room = options.room(int(analysis.table.lengths.sum()))
    most = options.max_sentences
    if options.sections:
        wanted = wanted & _best_of_sections(analysis, scores, wanted)
        if room is None and most is None:
            return member.quotes(np.flatnonzero(wanted))
    if options.method == "lead":
        return member.quotes(_lead(analysis, wanted, room, most))
    chosen = select(
        analysis,
        scores,
        max_chars=room,
        max_sentences=most,
        among=None if wanted.all() else wanted,
        kept=member.naming(options.must),
    )
    return member.quotes(chosen)


def _best_of_sections(
    analysis: Analysis, scores: NDArray[np.float64], wanted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Mark the best sentence of each section, by headings or else by run-in headings."""
    sections = analysis.table.sections
    if sections[-1] == sections[0]:
        sections = analysis.sections
    best = np.zeros(len(analysis), bool)
    leaning = analysis.cues.openings["leaning"]
    for section in np.unique(sections):
        inside = np.flatnonzero((sections == section) & wanted & analysis.quotable)
        inside = inside[~leaning[inside]] if not leaning[inside].all() else inside
        if inside.size:
            best[inside[scores[inside].argmax()]] = True
    return best


def _lead(
    analysis: Analysis, wanted: NDArray[np.bool_], room: int | None, most: int | None
) -> list[int]:
    """Take sentences from the top until one does not fit."""
    usable = np.flatnonzero(analysis.quotable & wanted)
    total = np.cumsum(analysis.table.lengths[usable])
    n_fitting = len(usable) if room is None else int((total <= room).sum())
    return [int(i) for i in usable[: min(max(n_fitting, 1), most or len(usable))]]


def ranker_model(model: Model | None) -> RankerModel:
    """Return ``model``, or the shipped one for None."""
    from textkit.summary.model import RankerModel

    if model is None:
        from textkit.models import default

        found: object = default("ranker")
    else:
        found = model
    if not isinstance(found, RankerModel):
        raise ModelError(f"got a {type(found).__name__}, expected a ranker")
    return found
