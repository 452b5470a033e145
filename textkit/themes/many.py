"""Learn themes from very many labels: logistic regression by stochastic gradient, in batches.

Beyond some ten thousand texts more folds and levels add little, and the n-gram counts of a million
texts would not fit into memory. The vocabulary comes from a sample, counts live as long as their
batch, and a held-out twentieth calibrates the model and says how good it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from textkit.features.codes import encode
from textkit.features.ngrams import Vocabulary
from textkit.features.terms import count_ngrams
from textkit.themes.calibrating import bounds, calibrated
from textkit.themes.model import ThemeModel, squash
from textkit.themes.targets import Targets

__all__ = ["MIN_MANY", "LearnedMany", "learn_many"]

MIN_MANY = 30_000  # texts; the counts of more, in five folds, are slow and large
_SAMPLE = 50_000
_BATCH = 10_000
_MAX_HELD_OUT = 20_000
_SMOOTH = 100.0
_ALPHA = 1e-6
_MAX_THREADS = 8
_STEPS = 600_000  # texts to learn from, fewer several times, up to five


class LearnedMany:
    """A model, the texts that it did not see, and what it says of them."""

    def __init__(
        self, model: ThemeModel, rows: NDArray[np.intp], out_of_fold: NDArray[np.float64]
    ) -> None:
        self.model = model
        self.rows = rows
        self.out_of_fold = out_of_fold


def learn_many(
    texts: Sequence[str],
    targets: Targets,
    *,
    random_state: int = 0,
    progress: Callable[[str], object] | None = None,
) -> LearnedMany:
    """Learn from any number of texts in memory that the vocabulary bounds.

    Parameters
    ----------
    texts : sequence of str
    targets : Targets
    random_state : int
        Draws the sample, the order and the held-out texts.
    progress : callable, optional
        Gets a line now and then.
    """
    from sklearn.linear_model import SGDClassifier

    rng = np.random.default_rng(random_state)
    order = rng.permutation(len(texts))
    n_held_out = min(len(texts) // 20, _MAX_HELD_OUT)
    held_out, train = order[:n_held_out], order[n_held_out:]
    sample = [texts[i] for i in train[:_SAMPLE]]
    vocabulary = Vocabulary.learn(encode(sample).codes, min_count=max(2, len(sample) // 10_000))
    df = np.zeros(sum(vocabulary.sizes))
    for first in range(0, len(sample), _BATCH):
        batch = count_ngrams(vocabulary, sample[first : first + _BATCH])
        batch.sum_duplicates()
        df += np.bincount(batch.indices, minlength=len(df))
    idf = np.where(df > 1, np.log((1 + len(sample)) / (1 + df)) + 1, 0.0)

    def tfidf(rows: NDArray[np.intp]) -> sp.csr_matrix:
        counts = count_ngrams(vocabulary, [texts[i] for i in rows])
        shrink = 1 / np.sqrt(_SMOOTH + counts @ idf**2)
        # In place: products with diagonal matrices took as long as the counts.
        counts.data *= np.repeat(shrink, np.diff(counts.indptr)) * idf[counts.indices]
        return counts

    n_themes = targets.yes.shape[1]
    learners = [
        SGDClassifier(loss="log_loss", alpha=_ALPHA, average=True, random_state=random_state)
        for _ in range(n_themes)
    ]

    def learn(t: int, matrix: sp.csr_matrix, rows: NDArray[np.intp]) -> None:
        at = targets.known[rows, t]
        learners[t].partial_fit(
            matrix if at.all() else matrix[at],
            targets.yes[rows, t][at].astype(int),
            classes=[0, 1],
        )

    n_passes = min(max(round(_STEPS / len(train)), 1), 5)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MAX_THREADS)) as pool:
        for n in range(1, n_passes + 1):
            for first in range(0, len(train), _BATCH):
                rows = train[first : first + _BATCH]
                # Learners share nothing but the matrix: threads leave them as they would be alone.
                list(pool.map(partial(learn, matrix=tfidf(rows), rows=rows), range(n_themes)))
            if progress:
                progress(f"pass {n} of {n_passes} over {len(train)} texts")
    coef = np.stack([learner.coef_[0] for learner in learners])
    bias = np.array([learner.intercept_[0] for learner in learners])
    scores = np.vstack(
        [tfidf(held_out[i : i + _BATCH]) @ coef.T for i in range(0, n_held_out, _BATCH)]
    )
    weights = np.vstack([coef * idf, idf**2])
    return _calibrated(vocabulary, weights, bias, scores + bias, targets, held_out)


def _calibrated(
    vocabulary: Vocabulary,
    weights: NDArray[np.float64],
    bias: NDArray[np.float64],
    scores: NDArray[np.float64],
    targets: Targets,
    held_out: NDArray[np.intp],
) -> LearnedMany:
    from sklearn.linear_model import LogisticRegression

    yes, known = targets.yes[held_out], targets.known[held_out]
    n_themes = yes.shape[1]
    stack = np.zeros((n_themes, 2))
    for t in range(n_themes):
        at = known[:, t]
        if yes[at, t].all() or not yes[at, t].any():
            stack[t, 0] = 1.0
            continue
        line = LogisticRegression(C=10.0).fit(scores[at, t : t + 1], yes[at, t])
        stack[t, 0], stack[t, 1] = line.coef_[0, 0], line.intercept_[0]
    logits = scores * stack[:, 0] + stack[:, 1]
    if targets.exclusive:  # each line saw its theme against the rest: they share one softmax
        stack *= calibrated(logits, yes, known, exclusive=True)[:, :1]
        logits = scores * stack[:, 0] + stack[:, 1]
    thresholds, unsure = bounds(logits, yes, known, exclusive=targets.exclusive)
    model = ThemeModel(
        vocabulary,
        weights=weights.astype(np.float16).astype(np.float32),
        bias=bias,
        stack=stack,
        thresholds=thresholds,
        unsure=unsure,
        names={str(name): str(name) for name in targets.classes},
        exclusive=targets.exclusive,
        smooth=_SMOOTH,
    )
    return LearnedMany(model, held_out, squash(logits, exclusive=model.exclusive))
