"""setMyCommands and getMyCommands, by scope and language."""

import json
import re
from typing import Any

from tests.emulators.telegram.errors import bad
from tests.emulators.telegram.parameters import Parameters

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100
DESCRIPTION_LIMIT = 256


class Commands:
    """The menus of the bot."""

    def __init__(self) -> None:
        self._menus: dict[tuple[str, str], list[dict[str, str]]] = {}

    def set(self, given: Parameters) -> bool:
        """Refused(400)."""
        wanted = given.json("commands", [])
        if len(wanted) > MOST:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        self._menus[_place(given)] = [_command(each) for each in wanted]
        return True

    def get(self, given: Parameters) -> list[dict[str, str]]:
        return self._menus.get(_place(given), [])


def _place(given: Parameters) -> tuple[str, str]:
    scope = given.json("scope", {"type": "default"})
    return json.dumps(scope, sort_keys=True), given.text("language_code") or ""


def _command(each: dict[str, Any]) -> dict[str, str]:
    name, told = str(each.get("command", "")).removeprefix("/"), str(each.get("description", "")).strip()
    if not NAME.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(told) <= DESCRIPTION_LIMIT:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": told}
