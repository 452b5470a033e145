from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from models_at_hand import with_evidence
from test_cli_commands import textkit as command
from test_themes_model import ODD

import textkit
from textkit.themes.classifier import ThemeClassifier
from textkit.themes.evidence import character_weights
from textkit.themes.tagging import theme_model

CHARACTERS = st.one_of(st.sampled_from("煤电水村，；。！？”1２ \n𠮷\ud83d"), st.characters())


def check_sum(text: str, model: textkit.themes.model.ThemeModel | None = None) -> None:
    model = model or theme_model()
    weights, constants = character_weights(text, model)
    assert weights.shape == (len(text), len(model.names))
    np.testing.assert_allclose(
        weights.sum(0) + constants, model.logits([text])[0], rtol=1e-5, atol=1e-5
    )


def test_characters_add_up_to_the_logit(
    articles: list[object], labelled: tuple[list[str], list[list[str]]]
) -> None:
    texts = labelled[0]
    for text in [*texts[:40], "".join(texts[:9]), texts[0] * 3, "\n".join(texts[:99]), *ODD]:
        if len(text) < 2**15:  # longer ones are tagged in pieces
            check_sum(text)


@settings(deadline=None, max_examples=60)
@given(st.text(CHARACTERS, max_size=60))
def test_any_text_adds_up(text: str) -> None:
    check_sum(text)


def test_exclusive_models_add_up(labelled: tuple[list[str], list[list[str]]]) -> None:
    texts, labels = labelled
    one = [codes[0] if codes else "无" for codes in labels]
    model = ThemeClassifier(cv=2).fit(texts, one).to_model()
    for text in texts[:20]:
        check_sum(text, model)


@pytest.mark.parametrize("formal", [False, True])
def test_models_of_marked_clauses_add_up(
    labelled: tuple[list[str], list[list[str]]], formal: bool
) -> None:
    model = with_evidence(*labelled, formal=formal)
    for text in [*labelled[0][:20], "".join(labelled[0][:9])]:
        check_sum(text, model)


def test_words_add_up_to_the_probability(articles: list[str]) -> None:
    document = textkit.read(articles[0])
    explanation = textkit.explain(document)
    tags = textkit.tag(document)
    assert [p.paragraph for p in explanation.paragraphs] == list(document.body)
    assert sum(len(p.evidence) for p in explanation.paragraphs) > 3
    for explained, tagged in zip(explanation.paragraphs, tags.paragraphs, strict=True):
        given = [(e.theme, e.name, e.probability) for e in explained.evidence]
        assert given == [(t.theme, t.name, t.probability) for t in tagged.themes.tags]
        for why in explained.evidence:
            assert 1 / (1 + np.exp(-why.logit)) == pytest.approx(why.probability, abs=1e-4)
            assert why.sentence in explained.paragraph.sentences
            for word in why.words:
                assert explained.paragraph.text[word.start : word.end] == word.text
            assert sum(why.words_for.values()) + sum(why.words_against.values()) == pytest.approx(
                why.logit - why.constant
            )
            assert list(why.words_for.values()) == sorted(why.words_for.values(), reverse=True)
            assert list(why.words_against.values()) == sorted(why.words_against.values())


def test_the_sentence_is_the_one_of_the_theme() -> None:
    text = (
        "全市举办了第三届读书节。县纪委监委立案查处违纪问题二十三件，处分干部十七人。"
        "新建光伏电站十二座，年发电三亿千瓦时。万名市民参加长跑。"
    )
    (paragraph,) = textkit.explain(text).paragraphs
    sentences = {why.theme: why.sentence for why in paragraph.evidence}
    assert {theme: s.text for theme, s in sentences.items()} == {
        "energy": "新建光伏电站十二座，年发电三亿千瓦时。",
        "governance": "县纪委监委立案查处违纪问题二十三件，处分干部十七人。",
    }
    assert all(text[s.start : s.end] == s.text for s in sentences.values())
    heaviest = {why.theme: next(iter(why.words_for)) for why in paragraph.evidence}
    assert heaviest["energy"] in {"光伏", "电站", "发电", "亿千瓦时"}
    assert heaviest["governance"] in {"监委", "违纪", "立案", "查处", "立案查处", "纪委", "处分"}


@pytest.mark.parametrize("text", ["", " \n", "。", "市民赏花。"])
def test_no_theme_no_evidence(text: str) -> None:
    assert all(p.evidence == () for p in textkit.explain(text).paragraphs)


def test_wrong_type() -> None:
    with pytest.raises(TypeError, match="Document or str"):
        textkit.explain(["煤矿"])  # type: ignore[arg-type]


def test_command_line() -> None:
    text = "新建光伏电站12座，年发电3.6亿千瓦时。市民赏花。"
    status, shown, said = command("tag", "-", "--explain", stdin=text)
    assert (status, said) == (0, "")
    assert "新建光伏电站12座，年发电3.6亿千瓦时。" in shown.splitlines()[-2]
    assert "光伏 +" in shown.splitlines()[-1]
    for form in ("document", "paragraph"):
        options = ["--explain", "--format", "json", "--as", form]
        status, shown, said = command("tag", "-", *options, stdin=text)
        answer = json.loads(shown)
        (why,) = (answer["paragraphs"][0] if form == "document" else answer)["evidence"]
        assert why["theme"] == "energy"
        assert why["sentence"] == {"text": text[:-5], "start": 0, "end": len(text) - 5}
        words = {w["text"]: w["weight"] for w in why["words"]}
        assert words["光伏"] > 0.1
        assert sum(w["weight"] for w in why["words"]) + why["constant"] == pytest.approx(
            why["logit"], abs=1e-3
        )
