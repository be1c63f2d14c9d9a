"""May this citizen be written to now, and is it billed?"""

from datetime import datetime, timedelta

from tests.emulators.zalo.account import Rules
from tests.emulators.zalo.people import Citizen
from tests.emulators.zalo.wire import Refused

FREE = timedelta(hours=48)
LAST = timedelta(days=7)
FREE_MESSAGES = 8


def is_billed(citizen: Citizen, now: datetime, rules: Rules) -> bool:
    """Whether a consultation message is paid for. Refused(-213, -230, -232 or the citizen's own code)."""
    if citizen.refuses is not None:
        raise Refused(citizen.refuses, "User refuses to receive messages")
    if not citizen.follower and (rules.must_follow or citizen.last_interaction is None):
        raise Refused(-213, "User has not followed OA")
    if citizen.last_interaction is None or now - citizen.last_interaction > LAST:
        raise Refused(rules.window_code, "User has not interacted with the OA in the past 7 days")
    spent = rules.eight_free and citizen.answered >= FREE_MESSAGES
    return spent or now - citizen.last_interaction > FREE


class Ledger:
    """Counts billed messages a calendar month."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._months: dict[tuple[int, int], int] = {}

    def charge(self, now: datetime) -> None:
        """Book one billed message. Refused(-211) when the package has none left."""
        if self.spent(now) >= self._rules.billed_a_month:
            raise Refused(-211, "Out of quota")
        self._months[now.year, now.month] = self.spent(now) + 1

    def spent(self, now: datetime) -> int:
        return self._months.get((now.year, now.month), 0)
