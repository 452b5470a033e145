"""Tag and summarize a corpus of any size into tables; go on where an earlier run was ended."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import textkit
from textkit.corpus import finishing
from textkit.corpus.engines import Engine, Serial, run
from textkit.corpus.ledger import Ledger
from textkit.corpus.options import Options
from textkit.corpus.partitions import check_number, partition_in
from textkit.corpus.parts import Part, Survey, cut, survey
from textkit.corpus.progress import Progress
from textkit.corpus.sources import items
from textkit.corpus.storage import LocalFolder, folder_of
from textkit.corpus.working import Done, Work

__all__ = ["Counts", "check_output", "is_one_file", "process"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a run.

    Parameters
    ----------
    documents : int
        Documents written.
    failed : int
        Inputs that gave no document; the error file says why.
    duplicates : int
        Documents that repeat an earlier one.
    others : mapping of str to int
        Suffix → number of files in the folders that are of no kind that is read.
    resumed : int
        Documents that an earlier run had written already.
    """

    documents: int
    failed: int
    duplicates: int
    others: dict[str, int]
    resumed: int = 0


def process(
    inputs: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    options: Options | None = None,
    *,
    engine: Engine | None = None,
    restart: bool = False,
    progress: Callable[[Progress], object] | None = None,
) -> Counts:
    """Tag and summarize every document of ``inputs`` and write tables of the results.

    Parameters
    ----------
    inputs : sequence of str or path
        Files, folders, globs, URLs or ``-``, as :func:`textkit.corpus.sources.documents` reads
        them.
    output : str or path
        A file that ends in ``.jsonl``, ``.csv``, ``.parquet``, ``.sqlite`` or ``.db`` is written
        when all is done, from parts that wait in ``<output>.work``; errors and near-duplicates
        are listed in ``<stem>.errors.jsonl`` and ``<stem>.duplicates.jsonl`` beside it. Any other
        path or URL is a folder that gets a folder of parts for each level, ``errors.jsonl``,
        ``duplicates.jsonl`` and ``manifest.json``. With ``partition_by`` the parts lie in folders
        such as ``paragraph/source=晋原网/``.
    options : Options, optional
    engine : Engine, optional
        This process without it. It never changes a byte of the output.
    restart : bool
        Whether to throw away what an earlier run left at ``output``.
    progress : callable, optional
        Called after every part.

    Raises
    ------
    FileExistsError
        When an earlier run of other inputs, models or options lies at ``output``.
    DataError
        When there would be more partitions than a table should have.
    OSError
        When a result cannot be written. What is finished stays, and a later call goes on there.
    """
    if isinstance(inputs, str | os.PathLike):
        raise TypeError("process expects a sequence of inputs, got one; put it into a list")
    options = options or Options()
    target = os.fspath(output)
    names = [os.fspath(name) for name in inputs]
    one_file = is_one_file(target)
    check_output(target, options)
    folder = LocalFolder(Path(f"{target}.work")) if one_file else folder_of(target)
    with folder.locked(), _full_disk_named(target):
        ledger = Ledger(folder, target)
        seen = survey(names)
        models = options.models()
        identity = _identity(names, seen, options, models)
        complete = ledger.open(identity, restart=restart)
        if complete is not None:
            return Counts(**complete["counts"], resumed=complete["counts"]["documents"])
        folder.sweep()
        work = Work(options, tuple(models.items()))
        tally = _Tally(seen, progress)
        _work_through(names, options, ledger, work, engine or Serial(), tally)
        errors = finishing.failures(ledger)
        repeated = finishing.duplicates(ledger)
        counts: dict[str, Any] = {
            "documents": tally.documents,
            "failed": tally.failed,
            "duplicates": repeated.count(b"\n"),
            "others": dict(seen.others),
        }
        extra = {"errors": errors, "duplicates": repeated}
        if one_file:
            themes = work.themes().themes
            finishing.write_one_file(ledger, Path(target), options, themes, extra)
        else:
            for name, data in extra.items():
                folder.write(f"{name}.jsonl", data)
            ledger.finish(identity, counts, options.levels)
    if one_file:
        LocalFolder(Path(target).parent).remove(f"{Path(target).name}.work")
    return Counts(**counts, resumed=tally.resumed)


def is_one_file(output: str) -> bool:
    """Tell whether an output is named as a single file rather than a folder."""
    suffixes = (".jsonl", ".csv", ".parquet", ".sqlite", ".db")
    return "://" not in output and Path(output).suffix.lower() in suffixes


def check_output(output: str, options: Options) -> None:
    """Raise ValueError where an output cannot hold what the options ask for."""
    if not is_one_file(output) and options.format == "sqlite":
        raise ValueError(f"{output} is a folder, and SQLite is one file; name it {output}.sqlite")
    if is_one_file(output) and options.partition_by:
        raise ValueError(f"{output} is one file, and partitions are folders; name a folder")
    if is_one_file(output) and options.format != "sqlite" and len(options.levels) != 1:
        raise ValueError(f"{output} holds one level, got {', '.join(options.levels)}; choose one")


@contextlib.contextmanager
def _full_disk_named(output: str) -> Iterator[None]:
    """Say of a full disk whose it is and that nothing is lost."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        if is_full or "disk is full" in str(error):
            raise OSError(
                f"no space is left on the disk of {output}; make room and repeat the run: it goes "
                "on from what is finished"
            ) from error
        raise


class _Tally:
    def __init__(self, seen: Survey, progress: Callable[[Progress], object] | None) -> None:
        self.documents = self.failed = self.resumed = self.bytes = self.resumed_bytes = 0
        self._total = seen.bytes
        self._progress = progress

    def add(self, record: dict[str, Any], size: int, *, resumed: bool = False) -> None:
        self.documents += record["documents"]
        self.failed += len(record["failures"])
        self.bytes += size
        if resumed:
            self.resumed += record["documents"]
            self.resumed_bytes += size
        if self._progress:
            total = self._total
            share = min(self.bytes / total, 1.0) if total else None
            before = self.resumed_bytes / total if total else 0.0
            self._progress(Progress(self.documents, self.failed, self.resumed, share, before))


def _work_through(
    names: Sequence[str],
    options: Options,
    ledger: Ledger,
    work: Work,
    engine: Engine,
    tally: _Tally,
) -> None:
    under_way: dict[int, Part] = {}
    partitions: set[str] = set()
    last = -1

    def bound(names: Iterable[str]) -> None:
        partitions.update(partition_in(name) for name in names)
        check_number(partitions, options.partition_by)

    def undone() -> Iterator[Part]:
        nonlocal last
        for part in cut(items(names, options.fields), options.part_documents):
            last = part.number
            record = ledger.is_done(part)
            if record is not None:
                bound(record["files"])
                tally.add(record, part.size, resumed=True)
            else:
                under_way[part.number] = part
                yield part

    results: Iterator[Done] = run(work, undone(), engine, mend=work.mended)
    for done in results:
        part = under_way.pop(done.number)
        bound(done.files)
        tally.add(ledger.write(part, done), done.size)
    ledger.forget_after(last)


def _identity(
    names: list[str], seen: Survey, options: Options, models: dict[str, str]
) -> dict[str, Any]:
    return {
        "textkit": textkit.__version__,
        "inputs": {
            "names": names,
            "files": seen.files,
            "bytes": seen.bytes,
            "sha256": seen.sha256,
        },
        "options": options.to_json(),
        "models": models,
    }
