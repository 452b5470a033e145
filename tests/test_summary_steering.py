from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit import Document, SummaryOptions, score_sentences, summarize
from textkit.summary.digest import group_by_theme
from textkit.summary.options import METHODS

ENERGY = "全县新建光伏电站12座，年发电量3.6亿千瓦时。"
GOVERNANCE = "县纪委监委立案查处违纪问题23件，挽回损失460万元。"
RURAL = "北塬乡新建高标准农田3200亩，粮食亩产提高80公斤。"
ROAD = "县城新修道路46公里，改造桥梁5座。"
REPORT = f"一、能源转型\n{ENERGY}\n二、作风建设\n{GOVERNANCE}\n三、农业生产\n{RURAL}{ROAD}"


def quoted(text: str | list[str], **options: object) -> list[str]:
    return [q.text for q in summarize(text, **options).sentences]  # type: ignore[arg-type]


def test_themes_and_queries() -> None:
    assert quoted(REPORT, theme="energy") == [ENERGY]
    assert quoted(REPORT, theme=["能源", "governance"]) == [ENERGY, GOVERNANCE]
    assert quoted(REPORT, query="高标准农田") == [RURAL]
    assert quoted(REPORT, query="桥梁 光伏") == [ENERGY, ROAD]
    assert quoted(REPORT, query="抽水蓄能") == []
    assert quoted(ROAD, theme="ecology") == []
    with pytest.raises(ValueError, match="did you mean 'energy'"):
        summarize(REPORT, theme="enrgy")


def test_must_and_avoid() -> None:
    room = len(ROAD) + 2
    assert ROAD not in quoted(REPORT, max_sentences=1)
    assert quoted(REPORT, max_chars=room, must="桥梁") == [ROAD]
    assert quoted(REPORT, must="没有的词") == [ENERGY, GOVERNANCE, RURAL, ROAD]
    assert quoted(REPORT, avoid=["光伏", "纪委"]) == [RURAL, ROAD]


def test_sections_give_one_line_each() -> None:
    summary = summarize(REPORT, sections=True)
    assert [q.heading for q in summary.sentences] == [
        "一、能源转型",
        "二、作风建设",
        "三、农业生产",
    ]
    assert [q.text for q in summary.sentences][:2] == [ENERGY, GOVERNANCE]
    assert len(summarize(REPORT, sections=True, max_sentences=2).sentences) == 2


def test_lengths() -> None:
    body = len(ENERGY + GOVERNANCE + RURAL + ROAD)
    assert len(quoted(REPORT, max_sentences=2)) == 2
    assert 0 < len("".join(quoted(REPORT, ratio=0.5))) <= body / 2
    assert quoted(REPORT, ratio=1.0) == [ENERGY, GOVERNANCE, RURAL, ROAD]
    for name, value in (("max_sentences", 0), ("ratio", 1.5), ("ratio", 0.0)):
        with pytest.raises(ValueError, match=name):
            SummaryOptions(**{name: value})


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::ResourceWarning")
def test_methods(method: str) -> None:
    summary = summarize(REPORT, method=method, max_chars=60)  # type: ignore[arg-type]
    assert 0 < len(summary.text) <= 60
    starts = [q.start for q in summary.sentences]
    assert starts == sorted(starts)
    assert quoted(REPORT, method=method, max_chars=5)
    with pytest.raises(ValueError, match="did you mean 'lexrank'"):
        summarize(REPORT, method="lexrnk")  # type: ignore[arg-type]


def test_lead_is_the_beginning() -> None:
    assert quoted(REPORT, method="lead", max_sentences=2) == [ENERGY, GOVERNANCE]


def test_digest_quotes_a_repeated_passage_once_and_counts_it() -> None:
    copies = [f"{ENERGY}\n{ROAD}", f"据悉，{ENERGY}\n{GOVERNANCE}", f"{RURAL}\n{ENERGY}"]
    digest = summarize(copies)
    texts = [q.text for q in digest.sentences]
    assert sum("光伏电站" in text for text in texts) == 1
    (energy,) = (q for q in digest.sentences if "光伏电站" in q.text)
    assert {energy.document, *energy.repeated_in} == {0, 1, 2}
    assert sorted(energy.likeness)[-1] == 1 > sorted(energy.likeness)[0] > 0.7
    for quote in digest.sentences:
        assert digest.documents[quote.document].source_text[quote.start : quote.end] == quote.text
    assert next(iter(group_by_theme(digest.sentences))) == "能源"
    assert summarize([]).sentences == ()


def test_a_digest_leaves_leaning_sentences_out() -> None:
    texts = [f"{ROAD}同时，全县新增停车位1200个。", RURAL]
    assert not [text for text in quoted(texts) if text.startswith("同时")]


def test_output_forms() -> None:
    document = Document.from_text(f"{ENERGY}\n{ROAD}", title="光伏之乡")
    summary = summarize(document)
    assert str(summary) == summary.text == ENERGY + ROAD
    assert json.loads(summary.to_json()) == summary.to_dict()
    assert summary.to_dict()["sentences"][0]["start"] == 0
    assert summary.to_markdown() == f"## 光伏之乡\n\n- {ENERGY}\n- {ROAD}"
    assert "光伏电站12座" in summary._repr_html_()


def test_reasons_are_named() -> None:
    scored = score_sentences(f"谢谢大家！{ENERGY}")
    assert [s.fitness for s in scored] == ["never", "quotable"]
    assert len(scored[1].reasons) == 5
    weights = [abs(reason.weight) for reason in scored[1].reasons]
    assert weights == sorted(weights, reverse=True)
    assert score_sentences("") == []


@given(
    st.lists(st.lists(st.sampled_from([ENERGY, GOVERNANCE, RURAL, ROAD]), max_size=5), max_size=6),
    st.integers(25, 120),
)
def test_a_digest_stays_within_its_budget(pages: list[list[str]], max_chars: int) -> None:
    digest = summarize(["\n".join(page) for page in pages], max_chars=max_chars)
    texts = [q.text for q in digest.sentences]
    assert len(digest.text) <= max_chars or len(texts) == 1
    assert len(set(texts)) == len(texts)
    places = [(q.document, q.start) for q in digest.sentences]
    assert places == sorted(places)
    assert bool(texts) == any(pages)


def test_a_digest_hears_every_document() -> None:
    long = "\n".join(
        f"{town}新修公路{n}公里，改造桥梁{n}座。" for n, town in enumerate("甲乙丙丁", 20)
    )
    digest = summarize([long, ENERGY], max_sentences=2)
    assert {quote.document for quote in digest.sentences} == {0, 1}


def test_a_digest_quotes_what_the_documents_own_summaries_quote() -> None:
    texts = [f"{ENERGY}{ROAD}\n{GOVERNANCE}", f"{RURAL}\n{RURAL.replace('3200', '3600')}"]
    own = {quote for text in texts for quote in quoted(text)}
    assert set(quoted(texts)) <= own
