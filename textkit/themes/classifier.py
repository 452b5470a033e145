"""The theme classifier: learns a ThemeModel from labelled texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from textkit.features.ngrams import Vocabulary
from textkit.features.words import Words
from textkit.themes.calibrating import bounds
from textkit.themes.examples import Examples
from textkit.themes.fitting import combine, group_ids, levels, make_folds
from textkit.themes.marking import Mark, mark_clauses
from textkit.themes.model import ThemeModel, squash
from textkit.themes.naive_bayes import NaiveBayesRegression
from textkit.themes.spans import count_spans
from textkit.themes.state import as_stored
from textkit.themes.targets import read_targets

__all__ = ["ThemeClassifier"]


class ThemeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Multi-label or exclusive classifier of Chinese paragraphs, linear in n-grams and words.

    For each theme a logistic regression on TF-IDF of character 1- to 3-grams, of words and of pairs
    of words, scaled by naive-Bayes log-count ratios [1]_. Texts that lack a theme also teach that
    none of their sentences and clauses has it. A second logistic regression on out-of-fold scores
    of the whole text, its best and mean sentence and its best, second and mean clause gives
    calibrated probabilities; the threshold maximizes the macro-F1 that these promise. Where the
    clauses that earn a theme are told, more regressions learn from these what a sentence and a
    clause says.

    Parameters
    ----------
    C : float
        Inverse strength of the regularization, as in scikit-learn.
    alpha : float
        Pseudo-count of the log-count ratios.
    smooth : float
        Added to the squared norm of a span; damps short ones.
    min_count : int
        N-grams that occur in fewer texts, or groups of texts where these are told, are left out:
        most are names of a source's people and places.
    words : bool
        Whether words count beside characters: a better model that tags at half the speed.
    cv : int
        Folds for the out-of-fold scores, at least 2.
    random_state : int
        Shuffles the folds; the same data and seed give the same model.

    Attributes
    ----------
    classes_ : ndarray of str, shape (n_themes,)
    model_ : ThemeModel
        What was learned, able to score without scikit-learn.
    out_of_fold_ : ndarray of float, shape (n_texts, n_themes)
        Probability of each training text from a model that did not see it or its group.

    References
    ----------
    .. [1] S. Wang and C. D. Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic
       Classification", ACL 2012.

    Examples
    --------
    >>> texts = ["煤矿复工，日产原煤三万吨。", "光伏电站并网发电。"]
    >>> texts += ["河道清淤后水清岸绿。", "全县植树造林五千亩。"]
    >>> texts, labels = texts * 3, ["能源", "能源", "生态", "生态"] * 3
    >>> classifier = ThemeClassifier(cv=3).fit(texts, labels)
    >>> classifier.predict(["风电场并网发电。", "清淤造林。"]).tolist()
    ['能源', '生态']
    """

    def __init__(
        self,
        *,
        C: float = 4.0,
        alpha: float = 0.5,
        smooth: float = 100.0,
        min_count: int = 2,
        words: bool = True,
        cv: int = 5,
        random_state: int = 0,
    ) -> None:
        self.C = C
        self.alpha = alpha
        self.smooth = smooth
        self.min_count = min_count
        self.words = words
        self.cv = cv
        self.random_state = random_state

    def fit(
        self,
        X: Sequence[str],
        y: Sequence[Any] | NDArray[Any],
        sample_weight: NDArray[Any] | None = None,
        *,
        groups: Sequence[Any] | None = None,
        calibrate: NDArray[np.bool_] | None = None,
        judge: NDArray[np.bool_] | None = None,
        formal: NDArray[np.bool_] | None = None,
        evidence: Sequence[Sequence[Mark]] | None = None,
    ) -> Self:
        """Learn from labelled texts.

        Parameters
        ----------
        X : sequence of str, length n_texts
        y : sequence or ndarray
            A label a text makes an exclusive classifier; a list of labels a text a multi-label
            one; so does an array of shape (n_texts, n_themes) with 1 for yes, 0 for no and NaN for
            unknown.
        sample_weight : array of float, shape (n_texts,), optional
        groups : sequence, length n_texts, optional
            Texts of a group (an article, a source) are never on both sides of a fold.
        calibrate : array of bool, shape (n_texts,), optional
            Texts that the probabilities are fitted to; all without it.
        judge : array of bool, shape (n_texts,), optional
            Texts that thresholds and the unsure band are chosen on; those of ``calibrate`` without
            it.
        formal : array of bool, shape (n_texts,), optional
            Which texts are formal prose such as reports and plans. With it the model also learns to
            tell these, and weighs whole and clauses accordingly.
        evidence : sequence, length n_texts, optional
            For each text the spans that earn it its labels, as ``(label, start, end)`` in code
            points: all of a label, or none where they are not known.
        """
        texts = _texts(X)
        targets = read_targets(y, len(texts))
        self.classes_ = targets.classes
        weight = _column("sample_weight", sample_weight, len(texts), float)
        if not weight.any():
            raise ValueError("all sample weights are zero, expected some above")
        chosen = _column("calibrate", calibrate, len(texts), bool)
        judged = chosen if judge is None else _column("judge", judge, len(texts), bool)
        ids = group_ids(groups, len(texts))
        vocabulary, words, spans = count_spans(
            texts, ids, min_count=self.min_count, words=self.words
        )
        if formal is not None:
            formal = _column("formal", formal, len(texts), bool)
        marked = None
        if evidence is not None:
            _check_marks(evidence, texts, self.classes_)
            marked = mark_clauses(spans, evidence, list(self.classes_), targets.yes, targets.known)
        data = Examples(spans, targets.yes, targets.known, weight, ids, formal, marked)

        fold = make_folds(ids, self.cv, self.random_state)
        model = self._linear(vocabulary, words, data, np.ones(len(texts), bool))
        scores = np.zeros((len(texts), *model.stack[:, :-1].shape))
        for held_out in range(self.cv):
            inside = fold != held_out
            if not inside.all():
                unseen = self._linear(vocabulary, words, data, inside)
                scores[~inside] = levels(unseen, spans)[~inside]
        rows = [np.flatnonzero(chosen & known) for known in targets.known.T]
        stack = np.array(
            [
                combine(scores[at, t], targets.yes[at, t], evidence=model.evidence)
                for t, at in enumerate(rows)
            ]
        )
        logits = (scores * stack[:, :-1]).sum(2) + stack[:, -1]
        thresholds, unsure = bounds(
            logits[judged],
            targets.yes[judged],
            targets.known[judged],
            exclusive=targets.exclusive,
            promised=True,
        )
        self.model_ = ThemeModel(
            vocabulary,
            weights=model.weights,
            bias=model.bias,
            stack=stack,
            thresholds=thresholds,
            unsure=unsure,
            names={str(name): str(name) for name in self.classes_},
            exclusive=targets.exclusive,
            smooth=self.smooth,
            formality=model.formality,
            evidence=model.evidence,
            words=words,
        )
        self.out_of_fold_ = squash(logits, exclusive=targets.exclusive)
        return self

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """Return the label of each text, or an array of 0 and 1, shape (n_texts, n_themes).

        An exclusive classifier answers a blank text with its first class.
        """
        p = self.predict_proba(X)
        if self.model_.exclusive:
            return np.asarray(self.classes_[p.argmax(1)])
        return np.asarray(self.model_.given(p), int)

    def predict_proba(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability of each theme, shape (n_texts, n_themes)."""
        check_is_fitted(self)
        return self.model_.probabilities(_texts(X))

    def decision_function(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds above the threshold, shape (n_texts, n_themes).

        A multi-label classifier gives the themes where it is positive, an exclusive one the theme
        where it is highest; of two exclusive classes, as scikit-learn has it, only the second's
        column is returned, shape (n_texts,).
        """
        above = _logit(self.predict_proba(X)) - _logit(self.model_.thresholds)
        return above[:, 1] if self.model_.exclusive and above.shape[1] == 2 else above

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.one_d_array = True, True
        tags.input_tags.two_d_array = False
        tags.classifier_tags.multi_label = True
        return tags

    def to_model(self, names: Mapping[str, str] | None = None) -> ThemeModel:
        """Return what was learned, to be saved.

        Parameters
        ----------
        names : mapping of str to str, optional
            Theme id → name for readers, in the order of ``classes_``; the labels without it.
        """
        check_is_fitted(self)
        if names is not None:
            if len(names) != len(self.classes_):
                raise ValueError(f"got {len(names)} names for {len(self.classes_)} themes")
            self.model_.names = dict(names)
        return self.model_

    def _linear(
        self,
        vocabulary: Vocabulary,
        words: Words | None,
        data: Examples,
        inside: NDArray[np.bool_],
    ) -> ThemeModel:
        """Learn all scores from the texts that are ``inside``."""
        learner = NaiveBayesRegression(self.C, self.alpha, self.smooth, self.min_count)
        weights, bias = learner.learn(data, inside)
        n_themes = len(self.classes_)
        return ThemeModel(
            vocabulary,
            weights=as_stored(weights),
            bias=bias,
            stack=np.zeros((n_themes, 1)),
            thresholds=np.zeros(n_themes),
            unsure=np.zeros((n_themes, 2)),
            names={str(t): "" for t in range(n_themes)},
            smooth=self.smooth,
            formality=data.formality,
            evidence=data.evidence,
            words=words,
        )


def _texts(X: Sequence[str]) -> list[str]:
    if isinstance(X, str):
        raise TypeError("got one str, expected a sequence of texts")
    texts = list(X)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"got a {type(text).__name__} among the texts, expected str")
    return texts


def _column(name: str, values: Any, n_texts: int, kind: type) -> NDArray[Any]:
    """Return one value a text, all 1 without values."""
    column: NDArray[Any] = np.ones(n_texts, kind) if values is None else np.asarray(values, kind)
    if column.shape != (n_texts,):
        raise ValueError(f"{name} has shape {column.shape}, expected ({n_texts},): one a text")
    return column


def _check_marks(
    evidence: Sequence[Sequence[Mark]], texts: Sequence[str], classes: NDArray[Any]
) -> None:
    """Raise ValueError where a mark is not of its text."""
    if len(evidence) != len(texts):
        raise ValueError(f"got evidence of {len(evidence)} texts for {len(texts)} texts")
    known = set(classes.tolist())
    for text, marks in zip(texts, evidence, strict=True):
        for label, start, end in marks:
            if label not in known:
                raise ValueError(f"got evidence of {label!r}, expected one of {sorted(known)}")
            if not 0 <= start < end <= len(text):
                raise ValueError(f"got evidence at {start}-{end} of a text of {len(text)}")


def _logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(p) - np.log1p(-p))
