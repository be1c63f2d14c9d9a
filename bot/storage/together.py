"""Writes of several threads in one transaction: all who wait share one sync to the disk (group commit)."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any

from sqlalchemy import Connection

Job = Callable[[Connection], Any]
_Write = tuple[Job, Job | None, Future[Any]]


class Together:
    """Does jobs of many threads; whoever finds the lock free writes for everybody who has come by then.

    A job must only use the connection it is given, and bear being done anew: where one of several fails, the
    transaction is rolled back and each is done in a transaction of its own, so that no job suffers for another.
    """

    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]):
        self._begin = begin
        self._lock = Lock()
        self._waiting: deque[_Write] = deque()

    def do(self, job: Job, last: Job | None = None) -> Any:
        """What `job` gives, once it is on the disk; raises what it raises, and what `begin` does.

        `last` is done after all jobs of the transaction: what takes a lock that everybody wants belongs there.
        """
        future: Future[Any] = Future()
        self._waiting.append((job, last, future))
        with self._lock:
            if not future.done():
                self._write([self._waiting.popleft() for _ in range(len(self._waiting))])
        return future.result()

    def _write(self, writes: list[_Write]) -> None:
        begun = False
        try:
            with self._begin() as connection:
                begun = True
                results = [job(connection) for job, _, _ in writes]
                for _, last, _ in writes:
                    if last:
                        last(connection)
        except BaseException as error:
            if begun and len(writes) > 1:
                for write in writes:
                    self._write([write])
                return
            for _, _, future in writes:
                future.set_exception(error)
        else:
            for (_, _, future), result in zip(writes, results, strict=True):
                future.set_result(result)
