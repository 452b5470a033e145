"""Files made to run code or to exhaust memory: each ends in ModelError, fast and small."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import pickletools
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import joblib
import numpy as np
import pytest

from textkit.errors import ModelError
from textkit.models import load

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, format=lzma.FORMAT_ALONE),
}


def dumped(value: object) -> bytes:
    buffer = io.BytesIO()
    joblib.dump(value, buffer)
    return buffer.getvalue()


def call(module: str, name: str, argument: str) -> bytes:
    """Return a pickle that calls a global with a string, by the old opcode."""
    return f"c{module}\n{name}\n(V{argument}\ntR.".encode()


def stack_call(module: str, name: str, argument: str) -> bytes:
    """Return the same by STACK_GLOBAL, inside a dictionary inside a list."""

    def text(value: str) -> bytes:
        data = value.encode()
        return b"\x8c" + bytes([len(data)]) + data

    inner = text(module) + text(name) + b"\x93" + text(argument) + b"\x85R"
    return b"\x80\x04](}" + text("weights") + inner + b"s\x65."


def header(shape: object, dtype: str = "f8") -> bytes:
    """Return an array whose header says a shape that its bytes do not have."""
    data = dumped({"weights": np.zeros((3, 5), dtype=dtype)})
    old, new = (pickle.dumps(value, 3)[2:-1].rstrip(b"q\x00") for value in ((3, 5), shape))
    assert old in data
    return data.replace(old, new, 1)


def hostile(mark: str) -> dict[str, bytes]:
    run = f"touch {mark}"
    gadgets = {
        "posix.system": ("posix", "system", run),
        "os.popen": ("os", "popen", run),
        "builtins.eval": ("builtins", "eval", f"open({mark!r},'w')"),
        "builtins.exec": ("builtins", "exec", f"open({mark!r},'w')"),
        "subprocess.getoutput": ("subprocess", "getoutput", run),
        "subprocess.Popen": ("subprocess", "Popen", run),
        "joblib.load": ("joblib", "load", mark),
        "joblib.numpy_pickle.load": ("joblib.numpy_pickle", "load", mark),
        "pickle.loads": ("pickle", "loads", mark),
        "numpy.load": ("numpy", "load", mark),
        "numpy.memmap": ("numpy", "memmap", mark),
        "numpy.fromfile": ("numpy", "fromfile", mark),
        "numpy.testing runstring": ("numpy.testing._private.utils", "runstring", run),
        "numpy.f2py": ("numpy.f2py.crackfortran", "myeval", f"open({mark!r},'w')"),
        "numpy ndarray call": ("numpy", "ndarray", "9999999999"),
        "numpy dtype call": ("numpy", "dtype", "O"),
        "dotted name": ("numpy", "core.os.system", run),
        "runpy": ("runpy", "run_path", mark),
        "importlib": ("importlib", "import_module", "antigravity"),
        "webbrowser": ("webbrowser", "open", "file://" + mark),
        "shutil.rmtree": ("shutil", "rmtree", mark),
        "textkit itself": ("textkit.models", "load", mark),
        "array wrapper call": ("joblib.numpy_pickle", "NumpyArrayWrapper", "x"),
    }
    made = {f"{name}, GLOBAL": call(*gadget) for name, gadget in gadgets.items()}
    made |= {f"{name}, STACK_GLOBAL": stack_call(*gadget) for name, gadget in gadgets.items()}
    state = dumped({"format": 1, "kind": "themes", "weights": np.zeros(9)})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("model", b"\0" * 50_000_000)
    made |= {
        "object array": dumped({"weights": np.array([{}, None], dtype=object)}),
        "memmap wish": state.replace(b"allow_mmap\x94\x88", b"allow_mmap\x94\x89"),
        "gigantic shape": header((2**40, 2**10)),
        "negative shape": header((-3, 5)),
        "shape of floats": header((3.0, 5.0)),
        "overflowing shape": header((2**62, 4)),
        "many dimensions": header((1,) * 60),
        "huge strings": header((2**20, 1), "U5"),
        "truncated array": state[:-40],
        "no end": state[:-1],
        "two models, first bad": call("posix", "system", run) + state,
        "gigantic string header": b"\x80\x04\x8d" + struct.pack("<Q", 2**60) + b"x.",
        "gigantic bytes header": b"\x80\x04\x8e" + struct.pack("<Q", 2**60) + b"x.",
        "gigantic frame": b"\x80\x04\x95" + struct.pack("<Q", 2**62) + b"x.",
        "gigantic long": b"\x80\x04\x8b" + struct.pack("<i", 2**31 - 1) + b"x.",
        "negative length": b"\x80\x04\x8b" + struct.pack("<i", -5) + b"x.",
        "deep nesting": b"\x80\x04" + b"(" * 300_000 + b".",
        "deep lists": b"\x80\x04" + b"]" * 300_000 + b"a" * 299_999 + b".",
        "doubling": b"\x80\x04]" + b"".join(b"2\x86" for _ in range(5000)) + b".",
        "memo bomb": b"\x80\x04" + b"]r\xff\xff\xff\x7f" * 1000 + b".",
        "persistent id": b"Pabc\n.",
        "extension": b"\x80\x04\x82\x01.",
        "instance": f"(S'{run}'\niposix\nsystem\n.".encode(),
        "zip bomb": buffer.getvalue(),
        "no pickle": b"PK\x03\x04" + b"\0" * 100,
        "text": "这不是模型".encode(),
        "empty": b"",
    }
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are POSIX")
def test_hostile_files_run_nothing_within_2_seconds_and_500_mb(tmp_path: Path) -> None:
    """All files are loaded in a process that may take 500 MB over what it has at the start."""
    mark = tmp_path / "ran"
    files = hostile(str(mark))
    assert len(files) >= 60
    for i, (name, data) in enumerate(files.items()):
        for how in ("plain", list(PACKERS)[i % len(PACKERS)]):
            (tmp_path / f"{i} {name} {how}.joblib").write_bytes(PACKERS[how](data))
    bomb = zlib.compressobj(1)
    data = b"".join(bomb.compress(b"(" * 2**20) for _ in range(256)) + bomb.flush()
    (tmp_path / "bomb.joblib").write_bytes(data)
    code = """
