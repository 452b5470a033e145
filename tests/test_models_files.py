"""What a model file may hold, and what happens to one that holds more."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from conftest import ROOT

from textkit.errors import ModelError
from textkit.models import load, shipped, shipped_names
from textkit.models.unpickling import load_state

PLAIN = {"weights": np.arange(6.0).reshape(2, 3), "names": ["甲", "乙"], "n": 3, "bias": 0.5}


class Call:
    """Pickles as a call of ``function`` with ``arguments``."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.function, self.arguments = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.arguments


def dumped(value: object) -> bytes:
    buffer = io.BytesIO()
    joblib.dump(value, buffer)
    return buffer.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.mark.parametrize("pack", PACKERS)
def test_plain_state_comes_back(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    path.write_bytes(PACKERS[pack](dumped(PLAIN)))
    state = load_state(path)
    np.testing.assert_array_equal(PLAIN["weights"], state.pop("weights"))
    assert state == {key: value for key, value in PLAIN.items() if key != "weights"}


def hostile(marker: Path) -> dict[str, Any]:
    run = f"touch {marker}"
    huge = b"\x80\x04\x8f" + b"(" * 100
    return {
        "os.system": Call(os.system, run),
        "eval": Call(eval, f"open({str(marker)!r}, 'w')"),
        "open": Call(open, str(marker), "w"),
        "nested": {"weights": [Call(os.system, run)]},
        "joblib.load": Call(joblib.load, str(marker)),
        "object array": {"weights": np.array([Call(os.system, run)], dtype=object)},
        "record array": {"weights": np.zeros(2, dtype=[("a", "f8")])},
        "numpy call": Call(np.ndarray, (10**12,)),
        "date array": {"weights": np.zeros(2, dtype="M8[s]")},
        "no dict": [1, 2],
        "odd keys": {1: 2},
        "raw opcodes": huge,
    }


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("name", hostile(Path("x")))
def test_hostile_files_run_nothing(name: str, pack: str, tmp_path: Path) -> None:
    marker, path = tmp_path / "ran", tmp_path / "m.joblib"
    value = hostile(marker)[name]
    path.write_bytes(PACKERS[pack](value if isinstance(value, bytes) else dumped(value)))
    with pytest.raises(ModelError):
        load_state(path)
    assert not marker.exists()


def test_bombs_end_before_they_take_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    strings = pickle.dumps(["一" * 10_000_000])
    zeros = dumped({"weights": np.zeros(80_000_000)})[:400]
    for data in (zlib.compress(strings), zlib.compress(zeros), zlib.compress(b"(" * 50_000_000)):
        path.write_bytes(data)
        with pytest.raises(ModelError):
            load_state(path)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    whole = shipped("themes").read_bytes()
    for data in (
        b"",
        b"\0",
        whole[:-10],
        whole[: len(whole) // 2],
        whole[: -(2**10)] + bytes(2**10),
    ):
        path.write_bytes(data)
        with pytest.raises(ModelError, match=str(path)):
            load(path)


@pytest.mark.parametrize("changed", [{"format": 99}, {"kind": "other"}, {"card": None}])
def test_unknown_formats_and_kinds(changed: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    path.write_bytes(dumped({**load_state(shipped("themes")), **changed}))
    with pytest.raises(ModelError, match=next(iter(changed))):
        load(path)


def test_missing_array_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.joblib"
    for key in set(load_state(shipped("themes"))) - {"format", "kind", "card"}:
        state = load_state(shipped("themes"))
        del state[key]
        path.write_bytes(dumped(state))
        with pytest.raises(ModelError, match=key):
            load(path)


def test_pinned_digest() -> None:
    path = shipped("themes")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert load(path, sha256=digest.upper()).kind == "themes"
    with pytest.raises(ModelError, match="SHA-256"):
        load(path, sha256="0" * 64)


def test_names() -> None:
    assert shipped_names() == ["ranker", "themes"]
    with pytest.raises(FileNotFoundError, match="ranker, themes"):
        load("no-such-model")


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "models").glob("*.joblib")))
def test_files_of_every_format_stay_loadable(path: Path) -> None:
    model = load(path)
    tagged = model.tag_texts(["煤矿复工", "植树造林"])  # type: ignore[attr-defined]
    assert [t.themes for t in tagged] == [("能源",), ("生态",)]
    assert model.card.created == "2026-11-22"
