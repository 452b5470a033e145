"""How much more labels help: models of some of them, measured on the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from textkit.labels import LabelledText
from textkit.themes.estimating import Estimate, estimate
from textkit.themes.evaluation import targets_for
from textkit.themes.training import Source, labelled_data

__all__ = ["LearningPoint", "learning_curve"]

_CURVE = (8, 16, 32, 64, 128, 256, 512, 1024, 2048)


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """How well a model does that learned from some labels only."""

    labels_per_theme: int
    n_texts: int
    overall: Estimate


def learning_curve(data: Source, *, exclusive: bool | None = None) -> list[LearningPoint]:
    """Train on more and more labels, and measure each model on the same fifth of the texts.

    Where the last points still rise, more labels would help.

    Parameters
    ----------
    data : path-like, iterable of mappings, or LabelledData
    exclusive : bool, optional
        As in :func:`textkit.train`.
    """
    from textkit.themes.learning import learn
    from textkit.themes.training import targets_of

    labelled = labelled_data(data, exclusive)
    rng = np.random.default_rng(0)
    rows = [labelled.labelled[i] for i in rng.permutation(len(labelled.labelled))]
    n_test = max(len(rows) // 5, 1)
    test, rest = rows[:n_test], rows[n_test:]
    points: list[LearningPoint] = []
    for wanted in _CURVE:
        chosen = _up_to(rest, wanted)
        if points and len(chosen) == points[-1].n_texts:
            break
        learned = learn(chosen, targets_of(chosen, labelled.exclusive))
        known = set(learned.model.themes)
        seen = [row for row in test if known.issuperset(row.themes or ())]
        targets = targets_for(learned.model, seen)
        given = learned.model.given(learned.model.probabilities([row.text for row in seen]))
        score = estimate(given, targets.yes, targets.known, exclusive=labelled.exclusive)
        points.append(LearningPoint(wanted, len(chosen), score))
    return points


def _up_to(rows: Sequence[LabelledText], wanted: int) -> list[LabelledText]:
    """Return the first texts until each theme has ``wanted``, and as many with none."""
    counts: dict[str, int] = {}
    chosen = []
    for row in rows:
        themes = row.themes or ("",)
        if any(counts.get(theme, 0) < wanted for theme in themes):
            chosen.append(row)
            for theme in themes:
                counts[theme] = counts.get(theme, 0) + 1
    return chosen
