"""What a corpus says: themes by source, place and month, and the terms typical of each.

References
----------
Monroe, Colaresi and Quinn (2008), Fightin' Words: log-odds with an informative Dirichlet prior, for
typical terms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from textkit.features.tokens import word_spans

__all__ = ["By", "theme_table", "typical_terms"]

By = Literal["source", "place", "month", "year"]
_UNKNOWN = "—"
_PRIOR = 500.0  # weight of what is usual, in words: half a page does not make a term typical
_MIN_LENGTH = 2  # characters: single ones are grammar
_MIN_COUNT = 3


def theme_table(
    paragraphs: Iterable[Mapping[str, Any]], *, by: By, without: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Count themes by source, place, month or year.

    Parameters
    ----------
    paragraphs : iterable of mapping
        Rows of level paragraph, as :func:`textkit.corpus.results.read_results` reads them.
    by : {"source", "place", "month", "year"}
        What to group by; a document without it counts under ``—``.
    without : collection of str
        Ids of documents to leave out: near-duplicates, so that wire copy counts once.

    Returns
    -------
    list of dict
        A row a group, sorted by it: ``documents``, ``paragraphs`` and ``characters`` of the body,
        and for each theme ``paragraphs_<id>`` and ``share_<id>``, the share of its characters.

    Examples
    --------
    >>> row = {"id": "a", "kind": "body", "text": "秋粮入库。", "source": "甲报"}
    >>> theme_table([{**row, "theme_rural": True}], by="source")[0]["share_rural"]
    1.0
    """
    left_out = set(without)
    documents: Counter[str] = Counter()
    last = None  # rows of a document stand together, so no id but the last need be kept
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    themes: dict[str, None] = {}
    for row in paragraphs:
        if row["kind"] != "body" or row["id"] in left_out:
            continue
        group = _group(row, by)
        length = len(row["text"])
        documents[group] += row["id"] != last
        last = row["id"]
        count = counts[group]
        count["paragraphs"] += 1
        count["characters"] += length
        for name, value in row.items():
            if name.startswith("theme_"):
                theme = name.removeprefix("theme_")
                themes[theme] = None
                if value:
                    count[f"paragraphs_{theme}"] += 1
                    count[f"characters_{theme}"] += length
    return [
        {
            by: group,
            "documents": documents[group],
            "paragraphs": counts[group]["paragraphs"],
            "characters": counts[group]["characters"],
            **{f"paragraphs_{t}": counts[group][f"paragraphs_{t}"] for t in themes},
            **{
                f"share_{t}": round(
                    counts[group][f"characters_{t}"] / max(counts[group]["characters"], 1), 4
                )
                for t in themes
            },
        }
        for group in sorted(counts)
    ]


def typical_terms(
    paragraphs: Iterable[Mapping[str, Any]],
    *,
    by: By = "year",
    n_terms: int = 10,
    without: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Find the words that each theme uses in one period, source or place more than elsewhere.

    Parameters
    ----------
    paragraphs : iterable of mapping
        Rows of level paragraph.
    by : {"source", "place", "month", "year"}
        What to compare.
    n_terms : int
        Most terms of each theme and group, at least 1.
    without : collection of str
        Ids of documents to leave out.

    Returns
    -------
    list of dict
        ``theme``, the group, ``term``, ``count`` and ``z``, sorted by theme, group and falling
        ``z``: the log-odds of the term in the group against the theme's other groups, in standard
        errors. Where a theme has one group only, it is compared with the other themes.
    """
    if n_terms < 1:
        raise ValueError(f"n_terms is {n_terms}, expected at least 1")
    left_out = set(without)
    usual: Counter[str] = Counter()
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in paragraphs:
        if row["kind"] != "body" or row["id"] in left_out:
            continue
        words = Counter(_words(row["text"]))
        usual.update(words)
        for name, value in row.items():
            if value and name.startswith("theme_"):
                counts[name.removeprefix("theme_")][_group(row, by)].update(words)
    found = []
    for theme in sorted(counts):
        groups = counts[theme]
        together = usual if len(groups) == 1 else sum(groups.values(), Counter())
        for group in sorted(groups):
            for z, term in _most_typical(groups[group], together, usual)[:n_terms]:
                count = groups[group][term]
                found.append(
                    {"theme": theme, by: group, "term": term, "count": count, "z": round(z, 2)}
                )
    return found


def _most_typical(
    here: Counter[str], together: Counter[str], usual: Counter[str]
) -> list[tuple[float, str]]:
    """Return (z, term) of the terms more frequent here than in the rest, highest first."""
    n_here, n_all, n_usual = here.total(), together.total(), usual.total()
    scored = []
    for term, count in here.items():
        if count < _MIN_COUNT:
            continue
        prior = _PRIOR * usual[term] / n_usual
        there = together[term] - count
        odds = math.log((count + prior) / (n_here + _PRIOR - count - prior)) - math.log(
            (there + prior) / (n_all - n_here + _PRIOR - there - prior)
        )
        z = odds / math.sqrt(1 / (count + prior) + 1 / (there + prior))
        if z > 0:
            scored.append((z, term))
    return sorted(scored, key=lambda item: (-item[0], item[1]))


def _words(text: str) -> list[str]:
    words = (text[start:end] for start, end in word_spans(text))
    return [w for w in words if len(w) >= _MIN_LENGTH and not w.isascii() and w.isalpha()]


def _group(row: Mapping[str, Any], by: By) -> str:
    if by in ("month", "year"):
        published = row.get("published") or ""
        return published[: 7 if by == "month" else 4] or _UNKNOWN
    return row.get(by) or _UNKNOWN
