"""What waits for a decision, by rules: the most pressing first."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.clock import VIETNAM
from bot.statistics.deciding import claims, contents, delivery, desks, reviews
from bot.statistics.deciding.item import Asked, Item
from bot.statistics.room import StatisticsRoom
from bot.statistics.rules import Rules
from bot.statistics.scope import Scope

Finding = Callable[[StatisticsRoom, Asked], Iterator[Item]]
FINDINGS: tuple[Finding, ...] = (
    desks.waiting,
    desks.requests,
    desks.cases,
    claims.rumours,
    contents.evidence,
    contents.figures,
    delivery.delivery,
    reviews.reviews,
    contents.not_understood,
    reviews.accuracy,
)


def decisions(room: StatisticsRoom, scope: Scope, rules: Rules, moment: datetime) -> list[Item]:
    """All items. Those about answers heed the filter; all others are as they stand at the moment.

    Raises DatabaseUnavailable.
    """
    asked = Asked(scope, rules, moment, moment.astimezone(VIETNAM).date())
    found = [item for finding in FINDINGS for item in finding(room, asked)]
    return sorted(found, key=lambda one: one.rank)
