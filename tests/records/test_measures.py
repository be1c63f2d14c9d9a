"""The measures in SQL against a naive recount in Python, over random talks and on both databases."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.outcomes import Outcome
from bot.records.measures import evidence_based, followed_up, judged, shares, substantive, two_way
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.tables import Conversation, EvidenceUsed, Interaction

BEGIN = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
ANSWERED = {"answered", "answered_calculation", "answered_rumour"}


@dataclass
class Turn:
    """One turn as the naive recount sees it."""

    conversation: str
    accepted: datetime
    answered: datetime | None
    outcome: str | None
    topic: str | None
    author: str = "machine"
    #: Days from which its sources hold; None: a source without a day.
    sources: list[date | None] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class World:
    """Random talks with feedback and opinions."""

    turns: list[Turn] = field(default_factory=list)
    #: (given in, judged)
    feedback: list[tuple[str, str]] = field(default_factory=list)
    #: (given in, judged, withdrawn)
    opinions: list[tuple[str, str | None, bool]] = field(default_factory=list)

    def is_counted(self, turn: Turn) -> bool:
        return turn.outcome not in (None, "small_talk", "error")

    def is_followed_up(self, turn: Turn) -> bool:
        if turn.outcome not in ANSWERED or turn.answered is None:
            return False
        for later in self.turns:
            if later is turn or later.conversation != turn.conversation or not self.is_counted(later):
                continue
            if later.topic is None or later.topic != turn.topic or later.accepted <= turn.answered:
                continue
            if round((later.accepted - turn.answered).total_seconds()) <= 24 * 3600:
                return True
        return False

    def is_two_way(self, turn: Turn) -> bool:
        if not self.is_counted(turn):
            return False
        kept = [(given, about) for given, about, withdrawn in self.opinions if not withdrawn]
        said = any(turn.id in pair for pair in [*self.feedback, *kept])
        return said or self.is_followed_up(turn) or turn.author == "officer"

    def is_evidence_based(self, turn: Turn) -> bool:
        return turn.outcome in ANSWERED and any(day is not None for day in turn.sources)


def random_world(seed: int) -> World:
    chance, world = Random(seed), World()
    outcomes = [one.value for one in Outcome]
    for _ in range(chance.randint(1, 4)):
        conversation, moment = str(uuid.UUID(int=chance.getrandbits(128))), BEGIN
        for _ in range(chance.randint(1, 9)):
            moment += timedelta(seconds=chance.choice([3, 40, 600, 86_000, 86_390, 86_410, 200_000]))
            is_open = chance.random() < 0.05
            outcome = chance.choice(["answered", "answered", "answered_calculation", *outcomes])
            turn = Turn(
                conversation,
                moment,
                None if is_open else moment + timedelta(milliseconds=chance.randint(1, 4000)),
                None if is_open else outcome,
                chance.choice(["contribution_level", "state_support", None]),
                chance.choice(["machine"] * 9 + ["officer"]),
                [chance.choice([date(2022, 1, 1), None]) for _ in range(chance.randint(0, 3))],
            )
            turn.id = str(uuid.UUID(int=chance.getrandbits(128)))
            world.turns.append(turn)
    ids = [turn.id for turn in world.turns]
    world.feedback = [(one, chance.choice(ids)) for one in ids if chance.random() < 0.15]
    world.opinions = [
        (one, chance.choice([None, *ids]), chance.random() < 0.4) for one in ids if chance.random() < 0.15
    ]
    return world


def stored(database: Database, world: World) -> None:
    with database.session() as session:
        for conversation in dict.fromkeys(turn.conversation for turn in world.turns):
            session.add(Conversation(id=conversation, channel="web", citizen=conversation, started_at=BEGIN))
        session.flush()
        for number, turn in enumerate(world.turns):
            session.add(
                Interaction(
                    id=turn.id,
                    conversation_id=turn.conversation,
                    channel="web",
                    message_id=str(number),
                    accepted_at=turn.accepted,
                    answered_at=turn.answered,
                    question="câu hỏi",
                    topic=turn.topic,
                    outcome=turn.outcome,
                    as_of=date(2026, 11, 20),
                    model_version="m",
                    data_version="d",
                    author=turn.author,
                )
            )
        session.flush()
        for turn in world.turns:
            for position, day in enumerate(turn.sources):
                session.add(
                    EvidenceUsed(
                        interaction_id=turn.id,
                        position=position,
                        figure="line",
                        label="Chuẩn nghèo",
                        legal_basis="Nghị định",
                        effective_from=day,
                    )
                )
        for given, about in world.feedback:
            session.add(Feedback(given_in=given, judged=about, verdict="good", way="button", given_at=BEGIN))
        for given, about, withdrawn in world.opinions:
            session.add(
                Opinion(
                    given_in=given,
                    judged=about,
                    kind="opinion",
                    words="" if withdrawn else "chữ nhỏ quá",
                    received_at=BEGIN,
                    withdrawn_at=BEGIN if withdrawn else None,
                )
            )


def rows(database: Database, condition) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Interaction.id).where(condition)))


@pytest.fixture
def worlds(database) -> World:
    """Forty random worlds in one database: conversations of one are strangers to those of another."""
    everything = World()
    for seed in range(40):
        one = random_world(seed)
        everything.turns += one.turns
        everything.feedback += one.feedback
        everything.opinions += one.opinions
    stored(database, everything)
    return everything


def test_sql_and_a_naive_recount_agree_on_random_talks(database, worlds):
    expected = {
        "two_way": {turn.id for turn in worlds.turns if worlds.is_two_way(turn)},
        "evidence_based": {turn.id for turn in worlds.turns if worlds.is_evidence_based(turn)},
        "followed_up": {turn.id for turn in worlds.turns if worlds.is_followed_up(turn)},
        "judged": {about for _, about in worlds.feedback},
        "substantive": {turn.id for turn in worlds.turns if turn.outcome in ANSWERED},
    }
    assert all(0 < len(ids) < len(worlds.turns) for ids in expected.values()), "each is met by some, not by all"
    assert rows(database, two_way()) == expected["two_way"]
    assert rows(database, evidence_based()) == expected["evidence_based"]
    assert rows(database, followed_up()) == expected["followed_up"]
    assert rows(database, judged()) == expected["judged"]
    assert rows(database, substantive()) == expected["substantive"]
    with database.reading() as session:
        counts = session.execute(shares()).one()._asdict()
    assert counts == {
        "counted": sum(worlds.is_counted(turn) for turn in worlds.turns),
        "two_way": len(expected["two_way"]),
        "substantive": len(expected["substantive"]),
        "evidence_based": len(expected["evidence_based"]),
    }


def test_a_share_is_taken_of_what_is_asked_for(database, worlds):
    with database.reading() as session:
        only = session.execute(shares(Interaction.topic == "state_support")).one()
    assert only.counted == sum(worlds.is_counted(one) for one in worlds.turns if one.topic == "state_support")


@pytest.mark.parametrize(("seconds", "is_follow_up"), [(1, True), (86_399, True), (86_401, False)])
def test_a_follow_up_comes_within_a_day(database, seconds, is_follow_up):
    answered = Turn("c", BEGIN, BEGIN + timedelta(seconds=2), "answered", "lump_sum_amount")
    later = BEGIN + timedelta(seconds=2 + seconds)
    follow = Turn("c", later, later, "collecting", "lump_sum_amount")
    stored(database, World([answered, follow]))
    assert rows(database, followed_up()) == ({answered.id} if is_follow_up else set())


def test_an_opinion_taken_back_counts_no_more(database):
    turn = Turn("c", BEGIN, BEGIN, "feedback_received", None)
    other = Turn("c", BEGIN + timedelta(hours=1), BEGIN + timedelta(hours=1), "feedback_received", None)
    stored(database, World([turn, other], opinions=[(turn.id, None, True), (other.id, None, False)]))
    assert rows(database, two_way()) == {other.id}
