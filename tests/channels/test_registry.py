"""Which channels run is said by the environment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.registry import Channels
from bot.settings import SettingsRefused
from bot.storage.database import Database
from tests.channels.loopback import Loopback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ZALO = {"APP_ID": "1", "APP_SECRET": "a" * 20, "OA_ID": "2", "OA_SECRET_KEY": "b" * 20}
TELEGRAM = {"TOKEN": "123456:ABC-def", "DECISION": "QĐ 12/2026", "MODE": "polling"}


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch, database: Database, tmp_path: Path) -> Iterator[object]:
    """Builds the channels of an environment."""
    made: list[Channels] = []

    def build(zalo: dict[str, str] | None = None, telegram: dict[str, str] | None = None) -> Channels:
        for prefix, given in (("ANSINH_ZALO_", zalo), ("ANSINH_TELEGRAM_", telegram)):
            for name, value in (given or {}).items():
                monkeypatch.setenv(prefix + name, value)
        made.append(Channels.of_settings(database, bytes(32), lambda _path: None, tmp_path))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_without_settings_only_the_page_answers(switched_on) -> None:
    assert list(switched_on()) == []


def test_zalo_runs_where_its_settings_are_whole(switched_on) -> None:
    channels = switched_on(zalo=ZALO)
    assert [one.name for one in channels] == ["zalo"]
    assert channels.get("zalo").numbers_buttons
    assert channels.telegram is None


def test_half_of_zalos_settings_is_refused_and_what_lacks_is_named(switched_on) -> None:
    with pytest.raises(SettingsRefused, match="ANSINH_ZALO_OA_SECRET_KEY"):
        switched_on(zalo={name: value for name, value in ZALO.items() if name != "OA_SECRET_KEY"})


def test_telegram_stays_off_without_a_decision_and_says_so(switched_on, caplog) -> None:
    assert list(switched_on(telegram={**TELEGRAM, "DECISION": " "})) == []
    assert "ANSINH_TELEGRAM_DECISION" in caplog.text


def test_both_run_side_by_side(switched_on) -> None:
    channels = switched_on(ZALO, TELEGRAM)
    assert {one.name for one in channels} == {"zalo", "telegram"}
    assert channels.telegram is not None
    assert channels.get("nothing") is None


@pytest.mark.usefixtures("database")
def test_all_are_closed() -> None:
    one, other = Loopback("one"), Loopback("other")
    Channels({"one": one, "other": other}).close()
    assert one.is_closed
    assert other.is_closed
