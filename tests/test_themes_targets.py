from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from textkit.themes.targets import read_targets

YES = [[1, 0], [0, 0], [1, 1]]


@pytest.mark.parametrize(
    "y",
    [
        [["e"], [], ["r", "e"]],
        [("e",), (), ("e", "r")],
        [{"e"}, set(), frozenset({"e", "r"})],
        np.array(YES),
        np.array(YES, float),
        np.array(YES, bool),
    ],
)
def test_several_labels_a_text(y: Any) -> None:
    targets = read_targets(y, 3)
    assert targets.yes.tolist() == np.array(YES, bool).tolist()
    assert targets.known.all()
    assert not targets.exclusive


@pytest.mark.parametrize("y", [["r", "e", "r"], np.array([2, 1, 2]), (True, False, True)])
def test_one_label_a_text(y: Any) -> None:
    targets = read_targets(y, 3)
    assert targets.yes.tolist() == [[False, True], [True, False], [False, True]]
    assert targets.classes.tolist() == sorted(set(y))
    assert targets.exclusive


def test_unknown_cells() -> None:
    targets = read_targets(np.array([[1, np.nan], [np.nan, 0]]), 2)
    assert targets.yes.tolist() == [[True, False], [False, False]]
    assert targets.known.tolist() == [[True, False], [False, True]]


@pytest.mark.parametrize(
    ("y", "says"),
    [
        ([["e"]], "2 texts and 1 labels"),
        (["e", "e"], "at least 2"),
        ([[], []], "at least 1"),
    ],
)
def test_labels_that_teach_nothing(y: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_targets(y, 2)
