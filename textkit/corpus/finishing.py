"""What comes after the last part: near-duplicates, the list of errors, one file out of many."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from textkit.atomic import atomic_write
from textkit.corpus.duplicates import N_HASHES, THRESHOLD, repeats
from textkit.corpus.ledger import Ledger
from textkit.corpus.options import Options
from textkit.corpus.records import Column, Level, columns
from textkit.corpus.sinks import join, join_sqlite
from textkit.corpus.working import SIGNATURES, part_file

__all__ = ["duplicates", "failures", "write_one_file"]

_DUPLICATES = (
    Column("id", "string"),
    Column("duplicate_of", "string"),
    Column("similarity", "float"),
)
_ERRORS = (Column("id", "string"), Column("path", "string"), Column("reason", "string"))


def failures(ledger: Ledger) -> bytes:
    """Return the inputs that gave no document as JSON lines."""
    return b"".join(
        _line(dict(zip(("id", "path", "reason"), failure, strict=True)))
        for record in ledger.records()
        for failure in record["failures"]
    )


def duplicates(ledger: Ledger) -> bytes:
    """Return as JSON lines which documents repeat an earlier one."""
    ids: list[str] = []
    tables = [np.zeros((0, N_HASHES), np.uint16)]
    for record in ledger.records():
        raw = ledger.folder.read(f"{SIGNATURES}/part-{record['part']:05}.npz") or b""
        with np.load(io.BytesIO(raw), allow_pickle=False) as saved:
            ids += saved["ids"].tolist()
            tables.append(saved["signatures"])
    found = repeats(np.concatenate(tables), threshold=THRESHOLD)
    return b"".join(
        _line({"id": ids[n], "duplicate_of": ids[first], "similarity": round(share, 3)})
        for n, (first, share) in sorted(found.items())
    )


def write_one_file(
    ledger: Ledger, target: Path, options: Options, themes: Sequence[str], extra: dict[str, bytes]
) -> None:
    """Put all parts into one file beside the folder of the run."""

    def parts(level: Level) -> Iterator[bytes]:
        for record in ledger.records():
            name = part_file(f"part-{record['part']:05}", level, options)
            yield ledger.folder.read(name) or b""

    for left in target.parent.glob(f".{target.name}.*.part"):
        left.unlink()  # of a run that was killed just here
    if options.format == "sqlite":
        tables: dict[str, Any] = {
            level: (columns(level, themes), parts(level)) for level in options.levels
        }
        tables["duplicates"] = (_DUPLICATES, iter([extra["duplicates"]]))
        tables["errors"] = (_ERRORS, iter([extra["errors"]]))
        made = target.with_name(f".{target.name}.sqlite.part")
        join_sqlite(tables, made)
        made.replace(target)
    else:
        (level,) = options.levels
        with atomic_write(target) as file:
            join(parts(level), file, columns(level, themes), options.format)
    for name, data in extra.items():
        beside = target.with_name(f"{target.stem}.{name}.jsonl")
        if data and options.format != "sqlite":
            with atomic_write(beside) as file:
                file.write(data)
        else:
            beside.unlink(missing_ok=True)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"
