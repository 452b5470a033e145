"""Open a joblib file without letting it run anything.

A joblib file is a pickle with the arrays' bytes between its opcodes. Ours hold a plain ``dict`` of
arrays, strings and numbers, for which a pickle needs three globals and no more: joblib's array
wrapper, ``numpy.ndarray`` and ``numpy.dtype``. :class:`StateUnpickler` hands out stand-ins for
these three that only carry checked data, and refuses every other global, so a file never reaches a
callable that does something. What cannot execute can still exhaust: reads are bounded, before the
memory is taken.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import pickle
import re
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
from joblib.compressor import BinaryZlibFile
from joblib.numpy_pickle import NumpyArrayWrapper, NumpyUnpickler
from numpy.typing import NDArray

from textkit.errors import ModelError

__all__ = ["load_state"]

_MAX_BYTES = 256 * 2**20  # of arrays, decompressed: the shipped models have under 10 MB
_MAX_PLAIN = 2**20  # of pickle opcodes and strings around the arrays: ours take some kilobytes
_MAX_ARRAYS = 1000
_MAX_READS = 150_000  # an opcode takes one to three, so this bounds time: ours take some thousands
_DTYPE = re.compile(r"[biufSU]\d{1,6}\Z")
_ORDERS = ("<", ">", "=", "|")
_COMPRESSED = {  # first bytes → how to open; what joblib writes
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
    b"\x5d\x00": lzma.open,
    b"\x78": BinaryZlibFile,
}


class _Ndarray:
    """Stands for ``numpy.ndarray``, which a file may name but not call."""

    def __new__(cls, *args: object) -> _Ndarray:
        raise ModelError("the model file calls numpy.ndarray, which no saved model does")


class _Dtype:
    """Stands for ``numpy.dtype``; becomes a real one after its parts are checked."""

    def __init__(self, code: object, align: object = False, copy: object = False) -> None:
        if not (isinstance(code, str) and _DTYPE.match(code)):
            raise ModelError(
                f"the model file holds an array of dtype {code!r}; plain numbers expected"
            )
        self.code = code
        self.order = "|"

    def __setstate__(self, state: object) -> None:
        if not (isinstance(state, tuple) and len(state) == 8 and state[1] in _ORDERS):
            raise ModelError("the model file describes an array's dtype in an unknown way")
        if any(part is not None for part in state[2:5]):
            raise ModelError("the model file holds a structured array; plain numbers expected")
        self.order = state[1]

    def build(self) -> np.dtype[Any]:
        return np.dtype(self.order + self.code)


class _Array(NumpyArrayWrapper):  # type: ignore[misc]
    """Stands for joblib's wrapper: checks what it says before its bytes are read."""

    def __init__(self) -> None:  # called by nobody; the unpickler makes it with __new__
        raise ModelError("the model file calls joblib's array wrapper, which no saved model does")

    def __setstate__(self, state: object) -> None:
        fields = {
            "subclass",
            "shape",
            "order",
            "dtype",
            "allow_mmap",
            "numpy_array_alignment_bytes",
        }
        if not (isinstance(state, dict) and set(state) == fields):
            raise ModelError("the model file describes an array in an unknown way")
        shape = state["shape"]
        if not (
            state["subclass"] is _Ndarray
            and isinstance(state["dtype"], _Dtype)
            and state["order"] in ("C", "F")
            and state["numpy_array_alignment_bytes"] == 16
            and isinstance(shape, tuple)
            and len(shape) <= 4
            and all(type(n) is int and 0 <= n <= _MAX_BYTES for n in shape)
        ):
            raise ModelError("the model file describes an array in an unknown way")
        self.subclass, self.order, self.shape = np.ndarray, state["order"], shape
        self.dtype = state["dtype"].build()
        self.allow_mmap, self.numpy_array_alignment_bytes = False, 16

    def read(self, unpickler: StateUnpickler, ensure_native_byte_order: bool) -> NDArray[Any]:
        size = self.dtype.itemsize
        for n in self.shape:
            size *= n
        with unpickler.stream.array_bytes(size):
            array: NDArray[Any] = self.read_array(unpickler, ensure_native_byte_order)
        return array


