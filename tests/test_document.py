from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, replace

import pytest

from textkit.document import Paragraph, Sentence

TEXT = "全县秋粮入库。"


def test_one_sentence_made_when_asked_is_as_one_that_was_given() -> None:
    given = Paragraph(TEXT, "body", 3, 10, (Sentence(TEXT, 3, 10),))
    fresh = [Paragraph(TEXT, "body", 3, 10, None) for _ in range(7)]
    assert fresh[0].sentences == given.sentences
    assert fresh[0].sentences is fresh[0].sentences
    assert fresh[1] == given
    assert hash(fresh[2]) == hash(given)
    assert repr(fresh[3]) == repr(given)
    assert pickle.loads(pickle.dumps(fresh[4])) == copy.deepcopy(fresh[4]) == given
    assert replace(fresh[5], kind="heading").sentences == given.sentences
    assert asdict(fresh[6]) == asdict(given)


def test_a_paragraph_without_sentences_stays_without() -> None:
    assert Paragraph("分享到：", "chrome", 0, 4).sentences == ()


def test_sentences_cannot_be_set() -> None:
    paragraph = Paragraph(TEXT, "body", 0, 7, None)
    with pytest.raises(FrozenInstanceError):
        paragraph.sentences = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del paragraph.sentences
    assert paragraph.sentences == (Sentence(TEXT, 0, 7),)
