"""Two models of the same themes as one, weighed by what they say of texts that were left out."""

from __future__ import annotations

from copy import copy
from itertools import product

import numpy as np
from numpy.typing import NDArray

from textkit.themes.calibrating import bounds, logit_loss
from textkit.themes.model import ThemeModel, squash
from textkit.themes.targets import Targets

__all__ = ["mixed"]

_SHARES = np.linspace(0.1, 0.9, 9)
_SLOPES = np.geomspace(0.7, 1.6, 9)  # the mean of two is less sure than it is right
_SUREST = 1e-6

Floats = NDArray[np.float64]


def mixed(
    first: tuple[ThemeModel, Floats], second: tuple[ThemeModel, Floats], targets: Targets
) -> tuple[ThemeModel, Floats]:
    """Add the log-odds of two models, at the weights of the least log loss.

    They err apart where they were learned apart: from meanings by one regression for all themes,
    from words, sentences and clauses by one a theme.

    Parameters
    ----------
    first, second : tuple of ThemeModel and ndarray of float, shape (n_texts, n_themes)
        A model, and the probabilities of its training texts by models that did not see them.
    targets : Targets
        What is known of the texts.

    Returns
    -------
    tuple of ThemeModel and ndarray
        The same of both together.
    """
    yes, known, exclusive = targets.yes, targets.known, targets.exclusive
    ours, others = (_log_odds(p, exclusive=exclusive) for _, p in (first, second))

    def loss(weights: tuple[float, float]) -> float:
        return logit_loss(weights[0] * ours + weights[1] * others, yes, known, exclusive=exclusive)

    pairs = [(slope * share, slope * (1 - share)) for share, slope in product(_SHARES, _SLOPES)]
    a, b = min(pairs, key=loss)
    logits = a * ours + b * others
    model = _scaled(first[0], a)
    model.beside = _scaled(second[0], b)
    model.thresholds, model.unsure = bounds(logits, yes, known, exclusive=exclusive)
    return model, np.asarray(squash(logits, exclusive=exclusive))


def _scaled(model: ThemeModel, by: float) -> ThemeModel:
    scaled = copy(model)
    scaled.stack = model.stack * by
    return scaled


def _log_odds(p: Floats, *, exclusive: bool) -> Floats:
    """Return logits that have these probabilities; of exclusive themes up to a constant a text."""
    p = np.clip(p, _SUREST, 1 - _SUREST)
    return np.log(p) if exclusive else np.log(p) - np.log1p(-p)
