from __future__ import annotations

from pathlib import Path

import joblib
import numpy as np
import pytest

from textkit import Document, load, save
from textkit.errors import ModelError
from textkit.models import shipped
from textkit.models.unpickling import load_state
from textkit.summary.analysis import analyse
from textkit.summary.model import RankerModel

TEXT = (
    "全县改造清洁取暖用户4.2万户，拆除燃煤锅炉310台。天气渐渐冷了。\n"
    "“屋里暖和多了。”村民老郭笑着说。下一步，县里将新增管网46公里。"
)


def shipped_ranker() -> RankerModel:
    model = load("ranker")
    assert isinstance(model, RankerModel)
    return model


def test_contributions_sum_to_scores() -> None:
    model, analysis = shipped_ranker(), analyse(Document.from_text(TEXT))
    scores = model.scores(analysis)
    np.testing.assert_allclose(scores, model.contributions(analysis).sum(1), atol=1e-12)
    assert scores.argmax() == 0


def test_saved_and_loaded_it_scores_the_same(tmp_path: Path) -> None:
    model, analysis = shipped_ranker(), analyse(Document.from_text(TEXT))
    again = load(save(model, tmp_path / "m.joblib"))
    assert isinstance(again, RankerModel)
    np.testing.assert_array_equal(model.scores(analysis), again.scores(analysis))
    assert again.card == model.card


def test_what_is_missing_or_of_the_wrong_shape_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    for key in set(load_state(shipped("ranker"))) - {"format", "kind", "card"}:
        state = load_state(shipped("ranker"))
        for wrong in ({}, {key: state[key][1:]}):
            joblib.dump({**{k: v for k, v in state.items() if k != key}, **wrong}, path)
            with pytest.raises(ModelError):
                load(path)


def test_other_features_are_refused() -> None:
    model = shipped_ranker()
    model.names = (*model.names[:-1], "moon")
    with pytest.raises(ModelError, match="moon"):
        model.scores(analyse(Document.from_text(TEXT)))
