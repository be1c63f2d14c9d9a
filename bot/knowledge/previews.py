"""Answers before and after a change, on any day, said by the adviser itself; and how each channel would show one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER, Answer, further_aspect
from bot.advice.template import TemplateError, fill
from bot.channels.telegram.render import render as as_telegram
from bot.channels.zalo.render import render as as_zalo
from bot.policy.errors import PolicyError

#: Characters of one message on Zalo.
ZALO_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer, or a part of it ("more", "example"; "" is the answer), that stands on a figure."""

    key: str
    ask: str
    part: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one text on a day; None: it is not said there."""

    spoken: Spoken
    before: str | None
    after: str | None

    @property
    def differs(self) -> bool:
        """Whether a citizen would read something else."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Look:
    """A message as a channel shows it."""

    texts: tuple[str, ...]
    buttons: tuple[str, ...]


def say(adviser: Adviser, answer: Answer, part: str, day: Day) -> Advice:
    """An answer or a part of it, as a citizen gets it."""
    aspect = further_aspect(answer.aspect, part) if part else answer.aspect
    plain = answer.topic == "dialogue"
    return adviser.answer(aspect if plain else answer.topic, None if plain else aspect, day)


def say_text(adviser: Adviser, answer: Answer, part: str, day: Day) -> str | None:
    """The words of `say`; None where a placeholder of a draft cannot be filled."""
    try:
        return say(adviser, answer, part, day).text
    except (PolicyError, TemplateError):
        return None


def users(adviser: Adviser, figure: str, on: date) -> list[Spoken]:
    """Everything that is said with a figure on a day, through calculators too."""
    return _standing(adviser.version, on, _Held(adviser)).get(figure, [])


def effects(before: Adviser, after: Adviser, figure: str, day: Day) -> list[Effect]:
    """The texts that use the figure before or after a change, those that differ first."""
    either = dict.fromkeys([*users(before, figure, day.as_of), *users(after, figure, day.as_of)])
    found = [Effect(one, _said(before, one, day), _said(after, one, day)) for one in either]
    return sorted(found, key=lambda one: not one.differs)


def looks(advice: Advice) -> dict[str, Look]:
    """The message on each channel, rendered by the channel's own code."""
    titles = tuple(button.title for button in advice.buttons)
    reply = {
        "text": advice.text,
        "buttons": [{"title": title, "payload": str(number)} for number, title in enumerate(titles)],
        "image": None,
    }
    zalo = [str(part.content["message"]["text"]) for part in as_zalo([reply], ZALO_LIMIT)]
    telegram = [str(part.content["text"]) for part in as_telegram([reply])]
    return {
        "web": Look((advice.text,), titles),
        "zalo": Look(tuple(zalo), titles[:5]),
        "telegram": Look(tuple(telegram), titles),
    }


class _Held:
    """An adviser as an argument of a cache, known by its version alone."""

    def __init__(self, adviser: Adviser):
        self.adviser = adviser

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=16)
def _standing(_version: str, on: date, held: _Held) -> dict[str, list[Spoken]]:
    found: dict[str, list[Spoken]] = {}
    for spoken, words in _texts(held.adviser):
        try:
            figures = fill(words, held.adviser.policy, on).figures
        except (PolicyError, TemplateError):
            continue
        for key in dict.fromkeys(one.key for one in figures):
            found.setdefault(key, []).append(spoken)
    return found


def _texts(adviser: Adviser) -> Iterator[tuple[Spoken, str]]:
    for answer in adviser.answers:
        if answer.starts:
            continue
        for part in ("", *FURTHER):
            if words := answer.further(part) if part else answer.text:
                yield Spoken(answer.key, answer.ask, part), words


def _said(adviser: Adviser, spoken: Spoken, day: Day) -> str | None:
    answer = adviser.answers.find(*spoken.key.split("/", 1))
    if answer is None:
        return None
    return say_text(adviser, answer, spoken.part, day)
