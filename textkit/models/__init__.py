"""Save and load trained models as files that cannot run code."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self, runtime_checkable

from textkit.atomic import atomic_write
from textkit.errors import ModelError
from textkit.models.card import Card

__all__ = ["Card", "Model", "load", "save", "shipped", "shipped_folder", "shipped_names"]

FORMAT = 4
# The first had no words and no formality, the second no model beside, the third no evidence.
_READABLE = (1, 2, 3, 4)

# What a file may say it is → the class that reads its arrays.
_KINDS = {
    "themes": ("textkit.themes.model", "ThemeModel"),
    "ranker": ("textkit.summary.model", "RankerModel"),
}
_loaded: dict[str, Model] = {}


@runtime_checkable
class Model(Protocol):
    """What every trained model offers, so that it can be saved."""

    kind: ClassVar[str]
    card: Card

    def to_state(self) -> dict[str, Any]:
        """Return the model as plain arrays, strings, numbers and lists."""

    @classmethod
    def from_state(cls, state: Mapping[str, Any], card: Card) -> Self:
        """Make the model of :meth:`to_state`'s result; raise ModelError where it does not fit."""


def save(model: Model, path: str | os.PathLike[str]) -> Path:
    """Save a model with joblib, and its card as Markdown beside it.

    Parameters
    ----------
    model : Model
        A theme model or a ranker.
    path : path-like
        Where to; ``.joblib`` is the usual ending. An interrupted save leaves an older file whole.

    Returns
    -------
    Path
        The file written.
    """
    import joblib

    if not isinstance(model, Model):
        raise TypeError(f"save expects a trained textkit model, got {type(model).__name__}")
    target = Path(path)
    state = {"format": FORMAT, "kind": model.kind, "card": model.card.to_json(), **model.to_state()}
    with atomic_write(target) as file:
        joblib.dump(state, file, compress=("zlib", 3))
    with atomic_write(target.with_suffix(".md")) as file:
        file.write(model.card.to_markdown().encode())
    return target


def load(model: str | os.PathLike[str], *, sha256: str | None = None) -> Model:
    """Load a model by the name it ships under, or from a file, without running what the file says.

    Parameters
    ----------
    model : str or path-like
        ``"themes"``, ``"ranker"``, or the path of a file written by :func:`save`.
    sha256 : str, optional
        The hexadecimal digest the file must have.

    Raises
    ------
    ModelError
        When the file is not a model, is damaged, is of an unknown format, or has another digest.
    FileNotFoundError
        When there is neither such a file nor a shipped model of that name.
    """
    name = os.fspath(model)
    path = Path(name)
    if not path.exists() and name in shipped_names():
        path = shipped(name)
    if not path.is_file():
        raise FileNotFoundError(
            f"no model {name!r}: expected a file or one of {', '.join(shipped_names())}"
        )
    if sha256 is not None:
        got = hashlib.sha256(path.read_bytes()).hexdigest()
        if got != sha256.lower():
            raise ModelError(f"{path}: SHA-256 is {got}, expected {sha256}; the file was changed")
    from textkit.models.unpickling import load_state

    state = load_state(path)
    if state.get("format") not in _READABLE:
        raise ModelError(
            f"{path}: format is {state.get('format')!r}, this textkit reads 1 to 3; "
            "save the model again or use the textkit that wrote it"
        )
    if state.get("kind") not in _KINDS:
        known = ", ".join(_KINDS)
        raise ModelError(f"{path}: kind is {state.get('kind')!r}, expected one of {known}")
    if not isinstance(state.get("card"), str):
        raise ModelError(f"{path}: card is {state.get('card')!r}, expected JSON text")
    module, attribute = _KINDS[state["kind"]]
    reader: type[Model] = getattr(import_module(module), attribute)
    try:
        return reader.from_state(state, Card.from_json(state["card"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path}: does not hold a whole {state['kind']} model ({error})") from None


def default(name: str) -> Model:
    """Return the shipped model ``name``, loaded once a process."""
    if name not in _loaded:
        _loaded[name] = load(shipped(name))
    return _loaded[name]


def shipped(name: str) -> Path:
    """Return the path of the model that ships under ``name``."""
    return shipped_folder() / f"{name}.joblib"


def shipped_names() -> list[str]:
    """Return the names of the models that ship, sorted."""
    return sorted(path.stem for path in shipped_folder().glob("*.joblib"))


def shipped_folder() -> Path:
    """Return the folder of what ships."""
    package = Path(__file__).parents[1]
    installed = package / "_models"  # where the wheel puts models/; a checkout has it at its top
    return installed if installed.is_dir() else package.parent / "models"
