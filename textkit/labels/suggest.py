"""Choose what to label next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textkit.labels.checks import text_groups

__all__ = ["suggest"]

# A model that knows little is unsure of oddities: below about so many labels pure uncertainty was
# worse than a random choice.
_MIN_FOR_UNCERTAINTY = 100
_SHARE_AT_RANDOM = 0.5  # of the first labels; the rest is drawn evenly from what themes may match
_SHARE_OF_RANDOM_LATER = 0.2  # keeps the labels fit to measure with, and finds what is unknown
_POOL = 5  # times the texts wanted, among which the most different are taken


def suggest(
    probabilities: NDArray[np.float64],
    texts: Sequence[str],
    *,
    n_texts: int = 50,
    n_labelled: int = 0,
    vectors: NDArray[np.floating] | None = None,
    random_state: int = 0,
) -> list[int]:
    """Return the positions of the texts that teach a model most when they are labelled.

    At first half of them are drawn at random and half from those that each theme claims most; from
    100 labels on, most are texts that the model is unsure of and that differ from each other.

    Parameters
    ----------
    probabilities : ndarray, shape (n_texts, n_themes)
        What the present model says; a first one comes from theme definitions.
    texts : sequence of str
        The texts; of those that are the same, or nearly, one is suggested.
    n_texts : int
        How many are wanted, at least 1.
    n_labelled : int
        How many the model was trained on.
    vectors : ndarray, shape (n_texts, n_dimensions), optional
        What the texts mean; texts that point the same way are not suggested together.
    random_state : int

    Returns
    -------
    list of int
        Without repeats, the order of labelling; fewer where there are fewer texts.

    Examples
    --------
    >>> import numpy as np
    >>> texts = ["甲段文字", "乙段文字", "乙段，文字", "丙段文字"]
    >>> chosen = suggest(np.array([[0.9], [0.5], [0.5], [0.1]]), texts, n_texts=3)
    >>> sorted(chosen)
    [0, 1, 3]
    """
    if n_texts < 1:
        raise ValueError(f"n_texts is {n_texts}, expected at least 1")
    if len(probabilities) != len(texts):
        raise ValueError(f"got {len(probabilities)} probabilities for {len(texts)} texts")
    rng = np.random.default_rng(random_state)
    groups = text_groups(texts)
    free = rng.permutation([i for i, first in enumerate(groups) if i == first]).astype(np.intp)
    n_wanted = min(n_texts, len(free))
    if n_labelled < _MIN_FOR_UNCERTAINTY:
        ranked = _claimed_in_turn(probabilities[free], free)
        n_random = round(n_wanted * _SHARE_AT_RANDOM)
    else:
        ranked = _unsure_and_different(probabilities[free], free, vectors, n_wanted)
        n_random = round(n_wanted * _SHARE_OF_RANDOM_LATER)
    chosen = list(dict.fromkeys(ranked))[: n_wanted - n_random]
    taken = set(chosen)
    rest = [i for i in free.tolist() if i not in taken]
    mixed = chosen + rest[: n_wanted - len(chosen)]
    return [mixed[i] for i in rng.permutation(len(mixed)).tolist()]


def _claimed_in_turn(probabilities: NDArray[np.float64], free: NDArray[np.intp]) -> list[int]:
    """Take for one theme after the other the text that it claims most."""
    by_theme = np.argsort(-probabilities, axis=0, kind="stable")
    return [int(free[i]) for rank in by_theme for i in rank]


def _unsure_and_different(
    probabilities: NDArray[np.float64],
    free: NDArray[np.intp],
    vectors: NDArray[np.floating] | None,
    n_wanted: int,
) -> list[int]:
    """Take the unsure texts, each as different as may be from those before it (farthest first)."""
    doubt = (probabilities * (1 - probabilities)).max(axis=1)
    pool = np.argsort(-doubt, kind="stable")[: n_wanted * _POOL]
    if vectors is None:
        return [int(free[i]) for i in pool]
    points = np.asarray(vectors, float)[free[pool]]
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    nearest = np.zeros(len(pool))
    order: list[int] = []
    for _ in range(min(n_wanted, len(pool))):
        # Doubt that is already covered by a text alike is worth less.
        worth = doubt[pool] * (1 - np.maximum(nearest, 0))
        worth[order] = -1
        best = int(worth.argmax())
        order.append(best)
        nearest = np.maximum(nearest, points @ points[best])
    return [int(free[pool[i]]) for i in order]