_STAND_INS = {
    ("joblib.numpy_pickle", "NumpyArrayWrapper"): _Array,
    ("numpy", "ndarray"): _Ndarray,
    ("numpy", "dtype"): _Dtype,
}


class _Stream:
    """A file whose reads are bounded before they happen, apart for arrays and for the rest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._plain, self._arrays, self._n_arrays = _MAX_PLAIN, _MAX_BYTES, 0
        self._left = 0  # of the array under way
        self._reads = 0

    def array_bytes(self, size: int) -> _Stream:
        self._n_arrays += 1
        self._arrays -= size
        if self._arrays < 0 or self._n_arrays > _MAX_ARRAYS:
            raise ModelError(
                f"the model file asks for more than {_MAX_BYTES >> 20} MB or {_MAX_ARRAYS} arrays"
            )
        self._left = size + 17  # and the padding that joblib aligns with
        return self

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *error: object) -> None:
        self._left = 0

    def read(self, n: int = -1) -> bytes:
        if n < 0:
            raise ModelError("the model file is no joblib file that textkit wrote")
        return self._file.read(self._take(n))

    def readline(self, size: int = -1) -> bytes:
        line = self._file.readline(_MAX_PLAIN)
        self._take(len(line))
        return line

    def readinto(self, buffer: memoryview) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _take(self, n: int) -> int:
        self._reads += 1
        if self._left:
            self._left -= n
            exhausted = self._left < 0
        else:
            self._plain -= n
            exhausted = self._plain < 0 or self._reads > _MAX_READS
        if exhausted:
            raise ModelError(
                "the model file holds more than arrays, strings and numbers of a model"
            )
        return n


class StateUnpickler(NumpyUnpickler):  # type: ignore[misc]
    """joblib's unpickler with an exact list of the globals a file may name."""

    def __init__(self, stream: _Stream) -> None:
        self.stream = stream
        super().__init__("", stream, ensure_native_byte_order=True)

    def find_class(self, module: str, name: str) -> object:
        """Return the stand-in of an allowed global; refuse any other."""
        try:
            return _STAND_INS[module, name]
        except KeyError:
            raise ModelError(
                f"the model file names {module}.{name}, which no model needs; it was not run. "
                "Load only files saved by textkit.save"
            ) from None

    def get_extension(self, code: int) -> None:
        """Refuse extension codes, whose cache would go past :meth:`find_class`."""
        raise ModelError(f"the model file uses pickle extension {code}, which no saved model does")


def load_state(path: Path) -> dict[str, Any]:
    """Read the dictionary that a model file holds.

    Parameters
    ----------
    path : Path
        A file written by ``joblib.dump``, plain or compressed by zlib, gzip, bz2, xz or lzma.

    Raises
    ------
    ModelError
        When the file is damaged, holds anything but arrays, strings, numbers, lists and
        dictionaries, or is larger than a model can be. Nothing that it names is ever called.
    """
    try:
        with path.open("rb") as raw, _decompressed(raw) as file:
            state = StateUnpickler(_Stream(file)).load()
    except ModelError as error:
        raise ModelError(f"{path}: {error}") from None
    except (
        pickle.UnpicklingError, EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, OSError,
        ValueError, TypeError, KeyError, IndexError, AttributeError, MemoryError, OverflowError,
        RecursionError,
    ) as error:  # what a pure-Python unpickler can meet in damaged bytes  # fmt: skip
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise ModelError(
            f"{path}: no model could be read from it ({type(error).__name__}: {error}); "
            "expected a file saved by textkit.save"
        ) from None
    if not (isinstance(state, dict) and all(type(key) is str for key in state)):
        raise ModelError(
            f"{path}: holds a {type(state).__name__}; expected a model saved by textkit.save"
        )
    return state


def _decompressed(raw: IO[bytes]) -> IO[bytes]:
    head = raw.read(6)
    raw.seek(0)
    for magic, opened in _COMPRESSED.items():
        if head.startswith(magic):
            file: IO[bytes] = opened(raw, "rb")
            return file
    return raw
