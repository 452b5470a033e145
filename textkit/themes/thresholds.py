"""Choose from which probability on a theme is given, and where a person should look."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["choose_threshold", "unsure_band"]

_GRID = np.arange(-1.6, 0.61, 0.05)  # log-odds: .17 to .65
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
    of probability; the middle of the plateau stays where it is.

    Parameters
    ----------
    logits, yes, known : ndarray, shape (n_texts, n_themes)
        Out-of-fold log-odds, the labels, and which of them are known.
    """
    scores = np.array([_macro_f1(logits > at, yes, known) for at in _GRID])
    padded = np.pad(scores, _NEIGHBOURS // 2, mode="edge")
    smooth = np.convolve(padded, np.full(_NEIGHBOURS, 1 / _NEIGHBOURS), "valid")
    return float(_GRID[smooth >= smooth.max() - _PLATEAU].mean())


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


def _macro_f1(given: NDArray[np.bool_], yes: NDArray[np.bool_], known: NDArray[np.bool_]) -> float:
    hits = (given & yes & known).sum(0)
    claims = ((given & known).sum(0) + (yes & known).sum(0)) / 2
    return float(np.where(claims > 0, hits / np.maximum(claims, 1), 0).mean())
