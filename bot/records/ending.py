"""What is added to every turn when it ends: notice, question for feedback, code of the answer, audience, campaign."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.advice.phrases import Phrases
from bot.clock import VIETNAM, now
from bot.language.audience import find_audience
from bot.outcomes import ANSWERS, Outcome
from bot.records import feedback
from bot.records.answer_receipts import AnswerReceipts
from bot.records.audience import Audiences
from bot.records.buttons import store
from bot.records.campaigns import Campaigns
from bot.records.notice import Notice
from bot.records.record import Record
from bot.records.talks import Awaited, TalkState
from bot.records.told_places import ToldPlaces

#: Praise and blame in words mean an answer of the last hours.
MEANT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Light:
    """What the record itself does not know of its turn.

    `link`: the deep link that brought the message. `author`: who answers, "machine" or "officer". `is_aside`: the app
    answered it without the engine. `keeps_waiting`: the message could not be taken up, so that what was asked for is
    still asked for.
    """

    in_form: bool = False
    link: str | None = None
    author: str = "machine"
    is_aside: bool = False
    keeps_waiting: bool = False


PLAIN = Light()


@dataclass(frozen=True, slots=True)
class Ending:
    """Adds to a turn in the transaction that ends it, before its row is written."""

    phrases: Phrases
    receipts: AnswerReceipts
    audiences: Audiences
    campaigns: Campaigns
    notice: Notice
    places: ToldPlaces
    #: Feedback is asked for after the first answer of a talk and every so many answers from then on.
    feedback_every: int

    def __call__(self, connection: Connection, record: Record, light: Light = PLAIN) -> None:
        """Change `record` and store what belongs to it. May be done twice (see `Database.together`)."""
        moment = now()
        talk = TalkState.load(connection, record.conversation_id)
        began = talk.seen_at if not talk.is_new(moment, self.notice.pause) else None
        if began is None:
            talk.campaign, talk.feedback_in, talk.awaiting = None, 0, None
        record.author = light.author
        self._place(record, talk, light, moment)
        self.places.keep(connection, record.interaction_id, record.heard)
        if not light.is_aside:
            self._hear_judgement(connection, record, moment)
        is_noticed = self._give_notice(record, talk, moment)
        asked = self._ask_feedback(connection, record, talk, light, is_noticed=is_noticed)
        talk.seen_at = moment
        if not light.keeps_waiting:
            talk.awaiting = str(Awaited("feedback", record.interaction_id)) if asked else None
        talk.store(connection, record.conversation_id)
        record.answer_code = self.receipts.give(connection, record)

    def _place(self, record: Record, talk: TalkState, light: Light, moment: datetime) -> None:
        """To which group and campaign the turn belongs. What a report says is not looked at: it is withheld."""
        talk.campaign = self.campaigns.linked(light.link) or talk.campaign
        record.campaign = talk.campaign or self.campaigns.on(moment.astimezone(VIETNAM).date())
        group = None if record.heard.pressed else find_audience(record.heard.question)
        if group in self.audiences:
            record.audience = talk.audience = group

    def _hear_judgement(self, connection: Connection, record: Record, moment: datetime) -> None:
        """Praise and blame in words are about the last answer, where there was one."""
        verdict = feedback.INTENTS.get(record.topic or "")
        if verdict is None or record.outcome != Outcome.FEEDBACK_RECEIVED:
            return
        if judged := feedback.last_answer(connection, record.conversation_id, moment - MEANT):
            feedback.store(connection, record.interaction_id, feedback.Judgement(judged, verdict), "words", moment)

    def _give_notice(self, record: Record, talk: TalkState, moment: datetime) -> bool:
        # While a person has the talk the bot keeps still.
        is_said = record.replies and record.outcome != Outcome.WITH_OFFICER
        if not is_said or not self.notice.due(talk, record.heard.channel, moment):
            return False
        record.replies = [*self.notice.replies(), *record.replies]
        talk.notice_version, talk.notice_at = self.notice.version, moment
        return True

    def _ask_feedback(
        self, connection: Connection, record: Record, talk: TalkState, light: Light, *, is_noticed: bool
    ) -> bool:
        if record.outcome == Outcome.REPORT_RECEIVED:
            talk.feedback_in = None
        if record.outcome not in ANSWERS or record.topic in feedback.NEVER_AFTER:
            return False
        is_short = len(record.replies) <= feedback.MOST_REPLIES
        may_ask = is_short and not (light.in_form or is_noticed)
        ask, talk.feedback_in = feedback.countdown(talk.feedback_in, self.feedback_every, may_ask=may_ask)
        if ask:
            reply, buttons = feedback.question(self.phrases, record.interaction_id)
            store(connection, record.conversation_id, buttons)
            record.replies = [*record.replies, reply]
        return ask
