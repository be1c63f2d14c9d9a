"""What a citizen sent along: kept with a report that is being taken, else only spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.advice.advice import Button
from bot.advice.phrases import Phrases
from bot.cases.reports import FORM
from bot.channels.contract import Attachment, Channel, Event, Kind
from bot.channels.fetching import FetchFailed
from bot.evidence.files import Files
from bot.evidence.refusal import FileRefused
from bot.outcomes import Outcome
from bot.records.buttons import drawn
from bot.records.memory import Memory
from bot.records.record import Said

#: What can be evidence; of all else nothing is fetched.
KEPT = frozenset({Kind.PICTURE, Kind.FILE, Kind.AUDIO, Kind.VIDEO})
#: What may be evidence of something to report: the way to do so is offered.
OFFERED = KEPT | {Kind.LINK}
#: Where the way to report begins: the topic and aspect of its button.
REPORT = ("fraud_report", "make_report")
_FRIENDLY = frozenset({Kind.STICKER, Kind.FOLLOW})


class FetchLater(Exception):
    """A file that the channel does not give out now."""


@dataclass(frozen=True, slots=True)
class Attachments:
    """Answers messages that carry something beside words, or instead of them."""

    memory: Memory
    files: Files
    phrases: Phrases
    told: dict[str, str]

    def answer(self, event: Event, conversation_id: str, channel: Channel, *, last_try: bool) -> Said:
        """What is said to a message without words; its files are kept where a report is being taken.

        Blocks for seconds. Raises FetchLater (unless it is the last try), DatabaseUnavailable.
        """
        if not self._is_reporting(conversation_id):
            return self._spoken_of(event.kind)
        refused = self.keep(event, conversation_id, channel, last_try=last_try)
        if refused:
            return _said(Outcome.CLARIFYING, self.phrases(refused, **self._gaps(refused)))
        return _said(Outcome.COLLECTING, self.phrases(f"attachment.report_{event.kind}"))

    def keep(self, event: Event, conversation_id: str, channel: Channel, *, last_try: bool) -> str | None:
        """Keep the files of a message that belongs to a report; gives the phrase of the first that is not kept."""
        if not self._is_reporting(conversation_id):
            return None
        refused = [
            self._kept(f"{event.channel}:{event.event_id}:{place}", conversation_id, one, channel, last_try)
            for place, one in enumerate(event.attachments)
            if one.kind in KEPT
        ]
        return next((one for one in refused if one), None)

    def _kept(
        self, event_key: str, conversation_id: str, attachment: Attachment, channel: Channel, last_try: bool
    ) -> str | None:
        try:
            content = channel.fetch(attachment)
            self.files.keep(event_key, conversation_id, attachment.details.get("name"), content)
        except FetchFailed as failed:
            if failed.again and not last_try:
                raise FetchLater from None
            return failed.phrase
        except FileRefused as refused:
            return refused.reason.phrase
        return None

    def _is_reporting(self, conversation_id: str) -> bool:
        return self.memory.of(conversation_id).get("loop") == FORM

    def _spoken_of(self, kind: Kind) -> Said:
        outcome = Outcome.SMALL_TALK if kind in _FRIENDLY else Outcome.CLARIFYING
        text = self.phrases(f"attachment.{kind}")
        if kind not in OFFERED:
            return _said(outcome, text)
        buttons = drawn((Button(self.phrases("attachment.report_button"), *REPORT),))
        replies = [{"text": text, "buttons": [one.sent for one in buttons], "image": None}]
        return Said(outcome, replies, buttons=buttons)

    def _gaps(self, phrase: str) -> dict[str, str]:
        return {name: value for name, value in self.told.items() if name in self.phrases.gaps(phrase)}


def _said(outcome: Outcome, text: str, buttons: Sequence[dict[str, str]] = ()) -> Said:
    return Said(outcome, [{"text": text, "buttons": list(buttons), "image": None}])
