"""The receipt of an answer in words: for the chat and for its page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.advice import wording
from bot.advice.advice import Evidence
from bot.advice.phrases import Phrases
from bot.clock import VIETNAM
from bot.records.answer_codes import shown
from bot.records.answer_receipts import BESIDE, AnswerTold
from bot.records.corrections import Changed
from bot.records.figure_words import amount
from bot.records.notice import WITH_A_PAGE

#: Characters of one message; beyond this a phone shows a wall.
LONGEST = 900
#: Characters of an answer with its code: the smallest limit of the channels, so that the code splits no message.
LONGEST_SIGNED = 2_000


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """One answer on record as citizens read it."""

    phrases: Phrases

    def signed(self, replies: list[dict[str, Any]], code: str | None, channel: str) -> list[dict[str, Any]]:
        """With the line under the last answer where `channel` has no page to show it and the text stays one message."""
        places = [at for at, one in enumerate(replies) if BESIDE not in one]
        if code is None or channel in WITH_A_PAGE or not places:
            return replies
        at = places[-1]
        text = f"{replies[at]['text']}\n\n{self.phrases('receipt.line', code=code)}"
        if len(text) > LONGEST_SIGNED:
            return replies
        return [*replies[:at], {**replies[at], "text": text}, *replies[at + 1 :]]

    def state(self, told: AnswerTold) -> str:
        """Whether it is what was said."""
        return self.phrases("receipt.unaltered" if told.is_unaltered else "receipt.altered")

    def when(self, told: AnswerTold) -> dict[str, str]:
        """Time and day of the answer in Vietnam, and the day that it holds for."""
        moment = told.answered_at.astimezone(VIETNAM)
        return {
            "time": f"{moment:%H:%M}",
            "day": wording.day(moment.date()),
            "as_of": wording.day(told.as_of),
        }

    def versions(self, told: AnswerTold) -> str:
        """Which texts, figures and model it came from."""
        return self.phrases("receipt.versions", data=told.data_version, model=told.model_version)

    def author(self, told: AnswerTold) -> str:
        """A machine or a person."""
        return self.phrases(f"receipt.author_{told.author}")

    def changed(self, one: Changed) -> str:
        """What a figure is now."""
        told = amount(one.told.value, one.told.unit)
        gaps = {"label": one.told.label[:1].lower() + one.told.label[1:], "told": told}
        if one.now is None:
            return self.phrases("receipt.corrected_away", **gaps)
        new = Evidence.of_figure(one.now)
        since = {"since": wording.day(one.now.effective_from)} if one.how == "superseded" else {}
        return self.phrases(f"receipt.{one.how}", **gaps, **since, now=amount(new.value, new.unit))

    def valid(self, since: date | None, until: date | None) -> str:
        """The days that a source holds for."""
        if since is None:
            return ""
        if until is None:
            return self.phrases("receipt.from_only", since=wording.day(since))
        return self.phrases("receipt.from_to", since=wording.day(since), until=wording.day(until))

    def in_chat(self, told: AnswerTold, changes: list[Changed]) -> list[str]:
        """The messages of the chat: what was said as it was said, then what there is to know about it."""
        head = self.phrases("receipt.heading", code=shown(told.code), **self.when(told))
        about = [*map(self.changed, changes), self.state(told), self.versions(told)]
        whole = "\n\n".join([head, *told.texts])
        return [*([whole] if len(whole) <= LONGEST else [head, *told.texts]), "\n".join(about)]
