from __future__ import annotations

from typing import Any

import pytest
from conftest import cases

from textkit.reading import document_from_text


@pytest.mark.parametrize("case", cases("facts"))
def test_cases(case: dict[str, Any]) -> None:
    found = document_from_text(case["input"])
    assert case["expected"] == [found.title, found.source, found.published, found.author]
