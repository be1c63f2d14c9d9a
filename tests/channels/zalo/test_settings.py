"""Settings of the channel: off by itself, refused when half set, silent about secrets."""

import pytest

from bot.channels.zalo.settings import challenge, read
from bot.settings import SettingsRefused

WHOLE = {"APP_ID": "1", "APP_SECRET": "hunter2", "OA_ID": "2", "OA_SECRET_KEY": "hunter3"}


@pytest.fixture
def given(monkeypatch):
    def give(**values: str):
        for name, value in values.items():
            monkeypatch.setenv(f"ANSINH_ZALO_{name}", value)

    return give


def test_off_without_an_app():
    assert read() is None


def test_whole_with_the_official_rules(given):
    given(**WHOLE)
    settings = read()
    assert (settings.per_minute, settings.allow_billed, settings.first_terms) == (100, False, ("1",))
    assert settings.api_host == "https://openapi.zalo.me"


@pytest.mark.parametrize("missing", ["APP_SECRET", "OA_ID", "OA_SECRET_KEY"])
def test_half_set_is_refused_with_what_is_missing(given, missing):
    given(**{name: value for name, value in WHOLE.items() if name != missing})
    with pytest.raises(SettingsRefused, match=f"ANSINH_ZALO_{missing} is missing"):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APP_ID", "my app"),
        ("API_HOST", "http://openapi.zalo.me"),
        ("OAUTH_HOST", "oauth.zaloapp.com"),
        ("CODE_VERIFIER", "short"),
        ("PER_MINUTE", "0"),
        ("TEXT_LIMIT", "2001"),
        ("ENDPOINT", "v4"),
        ("SIGNED_WITH", "anything"),
        ("OPEN_HOURS", "47"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(given, name, value):
    given(**WHOLE, **({} if name in WHOLE else {name: value}))
    given(**{name: value})
    with pytest.raises(SettingsRefused, match=f"ANSINH_ZALO_{name}") as caught:
        read()
    assert "hunter" not in str(caught.value)


@pytest.mark.parametrize("host", ["http://127.0.0.1:8801/", "http://localhost:8801", "http://[::1]:8801"])
def test_this_machine_needs_no_encryption(given, host):
    given(**WHOLE, API_HOST=host)
    assert read().api_host == host.rstrip("/")


def test_the_challenge_of_a_verifier():
    """The example of RFC 7636, appendix B."""
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
