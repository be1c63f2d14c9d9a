"""One turn after another: what every part of an invented talk is made of."""

from random import Random

from bot.operations.seeding.citizens import Citizen, marked_id
from bot.operations.seeding.moments import DAY, OFFSET, local_day
from bot.operations.seeding.room import Room
from bot.operations.seeding.story import Model
from bot.operations.seeding.texts import Spoken
from bot.operations.seeding.turn import Turn
from bot.outcomes import ANSWERS
from bot.records import feedback
from bot.records.notice import WITH_A_PAGE

#: Turns of a talk at most.
LONGEST = 14
FEEDBACK_EVERY = 5


class Speaking:
    """A talk of a citizen; `turns` fills as it goes. `start` in milliseconds."""

    def __init__(self, room: Room, by: Random, citizen: Citizen, start: int, first_number: int):
        self._room, self._by, self._citizen = room, by, citizen
        self._share = room.story.table["talk"]
        self._at, self._number = start, first_number
        second = start // 1000
        self._day = local_day(second)
        self._as_of = self._day.isoformat()
        # Nobody talks past midnight: the day of an answer is that of its talk.
        self._midnight = ((second + OFFSET) // DAY + 1) * DAY * 1000 - OFFSET * 1000 - 60_000
        self._outage = room.story.outage(second)
        self._model: Model = room.story.model(self._day)
        self._campaign = self._brought()
        self._told_campaign = self._campaign or room.campaigns.on(self._day)
        self._feedback_in: int | None = 0
        self._tries = 0
        self.turns: list[Turn] = []

    def _say(
        self,
        question: str,
        spoken: Spoken,
        *,
        pressed: bool = False,
        confidence: float | None = None,
        audience: str | None = None,
        took: int | None = None,
    ) -> Turn:
        by, citizen = self._by, self._citizen
        took = took or 90 + int(by.lognormvariate(5.3, 0.55))
        turn = Turn(
            id=marked_id(self._at, self._number),
            number=self._number,
            conversation=citizen.conversation,
            channel=citizen.channel,
            accepted=self._at,
            answered=self._at + took,
            question=question,
            pressed=pressed,
            spoken=spoken,
            topic=spoken.topic,
            aspect=spoken.aspect,
            confidence=confidence,
            as_of=self._as_of,
            model=self._model.name,
            campaign=self._told_campaign,
            audience=audience,
        )
        if audience:
            self._room.citizens.audiences[citizen.place] = audience
        if not pressed:
            turn.place = self._room.places.read(question)
        self._stand_beside(turn)
        self.turns.append(turn)
        self._number += 1
        self._at += took + 4_000 + int(1000 * by.lognormvariate(3.3, 0.9))
        return turn

    def _stand_beside(self, turn: Turn) -> None:
        """The notice before the first answer of a talk, and the question for feedback behind some."""
        if not self.turns and self._citizen.channel not in WITH_A_PAGE:
            turn.beside = self._room.notices
            self._room.citizens.noticed[self._citizen.place] = turn.answered
        if turn.spoken.outcome in ANSWERS and turn.topic not in feedback.NEVER_AFTER:
            ask, self._feedback_in = feedback.countdown(
                self._feedback_in, FEEDBACK_EVERY, may_ask=not turn.beside and not turn.spoken.starts
            )
            if ask:
                turn.after = (self._room.question,)

    def _plain(self, intent: str) -> Spoken:
        return self._room.texts.answer(intent, None)

    def _typed(self, words: str) -> str:
        return self._room.wording.typed(self._by, words)

    def _is_over(self) -> bool:
        return len(self.turns) >= LONGEST or bool(self.turns and self._at >= self._midnight)

    def _brought(self) -> str | None:
        """The campaign of the link that the talk came by."""
        for one in self._room.story.links:
            if one.first <= self._day <= one.last and self._by.random() < one.share:
                return self._room.campaigns.linked(one.link)
        return None
