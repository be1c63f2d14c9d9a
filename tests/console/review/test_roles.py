"""Each route of the review with each role; forms need the page's token and an open login."""

import re
import uuid

import pytest

from bot.clock import now
from bot.console.matrix import MATRIX
from bot.console.roles import Role
from tests.console.conftest import HTML

PATH = "/console/review"
ROUTES = [row for row in MATRIX if row.path == PATH or row.path.startswith(f"{PATH}/")]
READ = {Role.OFFICER, Role.EDITOR, Role.MANAGER, Role.AUDITOR}
JUDGE = {Role.OFFICER, Role.EDITOR}


def filled(row, turn):
    return re.sub(r"\{[a-z_]+:\w+\}", turn, row.path)


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row.method} {row.path}")
def test_the_table_says_who_may(row):
    assert row.roles == (READ if row.method == "GET" else JUDGE)


@pytest.mark.parametrize("role", list(Role))
def test_every_route_keeps_to_it(login, room, ask_house, role):
    turn = ask_house()
    room.scores.catch_up(now())
    client = login(role)
    for row in ROUTES:
        path = filled(row, turn)
        answer = client.see(path) if row.method == "GET" else client.form(path, verdict="right")
        assert (answer.status_code != 403) == (role in row.roles), row
        assert answer.status_code < 500, row
    # Given and taken back again by those who may; never there for the others.
    assert room.verdicts.of([turn]) == {}


@pytest.mark.parametrize("row", [row for row in ROUTES if row.method == "POST"], ids=lambda row: row.path)
@pytest.mark.parametrize("token", [None, "", "x" * 43])
def test_without_the_token_nothing_is_written(login, room, ask_house, row, token):
    turn, client = ask_house(), login(Role.OFFICER)
    room.scores.catch_up(now())
    data = {"verdict": "right"} if token is None else {"verdict": "right", "_token": token}
    assert client.post(filled(row, turn), data=data, headers=HTML).status_code == 403
    assert room.verdicts.of([turn]) == {}


def test_nobody_comes_in_without_a_login(login):
    client = login(Role.OFFICER)
    client.cookies.clear()
    for row in ROUTES:
        if row.method == "GET":
            answer = client.get(filled(row, str(uuid.uuid4())), headers=HTML, follow_redirects=False)
            assert answer.status_code in {302, 303}
            assert "/console/login" in answer.headers["location"]
