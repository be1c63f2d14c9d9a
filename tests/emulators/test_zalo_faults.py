"""Faults by script, with and without effect on the platform's side."""

import httpx
import pytest

from tests.emulators.zalo import Fault


def test_the_next_calls_get_the_scripted_code_in_order(zalo, api):
    user = zalo.citizen().user_id
    zalo.faults.plan(Fault("code", times=2, code=-32), Fault("code", code=-211))
    assert [api.send(user, "x")["error"] for _ in range(4)] == [-32, -32, -211, 0]


def test_a_fault_waits_for_its_path(zalo, api):
    zalo.faults.plan(Fault("code", path="/v3.0/oa/message/cs", code=-200))
    assert api.get("/v2.0/oa/getoa")["error"] == 0
    assert zalo.faults.pending == 1
    zalo.faults.clear()
    assert api.send(zalo.citizen().user_id, "x")["error"] == 0


def test_the_token_endpoint_writes_scripted_codes_in_its_own_form(zalo, api):
    zalo.faults.plan(Fault("code", path="/v4/", code=-14020))
    assert set(api.token().json()) == {"error", "error_name", "error_reason", "ref_doc"}


@pytest.mark.parametrize("status", [429, 500, 502])
@pytest.mark.parametrize("accepted", [False, True])
def test_an_http_error_before_or_after_accepting(zalo, api, status, accepted):
    user = zalo.citizen().user_id
    zalo.faults.plan(Fault("status", status=status, accepted=accepted))
    headers = {"access_token": zalo.tokens.current.access}
    body = {"recipient": {"user_id": user}, "message": {"text": "x"}}
    answer = api.client.post("/v3.0/oa/message/cs", json=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html")
    assert len(zalo.messages.to(user)) == accepted


@pytest.mark.parametrize(
    ("fault", "error", "arrived"),
    [
        (Fault("reset"), httpx.ReadError, 0),
        (Fault("reset", accepted=True), httpx.ReadError, 1),
        (Fault("half"), httpx.RemoteProtocolError, 1),
        (Fault("hang", seconds=30), httpx.ReadTimeout, 0),
        (Fault("hang", seconds=30, accepted=True), httpx.ReadTimeout, 1),
        (Fault("hang", seconds=0), httpx.RemoteProtocolError, 0),
    ],
)
def test_the_line_breaks(zalo, api, fault, error, arrived):
    user = zalo.citizen().user_id
    # A fault counts itself down; the parameters serve every run.
    zalo.faults.plan(Fault(fault.kind, accepted=fault.accepted, seconds=fault.seconds))
    api.client.timeout = httpx.Timeout(0.3 if fault.seconds > 1 else 10)
    with pytest.raises(error):
        api.send(user, "x")
    assert len(zalo.messages.wait(user, arrived)) == arrived
    api.client.timeout = httpx.Timeout(10)
    assert api.send(user, "y")["error"] == 0


def test_a_rotation_may_be_lost_in_transit(zalo, api):
    old = zalo.tokens.current.refresh
    zalo.faults.plan(Fault("empty", path="/v4/", accepted=True))
    assert api.token(grant_type="refresh_token", refresh_token=old).content == b""
    assert api.token(grant_type="refresh_token", refresh_token=old).json()["error"] == -14014
