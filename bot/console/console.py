"""The console put together: the rooms of the house, as its pages reach them."""

from functools import cached_property

from bot.chores import Chore
from bot.clock import now
from bot.console.conversations.room import ConversationsRoom
from bot.console.inbox.room import InboxRoom
from bot.console.knowledge.service import Knowledge
from bot.console.login import oidc
from bot.console.login.accounts import Accounts
from bot.console.login.sessions import Sessions
from bot.console.login.throttle import Throttle
from bot.console.reports.room import ReportsRoom
from bot.console.review.room import ReviewRoom
from bot.console.views import Views
from bot.console.web.allowance import Allowance
from bot.house import House
from bot.learning.room import LearningRoom
from bot.notices.letter import Kind
from bot.notices.settings import Role
from bot.records.audit import Audit
from bot.records.demonstration import is_demonstration
from bot.settings import PROJECT
from bot.statistics.report import schedule
from bot.statistics.room import StatisticsRoom
from bot.switchboard import Switchboard

_HOUR = 3600.0
#: Seconds until what was said is counted.
COUNTED_EVERY = 15.0


class Console:
    """What the pages work with. Raises SettingsRefused."""

    def __init__(self, house: House, switchboard: Switchboard):
        self.house, self.switchboard = house, switchboard
        self.accounts = Accounts(house.database, house.key, house.record_room.audit)
        self.sessions = Sessions(house.database)
        self.throttle = Throttle(house.database, house.key)
        self.views = Views(house.database)
        self.allowance = Allowance()
        self.conversations = ConversationsRoom.of(house)
        self.knowledge = Knowledge(house, switchboard)
        self.inbox = InboxRoom.build(house, switchboard, self.accounts)
        self.learning = LearningRoom.build(house)
        self.reports = ReportsRoom.build(house, self.accounts)
        self.review = ReviewRoom.of(house)
        self.statistics = StatisticsRoom.build(
            house.database, house.adviser, PROJECT / "data", house.claim_room.rumours
        )
        provider = oidc.read()
        self.sign_on = oidc.SignOn(provider, house.key) if provider else None

    @property
    def audit(self) -> Audit:
        """Who did what, and why."""
        return self.house.record_room.audit

    @cached_property
    def is_demonstration(self) -> bool:
        """Whether the talk in this database is invented: every page says so. It stays what it is while the app runs."""
        return is_demonstration(self.house.database)

    @property
    def chores(self) -> list[Chore]:
        """What is to be done for it now and then."""
        return [
            Chore("forget-sessions", _HOUR, lambda: self.sessions.sweep(now())),
            Chore("forget-login-tries", _HOUR, lambda: self.throttle.forget(now())),
            *self.conversations.chores,
            *self.knowledge.chores,
            *self.learning.chores,
            *self.inbox.chores,
            *self.review.chores,
            Chore("count", COUNTED_EVERY, self.statistics.folding.fold),
            *self._reports(),
        ]

    def _reports(self) -> list[Chore]:
        """Periodic reports, where the settings ask for any; managers are told of each. Raises SettingsRefused."""
        notices = self.house.notices

        def tell(name: str) -> None:
            if notices:
                notices.queue(Role.MANAGER, Kind.PERIODIC, name)

        chore = schedule.chore(self.statistics, self.house.settings.home, tell)
        return [chore] if chore else []
