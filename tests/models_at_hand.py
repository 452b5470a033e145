"""Models learned in a second from our own sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from textkit.themes.classifier import ThemeClassifier
from textkit.themes.model import ThemeModel


def with_evidence(texts: list[str], labels: list[list[str]], *, formal: bool = False) -> ThemeModel:
    """Learn from pairs of sentences as paragraphs, told which of the two earns which label."""
    pairs = list(pairwise(zip(texts, labels, strict=True)))
    evidence = [
        [(label, 0, len(first)) for label in ours]
        + [(label, len(first), len(first) + len(second)) for label in others]
        for (first, ours), (second, others) in pairs
    ]
    return (
        ThemeClassifier(cv=2)
        .fit(
            [first + second for (first, _), (second, _) in pairs],
            [sorted({*ours, *others}) for (_, ours), (_, others) in pairs],
            evidence=evidence,
            formal=np.arange(len(pairs)) % 2 == 0 if formal else None,
        )
        .to_model()
    )
