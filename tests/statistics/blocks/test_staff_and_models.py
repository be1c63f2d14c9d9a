"""What officers did, and how many answers of a model were right: recounted from talks, messages and verdicts."""

import itertools
import uuid
from datetime import UTC, timedelta
from random import Random

import pytest

from bot.statistics.blocks import model_accuracy, officer_workload
from bot.statistics.intervals import wilson
from bot.storage.review_tables import Review
from bot.storage.staff_tables import StaffMember
from bot.storage.talk_tables import OfficerTalk, TalkMessage
from tests.statistics.blocks.conftest import line_of
from tests.statistics.talks import NOON, at

WORKLOAD, ACCURACY = officer_workload.TABLE, model_accuracy.TABLE
_numbers = itertools.count(1)


class Office:
    """Staff, their talks, their verdicts."""

    def __init__(self, database, talk):
        self.database, self.talk = database, talk

    def staff(self, name, full_name):
        fixed = {"roles": [], "phones": [], "units": [], "aliases": [], "must_change": False, "active": True}
        with self.database.session() as session:
            session.add(
                StaffMember(id=name, name=name, full_name=full_name, version=1, created_at=NOON, totp_used=0, **fixed)
            )

    def talked(self, holder, opened=NOON, waited=120.0, messages=0):
        """A talk that an officer held, replied to after so many seconds, with so many messages."""
        one, opened = str(uuid.uuid4()), opened.astimezone(UTC)
        of = self.talk.conversation()
        replied = None if waited is None else opened + timedelta(seconds=waited)
        turns = [self.talk.turn(of, opened, None, "with_officer", author="officer") for _ in range(messages)]
        with self.database.session() as session:
            session.add(
                OfficerTalk(
                    id=one,
                    conversation_id=of,
                    reason="asked",
                    state="held",
                    opened_at=opened,
                    holder=holder,
                    held_at=opened,
                    heard_at=opened,
                    first_reply_at=replied,
                )
            )
            session.flush()
            for turn in turns:
                said = {"author": "officer", "officer": holder, "said_at": opened}
                session.add(TalkMessage(talk_id=one, conversation_id=of, interaction_id=turn, **said))

    def judged(self, verdict="right", reviewer="an", model="m1", *, turn=None, when=NOON, **other):
        """A verdict; gives its number."""
        values = {"round": 1, "sampled": False, "seconds": 9.0, **other}
        with self.database.session() as session:
            row = Review(
                id=next(_numbers),
                interaction_id=turn or self.talk.turn(model_version=model),
                reviewer=reviewer,
                verdict=verdict,
                model_version=model,
                reviewed_at=when.astimezone(UTC),
                **values,
            )
            session.add(row)
            session.flush()
            return row.id


@pytest.fixture
def office(database, talk):
    return Office(database, talk)


def cells(line, *keys):
    return tuple(line.cells[key] for key in keys)


def test_each_officer_has_a_row_by_name(made, office):
    office.staff("an", "Trần Thị An")
    office.staff("binh", "Lê Văn Bình")
    office.staff("cuc", "Vũ Thị Cúc")
    office.talked("an", waited=50, messages=3)
    office.talked("an", waited=250)
    office.talked("an", waited=290)
    office.talked("binh", waited=None)
    office.judged(reviewer="binh")
    office.judged(reviewer="gone", verdict="wrong")
    block = made(WORKLOAD, "2026-05")
    assert [line.cells["officer"] for line in block.lines] == ["gone", "Lê Văn Bình", "Trần Thị An"]
    keys = ("talks", "messages", "wait", "verdicts")
    assert [cells(line, *keys) for line in block.lines] == [(0, 0, None, 1), (1, 0, None, 1), (3, 3, 300.0, 0)]
    assert "câu trả lời đầu tiên" in line_of(block, "officer", "Lê Văn Bình").why


def test_a_wait_past_all_steps_is_said_so(made, office):
    for _ in range(3):
        office.talked("an", waited=200_000)
    (line,) = made(WORKLOAD, "2026-05").lines
    assert (line.cells["wait"], line.why) == (None, officer_workload._LONGER)


def test_days_are_those_of_vietnam(made, office):
    for moment in (
        at("2026-05-01", "00:00"),
        at("2026-05-31", "23:59"),
        at("2026-04-30", "23:59"),
        at("2026-06-01", "00:00"),
    ):
        office.talked("an", opened=moment, messages=1)
        office.judged(when=moment)
    (line,) = made(WORKLOAD, "2026-05").lines
    assert cells(line, "talks", "messages", "verdicts") == (2, 2, 2)
    assert made(ACCURACY, "2026-05").lines[0].cells["all_n"] == 2


