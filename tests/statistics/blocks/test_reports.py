"""Reports by state, and how long they took: recounted from the tables, and never a count from 1 to 4."""

import uuid
from datetime import date, timedelta
from random import Random

import pytest

from bot.cases.calendar import WorkingCalendar
from bot.cases.states import State
from bot.settings import PROJECT
from bot.statistics import reports
from bot.statistics.blocks import reports_by_state, reports_time
from bot.statistics.blocks.reports_by_state import STATES, TOTAL
from bot.statistics.blocks.reports_time import STEPS
from bot.statistics.hiding import small
from bot.statistics.period import Period
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.tables import Report
from tests.statistics.blocks.conftest import line_of

BY_STATE, TIME = reports_by_state.TABLE, reports_time.TABLE
READ, ANSWERED, CLOSED = STEPS


class Reports:
    """Reports with the course of their cases."""

    def __init__(self, database):
        self.database, self.count = database, 0

    def one(self, day, kind="fraud", *moves, replied=None):
        """A report that came on a day and moved to states on days: `(State.RECEIVED, "2026-05-04")`."""
        report, opened = str(uuid.uuid4()), date.fromisoformat(str(day))
        self.count += 1
        state = moves[-1][0] if moves else State.NEW
        with self.database.session() as session:
            session.add(Report(id=report, kind=kind, received_on=opened, content={}))
            session.flush()
            session.add(
                CaseFile(
                    report_id=report,
                    number=self.count,
                    state=state,
                    since=opened,
                    opened_on=opened,
                    version=1,
                    triage=False,
                    cluster=self.count,
                    ground="replied" if state is State.CLOSED else None,
                )
            )
            session.flush()
            for position, (after, moved) in enumerate(moves, 2):
                session.add(
                    CaseEvent(
                        id=str(uuid.uuid4()),
                        report_id=report,
                        position=position,
                        happened_on=date.fromisoformat(str(moved)),
                        who="an",
                        what="moved",
                        before="new",
                        after=after,
                        why="đọc",
                    )
                )
            if replied:
                message = {"id": str(uuid.uuid4()), "report_id": report, "position": 1, "kind": "reply"}
                session.add(CaseMessage(**message, said_on=date.fromisoformat(replied), who="an", text="Đã nhận."))


@pytest.fixture
def office(database):
    return Reports(database)


def column(block, kind):
    return {line.cells["state"]: line.cells[kind] for line in block.lines}


def test_reports_are_counted_by_state_and_kind(made, office):
    for _ in range(6):
        office.one("2026-05-04")
    for _ in range(7):
        office.one("2026-05-31", "fraud", (State.RECEIVED, "2026-06-01"))
    for _ in range(5):
        office.one("2026-05-31", "misinformation", (State.CLOSED, "2026-06-01"))
    office.one("2026-04-30")
    office.one("2026-06-01")
    block = made(BY_STATE, "2026-05")
    fraud, other = column(block, "fraud"), column(block, "misinformation")
    assert (fraud["Mới"], fraud["Đã tiếp nhận"], fraud["Đã đóng"], fraud[TOTAL]) == (6, 7, 0, 13)
    assert (other["Mới"], other["Đã đóng"], other[TOTAL]) == (0, 5, 5)
    assert all(line.why == "" for line in block.lines)


def test_a_small_count_is_hidden_with_another_one(made, office):
    for _ in range(3):
        office.one("2026-05-04")
    for _ in range(8):
        office.one("2026-05-04", "fraud", (State.RECEIVED, "2026-05-05"))
    for _ in range(9):
        office.one("2026-05-04", "fraud", (State.CLOSED, "2026-05-05"))
    block = made(BY_STATE, "2026-05")
    fraud = column(block, "fraud")
    assert (fraud["Mới"], fraud["Đã tiếp nhận"], fraud["Đã đóng"], fraud[TOTAL]) == (None, None, 9, 20)
    assert line_of(block, "state", "Mới").why == reports.HIDDEN


def test_of_fewer_than_five_nothing_is_shown_at_all(made, office):
    for _ in range(4):
        office.one("2026-05-04")
    block = made(BY_STATE, "2026-05")
    assert set(column(block, "fraud").values()) == {None}
    assert set(column(block, "misinformation").values()) == {0}
    assert all(line.cells[key] is None for line in made(TIME, "2026-05").lines[:3] for key in ("done", "median"))


