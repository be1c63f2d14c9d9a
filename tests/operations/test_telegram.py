"""`ansinh telegram check`: what is wrong is named with the way out, and no secret is shown."""

import pytest
from click.testing import CliRunner

from bot.channels.telegram.client import Client
from bot.cli import main
from tests.channels.telegram.conftest import SECRET
from tests.emulators.telegram import Emulator


@pytest.fixture
def platform():
    with Emulator() as started:
        yield started


@pytest.fixture
def check(platform, monkeypatch):
    """Run the command with these settings (name: value)."""

    def run(**given):
        usual = {
            "TOKEN": platform.token,
            "SECRET": SECRET,
            "API_HOST": platform.url,
            "PUBLIC_URL": "https://ansinh.example.vn",
            "DECISION": "12/2026",
            "MODE": "webhook",
        }
        for name, value in (usual | given).items():
            monkeypatch.setenv(f"ANSINH_TELEGRAM_{name}", value)
        result = CliRunner().invoke(main, ["telegram", "check"])
        assert SECRET not in result.output
        assert platform.token not in result.output
        return result

    return run


@pytest.fixture
def set_webhook(platform):
    def call(url):
        client = Client(platform.token, platform.url)
        client.set_webhook(url, SECRET)
        client.close()

    return call


def test_a_bot_that_is_set_up(check, set_webhook, platform):
    set_webhook("https://ansinh.example.vn/webhooks/telegram")
    result = check()
    assert result.exit_code == 0, result.output
    assert f"@{platform.state.username}" in result.output
    assert "12/2026" in result.output
    assert "/setjoingroups" in result.output


def test_without_settings_it_says_which_is_missing():
    result = CliRunner().invoke(main, ["telegram", "check"])
    assert result.exit_code == 1
    assert "ANSINH_TELEGRAM_TOKEN" in result.output


def test_without_a_decision_the_bot_is_looked_at_all_the_same(check, platform):
    result = check(DECISION="", MODE="polling")
    assert result.exit_code == 1
    assert "ANSINH_TELEGRAM_DECISION" in result.output
    assert f"@{platform.state.username}" in result.output


def test_a_wrong_setting_is_one_line(check):
    result = check(PUBLIC_URL="http://ansinh.example.vn")
    assert result.exit_code == 1
    assert "ANSINH_TELEGRAM_PUBLIC_URL" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("given", "way_out"),
    [({"TOKEN": "710000001:revoked"}, "BotFather"), ({"API_HOST": "http://127.0.0.1:9"}, "firewall")],
)
def test_a_bot_that_cannot_be_asked(check, given, way_out):
    result = check(**given)
    assert result.exit_code == 1
    assert way_out in result.output


def test_a_webhook_that_leads_elsewhere(check, set_webhook):
    set_webhook("https://elsewhere.example.vn/webhooks/telegram")
    for mode in ("webhook", "polling"):
        result = check(MODE=mode)
        assert result.exit_code == 1
        assert "https://elsewhere.example.vn" in result.output


def test_no_webhook_is_right_for_polling_alone(check):
    assert check(MODE="polling").exit_code == 0
    assert check().exit_code == 1


def test_kinds_that_telegram_does_not_send_are_missed(check, set_webhook, platform):
    set_webhook("https://ansinh.example.vn/webhooks/telegram")
    platform.state.updates.allowed = ["message"]
    result = check()
    assert result.exit_code == 1
    assert "every kind" in result.output


def test_a_webhook_that_does_not_answer(check, set_webhook, platform):
    set_webhook("https://ansinh.example.vn/webhooks/telegram")
    platform.state.updates.hold()
    platform.acts.text(platform.citizen(started=True), "một")
    platform.webhook.last_error = (platform.state.seconds(), "Connection refused")
    result = check()
    assert result.exit_code == 1
    assert "1 updates wait" in result.output
    assert "Connection refused" in result.output
