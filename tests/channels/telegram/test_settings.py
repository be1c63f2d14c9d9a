"""Off unless everything is there, a recorded decision above all; wrong values are named, secrets are not repeated."""

import pytest

from bot.channels.telegram.settings import TelegramSettings, read
from bot.settings import SettingsRefused
from tests.channels.telegram.conftest import SECRET

WHOLE = {"token": "1:x", "secret": SECRET, "public_url": "https://ansinh.example.vn/", "decision": "12/2026"}


def test_nothing_set_is_off():
    assert "ANSINH_TELEGRAM_TOKEN" in TelegramSettings().why_off


def test_everything_set_is_on():
    settings = TelegramSettings(**WHOLE)
    assert settings.why_off is None
    assert settings.webhook_url == "https://ansinh.example.vn/webhooks/telegram"


@pytest.mark.parametrize("blank", ["", "  "])
def test_without_a_decision_it_stays_off(blank):
    assert "ANSINH_TELEGRAM_DECISION" in TelegramSettings(**WHOLE | {"decision": blank}).why_off


@pytest.mark.parametrize(("left_out", "named"), [("secret", "SECRET"), ("public_url", "PUBLIC_URL")])
def test_a_webhook_needs_its_address_and_secret(left_out, named):
    whole = WHOLE | {left_out: ""}
    assert f"ANSINH_TELEGRAM_{named} not set" in TelegramSettings(**whole).why_off
    assert TelegramSettings(**whole, mode="polling").why_off is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "no-number-before-it"),
        ("TOKEN", "1:with space"),
        ("SECRET", "short"),
        ("SECRET", "x" * 257),
        ("SECRET", "a-secret-with-a-letter-nobody-may-use-ổ"),
        ("MODE", "both"),
        ("API_HOST", "http://api.example.vn"),
        ("PUBLIC_URL", "http://ansinh.example.vn"),
        ("PUBLIC_URL", "ansinh.example.vn"),
        ("PUBLIC_URL", "https://ansinh.example.vn:8080"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(monkeypatch, name, value):
    monkeypatch.setenv(f"ANSINH_TELEGRAM_{name}", value)
    with pytest.raises(SettingsRefused, match=f"ANSINH_TELEGRAM_{name}") as caught:
        read()
    assert name not in ("TOKEN", "SECRET") or value not in str(caught.value)


@pytest.mark.parametrize("url", ["https://ansinh.example.vn:8443", "http://127.0.0.1:8080", ""])
def test_addresses_that_telegram_calls(url):
    assert TelegramSettings(public_url=url).public_url == url
