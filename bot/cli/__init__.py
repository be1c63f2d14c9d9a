"""The command `ansinh`: a module a kind of work, each importing only what it needs when it is called."""

from bot.cli import (
    admin,
    demo,
    knowledge,
    law,
    learning,
    models,
    records,
    report,
    retention,
    statistics,
    system,
    talk,
    telegram,
    zalo,
)
from bot.cli.group import main

__all__ = [
    "admin",
    "demo",
    "knowledge",
    "law",
    "learning",
    "main",
    "models",
    "records",
    "report",
    "retention",
    "statistics",
    "system",
    "talk",
    "telegram",
    "zalo",
]
