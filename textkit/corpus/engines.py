"""Run one function over many parts: in this process, in a pool of processes, or on Dask.

An engine hands out a :class:`concurrent.futures.Executor`; what is done with it is the same for all
of them, and for any other executor.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Any, Protocol, TypeVar

from textkit.corpus.interrupts import interrupts_held

__all__ = ["Engine", "Pool", "Serial", "WorkerDied", "run"]

Part = TypeVar("Part")
Result = TypeVar("Result")


class WorkerDied(Exception):
    """A part has taken the processes down that worked on it."""


class Engine(Protocol):
    """Where parts are worked on.

    Parameters
    ----------
    deaths : tuple of type
        Exceptions that say that a worker died, not that the function failed.
    """

    deaths: tuple[type[BaseException], ...]

    def start(self) -> tuple[Executor, int]:
        """Return a fresh executor and how many parts to keep it supplied with."""

    def stop(self, *, now: bool) -> None:
        """End the workers: when they are done, or ``now``."""


class Serial:
    """Work in the process that asks, one part after the other."""

    deaths: tuple[type[BaseException], ...] = ()

    def start(self) -> tuple[Executor, int]:
        """Return an executor that has run a part when it has taken it."""
        return _Inline(), 1

    def stop(self, *, now: bool) -> None:
        """Do nothing."""


class Pool:
    """Processes of this machine.

    joblib's loky starts them without importing the caller's ``__main__`` again, so that a notebook
    or a script without a guard can use it; it tells a dead worker instead of waiting for it.

    Parameters
    ----------
    jobs : int
        Number of processes; -1 for one a core.
    """

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, jobs: int = -1) -> None:
        self.jobs = jobs
        self._executor: Any = None

    def start(self) -> tuple[Executor, int]:
        """Start the pool."""
        from joblib import cpu_count
        from joblib.externals.loky import ProcessPoolExecutor

        jobs = cpu_count() if self.jobs < 0 else self.jobs
        self._executor = ProcessPoolExecutor(
            max_workers=jobs,
            initializer=_begin_worker,
            initargs=(os.getpid(),),
            env=_ONE_THREAD,
        )
        with interrupts_held():
            self._executor.submit(int)  # starts the workers
        return self._executor, 2 * jobs

    def stop(self, *, now: bool) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=now)
            self._executor = None


def run(
    work: Callable[[Part], Result],
    parts: Iterable[Part],
    engine: Engine,
    *,
    mend: Callable[[Part, Callable[[Part], Result]], Result],
) -> Iterator[Result]:
    """Yield ``work(part)`` for every part, as they are done.

    Parameters
    ----------
    work : callable
        Is sent to other processes, so it must pickle.
    parts : iterable
        Read only as far ahead as the engine needs to be busy.
    engine : Engine
    mend : callable
        Called with a part that was being worked on when a worker died, and again when it was tried
        alone; and with a function that works on a part in a process of its own and raises
        :class:`WorkerDied`. Returns the result.
    """
    coming: Iterator[Part] = iter(parts)
    suspects: deque[Part] = deque()
    waiting: dict[Future[Result], Part] = {}
    finished = False
    try:
        executor, ahead = engine.start()
        while True:
            is_trial = bool(suspects)  # each alone, to see who it was
            while len(waiting) < (1 if is_trial else ahead):
                part = suspects.popleft() if suspects else next(coming, None)
                if part is None:
                    break
                waiting[executor.submit(work, part)] = part
            if not waiting:
                finished = True
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            broken: list[Part] = []
            for future in done:
                part = waiting.pop(future)
                try:
                    result = future.result()
                except engine.deaths:
                    broken.append(part)
                else:
                    yield result
            if broken and isinstance(engine, Pool):  # all that it had in work broke with it
                broken += waiting.values()
                waiting.clear()
                engine.stop(now=True)
                executor, ahead = engine.start()
            if is_trial:
                for part in broken:
                    yield mend(part, lambda one: _alone(work, one))
            else:
                suspects += broken
    finally:
        for future in waiting:
            future.cancel()
        engine.stop(now=not finished)


def _alone(work: Callable[[Part], Result], part: Part) -> Result:
    pool = Pool(1)
    executor, _ = pool.start()
    try:
        return executor.submit(work, part).result()
    except BrokenExecutor as error:
        raise WorkerDied(str(error)) from error
    finally:
        pool.stop(now=True)


class _Inline(Executor):
    def submit(
        self, function: Callable[..., Any], /, *arguments: Any, **options: Any
    ) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments, **options))
        return future


# Each process has one core to itself; a BLAS that starts threads in it only gets in the way.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def _begin_worker(starter: int) -> None:
    if os.name != "posix":
        return
    threading.Thread(target=_end_with, args=(starter,), daemon=True).start()


def _end_with(starter: int) -> None:
    """End this process when the one that started it was killed: loky's would wait for ever."""
    while os.getppid() == starter:
        time.sleep(1)
    os._exit(1)
