"""What a run is and which of its parts are done, on disk, so that it can be taken up again.

A folder of a run holds ``manifest.json``, which says what the run is; a folder for each level with
the parts' files; and ``.work``, where each finished part has a record with the digests of its
files. A part counts from the moment its record is there, and the record is written last.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textkit.corpus.options import differences
from textkit.corpus.parts import Part
from textkit.corpus.records import LEVELS
from textkit.corpus.storage import Folder
from textkit.corpus.working import Done

__all__ = ["MANIFEST", "WORK", "Ledger"]

MANIFEST = "manifest.json"
WORK = ".work"
_RECORDS = f"{WORK}/done"
_OURS = (MANIFEST, WORK, "errors.jsonl", "duplicates.jsonl", *LEVELS)
_SAID = {
    "textkit": "another version of textkit",
    "inputs": "other or changed inputs",
    "options": "other options",
    "models": "another model",
}


class Ledger:
    """The state of a run.

    Parameters
    ----------
    folder : Folder
        Where the run lives.
    name : str
        How the user calls it.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self.folder = folder
        self.name = name

    def open(self, run: Mapping[str, Any], *, restart: bool) -> dict[str, Any] | None:
        """Begin a run, or find an earlier one of the same inputs, models and options.

        Returns
        -------
        dict or None
            The manifest of an earlier run that is complete.

        Raises
        ------
        FileExistsError
            When another run, or something else, is in the folder.
        """
        if restart:
            self.clear()
        manifest = self._manifest()
        if manifest is None:
            strange = [n for n in self.folder.names() if n not in (WORK, ".lock")]
            if strange:
                raise FileExistsError(
                    f"{self.name} holds {strange[0]!r} and no run of textkit; "
                    "write into another folder with -o"
                )
            self.folder.write(MANIFEST, _json({**run, "complete": False}))
            return None
        other = differences(run, {key: manifest.get(key) for key in run})
        if other:
            kinds = dict.fromkeys(_SAID.get(name.split(".")[0], name) for name in other)
            raise FileExistsError(
                f"{self.name} holds a run with {' and '.join(kinds)} ({', '.join(other)}); repeat "
                "that one to finish it, begin anew with --restart, or write elsewhere with -o"
            )
        return manifest if manifest["complete"] else None

    def is_done(self, part: Part) -> dict[str, Any] | None:
        """Return the record of a part that is done and whole, else None.

        Raises
        ------
        FileExistsError
            When it was made of something else.
        """
        raw = self.folder.read(f"{_RECORDS}/{part.name}.json")
        try:
            record: dict[str, Any] = json.loads(raw or b"")
        except ValueError:
            return None
        if record["inputs"] != part.digest():
            raise FileExistsError(
                f"{self.name} holds a run whose {part.name} was made of other inputs; begin anew "
                "with --restart, or write elsewhere with -o"
            )
        for name, digest in record["files"].items():
            data = self.folder.read(name)
            if data is None or hashlib.sha256(data).hexdigest() != digest:
                return None
        return record

    def write(self, part: Part, done: Done) -> dict[str, Any]:
        """Write the files of a part, then its record."""
        for name, data in done.files.items():
            self.folder.write(name, data)
        record = {
            "part": part.number,
            "inputs": part.digest(),
            "documents": done.documents,
            "failures": [[f.id, f.path, f.reason] for f in done.failures],
            "files": {n: hashlib.sha256(data).hexdigest() for n, data in done.files.items()},
        }
        self.folder.write(f"{_RECORDS}/{part.name}.json", _json(record))
        return record

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the records of all parts in order."""
        for name in self.folder.names(_RECORDS):
            yield json.loads(self.folder.read(f"{_RECORDS}/{name}") or b"")

    def forget_after(self, last: int) -> None:
        """Remove records of parts beyond ``last``, which an earlier run had."""
        for record in list(self.records()):
            if record["part"] > last:
                for name in (*record["files"], f"{_RECORDS}/part-{record['part']:05}.json"):
                    self.folder.remove(name)

    def finish(
        self, run: Mapping[str, Any], counts: Mapping[str, Any], levels: Sequence[str]
    ) -> None:
        """Write the final manifest and remove what was needed only to go on."""
        files = {
            name: digest
            for record in self.records()
            for name, digest in record["files"].items()
            if name.split("/")[0] in levels
        }
        manifest = {**run, "complete": True, "counts": dict(counts), "files": files}
        self.folder.write(MANIFEST, _json(manifest))
        self.folder.remove(WORK)

    def clear(self) -> None:
        """Remove everything that runs write, and nothing else."""
        if self._manifest() is None:
            return
        for name in _OURS:
            self.folder.remove(name)

    def _manifest(self) -> dict[str, Any] | None:
        raw = self.folder.read(MANIFEST)
        try:
            manifest = json.loads(raw or b"")
        except ValueError:
            return None
        return manifest if isinstance(manifest, dict) and "complete" in manifest else None


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
