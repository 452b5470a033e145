"""Read what is in ZIP and tar archives, member by member, without being drowned by one."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from textkit.errors import DataError

__all__ = ["MAX_BYTES", "members"]

MAX_BYTES = 200 * 2**20  # of one document: ten times the longest yearbook
_MAX_RATIO = 200  # prose packs 3 to 10 times, logs 50; a bomb 1,000 and more
_RATIO_FROM = 10 * 2**20  # under this nothing can drown us, and short runs of blanks pack well
_MAX_MEMBERS = 10_000_000
_CHUNK = 2**20


def members(file: IO[bytes], size: int, kind: str) -> Iterator[tuple[str, bytes | Exception]]:
    """Yield the name of every file in an archive with its bytes, or with what is wrong with it.

    Parameters
    ----------
    file : binary file
        Positioned at its start. A tar archive is read as a stream, a ZIP archive must seek.
    size : int
        Bytes of the archive, against which its contents are measured.
    kind : {"zip", "tar"}

    Raises
    ------
    DataError
        When the archive is damaged, or expands to more than a plain archive can: what came before
        was yielded.
    """
    reader = _zip if kind == "zip" else _tar
    total = 0
    try:
        for count, (name, content) in enumerate(reader(file, size), 1):
            total += len(content) if isinstance(content, bytes) else 0
            if count > _MAX_MEMBERS:
                raise DataError(
                    f"holds more than {_MAX_MEMBERS:,} files; unpack it and give the folder"
                )
            yield name, content
            _check_ratio(total, size, "the archive")
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        NotImplementedError,
    ) as error:
        raise DataError(
            f"a damaged archive ({error}); what could be read before that was"
        ) from error


def _zip(file: IO[bytes], size: int) -> Iterator[tuple[str, bytes | Exception]]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _zip_name(info)
            try:
                if info.flag_bits & 1:
                    raise DataError("is encrypted; unpack it with its password first")
                with archive.open(info) as member:
                    yield name, _content(member, max(info.compress_size, 1))
            except (
                DataError,
                zipfile.BadZipFile,
                zlib.error,
                EOFError,
                NotImplementedError,
            ) as error:
                yield name, error


def _tar(file: IO[bytes], size: int) -> Iterator[tuple[str, bytes | Exception]]:
    with tarfile.open(fileobj=file, mode="r|*", encoding="utf-8") as archive:
        skipped = 0
        for info in archive:
            if not info.isreg():  # links and devices point out of the archive
                continue
            name = _readable(info.name.encode("utf-8", "surrogateescape"))
            if info.size > MAX_BYTES:
                skipped += info.size  # passed over, but decompressed on the way
                _check_ratio(skipped, size, "the archive")
                yield name, _too_long(info.size)
                continue
            member = archive.extractfile(info)
            yield name, member.read() if member else b""


def _content(member: IO[bytes], packed: int) -> bytes:
    chunks = []
    total = 0
    while chunk := member.read(_CHUNK):
        total += len(chunk)
        if total > MAX_BYTES:
            raise _too_long(total)
        _check_ratio(total, packed, "this file")
        chunks.append(chunk)
    return b"".join(chunks)


def _check_ratio(total: int, packed: int, what: str) -> None:
    if total > _RATIO_FROM and total > _MAX_RATIO * max(packed, 1):
        raise DataError(
            f"{what} expands more than {_MAX_RATIO} times, as only a bomb does; "
            "unpack it yourself if you trust it"
        )


def _too_long(size: int) -> DataError:
    return DataError(f"has {size:,} bytes or more; a document may have {MAX_BYTES:,}; split it")


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # the name says that it is UTF-8
        return _readable(info.filename.encode("utf-8", "surrogatepass"))
    try:
        return _readable(info.filename.encode("cp437"))  # as zipfile decoded it
    except UnicodeEncodeError:
        return info.filename


def _readable(name: bytes) -> str:
    """Decode a name: archives made on Chinese Windows name their members in GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")
