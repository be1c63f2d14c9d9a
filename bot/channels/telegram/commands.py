"""The menu of commands (`data/answers/telegram/menu.toml`) and deep links: what `/word` stands for."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import PROJECT

MENU = PROJECT / "data" / "answers" / "telegram" / "menu.toml"
#: What opens a deep link: `t.me/<bot>?start=<campaign>` arrives as `/start <campaign>`.
START = "start"
_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(\S.*))?\s*", re.IGNORECASE | re.DOTALL)
_CAMPAIGN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed text says, and the campaign whose link brought the citizen here."""

    text: str
    campaign: str | None = None


class Commands:
    """Commands by name; whatever is no command of the menu is left as typed."""

    def __init__(self, table: dict[str, dict[str, Any]]):
        self._says = {name: str(one["says"]) for name, one in table.items()}
        self.menu = tuple((name, str(one["description"])) for name, one in table.items() if "description" in one)

    @classmethod
    def load(cls, path: Path = MENU) -> "Commands":
        """Read the menu. Raises OSError, KeyError and tomllib.TOMLDecodeError."""
        return cls(tomllib.loads(path.read_text("utf-8")))

    def read(self, text: str) -> Typed:
        """`/help` as the words it stands for, `/start spring-fair` with its campaign, all else as it is."""
        found = _COMMAND.fullmatch(text)
        name, argument = (found[1].lower(), found[2]) if found else ("", None)
        if name not in self._says or (argument and name != START):
            return Typed(text)
        campaign = argument.strip() if argument else ""
        return Typed(self._says[name], campaign if _CAMPAIGN.fullmatch(campaign) else None)
