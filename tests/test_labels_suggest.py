from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_cli_commands import rows, textkit
from test_themes_training import HEADLINES

from textkit.labels import read_labelled
from textkit.labels.suggest import suggest

TEXTS = [row["text"] for row in HEADLINES]


@given(n_texts=st.integers(1, 300), n_labelled=st.integers(0, 200), seed=st.integers(0, 9))
def test_so_many_different_texts(n_texts: int, n_labelled: int, seed: int) -> None:
    p = np.random.default_rng(seed).random((len(TEXTS), 3))
    chosen = suggest(p, TEXTS, n_texts=n_texts, n_labelled=n_labelled, random_state=seed)
    assert len(chosen) == len(set(chosen)) == min(n_texts, len(TEXTS))
    assert chosen == suggest(p, TEXTS, n_texts=n_texts, n_labelled=n_labelled, random_state=seed)


def test_first_labels_are_half_random_and_half_of_every_theme() -> None:
    p = np.zeros((len(TEXTS), 4))
    claimed = [3, 50, 100, 150]
    p[claimed, range(4)] = 0.9
    for seed in range(5):
        chosen = suggest(p, TEXTS, n_texts=8, random_state=seed)
        assert set(claimed) <= set(chosen)


def test_later_labels_are_unsure() -> None:
    p = np.full((len(TEXTS), 2), 0.01)
    p[:20] = 0.5
    chosen = suggest(p, TEXTS, n_texts=20, n_labelled=500)
    assert sum(i < 20 for i in chosen) >= 16


def test_unsure_texts_that_are_alike_are_not_suggested_together() -> None:
    vectors = np.repeat(np.eye(10), 24, axis=0)
    p = np.full((len(TEXTS), 2), 0.5)
    chosen = suggest(p, TEXTS, n_texts=10, n_labelled=500, vectors=vectors)
    assert len({i // 24 for i in chosen}) >= 8


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match="n_texts is 0"):
        suggest(np.zeros((1, 1)), ["甲"], n_texts=0)
    with pytest.raises(ValueError, match="2 probabilities for 1 texts"):
        suggest(np.zeros((2, 1)), ["甲"])


def test_from_definitions_over_suggestions_to_a_model(tmp_path: Path) -> None:
    """The way of an analyst who has texts and an idea."""
    first, sheet, labels = (tmp_path / name for name in ("first.joblib", "next.csv", "done.csv"))
    (tmp_path / "themes.toml").write_text(
        '[[theme]]\nid = "sports"\nzh = "体育"\nterms = ["比赛", "球队", "冠军"]\n'
        '[[theme]]\nid = "health"\nzh = "健康"\nterms = ["医生", "疾病", "体检"]\n',
        encoding="utf-8",
    )
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8"
    )
    definitions = ["--definitions", tmp_path / "themes.toml"]
    status, _, said = textkit("train", tmp_path / "none.jsonl", *definitions, "-o", first)
    assert (status, "0 labelled texts" in said) == (0, True)
    paragraphs = [tmp_path / "texts.jsonl", "--as", "paragraph"]
    status, out, said = textkit("suggest", first, *paragraphs, "-n", "30", "-o", sheet)
    assert (status, out, said) == (0, f"{sheet}\n", "textkit: 30 of 240 paragraphs\n")

    table = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "text,themes,source,scores"
    answers = {row["text"]: row["label"] for row in HEADLINES}
    ids = {"体育": "sports", "健康": "health"}
    written = [table[0]]
    for line in table[1:]:
        text = next(t for t in TEXTS if t in line)
        assert f"{text},," in line
        written.append(line.replace(f"{text},,", f"{text},{ids.get(answers[text], '-')},"))
    labels.write_text("\n".join(written), encoding="utf-8")
    status, out, _ = textkit("train", labels, *definitions, "-o", tmp_path / "my.joblib")
    assert status == 0
    status, out, _ = textkit("models", tmp_path / "my.joblib")
    assert (status, "macro-F1, leave-one-out" in out) == (0, True)
    more = ["--labelled", labels, "-o", tmp_path / "next.json"]
    assert textkit("suggest", tmp_path / "my.joblib", *paragraphs, *more)[0] == 0
    done = {row.text for row in read_labelled(labels).rows}
    assert not done & {row.text for row in read_labelled(tmp_path / "next.json").rows}


def test_models_lists_what_ships() -> None:
    status, out, said = textkit("models")
    assert (status, said) == (0, "")
    assert "themes  (" in out
    assert "macro-F1" in out


def test_suggest_goes_on_after_a_bad_input(tmp_path: Path) -> None:
    article = next((ROOT / "seeds" / "articles").glob("000*"))
    out = tmp_path / "next.jsonl"
    status, _, said = textkit("suggest", "themes", article, tmp_path / "none.txt", "-o", out)
    assert (status, len(said.splitlines())) == (1, 2)
    assert all(row["themes"] is None and row["scores"] for row in rows(out))
