"""Counts follow the record: whatever changes, in whatever order, they are what a recount from nothing gives."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text, update

from bot.clock import VIETNAM
from bot.statistics import folding
from bot.statistics.checking import check
from bot.statistics.folding import Folding
from bot.statistics.period import Period
from bot.statistics.rebuild import digests, rebuild
from bot.statistics.scope import Scope
from bot.storage.personal import table
from bot.storage.statistics_tables import CELL, StatisticsCitizen, StatisticsDue, StatisticsStale
from bot.storage.tables import Interaction
from tests.statistics.talks import at

YEAR = Scope(Period.read("2026"))
MAY = Scope(Period.read("2026-05"))


def rows(database, of):
    with database.looking() as connection:
        return connection.execute(select(func.count()).select_from(of)).scalar_one()


def test_a_turn_is_counted_once_it_has_ended(talk, fold, room):
    talk.turn(outcome=None)
    fold()
    assert room.books.totals(YEAR)["turns"] == 0
    talk.turn(outcome="answered")
    fold()
    counts = room.books.totals(YEAR)
    assert (counts["turns"], counts["o_answered"], counts["evidence_based"], counts["h12"]) == (1, 1, 1, 1)


def test_nothing_waits_after_a_fold(talk, fold, database):
    talk.feedback(talk.turn())
    assert rows(database, table(StatisticsDue)) > 0
    fold()
    assert rows(database, table(StatisticsDue)) == rows(database, table(StatisticsStale)) == 0
    assert fold() == 0


def test_what_comes_later_changes_an_earlier_day(talk, fold, room):
    one = talk.conversation()
    talk.turn(one, at("2026-04-30", "23:50"))
    fold()
    assert room.books.totals(Scope(Period.read("2026-04")))["two_way"] == 0
    talk.turn(one, at("2026-05-01", "00:20"))
    fold()
    assert room.books.totals(Scope(Period.read("2026-04")))["two_way"] == 1
    assert room.books.totals(MAY)["two_way"] == 0


def test_days_are_those_of_vietnam(talk, fold, room):
    talk.turn(when=at("2026-05-01", "06:30"))
    talk.turn(when=at("2026-04-30", "23:59"))
    fold()
    assert room.books.totals(MAY)["turns"] == 1
    assert room.books.totals(MAY)["h06"] == 1


@pytest.mark.parametrize(
    ("gap", "two_way", "recontact"),
    [
        (timedelta(hours=23), 1, 0),
        (timedelta(hours=25), 0, 1),
        (timedelta(days=6, hours=23), 0, 1),
        (timedelta(days=7, hours=1), 0, 0),
    ],
)
def test_coming_back_to_a_topic(talk, fold, room, gap, two_way, recontact):
    one = talk.conversation()
    first = at("2026-05-10")
    talk.turn(one, first)
    talk.turn(one, first + gap)
    fold()
    counts = room.books.totals(YEAR)
    assert (counts["two_way"], counts["recontact"]) == (two_way, recontact)


def test_choices_are_taken_where_the_next_turn_is_a_press(talk, fold, room):
    for pressed in (True, False):
        one = talk.conversation()
        talk.turn(one, at("2026-05-10"), None, "suggested", sources=0)
        talk.turn(one, at("2026-05-10", "12:01"), pressed=pressed)
    fold()
    counts = room.books.totals(YEAR)
    assert (counts["o_suggested"], counts["taken"], counts["pressed"]) == (2, 1, 1)


def test_the_last_feedback_counts(talk, fold, room):
    turn = talk.turn()
    talk.feedback(turn, "bad", "unclear")
    fold()
    assert room.books.totals(YEAR)["reason_unclear"] == 1
    given = talk.turn(None, at("2026-05-12", "14:00"), None, "feedback_received", sources=0)
    talk.feedback(turn, "good", given_in=given)
    fold()
    counts = room.books.totals(YEAR)
    # Both were given at the same moment: the id of the turn breaks the tie, the same way everywhere.
    assert counts["good"] + counts["bad"] == 1
    assert counts["answers_judged"] == 1


def test_a_wish_that_is_taken_back_is_no_wish(talk, fold, room):
    turn = talk.turn(topic=None, outcome="feedback_received", sources=0)
    talk.opinion(turn, "wish")
    fold()
    assert (room.books.totals(YEAR)["wish"], room.books.totals(YEAR)["two_way"]) == (1, 1)
    talk.withdraw(turn)
    fold()
    assert (room.books.totals(YEAR)["wish"], room.books.totals(YEAR)["two_way"]) == (0, 0)


def test_a_group_told_late_holds_for_the_whole_talk(talk, fold, room):
    one = talk.conversation()
    talk.turn(one, at("2026-04-02"))
    talk.turn(one, at("2026-05-12"))
    fold()
    assert room.books.totals(YEAR.at("audience", ""))["turns"] == 2
    talk.group(one, "traders")
    fold()
    assert room.books.totals(YEAR.at("audience", ""))["turns"] == 0
    assert room.books.totals(YEAR.at("audience", "traders"))["turns"] == 2
    assert room.books.people.by(YEAR, "audience") == {"traders": 1}
    talk.group(one, "farmers")
    fold()
    assert room.books.people.by(YEAR, "audience", "reached") == {"farmers": 1}


def test_waiting_for_a_person(talk, fold, room):
    waits = {30.0: "w00", 200.0: "w01", 100_000.0: "w08"}
    for after in waits:
        talk.officer(talk.turn(topic="talk_to_officer", outcome="handed_over", sources=0), after)
    talk.officer(talk.turn(topic="talk_to_officer", outcome="handed_over", sources=0), None)
    fold()
    counts = room.books.totals(YEAR)
    assert (counts["o_handed_over"], counts["served"]) == (4, 3)
    assert [counts[name] for name in waits.values()] == [1, 1, 1]


@pytest.mark.parametrize(("took", "step"), [(0.1, "s00"), (0.101, "s01"), (0.7, "s04"), (60.0, "s12"), (60.5, "s13")])
def test_speed_is_sorted_into_steps(talk, fold, room, took, step):
    talk.turn(took=took)
    fold()
    counts = room.books.totals(YEAR)
    assert {name for name, number in counts.items() if name[0] == "s" and name[1:].isdecimal() and number} == {step}


def test_an_officers_words_have_no_speed(talk, fold, room):
    talk.turn(outcome="with_officer", author="officer", sources=0)
    talk.turn(outcome="with_officer", message_id="officer:1", sources=0)
    fold()
    counts = room.books.totals(YEAR)
    assert counts["officer"] == 1
    assert sum(counts[f"s{step:02}"] for step in range(14)) == 0


def test_places_that_were_told(talk, fold, room):
    for place in (("an-giang", "Phường Rạch Giá"), ("an-giang", None), ("ca-mau", None), None):
        talk.turn(place=place)
    fold()
    found = {place: counts["turns"] for place, counts in room.books.by_place(YEAR).items()}
    assert found == {("an-giang", "Phường Rạch Giá"): 1, ("an-giang", ""): 1, ("ca-mau", ""): 1}


def test_trials_are_left_out(talk, fold, room):
    talk.turn(talk.conversation(campaign="trial"))
    talk.turn(campaign="trial")
    talk.turn()
    fold()
    assert room.books.totals(YEAR)["turns"] == 1
    assert room.books.people.count(YEAR) == 1


def test_another_definition_makes_everything_anew(talk, fold, room, database, monkeypatch):
    talk.turn(talk.conversation(campaign="trial"))
    fold()
    assert room.books.totals(YEAR)["turns"] == 0
    Folding(database, []).fold()
    assert room.books.totals(YEAR)["turns"] == 1


def test_new_and_returning(talk, fold, room):
    old, new = talk.conversation(), talk.conversation("telegram")
    talk.turn(old, at("2026-04-03"))
    talk.turn(old, at("2026-05-20"))
    talk.turn(new, at("2026-05-12"))
    fold()
    people = room.books.people
    assert [people.count(MAY, kind) for kind in ("any", "new", "returning")] == [2, 1, 1]
    assert people.count(MAY.at("channel", "telegram"), "returning") == 0
    # A turn that ended late was the first one after all.
    talk.turn(new, at("2026-04-28"))
    fold()
    assert [people.count(MAY, kind) for kind in ("any", "new", "returning")] == [2, 0, 2]
    assert people.count(Scope(Period.read("2026-04")), "new") == 2


@pytest.mark.parametrize("wanted", [{}, {"channel": ("zalo",)}, {"topic": ("maternity", "")}, {"campaign": ("may",)}])
def test_citizens_of_many_periods_are_read_at_once(talk, fold, room, wanted):
    for number, day in enumerate(("2026-01-31", "2026-02-01", "2026-02-01", "2026-03-15", "2026-04-02")):
        one = talk.conversation("zalo" if number % 2 else "web")
        talk.turn(one, at(day), "maternity" if number % 3 else None, campaign="may" if number > 2 else "ordinary")
        talk.turn(one, at("2026-05-09"), outcome="clarifying")
    fold()
    scope = Scope(Period.read("2026"), wanted)
    parts = [Period.read(code) for code in ("2026-02-01..2026-02-01", "2026-01-15..2026-03-20", "2026-02", "2026-Q2")]
    found = room.books.people.each(scope, parts)
    assert found == {
        (part, kind): room.books.people.count(scope.within(part), kind)
        for part in parts
        for kind in ("any", "reached", "new", "returning")
    }
    assert any(found.values())
    assert room.books.people.each(scope, []) == {}


def test_days_and_months_give_the_same(talk, fold, room):
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-15"):
        talk.turn(when=at(day))
    fold()
    odd = Scope(Period.read("2026-01-31..2026-03-14"))
    assert room.books.totals(odd)["turns"] == 4
    assert sum(counts["turns"] for counts in room.books.by_day(odd).values()) == 4
    assert {day.month: counts["turns"] for day, counts in room.books.by_month(odd).items()} == {1: 1, 2: 2, 3: 1}
    assert room.books.people.count(odd) == 4


def test_rows_behind_a_number(talk, fold, room):
    wanted = [talk.turn(when=at("2026-05-12", f"0{hour}:00"), topic="maternity") for hour in range(3)]
    wanted.append(talk.turn(when=at("2026-03-02"), topic="maternity"))
    talk.turn(when=at("2026-05-12"), topic="pension_amount")
    fold()
    scope = YEAR.at("topic", "maternity")
    newest = [wanted[2], wanted[1], wanted[0], wanted[3]]
    assert [row.interaction_id for row in room.rows.every(scope, "turns")] == newest
    first = room.rows.page(scope, "turns", limit=3)
    assert [row.interaction_id for row in first] == newest[:3]
    assert [row.interaction_id for row in room.rows.page(scope, "turns", first[-1].place, 3)] == newest[3:]
    assert first[0].accepted_at.astimezone(VIETNAM).hour == 2
    with pytest.raises(KeyError):
        room.rows.page(scope, "no_such")
    with pytest.raises(ValueError, match="place"):
        room.rows.page(scope, "turns", "2026-05-12T00:00:00")


def test_a_rebuild_finds_nothing_to_mend(talk, fold, database):
    one = talk.conversation(audience="traders")
    for day in ("2026-05-01", "2026-05-02", "2026-06-09"):
        talk.feedback(talk.turn(one, at(day), place=("an-giang", "Phường Rạch Giá")))
    fold()
    seen = []
    done = rebuild(database, ["trial"], lambda *progress: seen.append(progress))
    assert (done.days, done.differed) == (40, ())
    assert seen[-1] == (40, 40)


def test_a_rebuild_mends_what_was_spoilt(talk, fold, database):
    talk.turn(when=at("2026-05-02"))
    talk.turn(when=at("2026-05-03"))
    fold()
    sound = digests(database)
    with database.session() as session:
        spoilt = "UPDATE statistics_cell SET turns = turns + 1 WHERE grain = 'd' AND bucket = '2026-05-03'"
        session.execute(text(spoilt))
    assert [str(day) for day in rebuild(database, ["trial"]).differed] == ["2026-05-03"]
    assert digests(database) == sound


def test_killed_between_two_steps(talk, database, room, monkeypatch):
    """Whatever of a fold was committed before the end, the next one brings it to the same counts."""
    one = talk.conversation()
    for day in ("2026-05-01", "2026-05-02", "2026-06-09"):
        talk.turn(one, at(day))

    class Killed(Exception):
        pass

    real, left = folding.Folding._freshen, 0

    def dies(self, connection, grain):
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return real(self, connection, grain)

    monkeypatch.setattr(folding.Folding, "_freshen", dies)
    for steps in range(12):
        left = steps
        try:
            Folding(database, ["trial"]).fold()
        except Killed:
            continue
        break
    monkeypatch.undo()
    Folding(database, ["trial"]).fold()
    assert room.books.totals(YEAR)["turns"] == 3
    assert rebuild(database, ["trial"]).differed == ()


def test_a_flood_is_counted_by_days(talk, database, room, monkeypatch):
    monkeypatch.setattr(folding, "FLOOD", 3)
    monkeypatch.setattr(folding.Folding, "_fold_turns", lambda *_: pytest.fail("one by one"))
    monkeypatch.setattr(folding.Folding, "_drain", _then(folding.Folding._drain, monkeypatch))
    for day in range(1, 6):
        talk.turn(when=at(f"2026-05-0{day}"))
    Folding(database, ["trial"]).fold()
    assert room.books.totals(YEAR)["turns"] == room.books.people.count(YEAR, "new") == 5
    assert rows(database, table(StatisticsDue)) == 0


def _then(drain, monkeypatch):
    """After draining, turns may be looked at again: there are none."""

    def drained(self, connection):
        drain(self, connection)
        monkeypatch.setattr(folding.Folding, "_fold_turns", lambda *_: 0)

    return drained


def test_cells_hold_every_combination(talk, fold, database):
    talk.turn(talk.conversation("zalo", "traders"))
    fold()
    with database.looking() as connection:
        assert connection.scalar(select(func.count()).where(CELL.c.grain == "d")) == 16
        assert connection.scalar(select(func.count()).where(CELL.c.grain == "m")) == 16


def kinds(room, period):
    return tuple(room.books.people.count(Scope(Period.read(period)), kind) for kind in ("new", "returning"))


def test_who_came_first_on_a_day_that_counts_no_more_is_new_on_the_next(talk, fold, room, database):
    one = talk.conversation("zalo", "trader")
    first, last = talk.turn(one, at("2026-04-10")), talk.turn(one, at("2026-05-10"))
    fold()
    assert (kinds(room, "2026-04"), kinds(room, "2026-05")) == ((1, 0), (0, 1))
    end(database, first, "error")
    fold()
    assert (kinds(room, "2026-04"), kinds(room, "2026-05")) == ((0, 0), (1, 0))
    end(database, last, "error")
    fold()
    assert (kinds(room, "2026-04"), kinds(room, "2026-05")) == ((0, 0), (0, 0))
    end(database, first, "answered")
    fold()
    assert (kinds(room, "2026-04"), kinds(room, "2026")) == ((1, 0), (1, 0))
    assert check(database, ["trial"]).differed == rebuild(database, ["trial"]).differed == ()


def test_a_wrong_first_day_is_found_by_the_check(talk, fold, database):
    one = talk.conversation()
    talk.turn(one, at("2026-04-10"))
    talk.turn(one, at("2026-05-10"))
    fold()
    with database.session() as session:
        session.execute(update(table(StatisticsCitizen)).values(first_day=date(2026, 5, 10)))
    assert check(database, ["trial"]).differed == (date(2026, 5, 10),)


def end(database, turn, outcome):
    with database.session() as session:
        session.execute(update(Interaction).where(Interaction.id == turn).values(outcome=outcome))


@pytest.mark.parametrize("micro", [0, 499_000, 999_400, 999_600, 999_999])
def test_the_last_second_of_a_day_is_on_that_day(talk, fold, room, database, micro):
    talk.turn(when=at("2026-05-01"))
    talk.turn(when=at("2026-05-31", "23:59") + timedelta(seconds=59, microseconds=micro))
    fold()
    assert room.books.totals(MAY)["turns"] == room.books.totals(YEAR)["turns"] == 2
    assert room.books.totals(MAY)["h23"] == 1
    assert rebuild(database, ["trial"]).differed == ()
    talk.turn(when=at("2026-06-10"))
    fold()
    assert room.books.totals(YEAR)["turns"] == 3
