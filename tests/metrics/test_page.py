"""`/metrics` over HTTP: who may read it, what it says, what it never says."""

import re

import pytest
from litestar.testing import TestClient
from prometheus_client.parser import text_string_to_metric_families

from bot.app import create_app
from bot.channels.registry import Channels
from bot.clock import now
from bot.house import House
from bot.metrics.settings import read
from bot.settings import PROJECT, SettingsRefused
from bot.statistics.folding import Folding
from bot.storage.database import DatabaseUnavailable
from bot.storage.queue_tables import OutboxMessage
from tests.channels.loopback import Loopback, request
from tests.metrics.conftest import TOKEN, Client
from tests.statistics.talks import Talks

OURS = {"Authorization": f"Bearer {TOKEN}"}
NAME = re.compile(r"`(ansinh_[a-z_]+)`")


def told(client: Client) -> dict[str, dict[tuple[str, ...], float]]:
    """Values by name and label values."""
    response = client.get("/metrics", headers=OURS)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


def test_without_a_token_in_the_settings_it_is_not_there(house, monkeypatch):
    monkeypatch.delenv("ANSINH_METRICS_TOKEN", raising=False)
    with TestClient(create_app(house, Channels({}))) as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", [None, "", "Bearer", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer ửng"])
def test_whoever_has_no_token_reads_nothing(client, given):
    headers = {} if given is None else {"Authorization": given.encode()}
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert "ansinh_" not in response.text


def test_a_short_token_is_refused_without_saying_it(monkeypatch):
    monkeypatch.setenv("ANSINH_METRICS_TOKEN", "hunter2")
    with pytest.raises(SettingsRefused, match=r"ANSINH_METRICS_TOKEN.*32") as caught:
        read()
    assert "hunter2" not in str(caught.value)


def test_what_waits_is_told_with_the_age_of_the_first(client):
    assert told(client)["ansinh_inbox_waiting"] == {("loop",): 0}
    sent = request(1, "chào")
    client.post("/webhooks/loop", content=sent.body, headers=dict(sent.headers))
    client.post("/webhooks/loop", content=b"{}", headers={"x-loop": "0"})
    after = told(client)
    assert after["ansinh_inbox_waiting"] == {("loop",): 1}, "the engine is down, so it waits"
    assert 0 <= after["ansinh_inbox_oldest_seconds"]["loop",] < 60
    assert after["ansinh_engine_up"][()] == 0
    assert after["ansinh_database_up"][()] == 1
    assert after["ansinh_webhooks_refused_total"]["forged",] == 1


def test_a_channel_in_trouble_is_told(client, channel: Loopback):
    assert told(client)["ansinh_channel_well"] == {("loop",): 1}
    channel.why_in_trouble = "consent ran out"
    assert told(client)["ansinh_channel_well"] == {("loop",): 0}


def test_turns_are_counted_by_channel_and_outcome(client, house: House):
    talk = Talks(house.database)
    for took in (0.05, 0.25, 400.0):
        talk.turn(took=took)
    talk.turn(outcome="report_received", topic="fraud_report")
    talk.turn(outcome="feedback_received", topic="feedback_good")
    Folding(house.database, ["trial"]).fold()
    after = told(client)
    turns = after["ansinh_turns_total"]
    assert turns["zalo", "answered"] == 3
    assert (turns["zalo", "noted"], turns["zalo", "collecting"]) == (1, 1), "when a report came in is nobody's to see"
    assert not any("report_received" in labels for labels in turns)
    assert sum(turns.values()) == 5
    steps = after["ansinh_answer_seconds_bucket"]
    assert [steps["zalo", end] for end in ("0.1", "0.3", "60.0", "+Inf")] == [1, 4, 4, 5]
    assert (after["ansinh_statistics_due"][()], after["ansinh_statistics_stale"][()]) == (0, 0)
    assert 0 <= after["ansinh_statistics_age_seconds"][()] < 60


def test_a_database_that_is_away_is_told_and_nothing_else_fails(client, monkeypatch):
    def away(_database: object) -> None:
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr("bot.metrics.board.read", away)
    after = told(client)
    assert after["ansinh_database_up"][()] == 0
    assert "ansinh_inbox_waiting" not in after
    assert after["ansinh_app_info"]


def test_the_database_is_asked_once_in_some_seconds(house, monkeypatch):
    asked = []
    monkeypatch.setattr("bot.metrics.board.read", lambda database: asked.append(database) or _away())
    monkeypatch.setenv("ANSINH_METRICS_TOKEN", TOKEN)
    with TestClient(create_app(house, Channels({}))) as client:
        assert len({client.get("/metrics", headers=OURS).text for _ in range(5)}) == 1
    assert len(asked) == 1


def test_every_name_is_documented_and_every_documented_name_is_told(client, house: House):
    talk = Talks(house.database)
    talk.turn()
    Folding(house.database, []).fold()
    with house.database.session() as session:
        about = {"origin": "t", "position": 0, "state": "sent", "created_at": now(), "due_at": now()}
        session.add(OutboxMessage(conversation_id=talk.conversation(), channel="zalo", **about))
    names = {name.removesuffix("_bucket") for name in told(client)}
    documented = set(NAME.findall((PROJECT / "docs" / "metrics.md").read_text("utf-8")))
    assert names == documented


def _away() -> None:
    raise DatabaseUnavailable("OperationalError")
