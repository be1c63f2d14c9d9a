"""What is asked about on a day: topics, their aspects, and what the waves of the year add."""

from dataclasses import dataclass
from datetime import date
from random import Random

from bot.advice.answers import OTHER, Answer, Answers
from bot.advice.rumours import Rumours
from bot.operations.seeding.story import Story, Wave
from bot.operations.seeding.texts import CONTRIBUTION
from bot.operations.seeding.wording import Lot

PLAIN = "dialogue"


@dataclass(frozen=True, slots=True)
class Subject:
    """An aspect that somebody asks about. `rumour`: the wave that carries it; its `said` are people's own words."""

    answer: Answer
    rumour: Wave | None = None
    said: tuple[str, ...] = ()


class Subjects:
    """Draws subjects; `turn_to` chooses the day."""

    def __init__(self, story: Story, answers: Answers, rumours: Rumours):
        self._story, self._rumours = story, rumours
        fall = story.table["aspect_fall"]
        self._aspects = {topic: _aspects(answers, topic, fall) for topic in story.table["topics"]}
        self._topics = Lot[str](story.table["topics"].items())
        self._of_wave = {id(wave): self._wave(wave, answers) for wave in story.waves}
        self._today: list[tuple[float, Wave]] = []

    def turn_to(self, day: date) -> None:
        """The waves of a day, with the share of questions that each takes."""
        self._today = [(wave.share * wave.height(day), wave) for wave in self._story.waves if wave.height(day)]

    def draw(self, by: Random) -> Subject:
        """What a new talk is about."""
        lot = by.random()
        for share, wave in self._today:
            if lot < share:
                return self._of_wave[id(wave)].draw(by)
            lot -= share
        return self.of_topic(by, self._topics.draw(by))

    def of_topic(self, by: Random, topic: str) -> Subject:
        """Something of the same topic; of a topic that nobody begins with, of any other."""
        lot = self._aspects.get(topic) or self._aspects[self._topics.draw(by)]
        return Subject(lot.draw(by))

    def near(self, by: Random, answer: Answer) -> list[str]:
        """Three aspects of its topic that may have been meant, the right one among them."""
        names = {answer.aspect: None}
        lot = self._aspects.get(answer.topic)
        for _ in range(6):
            if lot and len(names) < 3:
                names[lot.draw(by).aspect] = None
        near = list(names)
        by.shuffle(near)
        return near

    def _wave(self, wave: Wave, answers: Answers) -> Lot[Subject]:
        weights: list[tuple[Subject, float]] = []
        for key, weight in wave.aspects.items():
            topic, _, aspect = key.partition("/")
            named = [answers.find(topic, aspect)] if aspect != "*" else self._aspects[topic].things()
            known = [one for one in named if one]
            if not known:
                raise KeyError(f"year.toml: {key} has no answer")
            rumour = self._rumours.find(wave.rumour) if wave.rumour else None
            for one in known:
                subject = Subject(one, wave if wave.rumour else None, rumour.said if rumour else ())
                weights.append((subject, weight / len(known)))
        return Lot(weights)


def _aspects(answers: Answers, topic: str, fall: float) -> Lot[Answer]:
    known = answers.topic(topic)
    if known is None:
        raise KeyError(f"year.toml: there is no topic {topic}")
    asked = [one for one in known.answers.values() if one.aspect != OTHER and one.starts in (None, CONTRIBUTION)]
    return Lot((one, 1 / (place + 1) ** fall) for place, one in enumerate(asked))
