"""A report of fraud or misinformation (tin báo) as a short form, answered with a receipt."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.again import ask, does_not_know, explanation
from actions.report_ways import formal, has_ended, opened
from actions.rumour import reported
from actions.turn import Turn
from bot.advice.advice import Advice, Button
from bot.clock import now
from bot.first_aid import first_aid
from bot.language.asking import is_question
from bot.outcomes import Outcome

#: What is asked, in this order.
CONTENT = ("report_what", "report_when_where", "report_who")
#: What is asked after `report_who`, in its slot: telephone, account, link, amount, where money is at stake.
CLUES = "report_clues"
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
        asked = self.asked(turn)
        question = turn.phrase(f"report.{asked.replace('report_', 'ask_')}")
        return ask(
            turn, tracker, asked, Advice(question, Outcome.COLLECTING, turn.topic or None, None, self.buttons(turn))
        )

    def asked(self, turn: Turn) -> str:
        """What is asked for."""
        return self.slot

    def buttons(self, turn: Turn) -> tuple[Button, ...]:
        """A way to leave the question out, where it may be."""
        skip = turn.phrase("report.skip_button")
        return (Button(skip, "inform", text=skip),) * self.skippable


class AskWhat(_Ask, Action):
    """What happened?"""

    slot = "report_what"

    def buttons(self, turn: Turn) -> tuple[Button, ...]:
        """What a report is, and what a complaint and a denunciation are."""
        return (Button(turn.phrase("report.kinds_button"), "complaint_denunciation", "which_one_to_use"),)


class AskWhenWhere(_Ask, Action):
    """When and where?"""

    slot = "report_when_where"
    skippable = True


class AskWho(_Ask, Action):
    """Who or which office is involved? Then, where money is at stake, what the other side used."""

    slot = "report_who"
    skippable = True

    def asked(self, turn: Turn) -> str:
        """The second question, once the first is answered."""
        return CLUES if isinstance(turn.slot("report_when_where"), dict) else self.slot


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
            return opened(turn)
        if explanation(turn) or (does_not_know(turn) and asked in NEEDED):
            return [SlotSet(asked, None)]
        skipped = does_not_know(turn) or turn.text.casefold() == turn.phrase("report.skip_button").casefold()
        if not skipped and _is_no_answer(turn):
            return []
        if asked == "report_kind":
            kind = next((kind for kind, topic in TOPICS.items() if topic == turn.topic), None)
            return [SlotSet("report_kind", kind)] if kind else []
        if turn.interaction:
            turn.house.interactions.withhold(turn.interaction, turn.phrase("report.withheld"))
        if turn.house.case_room.words.is_formal(turn.text):
            return formal(turn)
        if asked == "report_what":
            _help_first(turn)
        return _told(turn, asked, "" if skipped else turn.house.case_room.words.without_author(turn.text))


def _help_first(turn: Turn) -> None:
    """Who has just been caught hears the steps of the first hour before the next question: the receipt can wait."""
    if steps := first_aid(turn.text):
        turn.say(replace(turn.house.adviser.answer(steps.intent, steps.aspect, turn.day), buttons=()))


def _told(turn: Turn, asked: str, text: str) -> list[EventType]:
    """What the citizen's words fill in; a question that does not matter for this report is left out."""
    told = turn.slot("report_when_where")
    if asked == "report_when_where" and turn.slot("report_kind") == "misinformation":
        return [SlotSet(asked, text), SlotSet("report_who", "")]
    if asked != "report_who":
        return [SlotSet(asked, text)]
    reports = turn.house.case_room.reports
    clues = reports.overheard(turn.interaction)
    sealed = reports.clues.carried(turn.conversation, clues) if clues else None
    if isinstance(told, dict):
        return [SlotSet("report_when_where", {**told, "clues": text, "sealed": sealed}), SlotSet(asked, told["who"])]
    if sealed:
        # Who it was came with their numbers: asking for these once more would lose them, as few tell a thing twice.
        return [SlotSet("report_when_where", {"when_where": told, "sealed": sealed}), SlotSet(asked, text)]
    if turn.house.case_room.words.is_about_money(f"{turn.slot('report_what')} {text}"):
        return [SlotSet("report_when_where", {"when_where": told, "who": text}), SlotSet(asked, None)]
    return [SlotSet(asked, text)]


def _is_no_answer(turn: Turn) -> bool:
    """Whether the words are a way out, or a question of their own."""
    is_way_out = turn.topic in WAYS_OUT and len(turn.text.split()) <= LONGEST_WAY_OUT
    return is_way_out or turn.text == turn.phrase("report.kinds_button") or _is_question(turn)


def _is_question(turn: Turn) -> bool:
    """Whether a short message is surely a question of another topic, which must not be filed as a report."""
    return (
        is_question(turn.text)
        and len(turn.text.split()) <= LONGEST_QUESTION
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
        if not has_ended(turn):
            self._receive(turn)
        return [SlotSet(name, None) for name in ("report_kind", *CONTENT, "missed")]

    @staticmethod
    def _receive(turn: Turn) -> None:
        kind, told = turn.slot("report_kind"), turn.slot("report_when_where")
        more = told if isinstance(told, dict) else {"when_where": told}
        content = {"what": turn.slot("report_what"), "when_where": more["when_where"], "who": turn.slot("report_who")}
        if more.get("clues"):
            content["clues"] = more["clues"]
        room = turn.house.case_room
        if turn.interaction:
            room.reports.receive(
                turn.interaction,
                kind,
                content,
                turn.day.today,
                triage=room.flood.is_flooded(now()),
                clues=more.get("sealed"),
                conversation_id=turn.conversation,
            )
            reported(turn, kind, content["what"], str(content["when_where"] or ""))
        text = turn.phrase("report.received", days=room.clocks["case_person"].days)
        turn.say(Advice(text, Outcome.REPORT_RECEIVED, TOPICS[kind], "make_report"))
