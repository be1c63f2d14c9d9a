"""A draft tried before anybody approves it: loaded as `data/` is, said on every day, held beside the facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.advice import facts
from bot.advice.answers import FURTHER
from bot.knowledge import checks
from bot.knowledge.blocks import BlockError
from bot.knowledge.items import ANSWERS, FIGURES, Item, with_words
from bot.knowledge.loading import Loaded, load
from bot.knowledge.problems import Problem, problem
from bot.knowledge.text_drafts import fields_of
from bot.policy.errors import PolicyError

_FOLDER = re.compile(r"/\S*/ansinh-[^/\s]+/")
_FIELD = re.compile(
    r"\b(ask|text|more|example|legal_basis|confidence|next|checked_on|review_by|holds_to|claim|verdict|refutation|said|"
    r"value|from|note)\b"
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found; `loaded` is there where the loaders took it, also if it must not be approved so."""

    problems: tuple[Problem, ...]
    loaded: Loaded | None

    @property
    def passes(self) -> bool:
        """Whether nothing stops it."""
        return self.loaded is not None and not any(one.stops for one in self.problems)


def tried(data: Path, files: Mapping[str, str], item: Item, words: str, today: date) -> Trial:
    """The item with these words among `files`; `data` is where everything else lies."""
    try:
        loaded = load(data, with_words(files, item, words))
    except (PolicyError, ValueError, KeyError) as error:
        return Trial((_of_loader(error),), None)
    return Trial(tuple(_problems(data, loaded, item, today)), loaded)


def numbers(loaded: Loaded, item: Item, words: str, today: date) -> list[Problem]:
    """Numbers typed into the texts of an item, each with the placeholder to write: the loader refuses them too."""
    if item.kind == FIGURES:
        return []
    raw = fields_of(item, words)
    texts = ("text", *FURTHER) if item.kind == ANSWERS else ("claim", "refutation")
    policy = loaded.adviser.policy
    return [one for name in texts for one in checks.typed_numbers(policy, name, str(raw.get(name, "")), today)]


def _problems(data: Path, loaded: Loaded, item: Item, today: date) -> list[Problem]:
    if item.kind == FIGURES:
        return _of_figure(loaded, today)
    if item.kind != ANSWERS:
        rumour = loaded.rumours.find(Path(item.file).stem)
        return checks.of_rumour(loaded.adviser, rumour, today) if rumour else []
    answer = loaded.adviser.answers.find(Path(item.file).stem, item.name)
    if answer is None:
        return [problem("", "unknown")]
    return [*checks.of_answer(loaded.adviser, answer, today), *_unsaid(data, loaded, answer.key)]


def _of_figure(loaded: Loaded, today: date) -> list[Problem]:
    """Answers that the figure's change would make too long or silence; they are to be looked at, not in its way."""
    adviser = loaded.adviser
    hurt = [answer.key for answer in adviser.answers if checks.of_answer(adviser, answer, today)]
    return [Problem("", "hurts", {"answers": ", ".join(hurt)}, stops=False)] if hurt else []


def _unsaid(data: Path, loaded: Loaded, key: str) -> list[Problem]:
    """Facts whose words the text no longer has: whoever approves reads the text against them."""
    try:
        tables = facts.load(data / "answers" / "facts", loaded.adviser.answers)
    except facts.FactsError as error:
        return [problem("", "loader", said=str(error))]
    unsaid = [words for table in tables if table.answer.key == key for words in table.unsaid()]
    return [Problem("text", "fact_unsaid", {"words": words}, stops=False) for words in unsaid]


def _of_loader(error: Exception) -> Problem:
    said = _FOLDER.sub("", str(error)) if not isinstance(error, BlockError) else str(error)
    named = _FIELD.search(said.split("]", 1)[-1])
    return problem(named[1] if named else "", "loader", said=said)
