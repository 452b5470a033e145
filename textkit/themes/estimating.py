"""Say how good a model is, and how sure that is, from probabilities of texts it did not see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Estimate", "estimate", "macro_f1"]

_N_RESAMPLES = 500
_MAX_RESAMPLED = 5000  # texts; beyond, the interval is the narrower by the root of their number


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score with its 95 % confidence interval (percentile bootstrap over texts).

    Parameters
    ----------
    measure : {"accuracy", "macro-F1"}
    value, low, high : float
        In [0, 1].
    n_texts : int
        What it was measured on.
    """

    measure: str
    value: float
    low: float
    high: float
    n_texts: int

    def __str__(self) -> str:
        interval = f"95 % interval {self.low:.3f} to {self.high:.3f}"
        return f"{self.measure} {self.value:.3f} ({interval}, {self.n_texts} texts)"


def estimate(
    given: NDArray[np.bool_],
    yes: NDArray[np.bool_],
    known: NDArray[np.bool_],
    *,
    exclusive: bool,
) -> Estimate:
    """Score decisions.

    Parameters
    ----------
    given, yes, known : ndarray of bool, shape (n_texts, n_themes)
        What a model decided, what is right, and where that is known.
    exclusive : bool
        Whether to measure accuracy rather than macro-F1.
    """
    hits, claims, true = (
        array.astype(np.int32) for array in (given & yes & known, given & known, yes & known)
    )
    right = np.asarray((given & yes).any(axis=1))
    rng = np.random.default_rng(0)
    n_texts = len(yes)
    n_drawn = min(n_texts, _MAX_RESAMPLED)
    values = []
    for _ in range(_N_RESAMPLES):
        rows = rng.integers(0, n_texts, n_drawn)
        if exclusive:
            values.append(float(right[rows].mean()))
        else:
            values.append(_f1(hits[rows].sum(0), claims[rows].sum(0), true[rows].sum(0)))
    value = float(right.mean()) if exclusive else _f1(hits.sum(0), claims.sum(0), true.sum(0))
    shrink = (n_drawn / n_texts) ** 0.5
    low, high = (value + (q - np.mean(values)) * shrink for q in np.percentile(values, (2.5, 97.5)))
    measure = "accuracy" if exclusive else "macro-F1"
    return Estimate(measure, value, max(float(low), 0.0), min(float(high), 1.0), n_texts)


def macro_f1(given: NDArray[np.bool_], yes: NDArray[np.bool_], known: NDArray[np.bool_]) -> float:
    """Return the mean F1 of the themes that occur."""
    return _f1((given & yes & known).sum(0), (given & known).sum(0), (yes & known).sum(0))


def _f1(hits: NDArray[np.int_], claims: NDArray[np.int_], true: NDArray[np.int_]) -> float:
    occurs = true > 0
    if not occurs.any():
        return 0.0
    return float((2 * hits[occurs] / (claims[occurs] + true[occurs])).mean())
