from __future__ import annotations

import numpy as np
import pytest

from textkit.themes.calibrating import best_loss, bounds, calibrated
from textkit.themes.regressions import Solution, ridge, softmax
from textkit.themes.targets import Targets


def rows(n_rows: int, n_themes: int, *, noise: float = 1.5) -> tuple[np.ndarray, Targets]:
    """Return the likenesses of rows that lie about the centres of their themes, and the themes."""
    rng = np.random.default_rng(0)
    label = np.arange(n_rows) % n_themes
    points = rng.normal(size=(n_themes, 30))[label] + noise * rng.normal(size=(n_rows, 30))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    yes = label[:, None] == np.arange(n_themes)
    return points @ points.T, Targets(np.arange(n_themes), yes, np.ones_like(yes), True)


def of_new_rows(solution: Solution, kernel: np.ndarray) -> np.ndarray:
    return kernel @ solution.dual + solution.bias


def test_ridge_scores_left_out_rows_as_if_they_were_not_there() -> None:
    kernel, targets = rows(30, 3)
    every = np.ones(30, bool)
    weight = np.linspace(0.5, 2, 30)
    whole = ridge(kernel, targets, weight, every)
    # A row of no weight is not there; the centre of the labels is that of all, by design.
    for i in (0, 7, 29):
        without = np.where(np.arange(30) == i, 1e-9, weight)
        left = ridge(kernel, targets, without, every)
        np.testing.assert_allclose(
            of_new_rows(left, kernel[i : i + 1])[0], whole.left_out[i], atol=0.02
        )


def test_softmax_finds_the_minimum() -> None:
    from sklearn.linear_model import LogisticRegression

    kernel, targets = rows(60, 4)
    every = np.ones(60, bool)
    solution = softmax(kernel, targets, np.ones(60), every)
    values, vectors = np.linalg.eigh(kernel + 1)
    features = vectors * np.sqrt(np.maximum(values, 0))
    model = LogisticRegression(C=1 / 0.03, fit_intercept=False, tol=1e-8, max_iter=5000)
    model.fit(features, targets.yes.argmax(1))
    ours = of_new_rows(solution, kernel)
    theirs = features @ model.coef_.T
    centred = [scores - scores.mean(1, keepdims=True) for scores in (ours, theirs)]
    np.testing.assert_allclose(*centred, atol=0.05)


def test_softmax_left_out_scores_are_honest() -> None:
    kernel, targets = rows(400, 5, noise=3.0)
    known = np.arange(400) < 100
    some = Targets(targets.classes, targets.yes[known], targets.known[known], True)
    solution = softmax(kernel[np.ix_(known, known)], some, np.ones(100), np.ones(100, bool))
    seen = of_new_rows(solution, kernel[np.ix_(~known, known)])
    right = targets.yes.argmax(1)
    new = (seen.argmax(1) == right[~known]).mean()
    left_out = (solution.left_out.argmax(1) == right[known]).mean()
    fitted = (of_new_rows(solution, kernel[np.ix_(known, known)]).argmax(1) == right[known]).mean()
    assert left_out == pytest.approx(new, abs=0.1)
    assert fitted > left_out + 0.1


def test_softmax_takes_themes_of_one_row() -> None:
    kernel, targets = rows(9, 7)  # two themes have two rows, five one
    solution = softmax(kernel, targets, np.ones(9), np.ones(9, bool))
    assert np.isfinite(solution.left_out).all()
    assert np.isfinite(solution.loss)
    assert (of_new_rows(solution, kernel).argmax(1) == targets.yes.argmax(1)).all()


@pytest.mark.parametrize("exclusive", [True, False])
def test_calibrated_probabilities_are_as_frequent_as_they_say(exclusive: bool) -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(3000, 4)) / 10 + (0.0 if exclusive else 0.3)
    known = np.ones((3000, 4), bool)
    if exclusive:
        odds = np.exp(20 * scores)
        p = odds / odds.sum(1, keepdims=True)
        yes = np.array([rng.multinomial(1, row) for row in p], bool)
    else:
        p = 1 / (1 + np.exp(-20 * (scores - 0.3)))
        yes = rng.random((3000, 4)) < p
    stack = calibrated(scores, yes, known, exclusive=exclusive)
    assert stack[0, 0] == pytest.approx(20, rel=0.15)
    assert (stack == stack[0]).all()
    assert best_loss(scores, yes, known, exclusive=exclusive) < 1.5


@pytest.mark.parametrize("n_themes", [2, 3, 100])
def test_exclusive_bounds_doubt_what_the_best_theme_is_not_sure_of(n_themes: int) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(2000, n_themes)) * 4
    p = np.exp(logits)
    p /= p.sum(1, keepdims=True)
    known = np.ones(p.shape, bool)
    right = p.argmax(1)[:, None] == np.arange(n_themes)
    thresholds, unsure = bounds(logits, right, known, exclusive=True)
    assert thresholds.tolist() == [0.5] * n_themes
    assert (unsure[:, 1] == 0.5).all()
    drawn = np.array([rng.multinomial(1, row) for row in p], bool)
    low, high = bounds(logits, drawn, known, exclusive=True)[1][0]
    best = p.max(1)
    wrong = ~(right & drawn).any(1)
    assert wrong[best > high].mean() <= 0.05 or high == 0.82
    assert wrong[(best >= low) & (best <= high)].mean() > 0.2
