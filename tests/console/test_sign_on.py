"""The province's own sign-on: there and back against a real provider on loopback, and what is not believed."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pyotp
import pytest
from joserfc.jwk import RSAKey

from bot.app import create_app
from bot.clock import now
from bot.console.login.accounts import Profile
from bot.console.login.oidc import OidcSettings, read
from bot.console.roles import Role
from bot.settings import SettingsRefused
from tests.console.conftest import HTML, Client
from tests.emulators.sign_on import CLIENT, SECRET, Provider

HERE = "https://an-sinh.local"


@pytest.fixture
def provider(monkeypatch):
    with Provider() as running:
        given = {"ISSUER": running.address, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "ADDRESS": HERE}
        for name, value in given.items():
            monkeypatch.setenv(f"ANSINH_OIDC_{name}", value)
        yield running


@pytest.fixture
def door(provider, house):
    with Client(create_app(house), base_url=HERE) as client:
        yield client


@pytest.fixture
def lan(door):
    accounts = door.app.state.console.accounts
    return accounts.create("lan", Profile("Nguyễn Thị Lan", frozenset({Role.OFFICER})), with_password=False)[0]


def there_and_back(door, wanted="/console/account", **changed):
    """The address that a browser is led back to, with some of it changed; and the answer to it."""
    away = door.get(f"/console/login/oidc?next={wanted}", headers=HTML, follow_redirects=False)
    assert away.status_code == 303, away.text
    back = httpx.get(away.headers["location"]).headers["location"]
    given = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()} | changed
    return door.get("/console/login/oidc/back", params=given, headers=HTML, follow_redirects=False)


def test_in_by_the_provinces_sign_on_and_a_code_of_ones_own(door, lan):
    assert "Đăng nhập của tỉnh" in door.get("/console/login", headers=HTML).text
    page = there_and_back(door).text
    to = re.search(r'content="0;url=([^"]+)"', page)[1].replace("&amp;", "&")
    assert to == "/console/login/enrol?next=/console/account"
    page = door.get(to, headers=HTML).text
    fields = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("_token", "secret", "next")}
    secret = re.search(r'class="secret">([A-Z2-7]+)', page)[1]
    answer = door.post(
        "/console/login/enrol", data={**fields, "code": pyotp.TOTP(secret).now()}, follow_redirects=False
    )
    assert answer.headers["location"] == "/console/account"
    assert door.get("/console/account", headers=HTML).status_code == 200


def test_nobody_comes_in_with_an_empty_password(door, lan):
    console = door.app.state.console
    assert console.accounts.let_in("lan", "") is None


def test_a_name_without_an_account_stays_outside(door):
    answer = there_and_back(door)
    assert answer.status_code == 403
    assert "no open account" in answer.text


def test_a_closed_account_stays_outside(door, lan):
    door.app.state.console.accounts.set_active(lan, "admin", "left", active=False)
    assert there_and_back(door).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"preferred_username": None},
        {"preferred_username": ["lan"]},
    ],
)
def test_a_token_that_says_something_else_is_not_believed(door, lan, provider, claims):
    provider.claims = claims
    assert there_and_back(door).status_code == 403


def test_a_token_signed_by_somebody_else_is_not_believed(door, lan, provider):
    provider.signing = RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)
    assert there_and_back(door).status_code == 403


@pytest.mark.parametrize("changed", [{"state": "another"}, {"code": "another"}, {"code": ""}])
def test_a_way_back_that_is_not_ours_is_refused(door, lan, changed):
    assert there_and_back(door, **changed).status_code == 403


def test_a_way_back_in_another_browser_is_refused(door, lan):
    away = door.get("/console/login/oidc", headers=HTML, follow_redirects=False)
    back = httpx.get(away.headers["location"]).headers["location"]
    door.cookies.clear()
    assert door.get(back, headers=HTML, follow_redirects=False).status_code == 403


def test_a_provider_that_does_not_answer_is_told(door, lan, provider):
    provider.address = "http://127.0.0.1:1"
    provider.shutdown()
    provider.server_close()
    assert door.get("/console/login/oidc", headers=HTML, follow_redirects=False).status_code == 403


def test_without_settings_there_is_no_such_door(app):
    with Client(app, base_url=HERE) as client:
        assert client.get("/console/login/oidc", headers=HTML).status_code == 404
        assert "oidc" not in client.get("/console/login", headers=HTML).text


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"ISSUER": "http://login.example"}, "ISSUER"),
        ({"ISSUER": "https://login.example"}, "CLIENT_ID"),
        ({"ISSUER": "https://login.example", "CLIENT_ID": "x"}, "ADDRESS"),
    ],
)
def test_half_settings_are_refused_by_name(monkeypatch, given, word):
    for name, value in given.items():
        monkeypatch.setenv(f"ANSINH_OIDC_{name}", value)
    with pytest.raises(SettingsRefused, match=word):
        read()


def test_what_is_sealed_is_good_for_minutes(door, lan, monkeypatch):
    away = door.get("/console/login/oidc", headers=HTML, follow_redirects=False)
    back = httpx.get(away.headers["location"]).headers["location"]
    later = time.time() + 700
    monkeypatch.setattr("bot.console.login.oidc.time.time", lambda: later)
    assert door.get(back, headers=HTML, follow_redirects=False).status_code == 403
    assert now().timestamp() < later


def test_the_provider_needs_a_client_of_its_own():
    assert OidcSettings(issuer="https://x.example", address="https://y.example/").callback.startswith(
        "https://y.example/c"
    )
