"""Why a paragraph has its themes: the sentence that earned each and the words that weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from textkit.document import Document, Paragraph, Sentence
from textkit.features.codes import Codes, encode
from textkit.features.tokens import word_spans
from textkit.reading.sentences import sentence_spans
from textkit.themes.levels import best_two, stack_of
from textkit.themes.tagging import theme_model

if TYPE_CHECKING:
    from textkit.themes.model import ThemeModel

__all__ = ["Evidence", "ExplainedParagraph", "Explanation", "Word", "explain"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it weighed.

    Parameters
    ----------
    text : str
    start, end : int
        Half-open span in code points of the paragraph's text.
    weight : float
        What it adds to the log-odds of the theme; below 0 it spoke against it.
    """

    text: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a paragraph has a theme.

    Parameters
    ----------
    theme, name : str
        Id of the theme and its name for readers.
    probability : float
    sentence : Sentence
        The one whose words together weighed most for the theme; its span counts in the source.
    words : tuple of Word
        Every word that weighed anything, in the order of the text.
    constant : float
        Log-odds of the theme before a word is read.
    """

    theme: str
    name: str
    probability: float
    sentence: Sentence
    words: tuple[Word, ...]
    constant: float

    @property
    def logit(self) -> float:
        """The log-odds of the theme: the constant and the weights of all words."""
        return self.constant + sum(word.weight for word in self.words)

    @property
    def words_for(self) -> dict[str, float]:
        """Words that spoke for the theme → what all their occurrences weighed, heaviest first."""
        return {word: weight for word, weight in self._totals() if weight > 0}

    @property
    def words_against(self) -> dict[str, float]:
        """Words that spoke against the theme, the heaviest first."""
        return {word: weight for word, weight in reversed(self._totals()) if weight < 0}

    def _totals(self) -> list[tuple[str, float]]:
        totals: dict[str, float] = {}
        for word in self.words:
            totals[word.text] = totals.get(word.text, 0.0) + word.weight
        return sorted(totals.items(), key=lambda item: -item[1])


@dataclass(frozen=True, slots=True)
class ExplainedParagraph:
    """A body paragraph with the evidence of each of its themes, most probable first."""

    paragraph: Paragraph
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the paragraphs of a document have their themes.

    Parameters
    ----------
    document : Document
    paragraphs : tuple of ExplainedParagraph
        Its body paragraphs in order; one without a theme has no evidence.
    """

    document: Document
    paragraphs: tuple[ExplainedParagraph, ...]


