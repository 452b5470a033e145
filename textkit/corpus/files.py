"""Expand files, folders, globs and URLs into single files, always in the same order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from textkit.errors import MissingExtraError

__all__ = [
    "READABLE",
    "STDIN",
    "Found",
    "find_files",
    "fsspec_module",
    "open_file",
    "reason",
    "suffix_of",
]

STDIN = "-"
_PAGES = [".txt", ".md", ".html", ".htm", ".xhtml", ".shtml", ".pdf", ".docx"]
_TABLES = [".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"]
_ARCHIVES = [".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"]
READABLE = frozenset(_PAGES + _TABLES + _ARCHIVES)


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or the reason why a name leads to none.

    Parameters
    ----------
    path : str
        A path, a URL, or ``-``.
    size : int
        In bytes; 0 where it is not known.
    version : str
        Changes when the file does: its time of modification, or the tag that a store gives it.
    error : str or None
        One sentence.
    is_named : bool
        Whether the user named this file, rather than a folder around it. What is found in a folder
        is read only where its suffix is in :data:`READABLE`.
    """

    path: str
    size: int = 0
    version: str = ""
    error: str | None = None
    is_named: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the file is for us, or belongs to the other things of its folder."""
        return self.is_named or self.error is not None or suffix_of(self.path) in READABLE


def find_files(inputs: Sequence[str]) -> Iterator[Found]:
    """Yield every file of ``inputs`` in order; folders are walked through, sorted by name.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders, glob patterns, URLs that fsspec knows (``s3://…``), or ``-``. Only one
        folder's names are held at a time, so ten million files need no more memory than ten.
    """
    for name in inputs:
        if name == STDIN:
            yield Found(STDIN, is_named=True)
        elif "://" in name:
            yield from _remote(name)
        elif Path(name).is_dir():
            yield from _walk(str(Path(name)), name)
        elif Path(name).exists():
            yield _regular(str(Path(name)), is_named=True)
        elif glob.has_magic(name):
            yield from _matching(name)
        else:
            yield Found(name, error="no such file or folder")


def open_file(path: str) -> IO[bytes]:
    """Open a path or URL for reading."""
    if "://" not in path:
        return Path(path).open("rb")
    file: IO[bytes] = fsspec_module().open(path, "rb").open()
    return file


def suffix_of(path: str) -> str:
    """Return the suffix in lower case; ``.tar.gz`` and its like are one."""
    name = path.rsplit("/", 1)[-1].lower()
    stem, suffix = os.path.splitext(name)  # noqa: PTH122, also for URLs
    return ".tar" + suffix if stem.endswith(".tar") and stem != ".tar" else suffix


def reason(error: Exception) -> str:
    """Return what an error says, without the path that stands before it anyway."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error) or type(error).__name__


def _walk(folder: str, named: str) -> Iterator[Found]:
    count = 0
    for found in _below(folder):
        count += found.is_read
        yield found
    if not count:
        yield Found(
            named, error=f"no readable file in this folder; looked for {' '.join(sorted(READABLE))}"
        )


def _below(folder: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, error=reason(error))
        return
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.is_file():  # no pipes or devices, whose reading might never end
            yield _regular(entry.path, is_named=False)


def _regular(path: str, *, is_named: bool) -> Found:
    try:
        facts = Path(path).stat()
    except OSError as error:
        return Found(path, error=reason(error), is_named=is_named)
    if not stat.S_ISREG(facts.st_mode) and not is_named:
        return Found(path, error="not a regular file")
    return Found(path, facts.st_size, str(facts.st_mtime_ns), is_named=is_named)


def _matching(pattern: str) -> Iterator[Found]:
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207, Path.glob takes no absolute one
    files = sorted(path for path in map(Path, matches) if path.is_file())
    if not files:
        yield Found(pattern, error="no file matches this pattern")
    for path in files:
        yield _regular(str(path), is_named=True)


def _remote(url: str) -> Iterator[Found]:
    try:
        files, root = fsspec_module().core.url_to_fs(url)
        is_named = not files.isdir(root) or glob.has_magic(root)
        if glob.has_magic(root):
            facts = files.glob(root, detail=True)
        elif is_named:
            facts = {root: files.info(root)}
        else:
            facts = files.find(root, detail=True)
    except (OSError, ValueError, ImportError) as error:
        yield Found(url, error=reason(error))
        return
    if not facts:
        yield Found(url, error="no file found there")
    for path in sorted(facts):
        info = facts[path]
        if info.get("type", "file") == "file":
            version = (info.get(k) for k in ("ETag", "etag", "mtime", "LastModified", "created"))
            tag = next((str(v) for v in version if v), "")
            yield Found(files.unstrip_protocol(path), info.get("size") or 0, tag, None, is_named)


def fsspec_module() -> Any:
    """Return fsspec, or say how it is had."""
    try:
        import fsspec
    except ImportError:
        raise MissingExtraError(
            "a URL is read through fsspec, which is not installed: pip install 'textkit-zh[remote]'"
        ) from None
    return fsspec
