"""Turn scores of texts that a model did not see into probabilities that hold, and their bounds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from textkit.themes.model import squash
from textkit.themes.targets import Targets
from textkit.themes.thresholds import choose_threshold, promised_threshold, unsure_band

__all__ = ["best_loss", "bounds", "calibrated", "logit_loss", "probability_loss"]

_SLOPES = np.geomspace(0.25, 150, 48)
_ERROR_OF_SURE = 0.05
_SUREST = 0.82  # beyond, a model that is often wrong would doubt all it says
_CENTRES = np.linspace(0.1, 0.6, 26)  # of regressions on 0 and 1

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def calibrated(scores: Floats, yes: Bools, known: Bools, *, exclusive: bool) -> Floats:
    """Return the stack that turns scores into log-odds: one slope and constant for all themes.

    With some labels a theme, one of its own would follow their noise.

    Parameters
    ----------
    scores : ndarray of float, shape (n_texts, n_themes)
        From models that did not see the text: of regressions on 0 and 1, or where exclusive any.
    yes, known : ndarray of bool, shape (n_texts, n_themes)
    exclusive : bool

    Returns
    -------
    ndarray of float, shape (n_themes, 2)
        As in :class:`~textkit.themes.model.ThemeModel`.
    """
    centres = np.zeros(1) if exclusive else _CENTRES
    losses = [
        (
            logit_loss(slope * (scores - centre), yes, known, exclusive=exclusive),
            slope,
            centre,
        )
        for slope in _SLOPES
        for centre in centres
    ]
    _, slope, centre = min(losses)
    return np.tile([slope, -slope * centre], (yes.shape[1], 1))


def best_loss(scores: Floats, yes: Bools, known: Bools, *, exclusive: bool) -> float:
    """Return the mean log loss of scores at their best slope, to compare settings by."""
    centre = 0.0 if exclusive else 0.5
    return min(
        logit_loss(slope * (scores - centre), yes, known, exclusive=exclusive)
        for slope in _SLOPES[::3]
    )


def logit_loss(logits: Floats, yes: Bools, known: Bools, *, exclusive: bool) -> float:
    """Return the mean log loss of log-odds."""
    if exclusive:
        top = logits.max(1, keepdims=True)
        total = top[:, 0] + np.log(np.exp(logits - top).sum(1))
        return float((total - logits[np.arange(len(yes)), yes.argmax(1)]).mean())
    return float(np.logaddexp(0, np.where(yes, -logits, logits))[known].mean())


def probability_loss(probabilities: Floats, targets: Targets) -> float:
    """Return the mean log loss of probabilities; 0 without texts."""
    if not len(probabilities):
        return 0.0
    p = np.clip(probabilities, 1e-6, 1 - 1e-6)
    if targets.exclusive:
        return float(-np.log((p * targets.yes).sum(1)).mean())
    return float(-np.log(np.where(targets.yes, p, 1 - p))[targets.known].mean())


def bounds(
    logits: Floats, yes: Bools, known: Bools, *, exclusive: bool, promised: bool = False
) -> tuple[Floats, NDArray[np.float64]]:
    """Return from which probability a theme is given, and between which a person should look.

    Of exclusive themes the most probable is given, and a person should look where it is less
    probable than what is right 19 times of 20, or has a rival.

    Parameters
    ----------
    logits : ndarray of float, shape (n_texts, n_themes)
    yes, known : ndarray of bool, shape (n_texts, n_themes)
    exclusive : bool
    promised : bool
        Whether the probabilities of every theme hold by themselves, so that the F1 they promise
        chooses the threshold and not the F1 that labels show.

    Returns
    -------
    thresholds : ndarray of float, shape (n_themes,)
    unsure : ndarray of float, shape (n_themes, 2)
    """
    n_themes = yes.shape[1]
    if exclusive:
        sure = _sure(np.asarray(squash(logits, exclusive=True)), yes)
        threshold, low, high = 0.5, (1 - sure) / (1 if n_themes == 2 else 2), sure
    else:
        at = promised_threshold(logits, known) if promised else choose_threshold(logits, yes, known)
        threshold, low, high = squash(np.array([at, *unsure_band(logits, yes, known, at)]))
    return np.full(n_themes, threshold), np.tile([low, high], (n_themes, 1))


def _sure(p: Floats, yes: Bools) -> float:
    """Return the least probability above which the best theme is wrong at most once in 20."""
    best, right = p.max(1), yes[np.arange(len(p)), p.argmax(1)]
    for sure in np.arange(0.5, _SUREST, 0.02):
        above = right[best > sure]
        if (~above).sum() <= _ERROR_OF_SURE * len(above):
            return float(sure)
    return _SUREST
