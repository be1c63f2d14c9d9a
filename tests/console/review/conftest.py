"""Turns on record for the review, on either database; the citizens are invented."""

import itertools
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.clock import now
from bot.console.review.room import ReviewRoom
from bot.console.review.weights import Weights
from bot.house import House
from bot.outcomes import Outcome
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.rankings import Guess, Ranking
from bot.records.record import Said
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.tables import Interaction

Asked = Callable[..., str]
TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_numbers = itertools.count(1)


def ranking(*pairs: tuple[str, str | None, float]) -> Ranking:
    return tuple(Guess(*pair) for pair in pairs)


def asker(database: Database, interactions: Interactions) -> Asked:
    """Puts a turn on record, so many `ago`; gives its id."""
    conversations = Conversations(database)

    def ask(
        question: str = "lương hưu được bao nhiêu",
        *,
        citizen: str = "an-citizen",
        channel: str = "web",
        outcome: Outcome = Outcome.ANSWERED,
        topic: str | None = "pension_amount",
        aspect: str | None = "how_calculated",
        confidence: float | None = 0.93,
        pairs: Ranking = (),
        pressed: bool = False,
        ago: timedelta = timedelta(minutes=1),
        answer: str = "Lương hưu bằng tỷ lệ nhân mức bình quân.",
    ) -> str:
        conversation = conversations.of(channel, citizen)
        asked = Question(conversation, channel, f"m{next(_numbers)}", question, date(2026, 11, 21), pressed)
        turn, _ = interactions.accept(asked)
        replies = [{"text": answer, "buttons": [], "image": None}]
        said = Said(outcome, replies, topic, aspect, confidence, ranking=pairs)
        interactions.hold(turn)
        interactions.contribute(turn, said)
        interactions.finish(turn, Said(Outcome.ERROR))
        shift(database, turn, now() - ago)
        return turn

    return ask


def shift(database: Database, turn: str, moment: datetime) -> None:
    """Move a turn to another moment: there it was asked and answered."""
    change = update(TURNS).where(TURNS.c.id == turn).values(accepted_at=moment, answered_at=moment)
    database.together(lambda connection: connection.execute(change))


@pytest.fixture
def ask(database: Database) -> Asked:
    """On either database, without a house."""
    return asker(database, Interactions(database, "model-1", "data-1"))


@pytest.fixture
def ask_house(house: House) -> Asked:
    """On the database of the house."""
    return asker(house.database, house.interactions)


@pytest.fixture(scope="session")
def weights() -> Weights:
    return Weights.load(PROJECT / "data" / "console" / "review.toml")


@pytest.fixture
def room(console) -> ReviewRoom:
    """The room of the console."""
    found: ReviewRoom = console.review
    return found
