"""Why sentences were quoted or not: the score of each, and the features that moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.document import Document, Sentence
from textkit.summary.analysis import analyse
from textkit.summary.fitness import Fitness
from textkit.summary.summarizing import ranker_model

if TYPE_CHECKING:
    from textkit.summary.model import RankerModel

__all__ = ["Reason", "ScoredSentence", "score_sentences"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature and what it added to a sentence's score.

    Parameters
    ----------
    feature : str
        As :mod:`textkit.summary.features` names it.
    weight : float
        Below 0 it spoke against the sentence.
    """

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a document with its worth.

    Parameters
    ----------
    sentence : Sentence
    score : float
        0 is an ordinary sentence of its document.
    fitness : {"never", "unfinished", "empty", "quotable"}
        Whether it may be quoted, whatever its score; see
        :class:`~textkit.summary.fitness.Fitness`.
    reasons : tuple of Reason
        What moved the score most, in either direction, first.
    """

    sentence: Sentence
    score: float
    fitness: str
    reasons: tuple[Reason, ...]


def score_sentences(
    document: Document | str, *, n_reasons: int = 5, model: RankerModel | None = None
) -> list[ScoredSentence]:
    """Score every body sentence of a document and say why.

    Parameters
    ----------
    document : Document or str
    n_reasons : int
        How many features to name for each; all together sum to the score.
    model : RankerModel, optional
        The shipped ranker without it.

    Examples
    --------
    >>> import textkit
    >>> text = "天气渐渐冷了。全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。"
    >>> for scored in textkit.score_sentences(text):
    ...     print(scored.fitness, scored.sentence.text)
    empty 天气渐渐冷了。
    quotable 全县清洁取暖改造4.2万户，拆除燃煤锅炉310台。
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    analysis = analyse(document)
    if not len(analysis):
        return []
    ranker = ranker_model(model)
    parts = ranker.contributions(analysis)
    order = np.argsort(-abs(parts), axis=1, kind="stable")[:, :n_reasons]
    return [
        ScoredSentence(
            sentence,
            float(parts[i].sum()),
            Fitness(analysis.grades[i]).name.lower(),
            tuple(Reason(ranker.names[f], float(parts[i, f])) for f in order[i]),
        )
        for i, sentence in enumerate(analysis.table.sentences)
    ]
