"""What comes up in an invented talk beside questions: other matters, reports, a person asked for."""

from bot.operations.seeding.judging import Judging
from bot.operations.seeding.officers import Held, opened, take
from bot.operations.seeding.texts import Spoken
from bot.outcomes import Outcome


class Asides(Judging):
    """A talk that leads elsewhere."""

    def _stray(self) -> None:
        words = self._typed(self._room.wording.one(self._by, "off_topic"))
        self._say(words, self._plain("out_of_scope"), confidence=round(0.6 + 0.4 * self._by.random(), 4))

    def _personal(self) -> None:
        words = self._room.wording.one(self._by, "personal")
        self._say(words, self._plain("refused_personal"), confidence=round(0.7 + 0.3 * self._by.random(), 4))
        if self._by.random() < self._share["officer_lost"] * 2:
            self._officer()

    def _report(self) -> None:
        withheld = self._room.texts.phrase("report.withheld")
        steps = [
            self._room.texts.plain(Outcome.COLLECTING, f"report.ask_{name}", "fraud_report", "make_report")
            for name in ("kind", "what", "when_where", "who", "clues")
        ]
        last = self._room.others.received(self._room.texts)
        left = self._by.random() < self._share["left"]
        for place, spoken in enumerate((*steps[: 3 if left else 5], *(() if left else (last,)))):
            if self._is_over():
                return
            question = "Gửi tin báo" if place == 0 else withheld
            self._say(question, spoken, pressed=place < 2, confidence=1.0)

    def _officer_after(self, _spoken: Spoken) -> None:
        self._officer()

    def _officer(self) -> None:
        """Somebody asks for a person; in office hours one answers."""
        if self._is_over():
            return
        words = self._room.wording.one(self._by, "officer")
        sure = round(1 - 0.1 * self._by.random(), 4)
        asked = self._say(self._typed(words), self._plain("talk_to_officer"), confidence=sure)
        asked.opened = held = opened(asked.id, asked.answered)
        if self._room.others.is_open(self._at) and self._by.random() < self._share["served"]:
            self._served(held)
        held.close(self._by, self.turns[-1].answered)

    def _served(self, held: Held) -> None:
        for _ in range(self._by.randint(1, 3)):
            if self._is_over():
                return
            if held.holder is None:
                take(self._by, held)
            words, spoken = self._room.others.officer(self._by, self._room.texts)
            turn = self._say(words, spoken, took=int(60_000 * self._by.lognormvariate(1.6, 0.9)))
            turn.author, turn.held = "officer", held
            held.reply(turn.answered)
