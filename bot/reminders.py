"""What staff are reminded of by e-mail without anybody asking: deadlines of cases, channels in trouble."""

from collections.abc import Iterable
from datetime import date

from bot.cases.cases import Cases
from bot.cases.urgency import Urgency
from bot.channels.contract import Channel
from bot.notices.letter import Kind
from bot.notices.notices import Notices
from bot.notices.settings import Role


def of_cases(notices: Notices, cases: Cases, today: date) -> None:
    """Once for each deadline that comes near, once when it has passed: number and day. Raises DatabaseUnavailable."""
    for line in cases.pressing(today):
        kind = Kind.OVERDUE if line.urgency is Urgency.LATE else Kind.DUE_SOON
        notices.queue(Role.HANDLER, kind, str(line.number), line.due.day if line.due else None)


def of_channels(notices: Notices, channels: Iterable[Channel]) -> None:
    """Once a day while a channel needs a person (a dead grant, a token that ages). Raises DatabaseUnavailable."""
    for channel in channels:
        if channel.trouble():
            notices.queue(Role.ADMIN, Kind.TROUBLE, channel.name)
