from __future__ import annotations

import pytest

from textkit import keywords

TEXT = (
    "清洁取暖改造进村入户。今年全县清洁取暖改造4.2万户，热泵替代散煤锅炉。\n"
    "清洁取暖让群众用上了热泵，窑洞里也暖和了。县里计划明年再推广热泵1.2万台。"
)


def terms(text: str | list[str], **options: object) -> list[str]:
    return [k.term for k in keywords(text, **options)]  # type: ignore[arg-type]


def test_terms_are_joined_ranked_and_counted() -> None:
    found = keywords(TEXT, n_keywords=3)
    assert {k.term: k.count for k in found[:2]} == {"清洁取暖": 3, "热泵": 3}
    assert [k.score for k in found] == sorted((k.score for k in found), reverse=True)
    assert len(found) == 3


def test_user_words_and_stop_words() -> None:
    assert "散煤锅炉" not in terms(TEXT)
    assert "散煤锅炉" in terms(TEXT, user_words=["散煤锅炉"])
    assert "热泵" not in terms(TEXT, stop_words=["热泵"])


def test_a_corpus_is_one_text() -> None:
    assert (
        terms([TEXT, "窑洞改造1200孔，窑洞民宿开业。窑洞旅游。"], n_keywords=3)[1:]
        != terms(TEXT)[1:3]
    )
    assert terms([]) == terms("") == terms("12.5%，2024年。") == []


def test_wrong_types_are_named() -> None:
    with pytest.raises(TypeError, match="got int"):
        keywords([5])  # type: ignore[list-item]
