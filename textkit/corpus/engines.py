"""Run one function over many parts: in this process, in a pool of processes, or on Dask.

An engine hands out a :class:`concurrent.futures.Executor`; what is done with it is the same for all
of them, and for any other executor.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from textkit.corpus.interrupts import interrupts_held
from textkit.errors import MissingExtraError

__all__ = ["Dask", "Engine", "Pool", "Serial", "WorkerDied", "run"]

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


class Dask:
    """A Dask cluster.

    Parameters
    ----------
    scheduler : str, optional
        Address such as ``tcp://10.0.0.1:8786``; its workers need the same textkit, the same models
        and the same paths. Without it a cluster of this machine is started.
    jobs : int
        Workers of the cluster of this machine; -1 for one a core.
    """

    def __init__(self, scheduler: str | None = None, jobs: int = -1) -> None:
        try:
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise MissingExtraError(
                "the engine dask needs dask.distributed, which is not installed: "
                "pip install 'textkit-zh[dask]'"
            ) from None
        self.deaths: tuple[type[BaseException], ...] = (KilledWorker,)
        self.scheduler = scheduler
        self.jobs = jobs
        self._client: Any = None

    def start(self) -> tuple[Executor, int]:
        """Connect to the scheduler, or start a cluster."""
        from distributed import Client
        from joblib import cpu_count

        connect: Any = Client
        if self._client is None and self.scheduler:
            self._client = connect(self.scheduler, set_as_default=False)
        elif self._client is None:
            self._start_cluster(connect, cpu_count() if self.jobs < 0 else self.jobs)
        threads = sum(self._client.nthreads().values())
        executor: Executor = self._client.get_executor(pure=False)
        return executor, 2 * max(threads, 1)

    def _start_cluster(self, connect: Any, jobs: int) -> None:
        """Start a cluster of this machine; Ctrl-C waits for processes, not for their imports."""
        from distributed import LocalCluster

        start: Any = LocalCluster
        self._others = set(active_children())
        with interrupts_held():
            cluster = start(n_workers=0, threads_per_worker=1, dashboard_address=None)
            self._client = connect(cluster, set_as_default=False)
            cluster.scale(jobs)
            patience = time.monotonic() + _STARTING_SECONDS
            while len(self._processes()) < jobs and time.monotonic() < patience:
                time.sleep(0.01)
        self._client.wait_for_workers(jobs)

    def _processes(self) -> list[BaseProcess]:
        """Return the processes of the cluster of our own, also those that are still importing."""
        known = "Dask Worker"  # as in the name that distributed gives them
        return [p for p in active_children() if p not in self._others and known in p.name]

    def stop(self, *, now: bool) -> None:
        """Disconnect; a cluster that was started here ends."""
        if self._client is None:
            return
        client, self._client = self._client, None
        if client.cluster is None:
            client.close()
            return
        with _unlogged("distributed", "tornado.application") if now else contextlib.nullcontext():
            if now:  # asked to end, busy and starting processes take seconds
                for nanny in client.cluster.workers.values():
                    nanny.auto_restart = False
                for process in self._processes():
                    process.kill()
            client.close()
            client.cluster.close()


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


_STARTING_SECONDS = 5.0  # how long a machine may take to start processes

# Each process has one core to itself; a BLAS that starts threads in it only gets in the way.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@contextlib.contextmanager
def _unlogged(*names: str) -> Iterator[None]:
    """Keep loggers still: of processes that were killed on purpose nothing needs to be told."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _begin_worker(starter: int) -> None:
    if os.name != "posix":
        return
    threading.Thread(target=_end_with, args=(starter,), daemon=True).start()


def _end_with(starter: int) -> None:
    """End this process when the one that started it was killed: loky's would wait for ever."""
    while os.getppid() == starter:
        time.sleep(1)
    os._exit(1)
