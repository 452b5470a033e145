"""Folders named by the values in them, as Hive names them and every engine for tables reads them.

``pyarrow.dataset.write_dataset`` does this for a table in memory. A run has parts instead, each
written whole or not at all, wherever fsspec reaches; and write_dataset escapes every Chinese
character, which leaves a source 28 of them where a file system has room for 85.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from textkit.corpus.records import Annotation, facts
from textkit.errors import DataError

__all__ = ["COLUMNS", "check_number", "partition_in", "partition_of", "values_in"]

COLUMNS = ("source", "place", "month", "year", "published", "author", "title", "id", "path")
MAX_PARTITIONS = 10_000  # each is a folder with a file a part in it; engines list them all first
_MISSING = "__HIVE_DEFAULT_PARTITION__"
# org.apache.hadoop.hive.common.FileUtils has this list; NUL, which no file name can hold, is ours.
_ESCAPED = re.compile(r"""[\x00-\x1f"#%'*/:=?\\\x7f{\[\]^]""")
_MAX_BYTES = 255  # of a name, on nearly every file system


def partition_of(found: Annotation, by: Sequence[str]) -> str:
    """Return the folder, such as ``source=晋原网/month=2023-08``, that a document belongs in.

    Raises
    ------
    DataError
        When a value is too long for the name of a folder.
    """
    if not by:
        return ""
    known = facts(found)
    published = known["published"] or ""
    known |= {"month": published[:7], "year": published[:4]}
    return "/".join(_folder(name, known[name]) for name in by)


def partition_in(name: str) -> str:
    """Return the folder of a partition from the name of a file, without that of its level."""
    return name.partition("/")[2].rpartition("/")[0]


def values_in(path: str) -> dict[str, str | None]:
    """Return the values that the folders of a path stand for."""
    pairs = [folder.split("=", 1) for folder in path.split("/")[:-1] if "=" in folder]
    return {name: None if value == _MISSING else unquote(value) for name, value in pairs}


def check_number(partitions: set[str], by: Sequence[str]) -> None:
    """Raise DataError when there are more partitions than a table should have."""
    if len(partitions) > MAX_PARTITIONS:
        raise DataError(
            f"more than {MAX_PARTITIONS:,} partitions by {' and '.join(by)}; partition by what has "
            "fewer values, such as year, month or source"
        )


def _folder(name: str, value: str | None) -> str:
    escaped = _ESCAPED.sub(lambda match: f"%{ord(match[0]):02X}", value or "") or _MISSING
    folder = f"{name}={escaped}"
    if len(folder.encode()) > _MAX_BYTES:
        raise DataError(
            f"its {name} is too long for the folder of a partition ({len(folder.encode())} bytes, "
            f"at most {_MAX_BYTES}); partition by another column"
        )
    return folder
