"""The token endpoint: pairs, dead tokens in all their forms, and what says nothing."""

from datetime import timedelta

import httpx
import pytest

from bot.channels.zalo.oauth import Dead, NotRefreshed, OAuth
from tests.emulators.zalo import Fault

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


@pytest.fixture
def oauth(configured) -> OAuth:
    return OAuth(configured())


def test_a_consent_becomes_a_pair(platform, oauth):
    back = httpx.get(oauth.consent(VERIFIER, "a state")).headers["location"]
    told = httpx.URL(back).params
    pair = oauth.exchange(told["code"], VERIFIER)
    assert told["state"] == "a state"
    assert (pair.access, pair.life) == (platform.tokens.current.access, timedelta(hours=25))


def test_a_refresh_rotates(platform, oauth):
    before = platform.tokens.current.refresh
    pair = oauth.refresh(before)
    assert (pair.access, pair.refresh) == (platform.tokens.current.access, platform.tokens.current.refresh)
    assert pair.refresh != before


@pytest.mark.parametrize("form", ["number", "string", "none"])
@pytest.mark.parametrize("code", [-14014, -14020])
def test_a_used_token_is_dead_however_the_code_is_written(platform, oauth, form, code):
    platform.rules.oauth_codes, platform.rules.dead_refresh_code = form, code
    used = platform.tokens.current.refresh
    oauth.refresh(used)
    with pytest.raises(Dead, match="Invalid refresh token") as caught:
        oauth.refresh(used)
    assert used not in str(caught.value)


def test_an_empty_answer_is_dead(platform, oauth):
    platform.rules.used_refresh = "empty"
    used = platform.tokens.current.refresh
    oauth.refresh(used)
    with pytest.raises(Dead, match="empty"):
        oauth.refresh(used)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=504),
        Fault("status", status=200),
        Fault("status", status=302),
        Fault("reset"),
        Fault("code", code=-14004),
    ],
    ids=["gateway", "page", "redirect", "reset", "wrong secret"],
)
def test_what_says_nothing_of_the_token_leaves_it_alive(platform, oauth, fault):
    token = platform.tokens.current.refresh
    fault.path, fault.times = "/v4/oa/access_token", 1
    platform.faults.plan(fault)
    with pytest.raises(NotRefreshed):
        oauth.refresh(token)
    assert oauth.refresh(token).access == platform.tokens.current.access


@pytest.mark.parametrize("code", ["", "never given"])
def test_a_wrong_code_gives_no_pair(oauth, code):
    with pytest.raises(NotRefreshed, match="authorization code"):
        oauth.exchange(code, VERIFIER)