def explain(document: Document | str, *, model: ThemeModel | None = None) -> Explanation:
    """Tell why each body paragraph of a document has the themes that :func:`textkit.tag` gives it.

    The weights are those of the model, exactly: a theme's log-odds are a sum over the n-grams of
    the text, each at the levels (whole, sentence, clause) where it counted. The share of an n-gram
    is spread evenly over its characters and added up by words. What is *not* told is what another
    text would get: a best clause without its first words may no longer be the best.

    Parameters
    ----------
    document : Document or str
        A document, or plain text that is read as one.
    model : ThemeModel, optional
        The shipped four themes without it.

    Examples
    --------
    >>> import textkit
    >>> why = textkit.explain("光伏电站全部并网发电。市民游园赏花。").paragraphs[0].evidence[0]
    >>> why.theme, why.sentence.text, list(why.words_for)[:2]
    ('energy', '光伏电站全部并网发电。', ['并网发电', '电站'])
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    elif not isinstance(document, Document):
        raise TypeError(f"explain expects a Document or str, got {type(document).__name__}")
    themes = theme_model(model)
    return Explanation(document, tuple(_explained(p, themes) for p in document.body))


def _explained(paragraph: Paragraph, model: ThemeModel) -> ExplainedParagraph:
    (tagged,) = model.tag_texts([paragraph.text])
    if not tagged.tags:
        return ExplainedParagraph(paragraph, ())
    weights, constants = character_weights(paragraph.text, model)
    words = word_spans(paragraph.text)
    of_words = np.add.reduceat(weights, [start for start, _ in words], axis=0)
    spans = sentence_spans(paragraph.text)
    of_sentences = np.array([weights[start:end].sum(0) for start, end in spans])
    evidence = []
    for tag in tagged.tags:
        t = model.themes.index(tag.theme)
        weighed = [
            Word(paragraph.text[start:end], start, end, float(weight))
            for (start, end), weight in zip(words, of_words[:, t], strict=True)
            if weight
        ]
        sentence = paragraph.sentences[int(of_sentences[:, t].argmax())]
        constant = float(constants[t])
        evidence.append(
            Evidence(tag.theme, tag.name, tag.probability, sentence, tuple(weighed), constant)
        )
    return ExplainedParagraph(paragraph, tuple(evidence))


def character_weights(text: str, model: ThemeModel) -> tuple[Floats, Floats]:
    """Return what each character adds to the themes' log-odds, and what they are without any.

    Returns
    -------
    weights : ndarray of float, shape (n_characters, n_themes)
    constants : ndarray of float, shape (n_themes,)
    """
    encoded = encode([text])
    sums = model.sums(encoded)
    stack, constants = stack_of(
        model.stack,
        model.score(sums[2])[0],
        formality=model.formality,
        evidence=model.evidence,
    )
    gain = _gain(encoded, model, sums, stack)
    sizes = np.diff(encoded.clauses, append=len(encoded.codes))
    n_themes = len(model.names)
    of_scores = _spread(encoded, model) * np.repeat(gain, sizes, axis=0)
    weights = np.zeros((len(text) + 1, n_themes))  # of runs of digits the first has all
    weights[encoded.characters] = _by_theme(of_scores, n_themes)
    weights = weights[:-1]
    constants += _by_theme(stack.sum(1) * model.bias[model.columns], n_themes)
    if model.beside is None:
        return weights, constants
    more, constant = character_weights(text, model.beside)
    return weights + more, constants + constant


def _spread(encoded: Codes, model: ThemeModel) -> Floats:
    """Return the weights at each code: those of n-grams and words, spread over their codes."""
    columns = np.array(model.columns)
    spread = np.zeros((len(encoded.codes), len(columns)))
    offsets = np.cumsum((0, *model.sizes))

    def weights_of(table: int, rows: NDArray[Any]) -> Floats:  # of these alone: a copy is 20 MB
        weights = model.weights[columns, (offsets[table] + rows)[:, None]]
        return np.asarray(weights, np.float64)

    hits = model.vocabulary.rows(encoded.codes)
    for n, rows in enumerate(hits, 1):
        share = weights_of(n - 1, rows) / n
        for i in range(min(n, len(share))):
            spread[i:] += share[: len(share) - i]
    if model.words:
        starts, *found = model.words.rows(encoded.codes, hits[1])
        ends = np.append(starts[1:], len(encoded.codes))
        ends_of_pairs = np.append(ends[1:], len(encoded.codes))
        for table, (rows, end) in enumerate(zip(found, (ends, ends_of_pairs), strict=True)):
            at = np.flatnonzero(rows)
            size = end[at] - starts[at]
            share = weights_of(len(hits) + table, rows[at]) / size[:, None]
            for i in range(size.max(initial=0)):
                longer = size > i
                spread[starts[at[longer]] + i] += share[longer]
    return spread


def _gain(
    encoded: Codes, model: ThemeModel, sums: tuple[Floats, Floats, Floats], stack: Floats
) -> Floats:
    """Return how often the n-grams of each clause count in the log-odds, (n_clauses, n_columns)."""
    clauses, sentences, whole = sums
    by_clause, by_sentence = (model.score(part)[:, model.columns] for part in (clauses, sentences))
    best, second = best_two(by_clause, np.zeros(1, np.intp))
    levels = stack.T
    sentence = _first(by_sentence, by_sentence.max(0)) * levels[1] + levels[2] / len(sentences)
    clause = _first(by_clause, best) * levels[3] + _first(by_clause, second) * levels[4]
    clause += levels[5] / len(clauses)
    owner = np.searchsorted(encoded.sentences, encoded.clauses, side="right") - 1
    gain: Floats = levels[0] / model.norm(whole) + clause / model.norm(clauses)
    gain += (sentence / model.norm(sentences))[owner]
    return gain


def _by_theme(of_scores: Floats, n_themes: int) -> Floats:
    """Add up what the scores of each theme give it, (..., n_columns) to (..., n_themes)."""
    by_theme: Floats = of_scores.reshape(*of_scores.shape[:-1], -1, n_themes).sum(-2)
    return by_theme


def _first(scores: Floats, wanted: Floats) -> NDArray[np.bool_]:
    """Mark in each column the first row that has the score wanted there."""
    at = (scores == wanted).argmax(0)
    return np.asarray(np.arange(len(scores))[:, None] == at)
