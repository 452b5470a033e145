"""Kill runs at random moments and see that nothing is lost; count what hostile files do.

usage: python tests/bench/kills.py [--kills N] [--documents N] [--seed N]

Prints a line for each proof: kill -9 of the run, into JSON lines and into partitions; a full disk;
Ctrl-C; kill -9 of a Dask worker; and a thousand hostile files among ten thousand good ones (a tenth
of that by --documents 1000). Ends with exit code 1 when a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from corpus_maker import write_pages
from processes import cmdline, family


def command(*arguments: object) -> list[str]:
    """Return a command line of ``textkit process``."""
    return [sys.executable, "-m", "textkit", "process", *map(str, arguments)]


def digest(folder: Path) -> str:
    """Return one digest of the names and bytes of all files under a folder."""
    seen = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        seen.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return seen.hexdigest()


def killed_runs(
    source: Path, folder: Path, kills: int, rng: random.Random, *options: object
) -> bool:
    """Kill runs ``kills`` times, at moments from their start to their end."""
    options = ("-q", "--part-documents", 20, *options)
    calm = folder / f"calm-{len(options)}"
    began = time.perf_counter()
    subprocess.run(command(source, "-o", calm, *options), check=True)
    whole = time.perf_counter() - began
    expected = digest(calm)
    done = 0
    same = True
    while done < kills:
        out = folder / f"killed-{len(options)}-{done}"
        jobs = rng.choice([1, 2])
        arguments = command(source, "-o", out, *options, "--jobs", jobs)
        for _ in range(rng.randint(1, 3)):
            with subprocess.Popen(arguments) as running:
                try:
                    running.wait(rng.uniform(0.1, whole))
                except subprocess.TimeoutExpired:
                    running.kill()
                    done += 1
        subprocess.run(arguments, check=True)
        same &= digest(out) == expected
    shown = " ".join(map(str, options[3:])) or "JSON lines"
    verdict = "identical" if same else "DIFFERS"
    print(f"kill -9, {shown}: {done} kills, output {verdict}", flush=True)
    return same


def full_disk(source: Path, folder: Path, expected: str) -> bool:
    """Fill a small file system, see what is said, make room and go on."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        print("full disk: not tried, a small file system cannot be mounted here")
        return True
    try:
        arguments = command(source, "-o", disk / "out", "-q", "--part-documents", 20)
        done = subprocess.run(arguments, capture_output=True, check=False)
        said = done.stderr.decode().splitlines()
        parts = len(list((disk / "out" / ".work" / "done").iterdir()))
        subprocess.run(["mount", "-o", "remount,size=99m", str(disk)], check=True)
        subprocess.run(arguments, check=True)
        same = digest(disk / "out") == expected
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    verdict = "identical" if same else "DIFFERS"
    print(f"full disk: exit code {done.returncode} after {parts} parts, then {verdict}; {said}")
    return same and done.returncode == 1 and len(said) == 1


def interrupted(source: Path, folder: Path, expected: str) -> bool:
    """Press Ctrl-C in the middle of runs and while workers start; time how long they take."""
    slowest = 0.0
    same = True
    for engine, jobs, parts in (
        ("local", 1, 3),
        ("local", 2, 0),
        ("local", 2, 3),
        ("dask", 2, 0),
        ("dask", 2, 3),
    ):
        out = folder / f"interrupted-{engine}-{jobs}-{parts}"
        options = ("--part-documents", 20, "--jobs", jobs, "--engine", engine)
        arguments = command(source, "-o", out, *options)
        records = out / ".work" / "done"
        with subprocess.Popen(arguments, stderr=subprocess.PIPE, start_new_session=True) as running:
            while not parts and len(family(running.pid)) < 4:  # and a process that cleans up
                time.sleep(0.02)
            while parts and (not records.is_dir() or len(list(records.iterdir())) < parts):
                time.sleep(0.02)
            sent = time.perf_counter()
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process of it
            said = running.communicate()[1].decode()
            slowest = max(slowest, time.perf_counter() - sent)
        same &= running.returncode == 130 and "Traceback" not in said
        subprocess.run([*arguments, "-q"], check=True)
        same &= digest(out) == expected
    verdict = "identical" if same else "DIFFERS"
    print(f"Ctrl-C: ended within {slowest:.1f} s, output {verdict}")
    return same


