"""OAuth v4 as the platform does it, and the access token in every call."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.emulators.zalo import Fault
from tests.emulators.zalo.oauth import challenge_of

VERIFIER = "v" * 43


def refresh(api, token):
    return api.token(grant_type="refresh_token", refresh_token=token)


def consent(api, **query):
    account = api.zalo.account
    asked = {"app_id": account.app_id, "redirect_uri": account.redirect_uri, "code_challenge": challenge_of(VERIFIER)}
    return api.client.get("/v4/oa/permission", params=asked | query)


def code_of(api):
    return parse_qs(urlsplit(consent(api).headers["location"]).query)["code"][0]


def exchange(api, code, verifier=VERIFIER):
    return api.token(grant_type="authorization_code", code=code, code_verifier=verifier).json()


def test_a_refresh_rotates_both_tokens_and_kills_the_old_access_token(zalo, api):
    old = zalo.tokens.current
    fresh = refresh(api, old.refresh).json()
    assert fresh["expires_in"] == "90000"
    assert {fresh["access_token"], fresh["refresh_token"]}.isdisjoint({old.access, old.refresh})
    stale = api.client.get("/v2.0/oa/getoa", headers={"access_token": old.access}).json()
    assert stale["error"] == -220
    assert api.get("/v2.0/oa/getoa")["error"] == 0


def test_a_refresh_token_serves_once(zalo, api):
    old = zalo.tokens.current.refresh
    refresh(api, old)
    again = refresh(api, old)
    assert again.status_code == 200
    assert again.json()["error"] == -14014
    assert again.json()["error_name"] == "Invalid refresh token."
    assert len(zalo.tokens.issued) == 2


def test_a_used_refresh_token_may_get_an_empty_body_but_an_unknown_one_does_not(zalo, api):
    zalo.rules.used_refresh = "empty"
    old = zalo.tokens.current.refresh
    refresh(api, old)
    assert (refresh(api, old).status_code, refresh(api, old).content) == (200, b"")
    assert refresh(api, "never issued").json()["error"] == -14014


@pytest.mark.parametrize(("written", "expected"), [("string", "-14014"), ("none", None)])
def test_the_code_may_be_a_string_or_missing(zalo, api, written, expected):
    zalo.rules.oauth_codes = written
    assert refresh(api, "never issued").json().get("error") == expected


def test_a_gateway_error_is_a_page(zalo, api):
    zalo.faults.plan(Fault("status", status=504, path="/v4/oa/access_token"))
    answer = refresh(api, zalo.tokens.current.refresh)
    assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html")
    assert "error" not in refresh(api, zalo.tokens.current.refresh).json()


def test_a_refresh_token_lives_ninety_days(zalo, api):
    zalo.tokens.grant()
    zalo.clock.advance(timedelta(days=90, seconds=1))
    assert refresh(api, zalo.tokens.current.refresh).json()["error"] == -14014


@pytest.mark.parametrize("headers", [{}, {"secret_key": "OA_SECRET_EXAMPLE"}], ids=["none", "that of the webhook"])
def test_the_app_secret_is_asked_for(zalo, api, headers):
    form = {
        "app_id": zalo.account.app_id,
        "grant_type": "refresh_token",
        "refresh_token": zalo.tokens.current.refresh,
    }
    answer = api.client.post("/v4/oa/access_token", data=form, headers=headers).json()
    assert answer["error_name"] == "Invalid secret key."
    assert zalo.tokens.refreshed == 0


def test_the_token_endpoint_takes_forms_only(zalo, api):
    headers = {"secret_key": zalo.account.app_secret}
    answer = api.client.post("/v4/oa/access_token", json={"grant_type": "refresh_token"}, headers=headers).json()
    assert answer["error_name"] == "Invalid content type."


def test_consent_gives_a_code_that_serves_once(api):
    back = parse_qs(urlsplit(consent(api, state="s1").headers["location"]).query)
    assert (back["oa_id"], back["state"]) == ([api.zalo.account.oa_id], ["s1"])
    code = back["code"][0]
    assert exchange(api, code)["access_token"] == api.zalo.tokens.current.access
    assert exchange(api, code)["error_name"] == "Invalid authorization code."


def test_consent_kills_the_grant_before_it(zalo, api):
    before = zalo.tokens.current.refresh
    exchange(api, code_of(api))
    assert refresh(api, before).json()["error"] == -14014


def test_a_code_lives_ten_minutes(zalo, api):
    code = code_of(api)
    zalo.clock.advance(timedelta(minutes=10, seconds=1))
    assert exchange(api, code)["error_name"] == "Invalid authorization code."


@pytest.mark.parametrize("verifier", ["w" * 43, "v" * 42, ""])
def test_the_verifier_has_43_characters_and_fits_the_challenge(api, verifier):
    assert exchange(api, code_of(api), verifier)["error_name"] == "Invalid code verifier."


def test_consent_knows_its_app_and_callback(zalo, api):
    assert consent(api, redirect_uri="http://elsewhere.example/").json()["error"] == -14003
    zalo.rules.app_active = False
    assert consent(api).json()["error"] == -14002


@pytest.mark.parametrize("place", ["nothing", "query", "bearer", "wrong"])
def test_the_access_token_stands_in_its_own_header(zalo, api, place):
    access = zalo.tokens.current.access
    headers = {"bearer": {"Authorization": f"Bearer {access}"}, "wrong": {"access_token": "x"}}.get(place, {})
    params = {"access_token": access} if place == "query" else {}
    answer = api.client.get("/v2.0/oa/getoa", headers=headers, params=params)
    assert (answer.status_code, answer.json()["error"]) == (200, -216)


def test_an_access_token_lives_25_hours(zalo, api):
    zalo.tokens.grant()
    zalo.clock.advance(timedelta(hours=24, minutes=59))
    assert api.get("/v2.0/oa/getoa")["error"] == 0
    zalo.clock.advance(timedelta(minutes=1))
    assert api.get("/v2.0/oa/getoa")["error"] == -220


def test_a_token_removed_early_is_healed_by_a_refresh(zalo, api):
    refresh_token = zalo.tokens.current.refresh
    zalo.tokens.remove()
    assert api.get("/v2.0/oa/getoa")["error"] == -220
    refresh(api, refresh_token)
    assert api.get("/v2.0/oa/getoa")["error"] == 0
