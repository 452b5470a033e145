"""Logistic regressions on TF-IDF scaled by naive-Bayes log-count ratios, one a score to learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from textkit.themes.examples import Examples

__all__ = ["NaiveBayesRegression"]

_SURE = 6.0  # log-odds of what all examples are, or none


@dataclass(frozen=True, slots=True)
class NaiveBayesRegression:
    """What :class:`~textkit.themes.classifier.ThemeClassifier` learns its weights with.

    Parameters
    ----------
    C, alpha, smooth : float
    min_count : int
        See there.
    """

    C: float
    alpha: float
    smooth: float
    min_count: int

    def learn(
        self, examples: Examples, inside: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Learn all tasks of the texts that are ``inside``.

        Returns
        -------
        weights : ndarray, shape (n_tasks + 1, n_ngrams)
            Weight times idf; last the square of idf.
        bias : ndarray, shape (n_tasks,)
        """
        rows = examples.rows(inside)
        counts = examples.counts[rows]
        df = np.asarray((counts > 0).sum(0)).ravel()
        idf = np.log((1 + len(rows)) / (1 + df)) + 1
        idf[~examples.shared(inside, self.min_count)] = 0.0
        norm = np.sqrt(self.smooth + counts @ idf**2)
        tfidf = (sp.diags(1 / norm) @ counts @ sp.diags(idf)).tocsr().astype(np.float32)
        seen = counts.copy()
        seen.data[:] = 1
        weights = np.zeros((len(examples.tasks) + 1, counts.shape[1]), np.float32)
        weights[-1] = idf**2
        bias = np.zeros(len(examples.tasks))
        for t, task in enumerate(examples.tasks):
            at, yes, weight = task.within(rows)
            coef, bias[t] = self._fit(tfidf[at], seen[at], yes, weight)
            weights[t] = coef * idf
        return weights, bias

    def _fit(
        self, tfidf: Any, seen: Any, yes: NDArray[np.bool_], weight: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], float]:
        if not yes.any() or yes.all():  # a fold without examples: the theme never or always
            return np.zeros(tfidf.shape[1]), _SURE if yes.any() else -_SURE
        p = self.alpha + seen[yes].T @ weight[yes]
        q = self.alpha + seen[~yes].T @ weight[~yes]
        ratio = np.log(p / p.sum()) - np.log(q / q.sum())
        regression = LogisticRegression(
            C=self.C, solver="liblinear", dual=True, tol=3e-3, max_iter=1000, random_state=0
        )
        regression.fit(tfidf @ sp.diags(ratio), yes, sample_weight=weight)
        return ratio * regression.coef_[0], float(regression.intercept_[0])
