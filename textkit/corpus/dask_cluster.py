"""Run parts on Dask: on a cluster that is there, or on one of this machine."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from typing import Any

from textkit.corpus.interrupts import interrupts_held
from textkit.errors import MissingExtraError, TextkitError

__all__ = ["Dask"]

_STARTING_SECONDS = 5.0  # how long a machine may take to start processes


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
        self._others: set[BaseProcess] = set()  # what ran before a cluster of our own

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
            with contextlib.ExitStack() as undo:
                undo.callback(cluster.close)
                self._client = connect(cluster, set_as_default=False)
                undo.pop_all()
            cluster.scale(jobs)
            patience = time.monotonic() + _STARTING_SECONDS
            while len(self._processes()) < jobs and time.monotonic() < patience:
                time.sleep(0.01)
        self._await_workers(jobs)

    def _await_workers(self, jobs: int) -> None:
        """Wait until all workers of our own cluster have connected."""
        from distributed import Status

        while True:
            try:
                self._client.wait_for_workers(jobs, timeout=1)
            except TimeoutError:
                workers = self._client.cluster.workers.values()
                if any(worker.status in (Status.failed, Status.closed) for worker in workers):
                    raise TextkitError(
                        "a worker of the Dask cluster ended while it was starting; what it said "
                        "is above, --engine local works without"
                    ) from None
            else:
                return

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
