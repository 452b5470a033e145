"""Read, tag and summarize Chinese local-government news."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.document import Document, Paragraph, Sentence
    from textkit.errors import TextkitError
    from textkit.reading import read, read_all
    from textkit.reading.sentences import split_sentences

__version__ = "0.1.0"

# Public name → the module that defines it; imported at first use, so that `import textkit` stays
# instant.
_HOMES = {
    "Document": "textkit.document",
    "Paragraph": "textkit.document",
    "Sentence": "textkit.document",
    "TextkitError": "textkit.errors",
    "read": "textkit.reading",
    "read_all": "textkit.reading",
    "split_sentences": "textkit.reading.sentences",
}

__all__ = [
    "Document",
    "Paragraph",
    "Sentence",
    "TextkitError",
    "read",
    "read_all",
    "split_sentences",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'textkit' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
