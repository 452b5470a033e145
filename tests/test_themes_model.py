"""What any theme model must hold, tried on the shipped one and on two small ones."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from models_at_hand import with_evidence

import textkit
from textkit.errors import ModelError
from textkit.features.codes import encode
from textkit.models.card import Card
from textkit.themes.classifier import ThemeClassifier
from textkit.themes.levels import weighed
from textkit.themes.model import ThemeModel, squash
from textkit.themes.tagging import theme_model

CHARACTERS = st.one_of(
    st.sampled_from("煤电水村，；。！？”1２Ａ \n\u2028𠮷\ud83d"), st.characters()
)
ODD = [
    "", " \n\u3000", "，。！", "\n", "a", "1234567", "\ud83d", "𠮷𠮷", "\0", "煤" * 40_000, "煤，" * 20_000, "？" * 9,
]  # fmt: skip


@pytest.fixture(scope="module", params=["shipped", "many", "exclusive", "evidence"])
def model(
    request: pytest.FixtureRequest, labelled: tuple[list[str], list[list[str]]]
) -> ThemeModel:
    if request.param == "shipped":
        return theme_model()
    texts, labels = labelled
    if request.param == "evidence":
        return with_evidence(texts, labels)
    y = labels if request.param == "many" else [ls[0] if ls else "无" for ls in labels]
    return ThemeClassifier(cv=2).fit(texts, y).to_model()


@pytest.fixture(scope="module")
def texts(labelled: tuple[list[str], list[list[str]]]) -> list[str]:
    sentences = labelled[0][:60]
    return [*sentences, "".join(sentences[:9]), "\n".join(sentences[9:40]), *ODD]


def plain_weights(model: ThemeModel) -> dict[Any, Any]:
    """Return n-gram → its column of the weights, without what stands for unknown ones.

    Words stand in tuples of one, pairs of words in tuples of two.
    """
    state = model.to_state()
    grams: list[Any] = []

    def unpacked(key: int, n: int) -> str:
        return "".join(chr(key >> s & 0xFFFF) for s in range(16 * (n - 1), -1, -16))

    for n, name in enumerate(("one", "two", "three"), 1):
        grams += [None, *(unpacked(key, n) for key in state[name].tolist())]
    if model.words:
        words = [unpacked(key, 4).lstrip("\0") for key in state["words"].tolist()]
        pairs = [
            (words[(p >> 32) - 1], words[(p & 0xFFFFFFFF) - 1]) for p in state["pairs"].tolist()
        ]
        grams += [None, *((word,) for word in words), None, *pairs]
    return {g: w for g, w in zip(grams, state["weights"].T.astype(float), strict=True) if g}


def plain_words(weight: dict[Any, Any], marked: list[str]) -> list[tuple[int, str]]:
    """Cut the longest known word from the end of each run, one after the other."""
    words, end = [], len(marked)
    while end:
        for n in (4, 3, 2, 1):
            word = "".join(marked[max(end - n, 0) : end])
            if n == 1 or (n <= end and (word,) in weight):
                break
        end -= n
        words.append((end, word))
    return words[::-1]


def plain_logits(model: ThemeModel, weight: dict[str, Any], text: str) -> list[float]:
    """Compute the model's formula with a dictionary and loops."""
    encoded = encode([text])
    marked = [chr(code) for code in encoded.codes]
    words = plain_words(weight, marked) if model.words else []

    def score(first: int, last: int) -> Any:
        total = np.zeros(len(model.weights))
        for n in (1, 2, 3):
            for i in range(first, last):
                total += weight.get("".join(marked[i : i + n]), 0)
        for (i, word), (_, following) in pairwise([*words, (len(marked), "")]):
            if first <= i < last:
                total += weight.get((word,), 0) + weight.get((word, following), 0)
        return total[:-1] / math.sqrt(model.smooth + total[-1]) + model.bias

    def scores(starts: Any) -> Any:
        ends = [*starts[1:].tolist(), len(marked)]
        return np.array([score(a, b) for a, b in zip(starts.tolist(), ends, strict=True)])

    sentences, clauses = scores(encoded.sentences), scores(encoded.clauses)
    second = [([z for z in sorted(set(c)) if z < max(c) - 1e-9] or [max(c)])[-1] for c in clauses.T]
    levels = [
        scores(encoded.texts)[0],
        sentences.max(0),
        sentences.mean(0),
        clauses.max(0),
        second,
        clauses.mean(0),
    ]
    n_themes = len(model.names)
    everything = np.array(levels).T
    table = everything[:n_themes]
    if model.formality:
        formality = math.tanh(everything[n_themes, 0] / 2)
        about = (1 - formality) / 2 / (1 + np.exp(-table[:, 0]))
        more = [[formality, formality * row[0], formality * row[3], *about] for row in table]
        table = np.hstack([table, more])
    if model.evidence:
        table = np.hstack([table, everything[-n_themes:, 1:]])
    return list((table * model.stack[:, :-1]).sum(1) + model.stack[:, -1])