def test_what_waits_for_nobody_is_nobodys_and_undone_verdicts_are_none(made, office):
    office.talked(None)
    first = office.judged()
    office.judged("undone", supersedes=first, turn=office.talk.turn())
    assert made(WORKLOAD, "2026-05").lines == []
    assert made(ACCURACY, "2026-05").lines == []


def test_the_share_of_each_model_has_its_interval_and_its_number(made, office):
    for right in range(10):
        office.judged("right" if right < 7 else "incomplete", model="m1", sampled=right < 4)
    office.judged("wrong", model="m2", when=NOON + timedelta(hours=1))
    newest, older = made(ACCURACY, "2026-05").lines
    assert (newest.cells["model"], newest.cells["all_n"], newest.cells["all_share"]) == ("m2", 1, 0.0)
    assert (newest.cells["sampled_n"], newest.cells["sampled_share"], newest.cells["sampled_low"]) == (0, None, None)
    assert newest.why
    every, chance = wilson(7, 10), wilson(4, 4)
    assert cells(older, "all_n", "all_share", "all_low", "all_high") == (10, 0.7, every.low, every.high)
    assert cells(older, "sampled_n", "sampled_share", "sampled_low", "sampled_high") == (4, 1.0, chance.low, 1.0)
    assert older.why == ""


def test_a_turn_counts_once_by_its_first_reviewer(made, office):
    turn = office.talk.turn()
    office.judged("wrong", turn=turn)
    office.judged("right", turn=turn, reviewer="binh", round=2)
    (line,) = made(ACCURACY, "2026-05").lines
    assert cells(line, "all_n", "all_share") == (1, 0.0)


def test_a_verdict_that_was_replaced_counts_as_its_later_one(made, office):
    turn = office.talk.turn()
    first = office.judged("wrong", turn=turn)
    office.judged("right", turn=turn, supersedes=first)
    (line,) = made(ACCURACY, "2026-05").lines
    assert cells(line, "all_n", "all_share") == (1, 1.0)
    (line,) = made(WORKLOAD, "2026-05").lines
    assert line.cells["verdicts"] == 1


def test_trials_are_left_out(made, office):
    office.judged(turn=office.talk.turn(campaign="trial"))
    office.judged(turn=office.talk.turn(office.talk.conversation(campaign="trial")))
    office.judged(turn=office.talk.turn(campaign=None))
    (line,) = made(ACCURACY, "2026-05").lines
    assert line.cells["all_n"] == 1


def test_the_filter_holds_it_to_channel_topic_and_campaign(made, office):
    web = office.talk.conversation(channel="web")
    office.judged(turn=office.talk.turn(web, topic="lump_sum_amount", campaign="may_month"))
    office.judged("wrong", turn=office.talk.turn(topic=None))
    block = made(ACCURACY, "2026-05")
    assert block.answers_to == ("period", "channel", "campaign", "topic")
    for name, value, share in (
        *(("channel", "web", 1.0), ("channel", "zalo", 0.0), ("topic", "lump_sum_amount", 1.0), ("topic", "", 0.0)),
        *(("campaign", "may_month", 1.0), ("campaign", "ordinary", 0.0)),
    ):
        (line,) = made(ACCURACY, "2026-05", **{name: value}).lines
        assert cells(line, "all_n", "all_share") == (1, share), (name, value)


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_a_recount(made, office, seed):
    by, verdicts, talks = Random(seed), [], []
    for _ in range(40):
        one = by.choice(["right", "wrong", "incomplete"]), by.choice(["an", "binh"]), by.choice(["m1", "m2"])
        verdicts.append(one)
        office.judged(*one)
    for _ in range(20):
        talks.append((by.choice(["an", "binh"]), by.choice([30.0, 100.0, 1000.0])))
        office.talked(talks[-1][0], waited=talks[-1][1])
    for line in made(ACCURACY).lines:
        own = [one for one in verdicts if one[2] == line.cells["model"]]
        assert line.cells["all_share"] == sum(one[0] == "right" for one in own) / len(own)
    ends = {30.0: 60.0, 100.0: 300.0, 1000.0: 1800.0}
    for line in made(WORKLOAD).lines:
        waits = sorted(ends[waited] for holder, waited in talks if holder == line.cells["officer"])
        assert cells(line, "talks", "wait") == (len(waits), waits[(len(waits) - 1) // 2])
