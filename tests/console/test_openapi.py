"""The console's own description, fuzzed by Schemathesis with each role: no request of any shape breaks the server."""

import json
import warnings

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from bot.console.roles import Role
from tests.bars import figure, size  # noqa: F401  a fixture

EXAMPLES = size(3, 40)
#: Ends the session that the others need.
_LEFT_OUT = {"/console/logout"}


def operations(client):
    """What the app says of its routes, those of the console."""
    described = json.loads(client.get("/schema/openapi.json").text)
    described["paths"] = {path: said for path, said in described["paths"].items() if path.startswith("/console")}
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        operation = found.ok()
        if operation.path not in _LEFT_OUT:
            yield operation


class Fuzzer:
    """Asks one route in every shape that its description allows, and in some that it does not."""

    def __init__(self, client):
        self.client = client
        self.asked, self.broken = 0, set()

    def ask(self, case):
        body = case.body if isinstance(case.body, dict) else {}
        data = {"_token": self.client.token, **{str(name): str(value) for name, value in body.items()}}
        answer = self.client.request(
            case.method,
            case.formatted_path,
            params={str(name): str(value) for name, value in (case.query or {}).items()},
            data=data if case.method != "GET" else None,
            follow_redirects=False,
        )
        self.asked += 1
        if answer.status_code >= 500:
            self.broken.add(f"{case.method} {case.path}: {answer.status_code} {answer.text[:200]}")

    def run(self, operation):
        generated = settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )

        @given(case=operation.as_strategy())
        def fuzz(case):
            self.ask(case)

        generated(fuzz)()


@pytest.mark.parametrize("role", Role)
def test_nothing_breaks_the_server(login, role, figure):  # noqa: F811
    fuzzer = Fuzzer(login(role))
    with warnings.catch_warnings():
        # Of the generator's own, about shapes that it finds odd.
        warnings.simplefilter("ignore")
        for operation in operations(fuzzer.client):
            fuzzer.run(operation)
    figure(f"{role}: {fuzzer.asked} requests, {len(fuzzer.broken)} server errors")
    assert not fuzzer.broken, "\n".join(sorted(fuzzer.broken))
    assert fuzzer.asked
