"""Choose the sentences of a digest of several documents; what they repeat is counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from textkit.summary.analysis import Analysis, analyse_table
from textkit.summary.characters import bigrams, characters
from textkit.summary.options import SummaryOptions
from textkit.summary.quotes import Quote
from textkit.summary.selection import select
from textkit.summary.steering import sentences_with
from textkit.summary.table import SentenceTable

if TYPE_CHECKING:
    from textkit.themes.model import ThemeModel

__all__ = ["Member", "choose_together", "group_by_theme"]

_POOL = 400  # best sentences that compete for a digest
_EACH = 300  # characters of one document's own summary, from which its quotes come
_SAME = 0.7  # share of the larger sentence's bigrams from which one repeats the other
_AGAIN = 0.6  # of its score keeps a sentence for each better one of its document
_REPEATED = 0.05  # added to the score for each doubling of the documents that say it


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a summary, its sentences scored.

    Parameters
    ----------
    number : int
        Its place among the documents.
    analysis : Analysis
    scores : ndarray of float, shape (n_sentences,)
    wanted : ndarray of bool, shape (n_sentences,)
        Which sentences are about what was asked for.
    """

    number: int
    analysis: Analysis
    scores: NDArray[np.float64]
    wanted: NDArray[np.bool_]

    def quotes(self, positions: Iterable[int]) -> list[Quote]:
        """Return the sentences at ``positions`` as quotes."""
        table = self.analysis.table
        return [
            Quote(
                table.sentences[i].text,
                table.sentences[i].start,
                table.sentences[i].end,
                float(self.scores[i]),
                table.headings[table.sections[i]],
                self.number,
            )
            for i in positions
        ]

    def naming(self, terms: Sequence[str]) -> list[int]:
        """Return the best quotable sentence for each term that no earlier one names."""
        kept: list[int] = []
        for term in terms:
            there = sentences_with(self.analysis, term) & self.analysis.quotable & self.wanted
            if there.any() and not there[kept].any():
                kept.append(int(np.where(there, self.scores, -np.inf).argmax()))
        return kept


def choose_together(members: Sequence[Member], options: SummaryOptions) -> list[Quote]:
    """Choose the sentences that stand for all documents together.

    The best sentences of each compete in one selection. A sentence that opens by leaning on the one
    before it does not: away from its document it says nothing.
    """
    pool, scores, repeats = _without_copies(_pool(members), _documents_of_texts(members))
    if not pool:
        return []
    analysis = analyse_table(
        SentenceTable(
            tuple(member.analysis.table.sentences[i] for member, i in pool),
            # Each document's quotes stand on a line of their own, and its end counts too.
            np.array([member.analysis.table.lengths[i] + 1 for member, i in pool], np.intp),
            np.arange(len(pool)),
            np.zeros(len(pool), np.intp),
        )
    )
    together = Member(0, analysis, scores, np.ones(len(pool), bool))
    # A quote counts the same whatever its length, so that many documents speak, not long sentences.
    lengths = analysis.table.lengths
    weights = np.median(lengths) / lengths * _AGAIN ** _places_in_document(pool, scores)
    room = options.room(sum(int(member.analysis.table.lengths.sum()) for member in members))
    chosen = select(
        analysis,
        np.where(scores > 0, scores * weights, scores),
        max_chars=room,
        max_sentences=options.max_sentences,
        among=analysis.quotable,
        kept=together.naming(options.must),
    )
    quotes = []
    for position in chosen:
        member, i = pool[position]
        (quote,) = member.quotes([i])
        others = sorted(repeats[position].keys() - {member.number})
        quotes.append(
            replace(
                quote,
                score=float(scores[position]),
                repeated_in=tuple(others),
                likeness=tuple(round(repeats[position][number], 2) for number in others),
            )
        )
    return quotes


def _places_in_document(
    pool: Sequence[tuple[Member, int]], scores: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Return how many sentences of its document are better than each."""
    places = np.zeros(len(pool), np.intp)
    seen: defaultdict[int, int] = defaultdict(int)
    for position in np.argsort(-scores, kind="stable"):
        number = pool[position][0].number
        places[position] = seen[number]
        seen[number] += 1
    return places


def group_by_theme(
    quotes: Sequence[Quote], *, model: ThemeModel | None = None
) -> dict[str, list[Quote]]:
    """Group quotes by the name of their likeliest theme; those without one come last, as 其他."""
    from textkit.themes.tagging import theme_model

    themes = theme_model(model)
    groups: dict[str, list[Quote]] = {name: [] for name in themes.names.values()}
    groups["其他"] = []
    for quote, tagged in zip(quotes, themes.tag_texts([q.text for q in quotes]), strict=True):
        groups[tagged.tags[0].name if tagged.tags else "其他"].append(quote)
    return {name: found for name, found in groups.items() if found}


_Place = tuple[Member, int]


def _pool(members: Sequence[Member]) -> list[_Place]:
    """Return the places of the sentences of each document's own summary, in their order."""
    places: list[tuple[float, int, Member, int]] = []
    for member in members:
        if not len(member.analysis):
            continue
        steady = member.wanted & ~member.analysis.cues.openings["leaning"]
        own = select(member.analysis, member.scores, max_chars=_EACH, among=steady)
        places += [(-float(member.scores[i]), member.number, member, i) for i in own]
    places.sort(key=lambda place: (place[0], place[1], place[3]))
    best_places = sorted(places[:_POOL], key=lambda place: (place[1], place[3]))
    return [(member, i) for _, _, member, i in best_places]


def _documents_of_texts(members: Sequence[Member]) -> dict[str, set[int]]:
    """Return which documents have each sentence word for word."""
    documents: defaultdict[str, set[int]] = defaultdict(set)
    for member in members:
        for text in member.analysis.table.texts:
            documents[text].add(member.number)
    return documents


def _without_copies(
    pool: list[_Place], documents_of: Mapping[str, set[int]]
) -> tuple[list[_Place], NDArray[np.float64], list[dict[int, float]]]:
    """Keep the first of sentences that repeat each other, with the documents that have it.

    A document comes with how like the sentence is what it has, in (0, 1].
    """
    if not pool:
        return [], np.zeros(0), []
    texts = [member.analysis.table.sentences[i].text for member, i in pool]
    grams = bigrams(characters(texts))
    cells = np.zeros((len(pool), len(grams.keys)), np.float32)
    cells[grams.owner, grams.gram] = 1
    larger = np.maximum(grams.sizes[:, None], grams.sizes)
    likeness = cells @ cells.T / np.maximum(larger, 1)
    documents: defaultdict[int, dict[int, float]] = defaultdict(dict)
    first: list[int] = []
    for position, text in enumerate(texts):
        keeper = next((k for k in first if likeness[position, k] > _SAME), position)
        if keeper == position:
            first.append(position)
        alike = 1.0 if keeper == position else float(likeness[position, keeper])
        for number in documents_of[text]:
            documents[keeper][number] = max(alike, documents[keeper].get(number, 0.0))
    kept = [pool[position] for position in first]
    repeats = [documents[position] for position in first]
    bonus = np.array([_REPEATED * np.log2(len(numbers)) for numbers in repeats])
    scores = np.array([member.scores[i] for member, i in kept]) + bonus
    return kept, scores, repeats
