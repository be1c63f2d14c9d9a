"""A report of fraud or misinformation (tin báo) as a short form, answered with a receipt."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.again import ask, does_not_know, explanation
from actions.turn import Turn
from bot.advice.advice import Advice, Button
from bot.outcomes import Outcome

#: What is asked, in this order.
CONTENT = ("report_what", "report_when_where", "report_who")
#: Without these there is nothing to report; not knowing the others is an answer.
NEEDED = frozenset({"report_kind", "report_what"})
TOPICS = {"fraud": "fraud_report", "misinformation": "misinformation"}
#: Ways out of the form. A long message that sounds like one is what is being reported.
WAYS_OUT = frozenset({"stop", "restart", "talk_to_officer", "help"})
LONGEST_WAY_OUT = 6
#: A question of this confidence and length is answered, and the form asks again.
SURELY, LONGEST_QUESTION = 0.7, 14
#: Topics that a report itself sounds like.
REPORTED = frozenset(
    {"fraud_report", "misinformation", "complaint_denunciation", "contact_office", "book_or_card_vssid"}
)


class _Ask:
    """One question of the form; not an action by itself, or it would be registered as one."""

    slot: str
    skippable = False

    def name(self) -> str:
        """The name in domain.yml."""
        return f"action_ask_report_form_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask."""
        turn = Turn(tracker, dispatcher)
        skip = turn.phrase("report.skip_button")
        question = turn.phrase(f"report.{self.slot.replace('report_', 'ask_')}")
        buttons = (Button(skip, "inform", text=skip),) * self.skippable
        return ask(turn, tracker, self.slot, Advice(question, Outcome.COLLECTING, turn.topic or None, None, buttons))


class AskWhat(_Ask, Action):
    """What happened?"""

    slot = "report_what"


class AskWhenWhere(_Ask, Action):
    """When and where?"""

    slot = "report_when_where"
    skippable = True


class AskWho(_Ask, Action):
    """Who or which office is involved?"""

    slot = "report_who"
    skippable = True


class AskKind(Action):
    """Fraud or misinformation?"""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_ask_report_form_report_kind"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, with a button a kind."""
        turn = Turn(tracker, dispatcher)
        kinds = TOPICS.items()
        buttons = tuple(Button(turn.phrase(f"report.kind_{kind}"), topic, "make_report") for kind, topic in kinds)
        question = Advice(turn.phrase("report.ask_kind"), Outcome.COLLECTING, turn.topic or None, None, buttons)
        return ask(turn, tracker, "report_kind", question)


class ValidateReport(Action):
    """The citizen's words are the answer to the question asked, unless they are a way out."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "validate_report_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Fill the slot asked for; the words leave the interaction, they are kept with the report alone."""
        turn = Turn(tracker, dispatcher)
        asked = turn.slot("requested_slot")
        if asked is None:
            return [SlotSet("report_kind", turn.slot("report_kind"))]
        if explanation(turn) or (does_not_know(turn) and asked in NEEDED):
            return [SlotSet(asked, None)]
        skipped = does_not_know(turn) or turn.text.casefold() == turn.phrase("report.skip_button").casefold()
        if turn.topic in WAYS_OUT and len(turn.text.split()) <= LONGEST_WAY_OUT and not skipped:
            return []
        if not skipped and _is_question(turn):
            return []
        if asked == "report_kind":
            kind = next((kind for kind, topic in TOPICS.items() if topic == turn.topic), None)
            return [SlotSet("report_kind", kind)] if kind else []
        if turn.interaction:
            turn.house.interactions.withhold(turn.interaction, turn.phrase("report.withheld"))
        return [SlotSet(asked, turn.text)]


def _is_question(turn: Turn) -> bool:
    """Whether a short message is surely a question of another topic, which must not be filed as a report."""
    return (
        len(turn.text.split()) <= LONGEST_QUESTION
        and (turn.confidence or 0) >= SURELY
        and turn.topic not in REPORTED
        and turn.house.adviser.answers.topic(turn.topic) is not None
    )


class ReportResult(Action):
    """Stores the report; its receipt code is made when the reply leaves, so that no record holds it."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_report_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Store, thank, forget what was told."""
        turn = Turn(tracker, dispatcher)
        kind = turn.slot("report_kind")
        content = {name.removeprefix("report_"): turn.slot(name) for name in CONTENT}
        if turn.interaction:
            turn.house.reports.receive(turn.interaction, kind, content, turn.day.today)
        turn.say(Advice(turn.phrase("report.received"), Outcome.REPORT_RECEIVED, TOPICS[kind], "make_report"))
        return [SlotSet(name, None) for name in ("report_kind", *CONTENT, "missed")]
