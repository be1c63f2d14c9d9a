"""The tables of turns: their numbers are the recount's, open to exactly their turns, and add up where they say so."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.outcomes import Outcome
from bot.statistics.block import Block, Chart, Line
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.registry import tables
from bot.statistics.scope import Scope
from bot.statistics.words import CHANNELS, OUTCOMES, WEEKDAYS
from tests.statistics import naive
from tests.statistics.talks import at

WHOLE = Scope(Period.read("2026"))
MAY = Scope(Period.read("2026-05"))
NARROW = Scope(Period.read("2026-05-04..2026-06-03"), {"channel": ("zalo", "web"), "audience": ("trader", "")})
SCOPES = (WHOLE, MAY, NARROW)
#: Tables of turns, with the column that adds up to all turns of the filter.
TURNS = ("topics", "aspects", "outcomes", "channels", "audiences", "campaigns", "months", "days", "hours")
OURS = (
    *TURNS,
    *(
        "weekday_hours",
        "calculators",
        "feedback_reasons",
        "unanswered",
        "questions_not_understood",
        "provinces",
        "communes",
    ),
    *("speeds", "waits"),
)
#: Columns that count people, not turns.
PEOPLE = {"citizens", "reached"}


def made(room, key: str, scope: Scope) -> Block:
    return tables()[key].make(room, scope)


def narrowed(scope: Scope, line: Line) -> Scope:
    """As the page does it."""
    for dimension, value in line.scope.items():
        scope = scope.at(dimension, *value.split(","))
    return scope.within(Period(*line.days)) if line.days else scope


def asked(link: str) -> tuple[Scope, str]:
    """The filter and condition of an address."""
    given = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    scope, condition = Scope(Period.read(given.pop("period"))), given.pop("condition")
    for name, values in given.items():
        scope = scope.at(name, *("" if value == "~" else value for value in values.split(",")))
    return scope, condition


@pytest.mark.parametrize("key", OURS)
@pytest.mark.parametrize("scope", SCOPES, ids=["year", "may", "narrow"])
def test_numbers_open_to_their_turns(filled, record, key, scope):
    block = made(filled, key, scope)
    assert block.key == key
    assert block.lines or key in {"provinces", "communes"}
    opened = 0
    for line in block.lines:
        for column in block.columns:
            number = line.cells.get(column.key)
            if column.unit is not Unit.COUNT or number is None or not column.rows:
                continue
            turns = naive.those(record.within(narrowed(scope, line)), column.rows)
            counted = len({turn.citizen for turn in turns}) if column.key in PEOPLE else len(turns)
            assert number == counted, (line.cells, column.key)
            opened += 1
        if line.link and "/rows?" in line.link:
            turns = list(filled.rows.every(*asked(line.link)))
            assert len(turns) == line.cells["turns"]
            opened += 1
    assert opened or key in {"aspects", "weekday_hours", "questions_not_understood", "provinces", "communes"}


@pytest.mark.parametrize("key", TURNS)
@pytest.mark.parametrize("scope", SCOPES, ids=["year", "may", "narrow"])
def test_turns_add_up(filled, record, key, scope):
    block = made(filled, key, scope)
    numbers = [line.cells["turns"] for line in block.lines]
    whole = len(record.within(scope))
    if None in numbers or (key == "days" and block.adds_up):
        assert block.adds_up, "a table that does not add up says why"
        assert sum(filter(None, numbers)) <= whole
    else:
        assert sum(numbers) == whole > 0


@pytest.mark.parametrize("scope", SCOPES, ids=["year", "may", "narrow"])
def test_parts_of_turns_add_up_to_their_figure(filled, scope):
    totals = filled.books.totals(scope)
    unanswered, calculators = made(filled, "unanswered", scope), made(filled, "calculators", scope)
    for column in unanswered.columns:
        if column.rows:
            assert sum(line.cells[column.key] for line in unanswered.lines) == totals[column.rows]
    assert sum(line.cells["calculated"] for line in calculators.lines) == totals["o_answered_calculation"]
    assert (
        sum(line.cells["calculated"] for line in made(filled, "aspects", scope).lines)
        == totals["o_answered_calculation"]
    )
    assert (
        sum(line.cells[f"h{hour:02}"] for line in made(filled, "weekday_hours", scope).lines for hour in range(24))
        == (totals["turns"])
    )


def test_citizens_add_up_over_channels_and_groups(filled):
    for kind, column in (("any", "citizens"), ("reached", "reached")):
        whole = filled.books.people.count(NARROW, kind)
        for key in ("channels", "audiences"):
            assert sum(line.cells[column] for line in made(filled, key, NARROW).lines) == whole > 0


def test_shares_are_of_what_they_say(filled, record):
    for line in made(filled, "topics", MAY).lines:
        turns = record.within(narrowed(MAY, line))
        counted, answered = naive.those(turns, "counted"), naive.those(turns, "substantive")
        expected = len(naive.those(turns, "two_way")) / len(counted) if counted else None
        assert line.cells["two_way"] == pytest.approx(expected)
        if not answered:
            assert line.cells["evidence_based"] is None, "nothing of nothing is no 0 %"


def test_the_period_before_stands_beside(filled, record):
    june = Scope(Period.read("2026-06"))
    for key, number in (("topics", "turns"), ("calculators", "calculated")):
        now, before = made(filled, key, MAY), made(filled, key, june)
        of_may = {line.cells["topic"]: line.cells[number] for line in now.lines if line.cells[number]}
        assert {line.cells["topic"]: line.cells["before"] for line in before.lines if line.cells["before"]} == of_may
    for line in made(filled, "topics", june).lines:
        assert line.cells["change"] == line.cells["turns"] - line.cells["before"]


def test_hours_and_weekdays(filled, record):
    turns = record.within(MAY)
    for number, line in enumerate(made(filled, "weekday_hours", MAY).lines):
        assert line.cells["weekday"] == WEEKDAYS[number]
        assert line.cells["days"] == ("5" if number in {4, 5, 6} else "4"), "May 2026 begins on a Friday"
        for hour in range(24):
            expected = [turn for turn in turns if turn.day.weekday() == number and turn.hour == hour]
            assert line.cells[f"h{hour:02}"] == len(expected)


def test_reasons_add_up_to_what_was_found_bad(filled, record):
    lines = made(filled, "feedback_reasons", WHOLE).lines
    bad = naive.those(record.within(WHOLE), "bad")
    assert sum(line.cells["turns"] for line in lines) == len(bad)
    assert lines[-1].cells == {**lines[-1].cells, "turns": sum(turn.reason is None for turn in bad)}
    assert lines[-1].link is None, "no condition finds those that say no reason"


def test_unanswered_by_topic(filled, record):
    for line in made(filled, "unanswered", WHOLE).lines:
        turns = record.within(narrowed(WHOLE, line))
        left = sum(turn.outcome in {"refused", "error"} or turn.outcome.startswith("unanswered") for turn in turns)
        assert line.cells["share"] == pytest.approx(left / len(turns))


def test_speeds_and_waits(filled, record):
    turns = record.within(WHOLE)
    speeds, waits = made(filled, "speeds", WHOLE), made(filled, "waits", WHOLE)
    took = [turn.took for turn in turns if turn.took is not None]
    assert sum(line.cells["turns"] for line in speeds.lines) == len(took)
    assert speeds.lines[1].cells["turns"] == sum(0.1 < one <= 0.2 for one in took)
    assert [speeds.lines[0].cells["step"], speeds.lines[-2].cells["step"]] == ["đến 0,1 giây", "đến 1 phút"]
    assert speeds.lines[-1].cells["together"] == 1
    assert sum(line.cells["turns"] for line in waits.lines) == len(naive.those(turns, "served"))
    asked_for = len(naive.those(turns, "o_handed_over"))
    assert f"{asked_for} lượt" in waits.note
    assert [line.cells["step"] for line in waits.lines][-2:] == ["đến 1 ngày", "hơn 1 ngày"]


def test_days_of_a_long_period_are_its_last(filled):
    block = made(filled, "days", Scope(Period.read("2026-01-01..2026-06-30")))
    assert len(block.lines) == 92
    assert block.lines[-1].days == (Period.read("2026-06").last,) * 2
    assert block.chart is Chart.LINES
    assert "92" in block.adds_up


def test_what_lies_ahead_is_empty(filled):
    ahead = Scope(Period.read("2098"))
    for key in OURS:
        lines = made(filled, key, ahead).lines
        assert all(not line.cells.get("turns") for line in lines), key
        assert key != "days" or not lines


def test_no_outcome_and_no_topic_tells_how_many_reports_there_were(room, talk, fold):
    for outcome, number in (("report_received", 3), ("collecting", 4), ("answered", 2)):
        for _ in range(number):
            talk.turn(outcome=outcome, topic="fraud_report")
    talk.turn(topic="misinformation", aspect="how_to_verify")
    fold()
    outcomes = made(room, "outcomes", MAY).lines
    assert [line.cells["turns"] for line in outcomes] == [7, 3]
    assert "mẫu" in str(outcomes[0].cells["outcome"])
    assert {line.scope["topic"]: line.cells["turns"] for line in made(room, "topics", MAY).lines} == {
        "": 7,
        "misinformation": 3,
    }
    assert len(made(room, "aspects", MAY).lines) == 2, "the questions of a topic would tell it apart"
    fraud = MAY.at("topic", "fraud_report")
    assert room.books.totals(fraud)["turns"] == room.books.people.count(fraud) == 0
    assert not list(room.rows.every(fraud, "turns"))


def test_every_outcome_channel_and_group_has_its_words(filled):
    assert {str(one) for one in Outcome} == set(OUTCOMES)
    assert {line.cells["channel"] for line in made(filled, "channels", WHOLE).lines} == set(CHANNELS.values())
    groups = [line.cells["audience"] for line in made(filled, "audiences", WHOLE).lines]
    assert len(groups) == len(set(groups)) == len(list(filled.audiences)) + 1
    assert groups[-1] == "Chưa nói mình là ai"
    for key in ("topics", "aspects", "campaigns"):
        for line in made(filled, key, WHOLE).lines:
            assert all(cell != "" for cell in line.cells.values())


def test_campaigns_are_held_against_ordinary_days(filled, record):
    lines = {line.scope["campaign"]: line for line in made(filled, "campaigns", WHOLE).lines}
    turns = record.within(WHOLE)
    first = min(turn.day for turn in turns)
    of_may = [turn for turn in turns if turn.campaign == "may_month" and turn.day.month == 5]
    may = lines["may_month"].cells
    assert (may["days"], may["per_day"]) == (31, round(len(of_may) / 31, 1))
    usual = [turn for turn in turns if turn.campaign == "ordinary" and turn.day.month != 5]
    until = min(filled_today(), WHOLE.period.last)
    days = [day for day in Period(first, until).days() if day.month != 5]
    assert may["against"] == pytest.approx(len(of_may) / 31 / (len(usual) / len(days)))
    linked = lines["to-roi"]
    assert linked.cells["per_day"] is None
    assert linked.why


def filled_today():
    from bot.clock import today

    return today()


def test_months_without_turns_stand_as_nought(room, talk, fold, monkeypatch):
    monkeypatch.setattr("bot.statistics.blocks.months.today", lambda: date(2026, 7, 10))
    for day in ("2026-02-05", "2026-05-05"):
        talk.turn(when=at(day))
    fold()

    def told(code):
        return tables()["months"].make(room, Scope(Period.read(code))).lines

    turns = {line.cells["month"]: line.cells["turns"] for line in told("2026")}
    assert turns == {"02/2026": 1, "03/2026": 0, "04/2026": 0, "05/2026": 1, "06/2026": 0, "07/2026": 0}
    assert [line.cells["month"] for line in told("2026-Q1")] == ["02/2026", "03/2026"]
    assert told("2025") == told("2027") == []
    assert told("2026-03-10..2026-04-20")[0].days == (date(2026, 3, 10), date(2026, 3, 31))
