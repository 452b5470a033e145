"""Engines give every result, keep only so much under way, and outlive their workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children

import pytest

from textkit.corpus.dask_cluster import Dask
from textkit.corpus.engines import Engine, Pool, Serial, WorkerDied, run
from textkit.corpus.interrupts import interrupts_held
from textkit.errors import TextkitError


def work(part: list[int]) -> list[int]:
    """Double numbers; 13 kills the process that works on it."""
    if 13 in part:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * n for n in part]


def mend(part: list[int], alone: Callable[[list[int]], list[int]]) -> list[int]:
    """Work on the numbers one by one; one that kills gives -1."""
    found = []
    for n in part:
        try:
            found += alone([n])
        except WorkerDied:
            found.append(-1)
    return found


def failing(part: int) -> int:
    raise KeyError(part)


@pytest.mark.parametrize("engine", [Serial(), Pool(2)], ids=["serial", "pool"])
def test_all_results_come(engine: Engine) -> None:
    parts = [[n, n + 1] for n in range(20)]
    found = run(work, [p for p in parts if 13 not in p], engine, mend=mend)
    assert sorted(found) == [[2 * n, 2 * n + 2] for n in range(20) if n not in (12, 13)]


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_part_that_kills_its_worker_is_taken_apart() -> None:
    parts = [[n, n + 10] for n in range(5)]
    found = sorted(run(work, parts, Pool(1), mend=mend))
    assert found == sorted([[2 * n, 2 * n + 20] for n in range(5) if n != 3] + [[6, -1]])


@pytest.mark.parametrize("engine", [Serial(), Pool(1)], ids=["serial", "pool"])
def test_a_failure_of_the_function_is_raised(engine: Engine) -> None:
    with pytest.raises(KeyError, match="7"):
        list(run(failing, [7], engine, mend=lambda part, alone: alone(part)))


def waiting(seconds: int) -> None:
    time.sleep(seconds)


def signals_held(part: int) -> set[int]:
    return set(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, [])))


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_ctrl_c_waits_for_workers_to_start_and_passes_them_by() -> None:
    (held,) = run(signals_held, [1], Pool(1), mend=lambda part, alone: alone(part))
    assert signal.SIGINT in held
    reached = False
    with pytest.raises(KeyboardInterrupt), interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
        reached = True
    assert reached
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signals_held(1)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("seconds", [0.05, 0.5])
def test_ctrl_c_ends_a_cluster_that_is_still_starting(
    seconds: float, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    engine = Dask(jobs=1)
    before = set(active_children())
    pressed = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    pressed.start()
    with pytest.raises(KeyboardInterrupt):
        list(run(waiting, [20], engine, mend=lambda part, alone: alone(part)))
    assert set(active_children()) <= before
    assert capfd.readouterr() == ("", "")


def test_a_cluster_whose_workers_cannot_start_is_an_error() -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    import dask

    preload = {"distributed.worker.preload": ["no_such_module"]}
    with dask.config.set(preload), pytest.raises(TextkitError, match="while it was starting"):
        list(run(waiting, [20], Dask(jobs=1), mend=lambda part, alone: alone(part)))


def test_a_cluster_without_a_client_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    import distributed

    clusters = []

    def refuse(cluster: object, **_: object) -> None:
        clusters.append(cluster)
        raise OSError("no more files")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(OSError, match="no more files"):
        Dask(jobs=1).start()
    assert [cluster.status for cluster in clusters] == [distributed.Status.closed]


def test_parts_are_found_no_sooner_than_they_are_needed() -> None:
    taken = 0

    def parts() -> Iterator[list[int]]:
        nonlocal taken
        for n in range(100):
            taken += 1
            yield [n]

    results = run(work, parts(), Serial(), mend=mend)
    for n in range(1, 6):
        next(results)
        assert taken == n
