"""The table of rights against the routes that there are: every route × every role, and strangers."""

import re

import pytest

from bot.console.matrix import MATRIX, Of, may, row_of, template
from bot.console.roles import Role
from tests.bars import figure  # noqa: F401  a fixture
from tests.console.conftest import HTML, Client

#: Ends the session that the walk needs.
_ENDS = {"/console/logout"}


def routes(app):
    """Every (method, template) of the console, its assets left out."""
    return {
        (method, route.path_format)
        for route in app.routes
        if route.path_format.startswith("/console") and not route.path_format.startswith("/console/static")
        for method in route.methods
        if method not in {"OPTIONS", "HEAD"}
    }


def filled(path):
    """The path with something in place of its parameters: no object has that name."""
    return re.sub(r"\{[^}]+\}", "0", path)


def ask(client, row):
    if row.method == "GET":
        return client.see(filled(row.path))
    return client.form(filled(row.path))


def test_every_route_has_a_row_and_every_row_a_route(app):
    listed = [(row.method, template(row.path)) for row in MATRIX]
    assert sorted(listed) == sorted(routes(app))


def test_a_route_without_a_row_is_nobodys():
    assert row_of("GET", "/console/nowhere") is None
    assert not may(frozenset(Role), "GET", "/console/nowhere")


@pytest.mark.parametrize("role", Role)
def test_every_route_lets_in_exactly_whom_the_table_says(login, role, figure):  # noqa: F811
    client, wrong = login(role), []
    rows = [row for row in MATRIX if row.of is not Of.DOOR and row.path not in _ENDS]
    for row in rows:
        status = ask(client, row).status_code
        is_refused = status in {401, 403}
        if status >= 500 or is_refused == (role in row.roles):
            wrong.append(f"{row.method} {row.path}: {status}")
    figure(f"{role}: {len(rows)} routes, {len(wrong)} not as the table says")
    assert not wrong


def test_strangers_find_only_the_door(app):
    with Client(app, base_url="https://an-sinh.local") as stranger:
        stranger.token = ""
        for row in MATRIX:
            if row.of is not Of.DOOR:
                answer = ask(stranger, row)
                assert answer.status_code in {303, 401}, row
                assert answer.status_code == 401 or answer.headers["location"].startswith("/console/login"), row


def test_every_form_needs_its_token(login):
    client = login(*(role for role in Role if role is not Role.ADMINISTRATOR and role is not Role.HANDLER))
    posts = [row for row in MATRIX if row.method == "POST" and row.of is not Of.DOOR]
    for row in posts:
        for fields in ({}, {"_token": "old"}, {"_token": ["a", "b"]}):
            answer = client.post(filled(row.path), data=fields, headers=HTML, follow_redirects=False)
            assert answer.status_code == 403, row
    assert client.see("/console/account").status_code == 200


def test_an_administrator_and_a_reader_of_reports_are_two_persons():
    reports = [row for row in MATRIX if row.path.startswith("/console/reports")]
    assert all(Role.ADMINISTRATOR not in row.roles for row in reports)
