"""What an invented citizen thinks of an answer, or wishes for."""

from bot.operations.seeding.speaking import Speaking
from bot.operations.seeding.texts import Spoken
from bot.operations.seeding.turn import Judged, Told, Turn
from bot.outcomes import ANSWERS, Outcome


class Judging(Speaking):
    """A talk in which answers are judged."""

    def _judge(self, turn: Turn) -> bool:
        """Whether the citizen says what an answer was worth."""
        lot, talk = self._by.random(), self._share
        was_asked = bool(turn.after)
        if turn.spoken.outcome not in ANSWERS or self._is_over():
            return False
        in_words = lot >= talk["feedback_button"] * was_asked
        if in_words and lot >= talk["feedback_button"] * was_asked + talk["feedback_words"]:
            return False
        is_good = self._by.random() < talk["good"]
        self._give(turn, is_good=is_good, in_words=in_words)
        return True

    def _give(self, turn: Turn, *, is_good: bool, in_words: bool) -> None:
        texts, verdict = self._room.texts, "good" if is_good else "bad"
        if in_words:
            words = self._typed(self._room.wording.one(self._by, "praise" if is_good else "blame"))
        else:
            words = texts.phrase(f"feedback.{verdict}_button")
        spoken = texts.plain(Outcome.FEEDBACK_RECEIVED, f"feedback.{verdict}", f"feedback_{verdict}")
        said = self._say(words, spoken, pressed=not in_words)
        said.judged = Judged(turn.id, verdict, None, "words" if in_words else "button")
        if is_good or self._is_over() or self._by.random() >= self._share["reason"]:
            return
        reason = self._room.reasons.draw(self._by)
        name = "feedback.ask_other" if reason == "other" else f"feedback.thanks_{reason}"
        spoken = texts.plain(Outcome.FEEDBACK_RECEIVED, name, "feedback_bad")
        again = self._say(texts.phrase(f"feedback.reason_{reason}"), spoken, pressed=True)
        again.judged = Judged(turn.id, "bad", reason, "button")
        if reason == "other" and not self._is_over():
            spoken = texts.plain(Outcome.FEEDBACK_RECEIVED, "feedback.received_reason", "feedback_bad")
            told = self._say(texts.phrase("feedback.withheld"), spoken)
            told.told = Told("reason", self._room.others.reason(self._by), turn.id)

    def _opinion(self, _spoken: Spoken) -> None:
        kind, words = self._room.others.opinion(self._by)
        withheld = self._room.texts.phrase("feedback.withheld")
        spoken = self._room.texts.plain(Outcome.FEEDBACK_RECEIVED, f"feedback.received_{kind}")
        self._say(withheld, spoken).told = Told(kind, words)
