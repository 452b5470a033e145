"""A folder to write a run into, on this machine or wherever fsspec reaches."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from textkit.atomic import atomic_write

__all__ = ["Folder", "LocalFolder", "RemoteFolder", "folder_of"]


class Folder(Protocol):
    """Files by their names, ``/`` between folder and file; each is written whole or not at all."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file; another of that name is replaced."""

    def names(self, inner: str = "") -> list[str]:
        """Return the names, sorted, of what lies directly in an inner folder."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that is in it, where there is one."""

    def sweep(self) -> None:
        """Remove what interrupted writes have left."""

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """Keep other runs out meanwhile, where that can be done."""


def folder_of(path: str) -> Folder:
    """Return the folder at a path or URL; it is made when the first file is written."""
    if path.startswith("file://"):
        return LocalFolder(Path(path.removeprefix("file://")))
    return RemoteFolder(path) if "://" in path else LocalFolder(Path(path))


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file by way of another name, so that it appears whole."""
        with atomic_write(self.path / name) as file:
            file.write(data)

    def names(self, inner: str = "") -> list[str]:
        """Return what lies in an inner folder, without what an interrupted write left."""
        folder = self.path / inner
        if not folder.is_dir():
            return []
        return sorted(p.name for p in folder.iterdir() if not p.name.endswith(".part"))

    def remove(self, name: str) -> None:
        """Remove a file, or a folder and what is in it."""
        path = self.path / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove the half-written files of a run that was killed."""
        for path in self.path.rglob(".*.part"):
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold a lock that ends with the process, however it ends."""
        try:
            import fcntl
        except ImportError:  # Windows: two runs into one folder are the user's care
            yield
            return
        self.path.mkdir(parents=True, exist_ok=True)
        path = self.path / ".lock"
        with path.open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FileExistsError(
                    f"another run is writing into {self.path} just now; wait for it, or write "
                    "elsewhere with -o"
                ) from None
            try:
                yield
            finally:
                path.unlink(missing_ok=True)


class RemoteFolder:
    """A folder that fsspec reaches; object stores write an object whole by themselves."""

    def __init__(self, url: str) -> None:
        from textkit.corpus.files import fsspec_module

        self._files: Any
        self._files, self._root = fsspec_module().core.url_to_fs(url.rstrip("/"))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none."""
        try:
            data: bytes = self._files.cat_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write an object."""
        path = f"{self._root}/{name}"
        self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        self._files.pipe_file(path, data)

    def names(self, inner: str = "") -> list[str]:
        """Return what lies in an inner folder."""
        path = f"{self._root}/{inner}".rstrip("/")
        if not self._files.isdir(path):
            return []
        self._files.invalidate_cache()
        found = self._files.ls(path, detail=False)
        return sorted(p.rstrip("/").rsplit("/", 1)[-1] for p in found)

    def remove(self, name: str) -> None:
        """Remove an object, or all under a prefix."""
        path = f"{self._root}/{name}"
        if self._files.exists(path):
            self._files.rm(path, recursive=True)

    def sweep(self) -> None:
        """Do nothing: an interrupted write leaves no object."""

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Do nothing: object stores have no locks."""
        yield
