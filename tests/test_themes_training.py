from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT

import textkit
from textkit.errors import DataError
from textkit.features.terms import load_terms
from textkit.labels import LabelledText
from textkit.labels.data import LabelledData
from textkit.themes.few import learn_few
from textkit.themes.many import learn_many
from textkit.themes.starting import read_definitions
from textkit.themes.training import targets_of, train

HEADLINES = [
    {"text": line.split("\t")[1], "label": line.split("\t")[0]}
    for line in (ROOT / "tests" / "data" / "headlines.tsv").read_text("utf-8").splitlines()
]
Row = dict[str, Any]


def split(n_per_label: int, rows: list[Row] = HEADLINES) -> tuple[list[Row], list[Row]]:
    """Return so many rows of each label, and the rest."""
    rows = random.Random(0).sample(rows, len(rows))
    seen: dict[str, int] = {}
    train_rows, rest = [], []
    for row in rows:
        seen[row["label"]] = seen.get(row["label"], 0) + 1
        (train_rows if seen[row["label"]] <= n_per_label else rest).append(row)
    return train_rows, rest


def accuracy(model: textkit.themes.model.ThemeModel, rows: list[Row]) -> float:
    tagged = model.tag_texts([row["text"] for row in rows])
    assert all(len(t.tags) == 1 for t in tagged)
    return sum(t.themes == (row["label"],) for t, row in zip(tagged, rows, strict=True)) / len(rows)


def test_few_labels_beat_tfidf() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    for n_labels, floor in ((4, 0.45), (8, 0.55)):
        few, rest = split(n_labels)
        plain = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 2)),
                              LogisticRegression(C=10))  # fmt: skip
        plain.fit([row["text"] for row in few], [row["label"] for row in few])
        baseline = plain.score([row["text"] for row in rest], [row["label"] for row in rest])
        ours = accuracy(train(few), rest)
        assert ours > max(baseline + 0.15, floor)


def test_estimate_is_honest() -> None:
    few, rest = split(8)
    model = train(few)
    value, low, high = model.card.scores.values()
    assert low < value < high
    assert low - 0.1 < accuracy(model, rest) < high + 0.1


def test_same_data_same_model() -> None:
    few, _ = split(4)
    first, second = (train(few).to_state() for _ in range(2))
    for key, value in first.items():
        np.testing.assert_array_equal(value, second[key])


def test_multi_label_model_gives_none_one_or_several() -> None:
    rows = [
        {"text": text, "themes": themes}
        for text, themes in (
            ("煤矿复工复产，日产原煤三万吨。", ["能源"]),
            ("光伏电站并网发电。", ["能源"]),
            ("换流站工程竣工送电。", ["能源"]),
            ("清淤疏浚，河水变清。", ["生态"]),
            ("全县植树造林五千亩。", ["生态"]),
            ("关停排污企业，空气质量好转。", ["生态"]),
            ("煤改电后冬天的雾霾少了，居民用上清洁取暖。", ["生态", "能源"]),
            ("中学生合唱比赛昨晚落幕。", []),
            ("剧团下乡演出三场。", []),
            ("马拉松赛吸引八千名跑者。", []),
        )
    ]
    model = train(rows)
    assert not model.exclusive
    texts = ["风电场投产，年发电两亿千瓦时。", "治理水污染，恢复湿地。", "篮球赛今晚开打。"]
    assert [t.themes for t in model.tag_texts(texts)] == [("能源",), ("生态",), ()]


def test_definitions_alone_make_a_first_model() -> None:
    themes = read_definitions(ROOT / "seeds" / "themes.toml")
    model = train([], definitions=themes)
    assert list(model.names.values()) == ["生态", "能源", "治理", "乡村振兴"]
    texts = ["水电站扩建，新增机组两台。", "果园丰收，果农增收。"]
    best = [max(t.scores, key=t.scores.__getitem__) for t in model.tag_texts(texts)]
    assert best == ["energy", "rural"]


