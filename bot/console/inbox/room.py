"""What the pages of this room work with."""

from dataclasses import dataclass
from typing import Self

from bot.chores import Chore
from bot.console.inbox.pick import ApprovedTexts
from bot.console.login.accounts import Accounts
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.house import House
from bot.switchboard import Switchboard
from bot.talks.desk import TalkDesk
from bot.talks.reading import Reading
from bot.talks.words import Words

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class InboxRoom:
    """Acts on talks, and what is read of them. Raises DatabaseUnavailable."""

    desk: TalkDesk
    reading: Reading
    words: Words
    picks: ApprovedTexts
    accounts: Accounts

    @classmethod
    def build(cls, house: House, switchboard: Switchboard, accounts: Accounts) -> Self:
        """For one app."""
        channels = switchboard.channels
        desk = TalkDesk(house.talks, channels, house.contacts, house.adviser, house.record_room.audit)
        return cls(
            desk=desk,
            picks=ApprovedTexts(house.adviser, desk.approved),
            reading=Reading(house.database, channels, house.contacts),
            words=house.talks.words,
            accounts=accounts,
        )

    @property
    def chores(self) -> list[Chore]:
        """What is done by itself: talks of officers who have gone, talks that are silent."""
        return [Chore("talks", _MINUTE, self.desk.sweep)]

    def names(self) -> dict[str, str]:
        """Full names of staff by login name."""
        return {one.name: one.full_name for one in self.accounts.all()}

    def colleagues(self, me: Staff) -> list[tuple[str, str]]:
        """Login and full names of those who may be given a talk."""
        return [(one.name, one.full_name) for one in self.accounts.all() if one.name != me.name and works(one)]


def works(staff: Staff) -> bool:
    """Whether a member of staff answers citizens."""
    return staff.active and staff.is_any(frozenset({Role.OFFICER}))
