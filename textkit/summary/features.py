"""The features of a sentence that the ranker weighs, and what of its document shifts the weights.

What a name means:

============================  ==================================================================
position …                    where the sentence stands in the document, from 0 to 1, and its square
first, second, top three      it is among the first
order                         log of how many stand above it
near end                      it is one of the last two
paragraph …, in paragraph     the same for its paragraph, and within its paragraph
since heading                 log of how many stand between it and the heading above
length …, length over N       log of its characters, against the document's own, in steps
figure, density               whether it has figures, how many a character
quoted                        share of it inside “”
centroid, shared             how much it says of what the document says
novelty                       share of its bigrams that no sentence above has
title, lead                   likeness to the title and to the first sentence
CUE, CUE per length           log of how often a cue of :mod:`~textkit.summary.cues` occurs
opens: OPENING                how it begins
============================  ==================================================================

Names that end in ``(z)`` are measured against the mean and spread of the document's quotable
sentences.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from textkit.summary.analysis import Analysis
from textkit.summary.centrality import novelty, toward_centroid, unit_vectors
from textkit.summary.characters import bigrams, characters
from textkit.summary.cues import COUNTED

__all__ = ["MODIFIERS", "feature_values", "modifiers"]

Columns = dict[str, NDArray[np.float64]]

_STEPS = (
    15,
    25,
    40,
    60,
    80,
    110,
    150,
    220,
    300,
)  # where the worth of length may bend, in characters
_MIN_LENGTH = 10  # of which "per length" is taken: shorter sentences would look dense
_SHORT = 22


def feature_values(analysis: Analysis) -> Columns:
    """Work out the features of every sentence.

    Returns
    -------
    dict of str to ndarray of float, shape (n_sentences,)
        In the same order for every document.
    """
    return {
        **_position(analysis),
        **_paragraph_position(analysis),
        **_size(analysis),
        **_figures(analysis),
        **_centrality(analysis),
        **_likeness(analysis),
        **_cues(analysis),
    }


def _position(analysis: Analysis) -> Columns:
    n = len(analysis)
    index = np.arange(n)
    position = index / max(n - 1, 1)
    sections = analysis.sections
    first = np.flatnonzero(np.diff(sections, prepend=-1))
    since = index - first[np.searchsorted(first, index, side="right") - 1]
    return {
        "position": position,
        "position²": position**2,
        "first": (index == 0).astype(float),
        "second": (index == 1).astype(float),
        "top three": (index < 3).astype(float),
        "order": np.log1p(index),
        "near end": (index >= n - 2).astype(float),
        "since heading": np.log1p(since),
        "after heading": ((since == 0) & (sections > 0)).astype(float),
        "second after heading": ((since == 1) & (sections > 0)).astype(float),
    }


def _paragraph_position(analysis: Analysis) -> Columns:
    paragraphs, lengths = analysis.table.paragraphs, analysis.table.lengths
    last = paragraphs[-1]
    opens = np.diff(paragraphs, prepend=-1) != 0
    above = np.arange(len(analysis)) - np.flatnonzero(opens)[paragraphs]
    size = np.bincount(paragraphs)[paragraphs]
    return {
        "paragraph": paragraphs / max(last, 1),
        "first paragraph": (paragraphs == 0).astype(float),
        "last paragraph": (paragraphs == last).astype(float),
        "opens paragraph": opens.astype(float),
        "ends paragraph": (above == size - 1).astype(float),
        "in paragraph": np.log1p(above),
        "paragraph sentences": np.log1p(size),
        "paragraph length": np.log1p(np.bincount(paragraphs, lengths)[paragraphs]),
        "alone": (size == 1).astype(float),
    }


def _size(analysis: Analysis) -> Columns:
    lengths = analysis.table.lengths
    log = np.log(lengths)
    few = (analysis.cues.counts["figures"] == 0) & (analysis.cues.counts["clauses"] <= 1)
    return {
        "length": log,
        "characters": np.minimum(lengths, 300) / 100,
        "length (z)": _z(log, analysis),
        **{f"length over {step}": np.maximum(log - math.log(step), 0) for step in _STEPS},
        "short": ((lengths < _SHORT) & few).astype(float),
    }


def _figures(analysis: Analysis) -> Columns:
    figures = analysis.cues.counts["figures"]
    lengths = np.maximum(analysis.table.lengths, _MIN_LENGTH)
    texts = analysis.table.texts
    return {
        "figure": (figures > 0).astype(float),
        "density (z)": _z(figures / lengths, analysis),
        "quoted": np.array([_quoted(text) / len(text) for text in texts]),
        "exclaims": np.array([text.endswith(("！", "？", "!", "?")) for text in texts], float),
    }


def _quoted(text: str) -> int:
    return sum(len(part.partition("”")[0]) for part in text.split("“")[1:])


def _centrality(analysis: Analysis) -> Columns:
    grams = analysis.grams
    vectors = unit_vectors(grams)
    centroid = toward_centroid(grams, vectors)
    return {
        "centroid": centroid,
        "centroid (z)": _z(centroid, analysis),
        "shared": grams.share(np.bincount(grams.gram, minlength=len(grams.keys)) > 1),
        "novelty": novelty(grams),
    }


def _likeness(analysis: Analysis) -> Columns:
    grams = analysis.grams
    n = len(analysis)

    def likeness(columns: NDArray[np.bool_]) -> NDArray[np.float64]:
        shared = np.bincount(grams.owner, columns[grams.gram], minlength=n)
        return np.asarray(shared / np.sqrt((grams.sizes + 1) * (columns.sum() + 3)))

    title = bigrams(characters([analysis.table.title])).keys
    at = np.searchsorted(grams.keys, title)
    known = at < len(grams.keys)
    known[known] = grams.keys[at[known]] == title[known]
    in_title = np.zeros(len(grams.keys), bool)
    in_title[at[known]] = True
    to_lead = np.zeros(n)
    lead = np.flatnonzero(analysis.quotable)[:1]
    if lead.size:
        columns = np.zeros(len(grams.keys), bool)
        columns[grams.gram[grams.owner == lead[0]]] = True
        to_lead = likeness(columns)
        to_lead[lead] = 0
    return {"title": likeness(in_title), "lead": to_lead}


def _cues(analysis: Analysis) -> Columns:
    lengths = np.maximum(analysis.table.lengths, _MIN_LENGTH)
    counts = np.array(list(analysis.cues.counts.values()))
    columns = dict(zip(COUNTED, np.log1p(counts), strict=True))
    dense = [f"{name} per length" for name in COUNTED]
    columns.update(zip(dense, counts / lengths * 20, strict=True))
    columns.update(
        (f"opens: {name}", there.astype(float)) for name, there in analysis.cues.openings.items()
    )
    return columns


def _z(values: NDArray[np.float64], analysis: Analysis) -> NDArray[np.float64]:
    """Measure against the quotable sentences, which are what a sentence competes with."""
    rivals = values[analysis.rivals]
    return np.asarray((values - rivals.mean()) / (rivals.std() + 1e-6))


MODIFIERS = (
    "figures in document",
    "document length",
    "headings",
    "first person",
    "measures",
    "sentences per paragraph",
    "sentence length",
    "own length",
    "own figure",
)


def modifiers(analysis: Analysis) -> NDArray[np.float64]:
    """Work out what shifts the weights of the features, by document and by sentence.

    Position counts for more in a short piece of news and figures for less in a report that has one
    in every sentence: a report section and a reportage want different rankers, and these say
    between which two a document stands. The last two are the sentence's own.

    Returns
    -------
    ndarray of float, shape (n_sentences, n_modifiers)
        Columns are :data:`MODIFIERS`.
    """
    rivals = analysis.rivals
    lengths = analysis.table.lengths
    figure = analysis.cues.counts["figures"] > 0
    of_document = (
        figure[rivals].mean(),
        math.log(lengths[rivals].sum()),
        analysis.sections[-1] / len(analysis),
        (analysis.cues.counts["self"][rivals] > 0).mean(),
        analysis.cues.openings["verb"][rivals].mean(),
        math.log(len(analysis) / (analysis.table.paragraphs[-1] + 1)),
        math.log(lengths[rivals].mean()),
    )
    out = np.empty((len(analysis), len(MODIFIERS)))
    out[:, : len(of_document)] = of_document
    out[:, -2] = np.minimum(np.log(lengths), 5.5)
    out[:, -1] = figure
    return out
