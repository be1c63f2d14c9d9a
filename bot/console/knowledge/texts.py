"""Answers and rumours as rows to look for and to edit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER, Answer
from bot.advice.rumours import Rumour, Rumours
from bot.advice.template import TemplateError
from bot.console.knowledge.words import VERDICTS
from bot.console.web.catalogue import said
from bot.console.web.listing import Column
from bot.knowledge.items import ANSWERS, Item
from bot.knowledge.loading import Loaded
from bot.knowledge.previews import Look, looks, say
from bot.policy.errors import PolicyError
from bot.policy.text import words as spelt


def answer_item(topic: str, aspect: str) -> Item:
    """Where an answer stands."""
    return Item(f"answers/{topic}.toml", aspect)


def rumour_item(name: str) -> Item:
    """Where a rumour stands."""
    return Item(f"rumours/{name}.toml", "")


def answers(adviser: Adviser, words: str = "", topic: str = "") -> Iterator[Answer]:
    """Approved texts by topic; all `words` stand in its texts, in any order, marks or not."""
    wanted = spelt(words).split()
    for answer in adviser.answers:
        text = spelt(" ".join([answer.key, answer.ask, *answer.texts(), *answer.legal_basis]))
        if topic in {"", answer.topic} and all(one in text for one in wanted):
            yield answer


def rumours(known: Rumours, words: str = "") -> Iterator[Rumour]:
    """Known rumours by name; all `words` stand in claim, refutation or what people say."""
    wanted = spelt(words).split()
    for rumour in known:
        text = spelt(" ".join([rumour.name, rumour.claim, rumour.refutation, *rumour.said]))
        if all(one in text for one in wanted):
            yield rumour


ANSWER_COLUMNS: list[Column[Answer]] = [
    Column("key", said("Mã"), lambda one: one.key),
    Column("ask", said("Tên nút"), lambda one: one.ask),
    Column("text", said("Câu trả lời"), lambda one: one.text),
    Column("parts", said("Nói thêm"), lambda one: [part for part in FURTHER if one.further(part)]),
    Column("legal_basis", said("Căn cứ"), lambda one: list(one.legal_basis)),
    Column("confidence", said("Độ chắc"), lambda one: one.confidence),
    Column("checked_on", said("Soát ngày"), lambda one: one.checked_on),
    Column("more", said("Nói kỹ hơn"), lambda one: one.more, is_default=False),
    Column("example", said("Ví dụ"), lambda one: one.example, is_default=False),
    Column("next", said("Câu hỏi tiếp"), lambda one: list(one.next), is_default=False),
]
RUMOUR_COLUMNS: list[Column[Rumour]] = [
    Column("name", said("Mã"), lambda one: one.name),
    Column("claim", said("Tin đồn nói gì"), lambda one: one.claim),
    Column("verdict", said("Kết luận"), lambda one: VERDICTS[one.verdict]),
    Column("refutation", said("Lời bác bỏ"), lambda one: one.refutation),
    Column("checked_on", said("Soát ngày"), lambda one: one.checked_on),
    Column("review_by", said("Soát lại trước"), lambda one: one.review_by),
    Column("said", said("Cách người dân nói"), lambda one: list(one.said), is_default=False),
    Column("aspect", said("Câu trả lời"), lambda one: one.aspect, is_default=False),
]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a text as every channel shows it."""

    part: str
    looks: dict[str, Look]


def shown(loaded: Loaded, item: Item, as_of: date, today: date) -> list[Shown]:
    """A text and its parts as a citizen would see them on each channel; none where a placeholder cannot be filled."""
    try:
        return _shown(loaded, item, Day(as_of, today))
    except (PolicyError, TemplateError):
        return []


def _shown(loaded: Loaded, item: Item, day: Day) -> list[Shown]:
    adviser, stem = loaded.adviser, Path(item.file).stem
    if item.kind != ANSWERS:
        rumour = loaded.rumours.find(stem)
        return [Shown("", looks(rumour.advice(adviser, day)))] if rumour else []
    answer = adviser.answers.find(stem, item.name)
    if answer is None or answer.starts:
        return []
    parts = ("", *(part for part in FURTHER if answer.further(part)))
    return [Shown(part, looks(say(adviser, answer, part, day))) for part in parts]
