"""Answers and rumours as they are said before and after a change."""

from pathlib import Path

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER
from bot.knowledge.items import ANSWERS, Item
from bot.knowledge.previews import Effect, Spoken, say_text


def spoken_sides(before: Adviser, after: Adviser, item: Item, day: Day) -> list[Effect]:
    """What an answer and its parts say on both sides; a rumour's own words are in the difference already."""
    if item.kind != ANSWERS:
        return []
    topic, found = Path(item.file).stem, []
    for part in ("", *FURTHER):
        texts = []
        for adviser in (before, after):
            answer = adviser.answers.find(topic, item.name)
            said = answer and not answer.starts and (not part or answer.further(part))
            texts.append(say_text(adviser, answer, part, day) if answer and said else None)
        if any(texts):
            found.append(Effect(Spoken(f"{topic}/{item.name}", "", part), *texts))
    return found
