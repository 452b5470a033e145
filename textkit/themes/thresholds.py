"""Choose from which probability on a theme is given, and where a person should look."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.themes.model import squash

__all__ = ["choose_threshold", "promised_threshold", "unsure_band"]

_GRID = np.arange(-1.6, 0.61, 0.05)  # log-odds: .17 to .65
_FINE_GRID = np.arange(-1.6, 0.61, 0.02)
_NEIGHBOURS = 9  # points averaged, as single ones follow the noise of few texts
_PLATEAU = 0.003  # of macro-F1 below the best: differences in it are noise
_MAX_HALF_BAND = 1.5
_LEFT_OUTSIDE = 0.5  # of the share of wrong decisions
_FEW = 0.01  # wrong ones need no band


def choose_threshold(
    logits: NDArray[np.float64], yes: NDArray[np.bool_], known: NDArray[np.bool_]
) -> float:
    """Return the log-odds that maximize macro-F1, one for all themes.

    A threshold a theme was worse on held-out sources: with some dozens of positives it fits their
    noise. The curve is flat at its top, where four more texts moved the best point from .36 to .51
    of probability; the middle of the plateau stays where it is. Where the probabilities of every
    theme hold by themselves, :func:`promised_threshold` is steadier.

    Parameters
    ----------
    logits, yes, known : ndarray, shape (n_texts, n_themes)
        Out-of-fold log-odds, the labels, and which of them are known.
    """
    scores = np.array([_macro_f1((logits > at) & known, yes & known) for at in _GRID])
    padded = np.pad(scores, _NEIGHBOURS // 2, mode="edge")
    smooth = np.convolve(padded, np.full(_NEIGHBOURS, 1 / _NEIGHBOURS), "valid")
    return float(_GRID[smooth >= smooth.max() - _PLATEAU].mean())


def promised_threshold(logits: NDArray[np.float64], known: NDArray[np.bool_]) -> float:
    """Return the log-odds that maximize the macro-F1 to be expected, one for all themes.

    Of texts that are given a theme, the sum of its probabilities is how many have it, and over all
    texts how many should be given it: so much F1 a threshold promises as far as probabilities hold
    [1]_. The curve of the F1 that labels show is as high and flat, but its top follows the noise of
    few texts: chosen on half of the sources, again and again, it strayed by .065 of probability
    where this one strays by .005, and scored .002 less on the other half. But one slope for all
    themes, as few labels allow, promises too much of some: there labels chose better by .02.

    Parameters
    ----------
    logits, known : ndarray, shape (n_texts, n_themes)
        Out-of-fold log-odds, calibrated, and where labels are known.

    References
    ----------
    .. [1] Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
       Measure", ECML PKDD 2014. They show the best threshold to be half of the F1 it gets.
    """
    p = np.where(known, squash(logits), 0.0)
    return float(max(_FINE_GRID, key=lambda at: _macro_f1((logits > at) & known, p)))


def unsure_band(
    logits: NDArray[np.float64],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
    threshold: float,
) -> tuple[float, float]:
    """Return the narrowest band of log-odds outside of which half as many decisions are wrong.

    Half as many, that is, of those outside as of all, or one in a hundred. It is symmetric about
    the threshold and at most 1.5 wide on each side.
    """
    distance = np.abs(logits - threshold)[known]
    wrong = ((logits > threshold) != yes)[known]
    bearable = max(_LEFT_OUTSIDE * wrong.mean(), _FEW) if len(wrong) else 0.0
    half = 0.0
    while half < _MAX_HALF_BAND:
        outside = wrong[distance > half]
        if outside.sum() <= bearable * len(outside):
            break
        half += 0.05
    return threshold - half, threshold + half


def _macro_f1(given: NDArray[np.bool_], yes: NDArray[Any]) -> float:
    """Return the mean F1 of the themes, where ``yes`` is a label or how probable it is."""
    hits = (given * yes).sum(0)
    claims = (given.sum(0) + yes.sum(0)) / 2
    return float(np.divide(hits, claims, out=np.zeros(len(claims)), where=claims > 0).mean())
