from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_themes_training import HEADLINES, split

import textkit
from textkit.errors import DataError
from textkit.themes.estimating import estimate
from textkit.themes.evaluation import average_precision, calibration_error
from textkit.themes.learning_curve import learning_curve

ROWS = [
    {"text": "新建光伏电站12座，年发电量3.6亿千瓦时。", "themes": ["energy"]},
    {"text": "全县植树造林五千亩，湿地恢复。", "themes": ["ecology"]},
    {"text": "剧团下乡演出三场。", "themes": ["rural"]},
]


def test_multi_label() -> None:
    result = textkit.evaluate(textkit.load("themes"), ROWS)
    scores = {t.theme: (t.n_texts, t.precision, t.recall, t.f1) for t in result.themes}
    assert scores["energy"] == (1, 1, 1, 1)
    assert scores["governance"] == (0, 0, 0, 0)
    assert result.confusion is None
    (missed,) = [m for m in result.mistakes if m.missed]
    assert (missed.theme, missed.text.line, missed.evidence) == ("rural", 3, ())
    assert result.overall.measure == "macro-F1"
    assert result.overall.low <= result.overall.value <= result.overall.high


def test_exclusive_has_a_confusion_table_and_evidence() -> None:
    few, rest = split(6)
    model = textkit.train(few)
    result = textkit.evaluate(model, rest)
    assert result.confusion is not None
    assert result.confusion.sum() == len(rest)
    assert result.overall.value == pytest.approx(np.trace(result.confusion) / len(rest))
    surest = [m.probability for m in result.mistakes]
    assert surest == sorted(surest, reverse=True)
    for mistake in result.mistakes:
        assert mistake.theme not in (mistake.text.themes or ())
        assert all(passage in mistake.text.text for passage in mistake.evidence)
    assert any(mistake.evidence for mistake in result.mistakes)


def test_ambiguous_labels_are_not_scored() -> None:
    rows = [*ROWS[:2], {**ROWS[2], "themes": [], "ambiguous": ["rural", "governance"]}]
    result = textkit.evaluate(textkit.load("themes"), rows)
    assert (result.overall.value, result.mistakes) == (1.0, ())


def test_unknown_themes_are_refused() -> None:
    with pytest.raises(
        DataError, match="row 1 has the theme '体育'; the model knows energy, ecology"
    ):
        textkit.evaluate(textkit.load("themes"), [{"text": "球赛。", "themes": ["体育"]}])
    with pytest.raises(DataError, match="no row is labelled"):
        textkit.evaluate(textkit.load("themes"), [{"text": "球赛。", "themes": None}])


def test_learning_curve_has_a_point_for_each_step() -> None:
    points = learning_curve(HEADLINES)
    assert [p.labels_per_theme for p in points] == [8, 16]
    assert points[0].n_texts < points[1].n_texts
    assert [p.overall.n_texts for p in points] == [48, 48]
    assert all(p.overall.value > 0.4 for p in points)  # 48 texts: their order is chance


PAIRS = st.lists(st.tuples(st.floats(0, 1).map(lambda x: round(x, 1)), st.booleans()), min_size=1)


@given(PAIRS)
def test_average_precision_is_scikit_learns(pairs: list[tuple[float, bool]]) -> None:
    from sklearn.metrics import average_precision_score

    probability, yes = (np.array(values) for values in zip(*pairs, strict=True))
    if not yes.any():
        assert np.isnan(average_precision(probability, yes))
    else:
        wanted = average_precision_score(yes, probability)
        assert average_precision(probability, yes) == pytest.approx(wanted)


@given(PAIRS)
def test_calibration_error_is_bounded_and_0_for_the_frequency(
    pairs: list[tuple[float, bool]],
) -> None:
    probability, yes = (np.array(values) for values in zip(*pairs, strict=True))
    assert 0 <= calibration_error(probability, yes) <= 1
    assert calibration_error(np.full(len(yes), yes.mean()), yes) == pytest.approx(0, abs=1e-12)


def test_intervals_narrow_with_more_texts() -> None:
    rng = np.random.default_rng(0)
    widths = []
    for n_texts in (50, 500, 20_000):
        yes = np.eye(3, dtype=bool)[rng.integers(0, 3, n_texts)]
        given = np.where(rng.random((n_texts, 1)) < 0.7, yes, np.roll(yes, 1, axis=1))
        score = estimate(given, yes, np.ones_like(yes), exclusive=True)
        assert score.low < 0.7 < score.high or n_texts > 50
        widths.append(score.high - score.low)
    assert widths[0] > widths[1] > widths[2]
    assert 0.01 < widths[2] < 0.016  # 2 × 1.96 × sqrt(.21 / 20,000)
