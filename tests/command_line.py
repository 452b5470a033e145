"""Run the command line in this process, as ``python -m textkit`` would in one of its own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from unittest.mock import patch

from textkit.cli import main

__all__ = ["textkit"]


def textkit(*arguments: str | int | Path, stdin: str | bytes = b"") -> tuple[int, str, str]:
    """Return the exit code of a command, its stdout and its stderr."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    streams = {
        name: io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")
        for name, data in (("stdin", given), ("stdout", b""), ("stderr", b""))
    }
    status: object = 0
    with patch.multiple(sys, argv=["textkit", *map(str, arguments)], **streams):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    shown, said = (_written(streams[name]) for name in ("stdout", "stderr"))
    assert isinstance(status, int)
    return status, shown, said


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
