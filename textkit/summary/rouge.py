"""ROUGE on characters, the usual measure for Chinese."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["character_ngrams", "rouge_l", "rouge_n", "scored_characters"]

_UNSCORED = re.compile(r"[\W_]")


def scored_characters(text: str) -> str:
    """Return the letters, digits and Chinese characters of a text, in small letters."""
    return _UNSCORED.sub("", text.lower())


def character_ngrams(text: str, n: int) -> Counter[str]:
    """Count the n-grams of :func:`scored_characters`' result."""
    return Counter(text[i : i + n] for i in range(len(text) - n + 1))


def rouge_n(summary: str, reference: str, n: int) -> float:
    """Return the F1 of the n-grams that two texts share, in [0, 1]; no stemming, no stop words.

    References
    ----------
    C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004.

    Examples
    --------
    >>> rouge_n("全县修路十公里", "全县修路二十公里。", 2)
    0.7692307692307693
    """
    found = character_ngrams(scored_characters(summary), n)
    wanted = character_ngrams(scored_characters(reference), n)
    return _f1((found & wanted).total(), found.total(), wanted.total())


def rouge_l(summary: str, reference: str) -> float:
    """Return the F1 of the longest common subsequence of two texts, in [0, 1].

    Examples
    --------
    >>> rouge_l("全县修路", "全县今年修路。")
    0.8
    """
    found, wanted = scored_characters(summary), scored_characters(reference)
    row = [0] * (len(wanted) + 1)
    for character in found:
        diagonal = 0
        for column, other in enumerate(wanted, 1):
            above = row[column]
            row[column] = diagonal + 1 if character == other else max(above, row[column - 1])
            diagonal = above
    return _f1(row[-1], len(found), len(wanted))


def _f1(shared: int, n_found: int, n_wanted: int) -> float:
    return 2 * shared / (n_found + n_wanted) if shared else 0.0
