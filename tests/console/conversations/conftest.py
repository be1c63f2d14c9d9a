"""Turns for tests of the talks: on either database, without a house where the pages are not wanted."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.clock import now
from bot.console.conversations.filters import Asked, read
from bot.console.conversations.finding import Finder
from bot.outcomes import Outcome
from bot.records.feedback import Judgement, store
from bot.records.record import Said
from bot.storage.search_tables import SearchTurn
from bot.storage.tables import Interaction
from tests.records.chain.conftest import FALLBACK, Recorded

_INDEX, _TURNS = SearchTurn.__table__, Interaction.__table__


def asked(**given: str | list[str]) -> Asked:
    """The filter of an address; a name ending in _ stands for a word of Python."""
    query = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in given.items()}
    return read(lambda name: query.get(name, []))


class Record(Recorded):
    """A record with turns of every kind."""

    def says(
        self,
        question: str,
        answer: str = "Mức đóng là 330.000 đồng.",
        *,
        citizen: str = "an",
        outcome: Outcome = Outcome.ANSWERED,
        topic: str | None = "contribution_level",
        confidence: float | None = 0.9,
        beside: str | None = None,
    ) -> str:
        """One turn that has ended; gives its id."""
        turn = self.accepts(citizen, question)
        replies = [{"text": answer, "buttons": [], "image": None}] if answer else []
        if beside:
            replies.append({"text": beside, "buttons": [], "image": None, "beside": "notice"})
        self.interactions.contribute(turn, Said(outcome, replies, topic, "min_monthly_payment", confidence))
        self.interactions.finish(turn, FALLBACK)
        return turn

    def questions(self, number: int) -> str:
        """A turn of a row of turns; gives its question."""
        self.says(f"câu {number}")
        return f"câu {number}"

    def judge(self, turn: str, verdict: str) -> str:
        """A citizen says in a turn of its own what an answer was worth."""
        given = self.says("được rồi", "Cảm ơn.", outcome=Outcome.FEEDBACK_RECEIVED, topic=None, confidence=None)
        with self.database.session() as session:
            store(session.connection(), given, Judgement(turn, verdict), "button", now())
        return given

    def move(self, turn: str, moment: datetime) -> None:
        """As if the turn had been at another time."""
        from bot.storage.search_index import number_of

        with self.database.session() as session:
            session.execute(update(_TURNS).where(_TURNS.c.id == turn).values(accepted_at=moment))
            moved = update(_INDEX).where(_INDEX.c.interaction_id == turn).values(number=number_of(moment))
            session.execute(moved)

    def found(self, **given: str | list[str]) -> list[str]:
        """The questions that a filter finds, the latest first."""
        return [row.question for row in Finder(self.database).page(asked(**given))[0]]


@pytest.fixture
def record(database, tmp_path) -> Record:
    """An empty record on either database."""
    return Record(database, tmp_path)


@pytest.fixture
def days_ago() -> Callable[[int], datetime]:
    """Noon in Vietnam, so many days ago."""
    return lambda days: now().replace(hour=5, minute=0) - timedelta(days=days)


DAY = date(2026, 11, 22)