def test_logits_are_those_of_the_formula(model: ThemeModel, texts: list[str]) -> None:
    weight = plain_weights(model)
    for text in texts[:12] + texts[60:62] + ODD[2:8]:
        got = model.logits([text])[0]
        assert got == pytest.approx(plain_logits(model, weight, text), abs=1e-4)


def test_any_batch_and_order_give_the_same_bits(model: ThemeModel, texts: list[str]) -> None:
    together = model.probabilities(texts)
    alone = np.concatenate([model.probabilities([text]) for text in texts])
    backwards = model.probabilities(texts[::-1])[::-1]
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(together, backwards)
    for size in (1, 7, 1024):
        tagged = list(textkit.tag_many(iter(texts), model=model, batch_size=size))
        assert tagged == model.tag_texts(texts)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(CHARACTERS, max_size=40), max_size=6))
def test_any_text_has_probabilities(batch: list[str]) -> None:
    model = theme_model()
    p = model.probabilities(batch)
    assert p.shape == (len(batch), 4)
    assert ((p >= 0) & (p <= 1)).all()
    for text, row in zip(batch, p, strict=True):
        np.testing.assert_array_equal(model.probabilities([text])[0], row)


def test_saving_changes_no_bit(model: ThemeModel, texts: list[str], tmp_path: Path) -> None:
    again = textkit.load(textkit.save(model, tmp_path / "m.joblib"))
    assert isinstance(again, ThemeModel)
    np.testing.assert_array_equal(again.probabilities(texts), model.probabilities(texts))
    assert again.tag_texts(texts) == model.tag_texts(texts)
    assert (again.names, again.exclusive, again.card) == (
        model.names,
        model.exclusive,
        model.card,
    )


def test_blank_texts_have_no_theme(model: ThemeModel) -> None:
    for tagged in model.tag_texts(["", " \n\u3000\t"]):
        assert tagged.tags == ()
        assert set(tagged.scores.values()) == {0.0}
        assert tagged.unsure == ()


def test_tags_say_what_the_scores_say(model: ThemeModel, texts: list[str]) -> None:
    for tagged in model.tag_texts(texts[:62]):
        assert tuple(tagged.scores) == model.themes
        ordered = [tag.probability for tag in tagged.tags]
        assert ordered == sorted(ordered, reverse=True)
        for tag in tagged.tags:
            assert tag.probability == tagged.scores[tag.theme]
            assert tag.name == model.names[tag.theme]
        if model.exclusive:
            assert tagged.themes == (max(tagged.scores, key=tagged.scores.__getitem__),)
            assert sum(tagged.scores.values()) == pytest.approx(1)
        else:
            above = [
                theme
                for theme, at in zip(model.themes, model.thresholds, strict=True)
                if tagged.scores[theme] >= at
            ]
            assert sorted(tagged.themes) == sorted(above)