import resource, sys, time
from pathlib import Path
from textkit.errors import ModelError
from textkit.models import load, shipped
load(shipped("themes"))
used = int(Path("/proc/self/statm").read_text().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (used + 500 * 2**20,) * 2)
for path in sorted(Path(sys.argv[1]).glob("*.joblib")):
    start = time.process_time()
    try:
        load(path)
    except ModelError as error:
        if len(str(error).splitlines()) != 1 or str(path) not in str(error):
            print(path.name, "said", error)
    else:
        print(path.name, "was loaded")
    if time.process_time() - start > 2:
        print(path.name, "took long")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert not mark.exists()


def test_the_pickles_are_what_they_claim() -> None:
    """The gadgets would run under an ordinary unpickler: else they would test nothing."""
    for make in (call, stack_call):
        names = [op.name for op, _, _ in pickletools.genops(make("posix", "system", "true"))]
        assert "REDUCE" in names
    assert pickle.loads(call("builtins", "eval", "6*7")) == 42
    assert pickle.loads(stack_call("builtins", "eval", "6*7")) == [{"weights": 42}]


def test_flipped_bits_give_a_model_or_our_error(tmp_path: Path) -> None:
    rng = random.Random(0)
    plain = io.BytesIO()
    joblib.dump({"format": 1, "kind": "themes", "card": "{}", "weights": np.zeros(50)}, plain)
    path = tmp_path / "m.joblib"
    for data in (plain.getvalue(), zlib.compress(plain.getvalue())):
        for _ in range(300):
            flipped = bytearray(data)
            flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            path.write_bytes(flipped)
            with pytest.raises(ModelError):
                load(path)


_KILLING = """
import os, random, signal, sys, time
from dataclasses import replace
from pathlib import Path
import textkit

path, whole = Path(sys.argv[1]), Path(sys.argv[2])
model = textkit.ThemeClassifier(cv=2).fit(["煤矿复工", "植树造林"] * 4, ["能源", "生态"] * 4).to_model()
textkit.save(model, path)
old = path.read_bytes()
model.card = replace(model.card, title="another")
start = time.perf_counter()
textkit.save(model, whole)
duration = time.perf_counter() - start
new = whole.read_bytes()
rng = random.Random(0)
seen = {old: 0, new: 0}
for _ in range(50):
    path.write_bytes(old)
    child = os.fork()
    if child == 0:
        textkit.save(model, path)
        os._exit(0)
    time.sleep(rng.random() * duration * 1.5)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    textkit.load(path)
    seen[path.read_bytes()] += 1
print(*seen.values())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill is POSIX")
def test_kill_at_50_moments_of_a_save_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    arguments = [str(tmp_path / "m.joblib"), str(tmp_path / "new.joblib")]
    done = subprocess.run(
        [sys.executable, "-c", _KILLING, *arguments], capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    assert sum(map(int, done.stdout.split())) == 50
