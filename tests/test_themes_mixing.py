"""Two models as one: what it scores, explains, saves and refuses."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_models_files import dumped
from test_themes_evidence import check_sum
from test_themes_training import HEADLINES

import textkit
from textkit.errors import ModelError
from textkit.models.unpickling import load_state
from textkit.themes.calibrating import probability_loss
from textkit.themes.classifier import ThemeClassifier
from textkit.themes.few import learn_few
from textkit.themes.mixing import mixed
from textkit.themes.model import ThemeModel
from textkit.themes.targets import Targets, read_targets

Learned = tuple[ThemeModel, Any]


@pytest.fixture(scope="module", params=["several", "exclusive"])
def parts(
    request: pytest.FixtureRequest, labelled: tuple[list[str], list[list[str]]]
) -> tuple[Learned, Learned, Targets, list[str]]:
    texts, labels = labelled[0][:150], labelled[1][:150]
    y: list[Any] = labels if request.param == "several" else [(ls or ["无"])[0] for ls in labels]
    targets = read_targets(y, len(texts))
    few = learn_few(texts, targets)
    classifier = ThemeClassifier(cv=3).fit(texts, y)
    first = classifier.model_, classifier.out_of_fold_
    return first, (few.model, few.out_of_fold), targets, texts


@pytest.fixture(scope="module")
def both(parts: tuple[Learned, Learned, Targets, list[str]]) -> Learned:
    first, second, targets, _ = parts
    return mixed(first, second, targets)


def test_log_odds_are_a_weighted_sum(
    parts: tuple[Learned, Learned, Targets, list[str]], both: Learned
) -> None:
    texts = [*parts[3][:40], "", "。", "煤" * 40_000]
    apart = np.stack([model.logits(texts).ravel() for model, _ in parts[:2]], axis=1)
    together = both[0].logits(texts).ravel()
    weights, *_ = np.linalg.lstsq(apart, together)
    np.testing.assert_allclose(apart @ weights, together, rtol=1e-6, atol=1e-6)
    assert (weights > 0).all()


def test_left_out_texts_are_told_no_worse_than_by_either(
    parts: tuple[Learned, Learned, Targets, list[str]], both: Learned
) -> None:
    first, second, targets, _ = parts
    losses = [probability_loss(p, targets) for _, p in (first, second, both)]
    assert losses[2] < min(losses[:2]) * 1.01


def test_the_parts_stay_as_they_were(
    parts: tuple[Learned, Learned, Targets, list[str]],
) -> None:
    first, second, targets, texts = parts
    before = [model.logits(texts) for model, _ in (first, second)]
    mixed(first, second, targets)
    for (model, _), was in zip((first, second), before, strict=True):
        np.testing.assert_array_equal(model.logits(texts), was)


def test_characters_add_up_over_both(
    parts: tuple[Learned, Learned, Targets, list[str]], both: Learned
) -> None:
    for text in [*parts[3][:10], "".join(parts[3][:9]), "", "，"]:
        check_sum(text, both[0])


def test_files_hold_both(
    parts: tuple[Learned, Learned, Targets, list[str]], both: Learned, tmp_path: Path
) -> None:
    textkit.save(both[0], tmp_path / "m.joblib")
    back = textkit.load(tmp_path / "m.joblib")
    np.testing.assert_allclose(back.logits(parts[3]), both[0].logits(parts[3]), atol=2e-3)
    assert back.tag_texts(parts[3][:9])[0].themes == both[0].tag_texts(parts[3][:9])[0].themes


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda beside: 3, "not a model"),
        (lambda beside: [beside], "not a model"),
        (lambda beside: {**beside, "beside": beside}, "not a model"),
        (lambda beside: {**beside, "themes": [*beside["themes"][1:], "甲"]}, "other themes"),
        (lambda beside: {**beside, "exclusive": not beside["exclusive"]}, "other exclusive"),
        (lambda beside: {**beside, "bias": beside["bias"][1:]}, "bias"),
        (lambda beside: {"themes": beside["themes"], "exclusive": beside["exclusive"]}, "one"),
    ],
)
def test_what_does_not_fit_beside_is_refused(change: Any, message: str, tmp_path: Path) -> None:
    state = load_state(Path(__file__).parent / "models" / "format-3.joblib")
    path = tmp_path / "m.joblib"
    path.write_bytes(dumped({**state, "beside": change(state["beside"])}))
    with pytest.raises(ModelError, match=message):
        textkit.load(path)


def test_enough_labels_are_learned_by_both() -> None:
    rng = random.Random(0)
    wanted = sorted({row["label"] for row in HEADLINES})[:3]
    rows = [row for row in HEADLINES if row["label"] in wanted]
    rows = [
        {"text": f"{rng.choice(HEADLINES)['text'][:6]}，{row['text']}", "label": row["label"]}
        for row in rows
        for _ in range(5)
    ]
    said: list[str] = []
    model = textkit.train(rows, progress=said.append)
    again = textkit.train(rows)
    assert any("together" in line for line in said), said
    texts = [row["text"] for row in rows[::9]]
    np.testing.assert_array_equal(model.logits(texts), again.logits(texts))