def test_the_shipped_model_reads_the_four_themes() -> None:
    cases = {
        "全县新建光伏电站12座，年发电量3.6亿千瓦时。": ("energy",),
        "完成营造林五万亩，河道水质稳定达到三类。": ("ecology",),
        "县纪委监委立案查处违纪问题23件，处分党员干部18人。": ("governance",),
        "村里种了五百亩谷子，合作社统一收购，户均增收八千元。": ("rural",),
        "市博物馆举办书画展，展出作品一百二十幅。": (),
    }
    assert {
        text: tagged.themes for text, tagged in zip(cases, textkit.tag_many(cases), strict=True)
    } == cases


def test_a_stream_is_read_no_further_than_a_batch() -> None:
    read = []

    def endless() -> Iterator[str]:
        while True:
            read.append(1)
            yield "煤矿复工。"

    stream = textkit.tag_many(endless(), batch_size=3)
    next(stream)
    assert len(read) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weights", np.zeros((5, 3), np.float16)),
        ("weights", np.zeros((5, 3), np.int64)),
        ("bias", np.array([np.nan] * 4)),
        ("stack", [1, 2]),
        ("names", ["一"]),
        ("themes", "energy"),
        ("two", np.zeros(3, np.float64)),
    ],
)
def test_a_state_that_does_not_fit(name: str, value: object) -> None:
    with pytest.raises((ValueError, ModelError)):
        ThemeModel.from_state({**theme_model().to_state(), name: value}, Card())


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="one str"):
        next(textkit.tag_many("煤矿"))
    with pytest.raises(ValueError, match="batch_size is 0"):
        next(textkit.tag_many(["煤矿"], batch_size=0))
    with pytest.raises(ModelError, match="expected a theme model"):
        next(textkit.tag_many(["煤矿"], model="themes"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Document or str"):
        textkit.tag(["煤矿"])  # type: ignore[arg-type]


def test_a_long_text_is_scored_in_pieces_as_if_whole(
    labelled: tuple[list[str], list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = theme_model()
    text = "\n".join(f"“{sentence}”！）" for sentence in labelled[0] * 6)
    assert len(text) > 3 * 2**14
    in_pieces = shipped.logits([text, "煤矿复工。"])
    monkeypatch.setattr("textkit.themes.blocks._BLOCK", 2**20)
    np.testing.assert_allclose(in_pieces, shipped.logits([text, "煤矿复工。"]), rtol=1e-12)


def test_scores_beyond_what_floats_hold_are_as_sure_as_can_be() -> None:
    scores = np.full((1, 5, 6), -1e4)
    scores[:, 1] = 1e4
    about = weighed(scores, 4, formality=True, evidence=False)[0, 0, -4:]
    np.testing.assert_allclose(about, [0, 1, 0, 0], atol=1e-300)
    np.testing.assert_allclose(squash(np.array([-1e4, 1e4])), [0, 1], atol=1e-300)


def test_a_text_of_any_length_takes_little_memory() -> None:
    shipped = theme_model()
    for text in ("全县新建光伏电站12座，年发电3.6亿千瓦时。" * 40_000, "煤" * 1_000_000):
        tracemalloc.start()
        shipped.probabilities([text])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 25e6


def test_models_of_fewer_levels_weigh_the_others_nothing() -> None:
    shipped = theme_model()
    state = shipped.to_state()
    narrow = shipped.stack[:, [0, -1]]
    n_columns = sum(shipped.vocabulary.sizes)
    model = ThemeModel(
        shipped.vocabulary,
        **{name: state[name] for name in ("thresholds", "unsure")},
        weights=shipped.weights[[0, 1, 2, 3, -1], :n_columns],
        bias=shipped.bias[:4],
        stack=narrow,
        names=shipped.names,
    )
    text = "煤矿复工。植树，造林。"
    whole = model.score(model.sums(encode([text]))[2])
    np.testing.assert_allclose(
        model.logits([text]), whole * narrow[:, 0] + narrow[:, 1], rtol=1e-12
    )
