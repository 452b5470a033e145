"""The theme model: arrays that turn texts into probabilities, with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import compress
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from textkit.features.codes import Codes, encode
from textkit.features.ngrams import Vocabulary
from textkit.features.words import Words
from textkit.models.card import Card
from textkit.themes.blocks import blocks_of, pieces_of
from textkit.themes.levels import Tally, n_levels, odds_against, tally, weighed
from textkit.themes.state import parts_of_state
from textkit.themes.tagging import Tag, TaggedText

__all__ = ["ThemeModel", "squash"]

_WIDEST = 8  # scores whose row is copied fast


class ThemeModel:
    """Linear scores of n-grams and words at six levels of a text, combined by a regression.

    A span of text, be it the whole, a sentence or a clause, has for each theme the score ::

        Σ weight[n-gram] · idf[n-gram] / sqrt(smooth + Σ idf[n-gram]²) + bias

    over all n-grams and words in it, each as often as it occurs: a TF-IDF vector without the root
    of its counts, so that every character's part in a score can be said exactly. ``smooth`` damps
    short spans. The logit of a text is a weighted sum of the scores of the whole, of its best and
    its mean sentence, and of its best, second and mean clause; and of scores of these sentences and
    clauses by other weights, where such were learned from the clauses that earn a theme.

    Parameters
    ----------
    vocabulary : Vocabulary
    weights : ndarray of float, shape (n_scores + 1, n_ngrams)
        Weight times idf for each theme, then maybe for formality, then maybe for each theme by its
        evidence; last the square of idf. Columns are 1-, 2- and 3-grams, then, where there are
        ``words``, these and their pairs.
    bias : ndarray of float, shape (n_scores,)
    stack : ndarray of float, shape (n_themes, n_levels + 1)
        Weights of the levels and, last, the constant. Levels that are left out at the end weigh
        nothing.
    thresholds : ndarray of float, shape (n_themes,)
        A theme is given from this probability on.
    unsure : ndarray of float, shape (n_themes, 2)
        Between these probabilities a person should look.
    names : mapping of str to str
        Theme id → name for readers, in the order of the arrays.
    exclusive : bool
        Whether each text has exactly one theme: the most probable one.
    smooth : float
    formality : bool
        Whether the score after the themes' tells formal prose (reports, plans) from news, and the
        stack weighs what :func:`~textkit.themes.levels.weighed` makes of it.
    evidence : bool
        Whether the last scores, one a theme, are those learned from its evidence.
    words : Words, optional
        Without them only characters count, and no text is cut into words.
    beside : ThemeModel, optional
        Another model of the same themes. Its log-odds are added to these; its own thresholds and
        names count for nothing.
    card : Card, optional
    """

    kind: ClassVar[str] = "themes"

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        weights: NDArray[np.float32],
        bias: NDArray[np.float64],
        stack: NDArray[np.float64],
        thresholds: NDArray[np.float64],
        unsure: NDArray[np.float64],
        names: Mapping[str, str],
        exclusive: bool = False,
        smooth: float = 100.0,
        formality: bool = False,
        evidence: bool = False,
        words: Words | None = None,
        beside: ThemeModel | None = None,
        card: Card | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.words = words
        self.beside = beside
        self.weights = weights
        self.bias = bias
        self.formality = formality
        self.evidence = evidence
        levels = n_levels(len(names), formality=formality, evidence=evidence)
        missing = levels + 1 - stack.shape[1]
        self.stack = np.insert(stack, [stack.shape[1] - 1] * missing, 0.0, axis=1)
        self.thresholds = thresholds
        self.unsure = unsure
        self.names = dict(names)
        self.exclusive = exclusive
        self.smooth = smooth
        self.card = card or Card()
        self._blocks = [
            np.split(block, np.cumsum(self.sizes)[:-1]) for block in _in_blocks(weights.T)
        ]

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes, in the order of the arrays."""
        return tuple(self.names)

    @property
    def columns(self) -> list[int]:
        """Which of the scores are of themes: one for each, then maybe one by its evidence."""
        n_themes, n_scores = len(self.names), len(self.bias)
        return [*range(n_themes), *range(n_themes + self.formality, n_scores)]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Columns of the weights for 1-, 2- and 3-grams and maybe for words and pairs of words."""
        return self.vocabulary.sizes + (self.words.sizes if self.words else ())

    def tag_texts(self, texts: Sequence[str]) -> list[TaggedText]:
        """Tag texts, each as one paragraph."""
        p = self.probabilities(texts)
        doubt = (p >= self.unsure[:, 0]) & (p <= self.unsure[:, 1])
        columns = p.tolist(), self.given(p).tolist(), doubt.tolist()
        return [self._tagged(*row) for row in zip(*columns, strict=True)]

    def _tagged(self, p: list[float], given: list[bool], doubt: list[bool]) -> TaggedText:
        scores = dict(zip(self.names, p, strict=True))
        tags: tuple[Tag, ...] = ()
        if True in given:
            found = sorted(compress(scores, given), key=scores.__getitem__, reverse=True)
            tags = tuple([Tag(theme, self.names[theme], scores[theme]) for theme in found])
        return TaggedText(tags, scores, tuple(compress(scores, doubt)) if True in doubt else ())

    def given(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which themes are given for probabilities of shape (..., n_themes)."""
        if self.exclusive:
            best = probabilities.argmax(axis=-1, keepdims=True)
            is_best = best == np.arange(probabilities.shape[-1])
            return np.asarray(is_best & (probabilities > 0))  # a blank text has no theme
        return np.asarray(probabilities >= self.thresholds)

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability of each theme, shape (n_texts, n_themes); 0 for a blank text."""
        if not texts:
            return np.zeros((0, len(self.names)))
        p = self.squash(self.logits(texts))
        p[[not text or text.isspace() for text in texts]] = 0.0
        return p

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the log-odds of each theme for each of some texts, shape (n_texts, n_themes)."""
        pieces, starts = pieces_of(texts)
        tallies = [self._tally(encode(block)) for block in blocks_of(pieces)]
        whole = Tally(
            *(np.concatenate(parts) for parts in zip(*map(astuple, tallies), strict=True))
        )
        logits = self.combine(whole.joined(starts))
        return logits + self.beside.logits(texts) if self.beside else logits

    def combine(self, tallied: Tally) -> NDArray[np.float64]:
        """Return the log-odds of tallied texts, shape (n_texts, n_themes)."""
        levels = self.levels(tallied)
        logits: NDArray[np.float64] = (levels * self.stack[:, :-1]).sum(2) + self.stack[:, -1]
        return logits

    def levels(self, tallied: Tally) -> NDArray[np.float64]:
        """Return what the stack weighs, shape (n_texts, n_themes, n_levels)."""
        levels = tallied.levels(self.score(tallied.whole))
        return weighed(levels, len(self.names), formality=self.formality, evidence=self.evidence)

    def _tally(self, encoded: Codes) -> Tally:
        clauses, sentences, texts = self.sums(encoded)
        sentence = np.searchsorted(encoded.sentences, encoded.texts)
        clause = np.searchsorted(encoded.clauses, encoded.texts)
        return tally(texts, self.score(sentences), self.score(clauses), sentence, clause)

    def sums(
        self, encoded: Codes
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return the sums over n-grams of clauses, sentences and texts, (n_spans, n_scores + 1)."""
        hits = self.vocabulary.rows(encoded.codes)
        blocks = [_summed(tables, hits, encoded.clauses) for tables in self._blocks]
        if self.words:
            starts, *found = self.words.rows(encoded.codes, hits[1])
            first_words = np.searchsorted(starts, encoded.clauses)
            for block, tables in zip(blocks, self._blocks, strict=True):
                block += _summed(tables[len(hits) :], found, first_words)
        clauses = np.concatenate(blocks, axis=1)[:, : len(self.weights)]
        sentence = np.searchsorted(encoded.clauses, encoded.sentences)
        sentences = np.add.reduceat(clauses, sentence, axis=0)
        text = np.searchsorted(encoded.sentences, encoded.texts)
        return clauses, sentences, np.add.reduceat(sentences, text, axis=0)

    def score(self, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the scores of spans, given their sums of shape (n_spans, n_scores + 1)."""
        scores: NDArray[np.float64] = sums[:, :-1] / self.norm(sums) + self.bias
        return scores

    def norm(self, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what :meth:`score` divides by, shape (n_spans, 1)."""
        return np.sqrt(self.smooth + sums[:, -1:])

    def squash(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities of log-odds of shape (..., n_themes)."""
        return np.asarray(squash(logits, exclusive=self.exclusive))

    def to_state(self) -> dict[str, Any]:
        """Return the model as plain arrays, strings and numbers."""
        none = np.zeros(0, np.uint64)
        return {
            **self.vocabulary.to_state(),
            **(self.words.to_state() if self.words else dict.fromkeys(("words", "pairs"), none)),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias,
            "stack": self.stack,
            "thresholds": self.thresholds,
            "unsure": self.unsure,
            "themes": list(self.names),
            "names": list(self.names.values()),
            "exclusive": self.exclusive,
            "smooth": self.smooth,
            "formality": self.formality,
            "evidence": self.evidence,
            **({"beside": self.beside.to_state()} if self.beside else {}),
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any], card: Card) -> Self:
        """Make the model of :meth:`to_state`'s result; raise ValueError where parts do not fit."""
        parts = parts_of_state(state)
        beside = cls.from_state(parts.pop("beside"), Card()) if "beside" in parts else None
        return cls(**parts, beside=beside, card=card)


def squash(logits: Any, *, exclusive: bool = False) -> Any:
    """Return the probabilities of log-odds; of exclusive themes, in the last axis, the softmax."""
    if exclusive:
        odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return odds / odds.sum(axis=-1, keepdims=True)
    return 1 / (1 + odds_against(logits))


def _in_blocks(rows: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Cut rows into blocks of eight columns, the last padded to two, four or eight.

    A row an n-gram: one gather of a row takes half the time of one a score. But only rows of 8, 16
    and 32 bytes are copied fast: of ten scores, eight and two take half the time of sixteen.
    """
    blocks = [rows[:, first : first + _WIDEST] for first in range(0, rows.shape[1], _WIDEST)]
    wanted = max(1 << (blocks[-1].shape[1] - 1).bit_length(), 2)
    blocks[-1] = np.pad(blocks[-1], ((0, 0), (0, wanted - blocks[-1].shape[1])))
    return [np.ascontiguousarray(block) for block in blocks]


def _summed(
    tables: Sequence[NDArray[np.float32]], hits: Sequence[Any], starts: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Add up the rows of the first tables that were hit, and groups of these.

    Read as complex numbers, pairs of floats are summed in half the time.
    """
    part = tables[0].take(hits[0], axis=0, mode="clip")
    for table, rows in zip(tables[1:], hits[1:], strict=False):
        part += table.take(rows, axis=0, mode="clip")
    pairs = np.add.reduceat(part.view(np.complex64), starts, axis=0)
    return pairs.view(np.float32).astype(np.float64)