def killed_worker(source: Path, folder: Path, expected: str) -> bool:
    """Kill a worker of a local Dask cluster in the middle of a run."""
    out = folder / "dask"
    arguments = [*command(source, "-o", out, "-q", "--part-documents", 20), "--engine", "dask"]
    records = out / ".work" / "done"
    with subprocess.Popen([*arguments, "--jobs", "2"], stderr=subprocess.DEVNULL) as running:
        while not records.is_dir() or len(list(records.iterdir())) < 3:
            time.sleep(0.02)
        spawned = [p for p in family(running.pid)[1:] if b"spawn_main" in cmdline(p)]
        os.kill(spawned[-1], signal.SIGKILL)
        left = len(list(records.iterdir()))
    same = running.returncode == 0 and digest(out) == expected
    verdict = "identical" if same else "DIFFERS"
    print(f"Dask: worker {spawned[-1]} of {len(spawned)} killed after {left} parts, {verdict}")
    return same


def hostile(source: Path, folder: Path, good: int, rng: random.Random) -> bool:
    """Put a broken file among every ten good ones."""
    bad = good // 10
    for n in range(bad):
        name, content = [
            ("noise.txt", rng.randbytes(rng.randint(200, 4000))),
            ("not.pdf", b"%PDF-1.7\n" + rng.randbytes(800)),
            ("not.docx", b"PK\x03\x04" + rng.randbytes(800)),
            ("picture.html", b"\x89PNG\r\n\x1a\n" + rng.randbytes(800)),
            ("wrong.jsonl", b'{"text": ["\xe5\x85\xa8"]}\n'),
            ("cut.zip", b"PK\x03\x04" + rng.randbytes(100)),
        ][n % 6]
        (source / f"{n // 1000:03}" / f"bad-{n:05}-{name}").write_bytes(content)
    out = folder / "hostile.jsonl"
    done = subprocess.run(command(source, "-o", out, "-q"), stderr=subprocess.DEVNULL, check=False)
    rows = [json.loads(line)["path"] for line in out.read_text(encoding="utf-8").splitlines()]
    beside = folder / "hostile.errors.jsonl"
    errors = [json.loads(line) for line in beside.read_text(encoding="utf-8").splitlines()]
    processed = {path for path in rows if "bad-" not in path}
    named = {error["path"].partition(".jsonl:")[0] for error in errors}
    faults = sum("a fault in textkit" in error["reason"] for error in errors)
    print(
        f"hostile: {len(processed):,} of {good:,} good ones processed, {len(named):,} of {bad:,} "
        f"bad ones named, {len(rows) - len(processed)} bad ones read as text, {faults} faults, "
        f"exit code {done.returncode}"
    )
    return len(processed) == good and done.returncode == 1 and not faults


def main() -> int:
    """Run all proofs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    os.environ["OMP_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's jobs behind & ignore it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder / "some", 400, length=300)
        calm = command(folder / "some", "-o", folder / "calm", "-q", "--part-documents", 20)
        subprocess.run(calm, check=True)
        expected = digest(folder / "calm")
        good = killed_runs(folder / "some", folder, given.kills, rng)
        good &= killed_runs(folder / "some", folder, given.kills, rng, "--partition-by", "source")
        good &= full_disk(folder / "some", folder, expected)
        good &= interrupted(folder / "some", folder, expected)
        good &= killed_worker(folder / "some", folder, expected)
        write_pages(folder / "many", given.documents, length=200)
        good &= hostile(folder / "many", folder, given.documents, rng)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
