"""When the dossier of the transfer abroad is due, once Telegram has been on (docs/transfer-abroad.md)."""

from datetime import date, timedelta
from pathlib import Path

from bot.channels.telegram import first_day
from bot.channels.telegram.first_day import FirstDay
from bot.channels.telegram.settings import PREFIX
from bot.policy.figures import Policy
from bot.policy.schema import Figure
from bot.settings import PROJECT

WHAT = "transfer abroad"
#: Days from the first transfer to the dossier.
DAYS = "transfer_dossier_days"


class Overdue(Exception):
    """The dossier was due and none is named; says what to do."""


def standing(home: Path, dossier: str, today: date) -> str:
    """How it stands today; `dossier` is the reference of the one that was filed.

    Raises Overdue, FirstDayBroken, PolicyError, OSError.
    """
    began = first_day.read(home)
    if began is None:
        return "none: Telegram was never on in this home"
    days = Policy.load(PROJECT / "data" / "policy").figure(DAYS, began.day)
    due = began.day + timedelta(days=days.whole())
    since = f"Telegram first on {began.day} by decision {began.decision}"
    if dossier.strip():
        return f"{since}; dossier {dossier.strip()} is named as filed (it was due {due})"
    if today > due:
        raise Overdue(f"{since}; the dossier was due {due} and {PREFIX}DOSSIER names none; see docs/transfer-abroad.md")
    return f"{since}: day {_day(began, today)} of {days.whole()}, the dossier is due {due}{_doubt(days, today)}"


def _day(began: FirstDay, today: date) -> int:
    """Days gone by; a clock that was put back counts none."""
    return max(0, (today - began.day).days)


def _doubt(days: Figure, today: date) -> str:
    return f" (this term was to be checked again by {days.review_by})" if days.review_by < today else ""
