from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import f1_score

from textkit.themes.thresholds import choose_threshold, promised_threshold, unsure_band


@pytest.fixture
def scored() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Log-odds that are true, so that the truth can be drawn from them."""
    random = np.random.default_rng(0)
    logits = random.normal(-2, 2, (4000, 3))
    yes = random.random(logits.shape) < 1 / (1 + np.exp(-logits))
    return logits, yes, random.random(logits.shape) < 0.9


def test_threshold_is_near_the_best(scored: tuple[np.ndarray, ...]) -> None:
    logits, yes, known = scored

    def f1(at: float) -> float:
        return float(
            np.mean(
                [
                    f1_score(y[k], z[k] > at)
                    for z, y, k in zip(logits.T, yes.T, known.T, strict=True)
                ]
            )
        )

    for chosen in (choose_threshold(logits, yes, known), promised_threshold(logits, known)):
        assert f1(chosen) > max(f1(at) for at in np.arange(-1.6, 0.6, 0.1)) - 0.005
        assert -1.0 < chosen < 0.0  # F1 of true probabilities is best below one half


def test_promised_threshold_is_half_of_its_f1() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(-2, 2, (40_000, 1))
    yes = random.random(logits.shape) < 1 / (1 + np.exp(-logits))
    chosen = promised_threshold(logits, np.ones_like(yes))
    f1 = f1_score(yes[:, 0], logits[:, 0] > chosen)
    assert 1 / (1 + np.exp(-chosen)) == pytest.approx(f1 / 2, abs=0.01)


def test_promised_threshold_does_not_follow_noise(scored: tuple[np.ndarray, ...]) -> None:
    logits, _, known = scored
    few = [promised_threshold(part, known[:200]) for part in np.split(logits, 20)]
    assert np.std(few) < 0.15


def test_unknown_cells_do_not_count(scored: tuple[np.ndarray, ...]) -> None:
    logits, yes, known = scored
    other = np.where(known, yes, ~yes)
    noise = np.where(known, logits, -logits)
    assert choose_threshold(logits, yes, known) == choose_threshold(logits, other, known)
    assert promised_threshold(logits, known) == promised_threshold(noise, known)
    assert unsure_band(logits, yes, known, 0.0) == unsure_band(logits, other, known, 0.0)


def test_band_leaves_half_as_many_wrong_outside() -> None:
    logits = np.linspace(-4, 4, 4001)[:, None]
    yes = logits > 0
    near = np.abs(logits) < 0.7
    yes[near] = np.arange(near.sum()) % 2 == 0  # a coin decides near the threshold
    low, high = unsure_band(logits, yes, np.ones_like(yes), 0.0)
    assert low == pytest.approx(-high)
    outside = np.abs(logits[:, 0]) > high
    wrong = (logits > 0) != yes
    assert wrong[outside].mean() <= wrong.mean() / 2
    assert 0.3 < high <= 0.4


def test_band_has_an_end() -> None:
    logits = np.linspace(-9, 9, 1001)[:, None]
    coin = np.arange(1001)[:, None] % 2 == 0
    low, high = unsure_band(logits, coin, np.ones_like(coin), 0.0)
    assert (low, high) == pytest.approx((-1.5, 1.5))


def test_band_of_scores_all_inside() -> None:
    logits = np.array([[0.01], [-0.01]])
    yes = np.array([[False], [True]])
    low, high = unsure_band(logits, yes, np.ones_like(yes), 0.0)
    assert low < -0.01 < 0.01 < high
