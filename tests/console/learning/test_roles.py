"""Each route of the room with each role: those of the table come in, everybody else is refused."""

import re

import pytest

from bot.console.matrix import MATRIX
from bot.console.roles import Role
from tests.console.conftest import HTML
from tests.console.learning.conftest import SERVING

PATH = "/console/learning"
ROUTES = [row for row in MATRIX if row.path.startswith(PATH)]
READ = {Role.EDITOR, Role.MANAGER, Role.AUDITOR}
DECIDE = {Role.EDITOR, Role.MANAGER}
#: What changes how citizens are answered, or lets harm pass.
ALONE = ("/switch", "/rollback", "/pass", "/hold")


def expected(row):
    if row.method == "GET":
        return READ
    return {Role.MANAGER} if row.path.endswith(ALONE) else DECIDE


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row.method} {row.path}")
def test_the_table_says_who_may(row):
    assert row.roles == expected(row)


@pytest.mark.parametrize("role", list(Role))
def test_every_route_keeps_to_it(login, learning, two_models, monkeypatch, role, console):
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    client = login(role)
    before = len(console.audit.latest(100))
    for row in ROUTES:
        path = re.sub(r"\{[a-z_]+:(\w+)\}", lambda found: "1" if found[1] == "int" else "x", row.path)
        answer = client.get(path, headers=HTML) if row.method == "GET" else client.form(path)
        assert (answer.status_code != 403) == (role in expected(row)), (row, answer.status_code)
        assert answer.status_code < 500, row
    changed = [done.act.what for done in console.audit.latest(100)[: len(console.audit.latest(100)) - before]]
    assert not {"model_switched", "model_rolled_back", "candidate_approved", "candidates_exported"} & set(changed)


@pytest.mark.parametrize("row", [row for row in ROUTES if row.method == "POST"], ids=lambda row: row.path)
def test_without_the_token_of_the_page_nothing_is_done(login, learning, row):
    manager = login(Role.MANAGER)
    path = re.sub(r"\{[a-z_]+:(\w+)\}", lambda found: "1" if found[1] == "int" else "x", row.path)
    assert manager.post(path, data={"why": "x", "version": "1"}, headers=HTML).status_code == 403


def test_nobody_comes_in_without_a_login(login, learning):
    client = login(Role.MANAGER)
    client.cookies.clear()
    for row in ROUTES:
        if row.method == "GET" and "{" not in row.path:
            answer = client.get(row.path, headers=HTML, follow_redirects=False)
            assert answer.status_code in {302, 303}
            assert "/console/login" in answer.headers["location"]
