"""Where pictures are drawn: a process of its own, so that drawing holds up no answer and can break nothing else."""

import multiprocessing
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Thread
from typing import Any

from bot.advice.picture import Picture

#: Seconds a drawing may take, that of a studio just opened included; the answer waits for it.
PATIENCE = 6.0


class Studio:
    """One process that draws; opened at the first drawing, or before by `open`. Safe to use from many threads."""

    def __init__(self, patience: float = PATIENCE):
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def open(self) -> None:
        """Start the process and let it draw once, in the background: its first drawing takes seconds."""
        self._submit(_rehearse)

    def paint(self, picture: Picture) -> bytes:
        """The picture as a PNG. Raises TimeoutError, BrokenProcessPool, or what the drawing itself raised."""
        try:
            drawn: bytes = self._submit(_paint, picture).result(self._patience)
        except (BrokenProcessPool, TimeoutError):
            # A new process draws the next one; this one may be gone, or hang.
            self.close()
            raise
        return drawn

    def close(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is None:
            return
        workers = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()

    def _submit(self, work: Any, *given: Any) -> Future[Any]:
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
            return self._pool.submit(work, *given)


def _begin() -> None:
    # Ctrl-C reaches the whole group of processes; the app ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_app, daemon=True).start()


def _end_with_the_app() -> None:
    """An app that is killed closes nothing: without this its studio would wait for work for ever."""
    if app := multiprocessing.parent_process():
        app.join()
        os._exit(0)


def _paint(picture: Picture) -> bytes:
    # Altair and vl-convert take a second and a hundred megabytes; the app itself never loads them.
    from bot.pictures.painter import paint  # noqa: PLC0415

    return paint(picture)


def _rehearse() -> None:
    _paint(Picture("", ""))