def test_duplicates_do_not_flatter(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    few, _ = split(4)
    model = train([*few, *few], progress=said.append)
    assert said[0].startswith("60 texts occur again")
    assert model.card.scores == train(few).card.scores


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "got 0 labelled texts"),
        ([{"text": "甲", "themes": ["a"]}] * 3, "themes a; expected"),
        ([{"text": "甲", "themes": []}], "themes -; expected"),
    ],
)
def test_nothing_to_tell_apart(rows: list[Row], message: str) -> None:
    with pytest.raises(DataError, match=message):
        train(rows)


def test_one_theme_against_none() -> None:
    rows = [
        {"text": "法院审理了这起案件。", "themes": ["法治"]},
        {"text": "小麦丰收。", "themes": []},
    ]
    model = train(rows * 1)
    assert max(model.tag_texts(["检察院提起公诉。"])[0].scores.values()) > 0.5


def test_ambiguous_labels_are_not_learned() -> None:
    rows = tuple(
        LabelledText(row["text"], (row["label"],), ("体育",) if row["label"] == "娱乐" else ())
        for row in split(4)[0]
    )
    targets = targets_of(rows, exclusive=False)
    assert (~targets.known).sum() == 4
    learned = learn_few([row.text for row in rows], targets)
    assert np.isfinite(learned.out_of_fold).all()


def test_many_texts_learn_as_few_do() -> None:
    rng = random.Random(0)
    rows = [
        LabelledText(f"{rng.choice(HEADLINES)['text'][:4]}，{row['text']}", (row["label"],))
        for row in HEADLINES
        for _ in range(10)
    ]
    targets = targets_of(rows, exclusive=True)
    learned = learn_many([row.text for row in rows], targets)
    given = learned.model.given(learned.out_of_fold)
    assert (given & targets.yes[learned.rows]).any(1).mean() > 0.9
    again = learn_many([row.text for row in rows], targets)
    np.testing.assert_array_equal(learned.model.weights, again.model.weights)
    seen = learned.model.probabilities([rows[i].text for i in learned.rows])
    np.testing.assert_allclose(seen, learned.out_of_fold, atol=0.02)


def test_out_of_fold_scores_are_those_of_a_model_without_the_text() -> None:
    few, _ = split(3)
    texts = [row["text"] for row in few]
    targets = targets_of([LabelledText(row["text"], (row["label"],)) for row in few], True)
    learned = learn_few(texts, targets)
    seen = learned.model.probabilities(texts)
    right = targets.yes.argmax(1)
    at = np.arange(len(texts))
    assert (seen[at, right] > learned.out_of_fold[at, right]).mean() > 0.95


def test_terms_know_what_is_alike() -> None:
    terms = load_terms()
    from textkit.features.terms import count_ngrams

    counts = count_ngrams(terms.vocabulary, ["足球比赛", "篮球联赛", "股票下跌"])
    vectors = counts @ terms.vectors
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_card_says_what_it_was_made_of(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in split(3)[0]), encoding="utf-8")
    model = train(path)
    assert set(model.card.data) == {"rows.jsonl"}
    assert "accuracy, 8 folds" in model.card.scores
    textkit.save(model, tmp_path / "m.joblib")
    assert "8 folds" in (tmp_path / "m.md").read_text(encoding="utf-8")
    back = textkit.load(tmp_path / "m.joblib")
    texts = ["点球大战。"]
    np.testing.assert_allclose(back.probabilities(texts), model.probabilities(texts))


def test_labelled_data_are_taken_as_they_are() -> None:
    rows = tuple(LabelledText(row["text"], (row["label"],)) for row in split(2)[0])
    assert train(LabelledData(rows, exclusive=True)).exclusive


def test_few_labels_are_as_sure_as_they_are_right() -> None:
    few, rest = split(8)
    model = train(few)
    surest = model.probabilities([row["text"] for row in rest]).max(1).mean()
    assert surest == pytest.approx(accuracy(model, rest), abs=0.08)


def test_unknown_ngrams_do_not_weigh_in_a_model_of_few_labels() -> None:
    model = train(split(2)[0])
    text = "点球大战门将神扑"
    np.testing.assert_allclose(
        model.logits([text]), model.logits([f"{text}\ue000\ue001\ue000"]), atol=1e-3
    )
