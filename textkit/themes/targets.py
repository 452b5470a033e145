"""Labels in the forms that users have them, as arrays of yes and known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Targets", "read_targets"]


@dataclass(frozen=True, slots=True)
class Targets:
    """What is known of each text and theme.

    Parameters
    ----------
    classes : ndarray of str, shape (n_themes,)
    yes, known : ndarray of bool, shape (n_texts, n_themes)
    exclusive : bool
        Whether each text has exactly one theme.
    """

    classes: NDArray[Any]
    yes: NDArray[np.bool_]
    known: NDArray[np.bool_]
    exclusive: bool


def read_targets(y: Sequence[Any] | NDArray[Any], n_texts: int) -> Targets:
    """Read labels: one a text, a list of them a text, or an array of 0, 1 and NaN.

    Raises
    ------
    ValueError
        When their number is not that of the texts, or there is nothing to tell apart.
    """
    if len(y) != n_texts:
        raise ValueError(f"got {n_texts} texts and {len(y)} labels, expected one label a text")
    if isinstance(y, np.ndarray) and y.ndim == 2:
        known = ~np.isnan(y.astype(float))
        classes = np.arange(y.shape[1])
        return Targets(classes, np.where(known, y, 0).astype(float) > 0, known, exclusive=False)
    exclusive = not any(isinstance(labels, list | tuple | set | frozenset) for labels in y)
    rows: list[Any] = [[label] for label in y] if exclusive else [list(labels) for labels in y]
    classes = np.unique([label for labels in rows for label in labels])
    if len(classes) < (needed := 2 if exclusive else 1):
        raise ValueError(f"got the classes {classes.tolist()}, expected at least {needed}")
    column = {label: i for i, label in enumerate(classes.tolist())}
    yes = np.zeros((n_texts, len(classes)), bool)
    for row, labels in zip(yes, rows, strict=True):
        for label in labels:
            row[column[label]] = True
    return Targets(classes, yes, np.ones_like(yes), exclusive)
