from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from textkit.features.codes import Codes, encode

# Every mark that the encoder knows is likely, and so is what no encoder expects.
CHARACTERS = st.one_of(st.sampled_from("，；。！？”）1２Ａa水 \n\r\u2028𠮷\ud83d"), st.characters())
TEXTS = st.lists(st.text(CHARACTERS, max_size=30), min_size=1, max_size=5)


def pieces(joined: str, encoded: Codes, starts: Any) -> list[str]:
    at = [*encoded.characters[starts].tolist(), len(joined)]
    return [joined[first:last] for first, last in pairwise(at)]


@pytest.mark.parametrize("case", cases("codes"))
def test_encode(case: dict[str, Any]) -> None:
    encoded = encode(case["input"])
    joined = "\n".join(case["input"]) + "\n"
    got = {
        "codes": "".join(chr(code) if code else "|" for code in encoded.codes),
        "clauses": pieces(joined, encoded, encoded.clauses),
        "sentences": pieces(joined, encoded, encoded.sentences),
    }
    assert got == case["expected"]
    assert len(encoded.texts) == len(case["input"])


@given(TEXTS)
def test_no_character_is_lost_and_every_text_begins_a_clause(texts: list[str]) -> None:
    encoded = encode(texts)
    joined = "\n".join(texts) + "\n"
    assert "".join(pieces(joined, encoded, encoded.clauses)) == joined
    assert set(encoded.texts) <= set(encoded.sentences) <= set(encoded.clauses)
    assert encoded.texts[0] == 0
    lengths = [len(piece) for piece in pieces(joined, encoded, encoded.texts)]
    assert lengths == [len(text) + 1 for text in texts]


@given(TEXTS)
def test_a_text_is_encoded_alike_alone_and_among_others(texts: list[str]) -> None:
    together = encode(texts)
    alone = [encode([text]) for text in texts]
    np.testing.assert_array_equal(together.codes, np.concatenate([a.codes for a in alone]))
    for name in ("clauses", "sentences"):
        shifted = [getattr(a, name) + first for a, first in zip(alone, together.texts, strict=True)]
        np.testing.assert_array_equal(getattr(together, name), np.concatenate(shifted))
