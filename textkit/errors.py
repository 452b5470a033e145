"""Everything textkit raises on purpose.

::

    TextkitError
    ├── ReadError(ValueError)         a source that cannot be read as text
    │   └── DecodingError             bytes that fit no encoding we accept
    ├── DataError(ValueError)         labelled data or a corpus row that does not hold what it
    should ├── ModelError(ValueError)        a model file that is refused, damaged or unknown └──
    MissingExtraError(ImportError)  an optional dependency that the call needs

Each message says what was got, what was expected and what to do. Wrong argument types raise plain
:class:`TypeError`, wrong argument values plain :class:`ValueError`, missing files the
:class:`OSError` that Python raises.
"""

__all__ = [
    "DataError",
    "DecodingError",
    "MissingExtraError",
    "ModelError",
    "ReadError",
    "TextkitError",
]


class TextkitError(Exception):
    """Base of every error that textkit raises on purpose."""


class ReadError(TextkitError, ValueError):
    """A source cannot be read as text."""


class DecodingError(ReadError):
    """Bytes fit no encoding that textkit accepts."""


class DataError(TextkitError, ValueError):
    """Labelled data or a corpus row does not hold what it should."""


class ModelError(TextkitError, ValueError):
    """A model file is refused, damaged or unknown."""


class MissingExtraError(TextkitError, ImportError):
    """An optional dependency is not installed."""
