"""Invented reports and requests: on lawful ways, within the year, marked."""

import itertools
from datetime import date

import pytest
from sqlalchemy import select

from bot.cases.requests import Requests
from bot.cases.states import GROUNDS, NEXT, Ground, State
from bot.operations.seeding import MARK
from bot.storage.case_tables import CaseEvent, CaseFile, DataRequest, DataRequestEvent
from bot.storage.tables import Conversation, Report
from tests.operations.seeding.conftest import KEY, MANY, chain_of


@pytest.fixture(scope="module")
def many(tmp_path_factory, texts):
    """A database with the reports of a great year."""
    from dataclasses import replace

    from bot.operations.seeding.seeding import Seeding, Wish
    from bot.settings import PROJECT
    from bot.storage.database import Database
    from bot.storage.migrate import migrate

    made = Database(f"sqlite:///{tmp_path_factory.mktemp('cases') / 'ansinh.db'}")
    migrate(made)
    run = Seeding(made, texts, PROJECT / "data", Wish(2026, 600), chain_of(tmp_path_factory.mktemp("home")), key=KEY)
    table = dict(run._story.table) | {"cases": {"per_thousand": 500, "most": 300}}
    run._story = replace(run._story, table=table)
    run.run()
    yield made
    made.close()


def rows(database, table):
    with database.reading() as session:
        return session.scalars(select(table)).all()


def steps_by_report(database):
    found = {}
    for one in sorted(rows(database, CaseEvent), key=lambda one: one.position):
        found.setdefault(one.report_id, []).append(one)
    return found


def test_there_are_as_many_as_asked_for(many):
    assert len(rows(many, Report)) == len(rows(many, CaseFile)) == 300
    assert len(rows(many, DataRequest)) == 30


def test_a_small_year_has_few(seeded):
    assert len(rows(seeded, Report)) == round(MANY / 1000 * 0.8)


def test_every_case_went_a_lawful_way(many):
    courses = steps_by_report(many)
    for case in rows(many, CaseFile):
        steps = courses[case.report_id]
        assert [one.position for one in steps] == list(range(1, len(steps) + 1))
        assert (steps[0].what, steps[0].after, steps[0].who) == ("opened", "new", None)
        for before, after in itertools.pairwise(steps):
            assert after.before == before.after
            assert State(after.after) in NEXT[State(after.before)]
            assert before.happened_on <= after.happened_on
        assert steps[-1].after == case.state
        assert steps[-1].happened_on == case.since
        assert case.version == len(steps)
        if case.ground:
            assert Ground(case.ground) in GROUNDS[State(steps[-1].before)]


def test_cases_stand_in_several_states(many):
    states = {case.state for case in rows(many, CaseFile)}
    assert {"received", "closed"} < states <= set(State)


def test_nothing_happens_outside_the_year(many):
    for one in rows(many, CaseEvent):
        assert date(2026, 1, 1) <= one.happened_on < date(2027, 1, 1)


def test_officers_are_marked_as_invented(many):
    for one in rows(many, CaseEvent):
        assert one.who is None or one.who.startswith(MARK)
    assert all(one.who is None or one.who.startswith(MARK) for one in rows(many, DataRequestEvent))


def test_like_reports_of_a_week_are_one_cluster(many):
    numbers = {case.number for case in rows(many, CaseFile)}
    clusters = {case.cluster for case in rows(many, CaseFile)}
    assert clusters < numbers
    assert len(numbers) == 300


def test_requests_are_of_citizens_who_talked_and_keep_their_clocks(many):
    talks = {one.id for one in rows(many, Conversation)}
    events = {}
    for one in sorted(rows(many, DataRequestEvent), key=lambda one: one.position):
        events.setdefault(one.request_id, []).append(one)
    for request in rows(many, DataRequest):
        assert request.conversation_id in talks
        assert request.kind != "delete"
        assert request.asked_on <= request.answer_by <= request.due_on
        steps = events[request.id]
        assert [one.what for one in steps] == ["received", "answered", "done"][: len(steps)]
        assert steps[-1].what == request.state
        assert request.version == len(steps)


def test_the_room_of_requests_reads_them(house, texts):
    from bot.operations.seeding.seeding import Seeding, Wish
    from bot.settings import PROJECT

    Seeding(
        house.database, texts, PROJECT / "data", Wish(2026, 1_000), chain_of(house.settings.home), key=house.key
    ).run()
    requests: Requests = house.case_room.requests
    done = sum(one.state == "done" for one in rows(house.database, DataRequest))
    assert len(requests.open(date(2026, 11, 21))) + done == len(rows(house.database, DataRequest)) == 1
