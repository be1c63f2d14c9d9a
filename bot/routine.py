"""What the app does by itself, and how often."""

from datetime import timedelta

from bot.cases.scatter import scatter
from bot.chores import Chore
from bot.clock import now, today
from bot.dialogue import cut_off
from bot.house import House
from bot.notices.notices import Notices
from bot.switchboard import Switchboard

_MINUTE, _HOUR = 60.0, 3600.0
#: No turn of the page takes as long.
SURELY_OVER = timedelta(minutes=5)


def close_unfinished(house: House, *, at_start: bool = False) -> None:
    """Turns of the page whose process died: several apps share PostgreSQL, and another one's turn may be under way."""
    alone = house.settings.database.startswith("sqlite")
    older_than = timedelta() if at_start and alone else SURELY_OVER
    house.interactions.close_unfinished(cut_off(house), "web", older_than)


def chores(house: House, switchboard: Switchboard) -> list[Chore]:
    """Everything beside the talk, for one thread."""
    notices = house.notices
    return [
        *switchboard.chores,
        Chore("close-unfinished", _MINUTE, lambda: close_unfinished(house)),
        Chore("tell-verdicts", _MINUTE, lambda: house.claim_room.tell(switchboard.tell, today())),
        Chore("forget-files", _HOUR, lambda: house.files.sweep(now())),
        Chore("anchor", _HOUR, house.record_room.anchor),
        Chore("scatter", 24 * _HOUR, lambda: scatter(house.database)),
        Chore("tidy", _HOUR, house.record_room.tidy),
        *(_notices(notices) if notices else ()),
    ]


def _notices(notices: Notices) -> list[Chore]:
    return [
        Chore("notices", _MINUTE / 2, lambda: notices.send_due(now())),
        Chore("forget-notices", _HOUR, lambda: notices.sweep(now())),
    ]
