"""Which months are given away: those that are over for a day, and counted since."""

from datetime import datetime, timedelta

from bot.statistics.over import DELAY, opens
from bot.statistics.period import Period, month


class NothingToGive(Exception):
    """Why no month can be given away."""


def given(span: Period | None, folded_at: datetime | None, at: datetime) -> list[Period]:
    """The whole months of what is counted, oldest first. Raises NothingToGive."""
    if span is None or folded_at is None:
        raise NothingToGive("nothing is counted yet; `ansinh statistics rebuild` counts what is on record")
    found, first = [], span.first.replace(day=1)
    while first <= span.last and opens(first) <= at:
        whole = month(first.year, first.month)
        # Counts that are older than the month's opening may lack its last turns.
        if folded_at < opens(first):
            raise NothingToGive(f"counts are of {folded_at:%Y-%m-%d %H:%M} UTC, too old for {whole.code}")
        found.append(whole)
        first = whole.last + timedelta(days=1)
    if not found:
        raise NothingToGive(f"no month is over for {DELAY.total_seconds() / 3600:.0f} hours")
    return found
