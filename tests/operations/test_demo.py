"""A demonstration takes nothing over from the real system, and says in one line what it cannot start with."""

import os
import signal
import socket
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.channels.telegram.settings import TelegramSettings
from bot.channels.zalo import settings as zalo_settings
from bot.channels.zalo.grant import Grants
from bot.cli import main
from bot.operations import demo_settings, network, paths
from bot.operations.demo import Demo, share_models
from bot.operations.demo_settings import DemoSettings, enter
from bot.operations.failure import StartFailure
from bot.operations.system import System
from bot.privacy.pseudonym import read_or_create_key
from bot.settings import PROJECT, Settings
from bot.storage.database import Database

REAL = {
    "ANSINH_DATABASE_URL": "postgresql+psycopg://citizens@db/ansinh",
    "ANSINH_HOST": "0.0.0.0",
    "ANSINH_ZALO_APP_ID": "1",
    "ANSINH_ZALO_APP_SECRET": "real",
    "ANSINH_ZALO_ALLOW_BILLED": "1",
    "ANSINH_TELEGRAM_TOKEN": "1:real",
    "ANSINH_TELEGRAM_DECISION": "123/QĐ-BHXH",
    "ansinh_telegram_secret": "r" * 40,
}


@pytest.fixture(autouse=True)
def kept_environment():
    """A demonstration changes the environment of its process; the other tests keep theirs."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_only_ports_are_taken_over():
    environment = {**REAL, "ANSINH_HOME": "/srv/ansinh", "ANSINH_PORT": "9000", "PATH": "/bin"}
    environment["ANSINH_DEMO_PORT"] = "9001"
    assert enter(environment) == Path("/srv/ansinh")
    assert environment == {
        "ANSINH_HOME": "/srv/ansinh/demo",
        "ANSINH_PORT": "9000",
        "ANSINH_DEMO_PORT": "9001",
        "PATH": "/bin",
    }


def test_without_a_home_it_lies_in_the_projects_own():
    environment: dict[str, str] = {}
    assert enter(environment) == PROJECT / "var"
    assert environment == {"ANSINH_HOME": str(PROJECT / "var" / "demo")}


def test_a_trained_model_is_shared_and_records_are_not(tmp_path):
    base, home = tmp_path / "base", tmp_path / "base" / "demo"
    for _ in range(2):
        share_models(base, home)
    (paths.models(base) / "a.tar.gz").touch()
    assert (paths.models(home) / "a.tar.gz").exists()
    assert home.stat().st_mode & 0o077 == 0


def test_models_that_a_demonstration_trained_itself_are_kept(tmp_path):
    own = paths.models(tmp_path / "demo")
    own.mkdir(parents=True)
    (own / "mine").touch()
    share_models(tmp_path, tmp_path / "demo")
    assert (own / "mine").exists()


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    """Those of a demonstration whose database is migrated by the grant itself."""
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    enter()
    share_models(tmp_path, tmp_path / "demo")
    return Settings(port=network.free_port())


def made(settings: Settings, port: int = 0) -> Demo:
    return Demo(settings, DemoSettings(port=port or network.free_port()))


def test_the_app_finds_both_platforms_and_a_living_grant(settings):
    demo = made(settings)
    demo.start()
    try:
        demo.check()
        zalo, telegram = zalo_settings.read(), TelegramSettings()
        assert zalo is not None
        assert zalo.api_host == zalo.oauth_host
        assert zalo.api_host.startswith("http://127.0.0.1:")
        assert telegram.why_off is None
        assert telegram.api_host.startswith("http://127.0.0.1:")
        assert telegram.webhook_url == f"{settings.own_url}/webhooks/telegram"
        database = Database(settings.database)
        grant = Grants(database, read_or_create_key(settings.home / "keys" / "pseudonym.key")).read()
        database.close()
        assert grant is not None
        assert grant.dead is None
    finally:
        demo.stop()
    with pytest.raises(StartFailure, match="the demonstration ended"):
        demo.check()


def test_the_decision_is_none_and_says_so(settings):
    assert "DEMONSTRATION" in demo_settings.NO_DECISION
    assert "no decision was taken" in demo_settings.NO_DECISION


def test_the_secret_of_telegrams_webhook_is_new_each_time(settings):
    told = {
        "zalo": dict.fromkeys(("app_id", "app_secret", "oa_id", "oa_secret", "callback", "url"), "1"),
        "telegram": {"token": "1:a", "url": "http://127.0.0.1:1"},
    }
    first, second = demo_settings.channels(told, settings), demo_settings.channels(told, settings)
    assert first["ANSINH_TELEGRAM_SECRET"] != second["ANSINH_TELEGRAM_SECRET"]
    assert len(first["ANSINH_TELEGRAM_SECRET"]) >= 32


def test_a_second_run_gives_a_new_consent(settings):
    versions = []
    for _ in range(2):
        demo = made(settings)
        demo.start()
        database = Database(settings.database)
        grant = Grants(database, read_or_create_key(settings.home / "keys" / "pseudonym.key")).read()
        database.close()
        demo.stop()
        assert grant is not None
        versions.append(grant.version)
    assert versions[1] > versions[0]


def test_a_busy_port_is_named_with_its_setting(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = made(settings, taken.getsockname()[1])
        with pytest.raises(StartFailure, match="ANSINH_DEMO_PORT"):
            demo.start()
        demo.stop()


def test_platforms_that_end_are_said_with_their_last_line(settings):
    demo = made(settings)
    demo._child.command[1:] = ["-c", "import time; print('no such thing'); time.sleep(.2)"]
    begun = time.monotonic()
    with pytest.raises(StartFailure, match=r"no such thing.*demo\.log"):
        demo.start()
    assert time.monotonic() - begun < 25
    demo.stop()


def test_a_system_whose_platforms_are_gone_ends(settings):
    """What they knew of the talks went with them: to start them again would leave the app with a dead grant."""
    demo = made(settings)
    system = System(settings, lambda _what: nullcontext(), demo)
    demo.start()
    os.kill(demo._child.pid or 0, signal.SIGKILL)
    with pytest.raises(StartFailure, match="the demonstration ended"):
        system.watch()
    system.stop()


def test_stopping_the_system_stops_the_platforms(settings):
    demo = made(settings)
    system = System(settings, lambda _what: nullcontext(), demo)
    demo.start()
    system.stop()
    assert demo._child.pid is None


def test_a_wrong_port_is_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    monkeypatch.setenv("ANSINH_DEMO_PORT", "many")
    result = CliRunner().invoke(main, ["up", "--demo"])
    assert result.exit_code == 1
    assert "ANSINH_DEMO_PORT" in result.output
    assert "Traceback" not in result.output
