"""What a theme model's file holds, checked part by part before a model is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.features.ngrams import Vocabulary
from textkit.features.words import Words
from textkit.themes.levels import LEVELS, n_levels

__all__ = ["as_stored", "parts_of_state"]

_STEPS = 32  # between a power of two and the half of it


def as_stored(weights: NDArray[Any]) -> NDArray[np.float32]:
    """Round weights to five significant bits, which a file keeps in half the room of eleven.

    What an n-gram weighs is known far worse than to three percent: held-out log loss moved by
    .00001, macro-F1 by .0002.
    """
    mantissa, exponent = np.frexp(weights)
    rounded = np.ldexp(np.round(mantissa * _STEPS) / _STEPS, exponent)
    return np.asarray(rounded.astype(np.float16), np.float32)


def parts_of_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of :class:`~textkit.themes.model.ThemeModel` that a state holds.

    ``beside``, where there is one, is a state again. Raises ValueError where parts do not fit.
    """
    vocabulary = Vocabulary.from_state(state)
    first = state.get("format") == 1  # had no words and no formality
    words = None if first else Words.from_state(vocabulary, state)
    sizes = vocabulary.sizes + (words.sizes if words else ())
    names = dict(zip(_strings(state, "themes"), _strings(state, "names"), strict=True))
    formality = not first and bool(state["formality"])
    evidence = state.get("format") not in (1, 2, 3) and bool(state["evidence"])
    n_themes, n_scores = len(names), len(names) * (1 + evidence) + formality
    n_levels_known = _levels_known(state, n_themes, formality=formality, evidence=evidence)
    return {
        "vocabulary": vocabulary,
        "weights": _floats(state, "weights", (n_scores + 1, sum(sizes))).astype(np.float32),
        "bias": _floats(state, "bias", (n_scores,)),
        "stack": _floats(state, "stack", (n_themes, n_levels_known + 1)),
        "thresholds": _floats(state, "thresholds", (n_themes,)),
        "unsure": _floats(state, "unsure", (n_themes, 2)),
        "names": names,
        "exclusive": bool(state["exclusive"]),
        "smooth": float(state["smooth"]),
        "formality": formality,
        "evidence": evidence,
        "words": words,
        **({"beside": _beside(state)} if "beside" in state else {}),
    }


def _levels_known(
    state: Mapping[str, Any], n_themes: int, *, formality: bool, evidence: bool
) -> int:
    """Return how many levels a file's model weighs: the first files had fewer."""
    if formality or evidence:
        return n_levels(n_themes, formality=formality, evidence=evidence)
    return min(max(np.shape(state["stack"])[-1:] or (0,)) - 1, len(LEVELS))


def _beside(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the state of the model beside a file's; that one has none beside it."""
    beside = state["beside"]
    if not isinstance(beside, dict) or "beside" in beside:
        raise ValueError("beside is not a model's state")
    for key in ("themes", "exclusive"):
        if beside[key] != state[key]:
            raise ValueError(f"the model beside has other {key}")
    return {"format": state.get("format"), **beside}


def _floats(state: Mapping[str, Any], name: str, shape: tuple[int, ...]) -> NDArray[Any]:
    array = state[name]
    if not isinstance(array, np.ndarray) or array.dtype.kind != "f" or array.shape != shape:
        raise ValueError(f"{name} is not an array of floats of shape {shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} is not finite everywhere")
    return array


def _strings(state: Mapping[str, Any], name: str) -> list[str]:
    values = state[name]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{name} is not a list of strings")
    return values
