"""Spares everybody the wait for an engine that was found down a moment ago."""

from time import monotonic

#: Seconds until one message tries again.
REST = 1.0


class Breaker:
    """Open after a failure; then one try at a time finds out whether the engine is back."""

    def __init__(self) -> None:
        self._opened_at: float | None = None
        self._worked_at = 0.0

    def is_open(self) -> bool:
        """Whether to spare the try. Where it gives False after a failure, the caller is the one who tries."""
        if self._opened_at is None:
            return False
        if monotonic() - self._opened_at < REST:
            return True
        # The next ones rest until this one has found out.
        self._opened_at = monotonic()
        return False

    @property
    def is_away(self) -> bool:
        """Whether the last try failed, or still waits."""
        return self._opened_at is not None

    @property
    def rests(self) -> bool:
        """Whether everybody is spared the try now; unlike `is_open` it makes nobody the one who tries."""
        return self._opened_at is not None and monotonic() - self._opened_at < REST

    def failed(self) -> None:
        """The engine did not answer."""
        self._opened_at = monotonic()

    def slow(self, since: float) -> None:
        """A turn begun at `since` waits and waits: where no other one ended meanwhile, the engine hangs."""
        if self._worked_at < since:
            self.failed()

    def worked(self) -> None:
        """It did."""
        self._opened_at, self._worked_at = None, monotonic()
