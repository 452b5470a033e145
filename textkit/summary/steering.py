"""How far each sentence of a document is about what a reader asks for."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from textkit.summary.analysis import Analysis
from textkit.summary.characters import bigrams, characters

if TYPE_CHECKING:
    from textkit.themes.model import ThemeModel

__all__ = ["about_query", "about_themes", "sentences_with", "theme_indices"]

_NEARLY = 0.75  # share of a term's bigrams from which a sentence nearly names it


def about_themes(
    analysis: Analysis, themes: Sequence[str], model: ThemeModel
) -> NDArray[np.float64]:
    """Return how probable one of ``themes`` is for each sentence, 0 where it is not about them.

    About a theme are the sentences that have it by themselves, and the likeliest of each paragraph
    that has it only as a whole.
    """
    columns = theme_indices(themes, model)
    texts = analysis.table.texts
    probabilities = model.probabilities(texts)
    about = np.asarray(model.given(probabilities)[:, columns].any(axis=1))
    paragraphs = analysis.table.paragraphs
    wholes = ["" for _ in range(int(paragraphs[-1]) + 1)]
    for paragraph, text in zip(paragraphs, texts, strict=True):
        wholes[paragraph] += text
    given = model.given(model.probabilities(wholes))[:, columns]
    for paragraph, column in zip(*np.nonzero(given), strict=True):
        inside = np.flatnonzero(paragraphs == paragraph)
        if not about[inside].any():
            about[inside[probabilities[inside, columns[column]].argmax()]] = True
    return np.where(about, probabilities[:, columns].max(axis=1), 0.0)


def theme_indices(themes: Sequence[str], model: ThemeModel) -> list[int]:
    """Return the columns of themes given by id or name; ValueError where one is unknown."""
    places = {name: i for i, name in enumerate(model.names.values())}
    places |= {theme: i for i, theme in enumerate(model.names)}
    for theme in themes:
        if theme not in places:
            close = get_close_matches(theme, places, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            listed = ", ".join(f"{theme} ({name})" for theme, name in model.names.items())
            raise ValueError(f"no theme {theme!r}{hint} The model has {listed}.")
    return [places[theme] for theme in themes]


def about_query(analysis: Analysis, query: str) -> NDArray[np.float64]:
    """Return the share of a query's words that each sentence names, or nearly names."""
    terms = query.split()
    n_named = np.zeros(len(analysis))
    grams = analysis.grams
    for term in terms:
        named = sentences_with(analysis, term)
        wanted = bigrams(characters([term])).keys
        if len(wanted) > 2:
            hit = np.isin(grams.keys, wanted)
            found = np.bincount(grams.owner, hit[grams.gram], minlength=len(analysis))
            named |= found >= _NEARLY * len(wanted)
        n_named += named
    return n_named / len(terms)


def sentences_with(analysis: Analysis, term: str) -> NDArray[np.bool_]:
    """Tell which sentences have ``term``; small and capital letters are the same."""
    small = term.strip().lower()
    return np.array([small in text.lower() for text in analysis.table.texts], bool)
