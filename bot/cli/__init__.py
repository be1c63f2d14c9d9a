"""The command `ansinh`: a module a kind of work, each importing only what it needs when it is called."""

from bot.cli import law, records, retention, system, talk, telegram, zalo
from bot.cli.group import main

__all__ = ["law", "main", "records", "retention", "system", "talk", "telegram", "zalo"]
