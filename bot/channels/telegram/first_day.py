"""The day on which Telegram was first switched on, from which the dossier of the transfer abroad is due.

It is kept in the home folder, not in the database: it must be readable when the database is not, and outlive one that
is begun anew. It is written once and never changed; switching Telegram off and on again does not begin the days anew.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The calendar day in Vietnam, and the decision that allowed it."""

    day: date
    decision: str


class FirstDayBroken(ValueError):
    """The file is there but says no day: names it and the way out."""


def file(home: Path) -> Path:
    """Where it is kept."""
    return home / "decisions" / "telegram-first-day.json"


def stamp(home: Path, day: date, decision: str) -> FirstDay:
    """Note the day unless one is noted; gives the one that counts. Raises FirstDayBroken, OSError."""
    if not file(home).exists():
        _write(file(home), {"day": day.isoformat(), "decision": decision})
    found = read(home)
    if found is None:
        raise FirstDayBroken(f"{file(home)} was taken away while it was read")
    return found


def read(home: Path) -> FirstDay | None:
    """The day noted, None where Telegram was never on. Raises FirstDayBroken, OSError."""
    try:
        told = json.loads(file(home).read_text("utf-8"))
        return FirstDay(date.fromisoformat(told["day"]), str(told["decision"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise FirstDayBroken(
            f"{file(home)} says no day: bring it back from a backup, or write the first day on which Telegram ran "
            'there by hand: {"day": "YYYY-MM-DD", "decision": "…"}'
        ) from None


def _write(path: Path, told: dict[str, str]) -> None:
    """Whole or not at all; of two processes at once the first one counts."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as output:
            json.dump(told, output, ensure_ascii=False)
            output.flush()
            os.fsync(output.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
