"""The table of states, pair by pair, and the grounds from each state; code, migration and texts agree."""

import importlib
import itertools

import pytest

from bot.cases.request_states import Kind, Refusal, Step
from bot.cases.states import GROUNDS, NEXT, SORTING, Ground, IllegalMove, State, check
from bot.storage import case_tables

#: As an officer would write it on paper.
LEGAL = {
    "new": "received",
    "received": "verifying transferred answered closed",
    "verifying": "transferred answered closed",
    "transferred": "verifying answered closed",
    "answered": "verifying closed",
    "closed": "verifying",
}
SORTED_OUT = "no_concrete_evidence insulting sent_to_many already_answered unreadable"
CLOSES = {
    "new": "",
    "received": SORTED_OUT,
    "verifying": f"{SORTED_OUT} not_confirmed",
    "transferred": "handed_over",
    "answered": "replied not_confirmed",
    "closed": "",
}


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_each_pair(before, after):
    ground = next(iter(GROUNDS[before]), None) if after is State.CLOSED else None
    if after in LEGAL[before].split():
        check(before, after, ground)
    else:
        with pytest.raises(IllegalMove, match=f"from {before} a case goes to"):
            check(before, after, ground)


@pytest.mark.parametrize(("before", "ground"), list(itertools.product(State, Ground)))
def test_each_ground(before, ground):
    if ground in CLOSES[before].split():
        check(before, State.CLOSED, ground)
    else:
        with pytest.raises(IllegalMove):
            check(before, State.CLOSED, ground)


def test_nothing_is_closed_without_a_ground_and_only_closing_has_one():
    with pytest.raises(IllegalMove, match="not for None"):
        check(State.VERIFYING, State.CLOSED)
    with pytest.raises(IllegalMove, match="only closing"):
        check(State.NEW, State.RECEIVED, Ground.REPLIED)


def test_from_every_state_a_case_can_go_on_and_every_state_is_reached():
    assert all(NEXT[state] for state in State)
    assert {state for after in NEXT.values() for state in after} == set(State) - {State.NEW}


def test_sorting_has_the_grounds_of_the_circular_and_no_other():
    """Thông tư 05/2021/TT-TTCP, Điều 6."""
    assert sorted(SORTING) == sorted(SORTED_OUT.split())


@pytest.mark.parametrize(
    ("listed", "enum"),
    [("STATES", State), ("GROUNDS", Ground), ("REQUESTS", Kind), ("REQUEST_STATES", Step), ("REFUSALS", Refusal)],
)
def test_the_lists_of_code_tables_and_migration_are_one(listed, enum):
    migration = importlib.import_module("bot.storage.migrations.versions.0007_cases")
    assert getattr(case_tables, listed) == getattr(migration, listed) == tuple(enum)
    assert case_tables.MESSAGES == migration.MESSAGES


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_words(adviser, state):
    assert f"report_case.state_{state}" in adviser.phrases.names()


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_has_its_closing_text(adviser, ground):
    text = adviser.phrases(f"report_case.ground_{ground}")
    assert text.endswith(".")
    assert text[0].islower()
