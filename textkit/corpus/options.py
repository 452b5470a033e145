"""What a run over a corpus is to do: everything that decides the bytes of its output."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textkit.corpus.partitions import COLUMNS
from textkit.corpus.records import LEVELS, Level
from textkit.corpus.rows import Fields
from textkit.corpus.sinks import FORMATS, Format

if TYPE_CHECKING:
    from textkit.models import Model

__all__ = ["Options", "differences", "digest_of", "loaded", "model_path"]


@dataclass(frozen=True, slots=True)
class Options:
    """What to write of every document.

    Parameters
    ----------
    levels : tuple of {"document", "paragraph", "sentence"}
        Each is a table of its own.
    format : {"jsonl", "csv", "excel", "parquet", "sqlite"}
    model : str
        Theme model: a name that ships, or a file, which all machines of a cluster must see.
    max_chars : int
        Length of a summary in characters, at least 1.
    fields : Fields
        How rows of tables are read.
    part_documents : int
        Documents that are worked on, written and, after an interruption, lost together.
    partition_by : tuple of str
        Facts of a document, such as source or month, whose values name the folders that its rows
        are written into, as Hive does; Parquet only.
    """

    levels: tuple[Level, ...] = ("document", "paragraph")
    format: Format = "jsonl"
    model: str = "themes"
    max_chars: int = 300
    fields: Fields = field(default_factory=Fields)
    part_documents: int = 500
    partition_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.levels or not set(self.levels) <= set(LEVELS):
            raise ValueError(f"levels are {self.levels}, expected some of {', '.join(LEVELS)}")
        if self.format not in FORMATS:
            raise ValueError(f"format is {self.format!r}, expected one of {', '.join(FORMATS)}")
        strange = [name for name in self.partition_by if name not in COLUMNS]
        if strange:
            raise ValueError(f"cannot partition by {strange[0]!r}; by {', '.join(COLUMNS)}")
        if self.partition_by and self.format != "parquet":
            raise ValueError(f"partitions are of Parquet files, format is {self.format!r}")
        for name in ("max_chars", "part_documents"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}, expected at least 1")

    def to_json(self) -> dict[str, Any]:
        """Return the options as a manifest lists them."""
        lists = {"levels": list(self.levels), "partition_by": list(self.partition_by)}
        return {**asdict(self), **lists}

    def models(self) -> dict[str, str]:
        """Return the SHA-256 of the files of all models that the run uses."""
        return {name: digest_of(model_path(m)) for name, m in self.model_names().items()}

    def model_names(self) -> dict[str, str]:
        """Return what each model is called."""
        return {"themes": self.model, "ranker": "ranker"}


@cache
def loaded(model: str, sha256: str | None = None) -> Model:
    """Return a model, loaded once a process; refuse one with another digest."""
    from textkit.models import load

    return load(model, sha256=sha256)


def digest_of(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the names, dotted, of what two nested mappings do not agree in."""
    found = []
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            found += [f"{key}.{name}" for name in differences(old, new)]
        elif old != new:
            found.append(key)
    return found


def model_path(model: str) -> Path:
    """Return the file of a model: ``model`` itself, or the one that ships under that name."""
    from textkit.models import shipped, shipped_names

    path = Path(model)
    if path.is_file():
        return path
    if model in shipped_names():
        return shipped(model)
    raise FileNotFoundError(
        f"no model {model!r}: expected a file or one of {', '.join(shipped_names())}"
    )
