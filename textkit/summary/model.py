"""The ranker model: arrays that give every sentence of a document its worth, with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from textkit.errors import ModelError
from textkit.models.card import Card
from textkit.summary.analysis import Analysis
from textkit.summary.features import MODIFIERS, feature_values, modifiers

__all__ = ["RankerModel"]

_CLIP = 4.0  # standard deviations: one odd sentence must not outweigh the rest of its features
_CLIP_MODIFIER = 3.0


class RankerModel:
    """A linear ranker whose weights shift with the kind of document.

    With features f and modifiers m, both standardized, a sentence is worth ::

        Σ f · (weight + Σ m · shift)

    less the mean of its document's quotable sentences, so that 0 is an ordinary sentence.

    Parameters
    ----------
    names : sequence of str
        Features, see :mod:`textkit.summary.features`.
    mean, scale : ndarray of float, shape (n_features,)
    modifier_mean, modifier_scale : ndarray of float, shape (n_modifiers,)
    weights : ndarray of float, shape (n_features, 1 + n_modifiers)
        Weight and shifts of each feature.
    card : Card, optional
    """

    kind: ClassVar[str] = "ranker"

    def __init__(
        self,
        names: Sequence[str],
        *,
        mean: NDArray[np.float64],
        scale: NDArray[np.float64],
        modifier_mean: NDArray[np.float64],
        modifier_scale: NDArray[np.float64],
        weights: NDArray[np.float64],
        card: Card | None = None,
    ) -> None:
        self.names = tuple(names)
        self.mean = mean
        self.scale = scale
        self.modifier_mean = modifier_mean
        self.modifier_scale = modifier_scale
        self.weights = weights
        self.card = card or Card()

    def scores(self, analysis: Analysis) -> NDArray[np.float64]:
        """Return the worth of each sentence, shape (n_sentences,)."""
        features, shifts = self.standardized(analysis)
        worth = ((features @ self.weights) * shifts).sum(1)
        return np.asarray(worth - _usual(worth, analysis))

    def contributions(self, analysis: Analysis) -> NDArray[np.float64]:
        """Return what each feature adds to each score, shape (n_sentences, n_features).

        Rows sum to :meth:`scores`.
        """
        features, shifts = self.standardized(analysis)
        parts = features * (shifts @ self.weights.T)
        return np.asarray(parts - _usual(parts, analysis))

    def standardized(self, analysis: Analysis) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return features and modifiers on the scale of training; modifiers begin with a 1."""
        columns = feature_values(analysis)
        if tuple(columns) != self.names:
            odd = sorted(set(columns) ^ set(self.names))
            raise ModelError(
                f"the ranker was trained on other features than this textkit has "
                f"({', '.join(odd[:3]) or 'in another order'}); train it again"
            )
        features = np.array(list(columns.values())).T
        features = np.clip((features - self.mean) / self.scale, -_CLIP, _CLIP)
        shifts = np.ones((len(analysis), 1 + len(MODIFIERS)))
        shifts[:, 1:] = (modifiers(analysis) - self.modifier_mean) / self.modifier_scale
        np.clip(shifts[:, 1:], -_CLIP_MODIFIER, _CLIP_MODIFIER, out=shifts[:, 1:])
        return features, shifts

    def to_state(self) -> dict[str, Any]:
        """Return the model as plain arrays and lists."""
        return {
            "names": list(self.names),
            "modifiers": list(MODIFIERS),
            "mean": self.mean,
            "scale": self.scale,
            "modifier_mean": self.modifier_mean,
            "modifier_scale": self.modifier_scale,
            "weights": self.weights,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any], card: Card) -> Self:
        """Make the model of :meth:`to_state`'s result."""
        names = state["names"]
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            raise ModelError("names is not a list of features")
        if state["modifiers"] != list(MODIFIERS):
            raise ModelError("modifiers are not those of this textkit; train the ranker again")
        p, q = len(names), len(MODIFIERS)
        shapes = {
            "mean": (p,),
            "scale": (p,),
            "modifier_mean": (q,),
            "modifier_scale": (q,),
            "weights": (p, 1 + q),
        }
        for name, shape in shapes.items():
            array = state[name]
            fits = isinstance(array, np.ndarray) and array.dtype == np.float64
            if not (fits and array.shape == shape and np.isfinite(array).all()):
                raise ModelError(f"{name} is not an array of {shape} finite numbers")
        return cls(names, **{name: state[name] for name in shapes}, card=card)


def _usual(values: NDArray[np.float64], analysis: Analysis) -> NDArray[np.float64]:
    return np.asarray(values[analysis.rivals].mean(axis=0))
