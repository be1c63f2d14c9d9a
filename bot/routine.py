"""What the app does by itself, and how often."""

from datetime import timedelta

from bot import reminders
from bot.cases.scatter import scatter
from bot.chores import Chore
from bot.clock import now, today
from bot.engine_client import EngineClient
from bot.house import House
from bot.learning.moving import Following, Place
from bot.notices.notices import Notices
from bot.replies import cut_off
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
        *(_notices(house, switchboard, notices) if notices else ()),
    ]


def engine_moves(house: House, engine: EngineClient) -> Chore:
    """Follow the engine to another port when another model was switched to; records name that model from then on."""
    settings = house.settings

    def move(place: Place) -> None:
        engine.move(f"http://127.0.0.1:{place.port}")
        house.interactions.read_by(place.model)

    following = Following(settings.home, settings.engine_secret.get_secret_value(), move)
    return Chore("engine-moves", 0.5, following.look)


def _notices(house: House, switchboard: Switchboard, notices: Notices) -> list[Chore]:
    return [
        Chore("deadlines", _HOUR, lambda: reminders.of_cases(notices, house.case_room.cases, today())),
        Chore("trouble", _HOUR / 4, lambda: reminders.of_channels(notices, switchboard.channels)),
        Chore("notices", _MINUTE / 2, lambda: notices.send_due(now())),
        Chore("forget-notices", _HOUR, lambda: notices.sweep(now())),
    ]
