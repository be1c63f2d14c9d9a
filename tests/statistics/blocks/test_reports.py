"""Reports by state, and how long they took: recounted from the tables, and told in groups of five."""

import uuid
from datetime import date, timedelta
from random import Random

import pytest

from bot.cases.calendar import WorkingCalendar
from bot.cases.states import State
from bot.settings import PROJECT
from bot.statistics import over, reports
from bot.statistics.blocks import reports_by_state, reports_time
from bot.statistics.blocks.reports_by_state import STATES, TOTAL
from bot.statistics.blocks.reports_time import STEPS
from bot.statistics.hiding import LEAST
from bot.statistics.period import Period
from bot.statistics.registry import measures
from bot.statistics.scope import Scope
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.tables import Report
from tests.statistics.talks import at

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
    assert (fraud["Mới"], fraud["Đã tiếp nhận"], fraud["Đã đóng"], fraud[TOTAL]) == (5, 10, 0, 15)
    assert (other["Mới"], other["Đã đóng"], other[TOTAL]) == (0, 5, 5)
    assert all(line.why == "" for line in block.lines)


def test_the_middle_one_of_five_stands_for_them(made, office):
    for _ in range(3):
        office.one("2026-05-04")
    for _ in range(8):
        office.one("2026-05-04", "fraud", (State.RECEIVED, "2026-05-05"))
    for _ in range(9):
        office.one("2026-05-04", "fraud", (State.CLOSED, "2026-05-05"))
    fraud = column(made(BY_STATE, "2026-05"), "fraud")
    assert (fraud["Mới"], fraud["Đã tiếp nhận"], fraud["Đã đóng"], fraud[TOTAL]) == (0, 10, 10, 20)


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, 0), (2, 0), (3, 5), (7, 5), (8, 10)])
def test_reports_are_told_in_fives(made, office, room, number, told):
    for _ in range(number):
        office.one("2026-05-04")
    fraud = column(made(BY_STATE, "2026-05"), "fraud")
    assert (fraud["Mới"], fraud[TOTAL]) == (told, told)
    assert {one.cells["done"] + one.cells["waiting"] for one in made(TIME, "2026-05").lines[:3]} == {told}
    assert measures()["reports_received"].value(room.books, Scope(Period.read("2026-05"))).amount == told


def test_days_are_taken_by_whole_months(made, office):
    for day in ("2026-04-30", "2026-05-04", "2026-06-01"):
        for _ in range(5):
            office.one(day)
    assert column(made(BY_STATE, "2026-04-30..2026-06-15"), "fraud")[TOTAL] == 5
    assert column(made(BY_STATE, "2026-Q2"), "fraud")[TOTAL] == 15
    for table in (BY_STATE, TIME):
        within = made(table, "2026-05-02..2026-05-30")
        assert (within.lines, within.note) == ([], reports.NO_MONTH)


def test_a_month_that_is_not_over_for_a_day_is_not_told(made, office, room, monkeypatch):
    for _ in range(5):
        office.one("2026-05-04")
    for moment, amount in ((at("2026-06-01", "23:59"), None), (at("2026-06-02", "00:00"), 5)):
        monkeypatch.setattr(over, "now", lambda moment=moment: moment)
        assert measures()["reports_received"].value(room.books, Scope(Period.read("2026-05"))).amount == amount
        for table in (BY_STATE, TIME):
            block = made(table, "2026-05")
            assert (bool(block.lines), block.note == reports.NO_MONTH) == (bool(amount), not amount)


def test_time_is_told_in_working_days(made, office):
    # Thursday 7 May; Saturday and Sunday do not count.
    for read, answered in (("07", "08"), ("07", "11"), ("08", "12"), ("11", "13"), ("12", "29")):
        moves = [(State.RECEIVED, f"2026-05-{read}"), (State.ANSWERED, f"2026-05-{answered}")]
        office.one("2026-05-07", "fraud", *moves)
    block = made(TIME, "2026-05")
    first, answer, closed = block.lines[:3]
    assert (first.cells["kind"], first.cells["step"]) == (reports.KINDS["fraud"], READ)
    assert [first.cells[key] for key in ("done", "waiting", "median", "most")] == [5, 0, 1, 1]
    assert [answer.cells[key] for key in ("done", "waiting", "median", "most")] == [5, 0, 3, 3]
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


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_is_in_fives_and_near_the_truth(made, office, seed):
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
            assert not any(number % LEAST for number in shown.values())
            assert shown[TOTAL] == sum(number for label, number in shown.items() if label != TOTAL)
            months = {one[0].replace(day=1) for one in found if one[1] == kind}
            assert abs(shown[TOTAL] - sum(true.values())) <= len(months) * (LEAST // 2)
            assert all(abs(shown[label] - number) < max(1, len(months)) * 2 * LEAST for label, number in true.items())
        for line in made(TIME, text).lines:
            steps = [one for one in found if reports.KINDS[one[1]] == line.cells["kind"]]
            took = {calendar.between(one[0], one[3][State.RECEIVED]) for one in steps if State.RECEIVED in one[3]}
            assert line.cells["step"] != READ or line.cells["median"] in {None, *took}
            assert (line.cells["median"] is None) == (not line.cells["done"]) == bool(line.why)
