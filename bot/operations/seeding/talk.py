"""How an invented talk goes: a question, what is answered, and what people do then."""

from bot.advice import contribution
from bot.advice.advice import Button
from bot.advice.cases.case import CASES
from bot.operations.seeding.asides import Asides
from bot.operations.seeding.subjects import Subject
from bot.operations.seeding.texts import COMPARE, CONTRIBUTION, Spoken
from bot.operations.seeding.turn import Turn
from bot.outcomes import Outcome

#: How many ask something (else) after what seemed to be the end.
AFTER_ALL = 0.2
#: After an answer on these a calculation is that of both choices.
CHOOSING = frozenset({CASES[COMPARE].topic, "lump_sum_conditions", "lump_sum_amount"})


class Talk(Asides):
    """A whole talk."""

    def run(self) -> list[Turn]:
        """All turns, in their order."""
        talk, lot = self._share, self._by.random()
        if self._by.random() < talk["greeting"]:
            self._say(self._typed(self._room.wording.one(self._by, "greetings")), self._plain("greet"))
        for name, act in (("off_topic", self._stray), ("personal", self._personal), ("report", self._report)):
            if lot < talk[name]:
                act()
                if self._by.random() < AFTER_ALL:
                    self._ask(self._room.subjects.draw(self._by))
                return self._ended()
            lot -= talk[name]
        self._ask(self._room.subjects.draw(self._by))
        return self._ended()

    def _ended(self) -> list[Turn]:
        place, citizens = self._citizen.place, self._room.citizens
        if self.turns:
            citizens.seen[place] = self.turns[-1].answered
        citizens.campaigns[place] = self._campaign
        return self.turns

    def _ask(self, subject: Subject) -> None:
        if self._is_over():
            return
        self._tries += 1
        question, audience = self._worded(subject)
        if self._outage and self._by.random() < self._outage.error:
            self._failed(question, subject)
            return
        lot = self._by.random()
        if lot < self._model.lost:
            self._lost(question, subject)
        elif lot < self._model.lost + self._model.unsure and subject.rumour is None:
            self._unsure(question, subject, audience)
        else:
            sure = round(1 - 0.34 * self._by.random() ** 2.2, 4)
            self._answer(subject, question, confidence=sure, audience=audience)

    def _worded(self, subject: Subject) -> tuple[str, str | None]:
        room, by = self._room, self._by
        words, group = room.wording.question(by, subject.answer, subject.said), None
        if by.random() < self._share["audience"] and not room.wording.tells_group(subject.answer):
            group = room.groups.draw(by)
            words = room.wording.beside(by, words, group)
            return words, group
        if by.random() < self._share["place"]:
            words = room.places.beside(by, words)
        return room.wording.typed(by, words), None

    def _failed(self, question: str, subject: Subject) -> None:
        self._say(question, self._room.texts.plain(Outcome.ERROR, "hearing.engine_down"), took=5_000)
        if self._tries < 3 and self._by.random() < 0.4:
            self._ask(subject)

    def _lost(self, question: str, subject: Subject) -> None:
        if self._by.random() < 0.35:
            question = self._typed(self._room.wording.one(self._by, "lost"))
        self._say(question, self._room.texts.lost(), confidence=round(0.03 + 0.28 * self._by.random(), 4))
        lot = self._by.random()
        if lot < self._share["rephrased"] and self._tries < 3:
            self._ask(subject)
        elif lot < self._share["rephrased"] + self._share["officer_lost"]:
            self._officer()

    def _unsure(self, question: str, subject: Subject, audience: str | None) -> None:
        answer = subject.answer
        near = self._room.subjects.near(self._by, answer)
        spoken = self._room.texts.suggestions(answer.topic, near)
        self._say(question, spoken, confidence=round(0.3 + 0.32 * self._by.random(), 4), audience=audience)
        lot = self._by.random()
        if lot < self._share["suggestion_taken"]:
            taken = answer.aspect if self._by.random() < 0.85 else self._by.choice(near)
            found = self._room.adviser.answers.find(answer.topic, taken) or answer
            self._answer(Subject(found, subject.rumour), found.ask, pressed=True)
        elif lot < self._share["suggestion_taken"] + 0.08:
            none = self._room.texts.phrase("misunderstood.none_of_these")
            self._say(none, self._plain("deny"), pressed=True, confidence=1.0)
        elif self._by.random() < self._share["rephrased"] and self._tries < 3:
            self._ask(subject)

    def _answer(
        self,
        subject: Subject,
        question: str,
        *,
        pressed: bool = False,
        confidence: float = 1.0,
        audience: str | None = None,
    ) -> None:
        if self._is_over():
            return
        wave, answer = subject.rumour, subject.answer
        if wave and wave.verdict_on and self._day < wave.verdict_on:
            spoken = self._room.texts.plain(
                Outcome.UNANSWERED_NOT_SETTLED, "rumour.being_checked", answer.topic, "unknown_claim"
            )
        else:
            spoken = self._room.texts.answer(answer.topic, answer.aspect)
        self._room.sightings.met(subject, self._day, pressed=pressed)
        turn = self._say(question, spoken, pressed=pressed, confidence=confidence, audience=audience)
        if spoken.starts:
            self._form(spoken)
        else:
            self._after(turn)

    def _after(self, turn: Turn) -> None:
        """Who has said what an answer was worth has mostly done."""
        if not self._judge(turn):
            self._onward(turn.spoken)
        elif self._by.random() < AFTER_ALL and not self._is_over():
            self._other_topic(turn.spoken)

    def _onward(self, spoken: Spoken) -> None:
        """What comes after an answer, if anything."""
        share, lot = self._share, self._by.random()
        for name, act in (
            ("button", self._press),
            ("same_topic", self._same_topic),
            ("other_topic", self._other_topic),
            ("thanks", self._thank),
            ("officer", self._officer_after),
            ("calculate", self._calculate),
            ("opinion", self._opinion),
        ):
            if lot < share[name]:
                if not self._is_over():
                    act(spoken)
                return
            lot -= share[name]

    def _press(self, spoken: Spoken) -> None:
        pressed = [one for one in spoken.buttons if one.aspect and self._may_press(one)]
        if not pressed:
            self._same_topic(spoken)
            return
        button = self._by.choice(pressed)
        answer = self._room.texts.answer(button.intent, button.aspect)
        turn = self._say(button.title, answer, pressed=True, confidence=1.0)
        if answer.starts:
            self._form(answer)
        else:
            self._after(turn)

    def _same_topic(self, spoken: Spoken) -> None:
        if spoken.topic:
            self._ask(self._room.subjects.of_topic(self._by, spoken.topic))

    def _other_topic(self, _spoken: Spoken) -> None:
        self._ask(self._room.subjects.draw(self._by))

    def _thank(self, _spoken: Spoken) -> None:
        self._say(self._typed(self._room.wording.one(self._by, "thanks")), self._plain("thank"))

    def _calculate(self, before: Spoken) -> None:
        if before.topic in CHOOSING:
            words, told = self._room.others.comparison(self._by)
            spoken = self._room.texts.comparison(told)
        else:
            words, income, group = self._room.others.sum(self._by)
            spoken = self._room.texts.sum(income, group)
        turn = self._say(self._typed(words), spoken, confidence=round(1 - 0.2 * self._by.random(), 4))
        self._judge(turn)

    def _form(self, spoken: Spoken) -> None:
        """The calculator asks for what is missing; some leave."""
        if spoken.starts != CONTRIBUTION:
            return
        texts, talk = self._room.texts, self._share
        gaps = contribution.bounds(self._room.adviser, self._day)
        topic, aspect = contribution.TOPIC, contribution.ASPECT
        words, income, group = self._room.others.income(self._by)
        if self._is_over() or self._by.random() < talk["left"]:
            return
        asked = texts.plain(Outcome.COLLECTING, "contribution.ask_group", topic, aspect, **gaps)
        self._say(words, asked, confidence=1.0)
        if self._is_over() or self._by.random() < talk["left"] / 2:
            return
        title = texts.phrase(f"contribution.group_{group}")
        self._judge(self._say(title, texts.sum(income, group), pressed=True, confidence=1.0))

    def _may_press(self, button: Button) -> bool:
        found = self._room.adviser.answers.find(button.intent, button.aspect)
        return found is None or found.starts in (None, CONTRIBUTION)
