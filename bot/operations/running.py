"""Finds the system that runs from a home folder. Imports little, so that small commands start quickly."""

import json
from typing import Any

import requests

from bot.operations import paths
from bot.settings import Settings


def is_up(url: str) -> bool:
    """Whether app and engine answer."""
    try:
        return requests.get(f"{url}/health", timeout=3).ok
    except requests.RequestException:
        return False


def running(settings: Settings) -> dict[str, Any] | None:
    """How to reach the system that runs from this home, None where none does."""
    try:
        found: dict[str, Any] = json.loads(paths.run_file(settings.home).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if is_up(found["url"]) else None
