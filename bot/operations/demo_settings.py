"""Settings of a demonstration: nothing of the real system's but its ports reaches it, and its home is its own."""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import PROJECT, Port, Settings, SettingsRefused, refusal

PREFIX = "ANSINH_DEMO_"
#: What a demonstration takes over from the environment it is started in.
KEPT = frozenset({"ANSINH_PORT", "ANSINH_ENGINE_PORT", f"{PREFIX}PORT"})
#: The setting that Telegram does not run without, in words that nobody takes for a decision.
NO_DECISION = "DEMONSTRATION on one machine: no Telegram, no citizen, nothing leaves it; no decision was taken"


class DemoSettings(BaseSettings):
    """Where the page of the telephones is."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    port: Port = Field(8090, description="port of the page on which a demonstration is played")


def read() -> DemoSettings:
    """The settings of this process. Raises SettingsRefused."""
    try:
        return DemoSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from error


def enter(environment: MutableMapping[str, str] = os.environ) -> Path:
    """Make this process that of a demonstration; gives the home of the real system, whose trained model it shares.

    Every setting of An Sinh but the ports is taken out: a demonstration must not write into the database of citizens,
    send with a real token, or be reachable from other machines.
    """
    base = Path(environment.get("ANSINH_HOME") or PROJECT / "var")
    for name in [name for name in environment if name.upper().startswith("ANSINH_") and name not in KEPT]:
        del environment[name]
    environment["ANSINH_HOME"] = str(base / "demo")
    return base


def channels(told: Mapping[str, Any], settings: Settings) -> dict[str, str]:
    """The settings of both channels for what the platforms `told` of themselves."""
    zalo, telegram = told["zalo"], told["telegram"]
    return {
        "ANSINH_ZALO_APP_ID": zalo["app_id"],
        "ANSINH_ZALO_APP_SECRET": zalo["app_secret"],
        "ANSINH_ZALO_OA_ID": zalo["oa_id"],
        "ANSINH_ZALO_OA_SECRET_KEY": zalo["oa_secret"],
        "ANSINH_ZALO_CALLBACK": zalo["callback"],
        "ANSINH_ZALO_API_HOST": zalo["url"],
        "ANSINH_ZALO_OAUTH_HOST": zalo["url"],
        "ANSINH_TELEGRAM_TOKEN": telegram["token"],
        "ANSINH_TELEGRAM_API_HOST": telegram["url"],
        "ANSINH_TELEGRAM_PUBLIC_URL": settings.own_url,
        "ANSINH_TELEGRAM_SECRET": token_hex(32),
        "ANSINH_TELEGRAM_DECISION": NO_DECISION,
    }