def test_days_are_taken_by_whole_months(made, office):
    for day in ("2026-04-30", "2026-05-04", "2026-06-01"):
        for _ in range(5):
            office.one(day)
    assert column(made(BY_STATE, "2026-04-30..2026-06-15"), "fraud")[TOTAL] == 5
    assert column(made(BY_STATE, "2026-Q2"), "fraud")[TOTAL] == 15
    for table in (BY_STATE, TIME):
        within = made(table, "2026-05-02..2026-05-30")
        assert (within.lines, within.note) == ([], reports.NO_MONTH)


def test_time_is_told_in_working_days(made, office):
    # Thursday 7 May; Saturday and Sunday do not count.
    for read, answered in (("07", "08"), ("07", "11"), ("08", "12"), ("11", "13"), ("12", "29")):
        moves = [(State.RECEIVED, f"2026-05-{read}"), (State.ANSWERED, f"2026-05-{answered}")]
        office.one("2026-05-07", "fraud", *moves)
    block = made(TIME, "2026-05")
    first, answer, closed = block.lines[:3]
    assert (first.cells["kind"], first.cells["step"]) == (reports.KINDS["fraud"], READ)
    assert [first.cells[key] for key in ("done", "waiting", "median", "most")] == [5, 0, 1, 3]
    assert [answer.cells[key] for key in ("done", "waiting", "median", "most")] == [5, 0, 3, 16]
    assert [closed.cells[key] for key in ("done", "waiting", "median", "most")] == [0, 5, None, None]
    assert closed.why


def test_a_reply_is_an_answer_and_the_earlier_of_both_counts(made, office):
    for _ in range(5):
        office.one("2026-05-04", "fraud", (State.ANSWERED, "2026-05-08"), replied="2026-05-05")
    assert made(TIME, "2026-05").lines[1].cells["median"] == 1


def test_a_case_that_was_opened_again_counts_by_its_first_closing(made, office):
    for _ in range(5):
        office.one(
            *("2026-05-04", "fraud", (State.CLOSED, "2026-05-05"), (State.VERIFYING, "2026-05-06")),
            (State.CLOSED, "2026-05-29"),
        )
    assert made(TIME, "2026-05").lines[2].cells["median"] == 1


def test_a_median_of_hidden_ones_is_hidden(made, office):
    for number in range(9):
        office.one("2026-05-04", "fraud", *([(State.RECEIVED, "2026-05-05")] if number < 2 else []))
    first = made(TIME, "2026-05").lines[0]
    assert {first.cells[key] for key in ("done", "waiting", "median", "most")} == {None}
    assert first.why == reports.HIDDEN


@pytest.mark.parametrize("seed", range(6))
def test_no_small_count_is_ever_shown_and_all_others_are_true(made, office, seed):
    by, whole = Random(seed), []
    calendar = WorkingCalendar.load(PROJECT / "data" / "offices" / "holidays.toml")
    for _ in range(by.choice([3, 14, 30, 60])):
        day = date(2026, 1, 1) + timedelta(days=by.randrange(120))
        kind = by.choice(["fraud", "fraud", "misinformation"])
        moves, moved = [], day
        for state in (State.RECEIVED, State.VERIFYING, State.ANSWERED, State.CLOSED)[: by.randrange(5)]:
            moved += timedelta(days=by.randrange(9))
            moves.append((state, moved))
        office.one(day, kind, *moves)
        whole.append((day, kind, moves[-1][0] if moves else State.NEW, dict(moves)))
    for text in ("2026", "2026-Q1", "2026-02", "2026-01-15..2026-03-20"):
        months = reports.whole_months(Period.read(text))
        found = [one for one in whole if one[0] in months]
        block = made(BY_STATE, text)
        for kind in reports.KINDS:
            shown = column(block, kind)
            true = {label: sum(one[1:3] == (kind, state) for one in found) for state, label in STATES.items()}
            true[TOTAL] = sum(true.values())
            assert not any(small(number) for number in shown.values() if number is not None)
            assert all(number in (None, true[label]) for label, number in shown.items())
            covered = [true[label] for label, number in shown.items() if number is None and label != TOTAL]
            if shown[TOTAL] is not None:
                assert not covered or (len(covered) > 1 and sum(covered) >= 5)
        for line in made(TIME, text).lines:
            assert not any(small(line.cells[key] or 0) for key in ("done", "waiting"))
            if line.cells["step"] == READ and line.cells["done"]:
                own = [one for one in found if reports.KINDS[one[1]] == line.cells["kind"] and State.RECEIVED in one[3]]
                took = sorted(calendar.between(one[0], one[3][State.RECEIVED]) for one in own)
                assert (line.cells["done"], line.cells["median"]) == (len(took), took[(len(took) - 1) // 2])
