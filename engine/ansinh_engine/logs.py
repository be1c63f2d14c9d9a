"""Logs that cannot hold a citizen's words.

Rasa and its libraries write messages, slots and tracebacks into their log lines. Of their lines only level,
place in the code and type of the error are kept; whole sentences come from this package alone, which never
puts text of a citizen into one.
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from typing import Any

import structlog

OWN = "ansinh_engine"
_EVENT_NAME = re.compile(r"[a-z0-9_.]{1,80}")


class PlaceOnly(logging.Formatter):
    """Own lines whole, foreign lines as ``LEVEL logger.function:line ErrorType``."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] == OWN:
            return f"{record.levelname} {record.name}: {record.getMessage()}"
        kind = record.exc_info[0] if record.exc_info else None
        place = f"{record.levelname} {record.name}.{record.funcName}:{record.lineno}"
        return f"{place} {kind.__name__}" if kind else place


def quiet() -> None:
    """Sets up logging of the serving process: to standard error, from WARNING, without foreign words."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.lastResort = handler  # for loggers that Rasa cuts off from the root
    _quiet_events()
    drop_warnings()


def drop_warnings() -> None:
    """Shows no Python warnings. A filter is not enough: libraries under Rasa reset the filters on import."""
    warnings.showwarning = lambda *_, **__: None


def plain() -> None:
    """Sets up logging of training and validation, where no citizen speaks: warnings with their words."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    _quiet_events()


def _quiet_events() -> None:
    """Unconfigured, structlog prints every debug event with the whole state of the dialogue."""
    structlog.configure(
        processors=[_event_only],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        # Otherwise every line that is not written makes a logger anew.
        cache_logger_on_first_use=True,
    )


def _event_only(_: Any, level: str, event: dict[str, Any]) -> str:
    """Rasa names its events with fixed words such as ``endpoint.read.failed_no_such_file``."""
    name = str(event.get("event"))
    return f"{level.upper()} rasa event {name if _EVENT_NAME.fullmatch(name) else '(unnamed)'}"
