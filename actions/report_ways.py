"""Ways a report does not go: too many from one sender, and a formal denunciation (tố cáo), not taken by chat."""

from rasa_sdk.events import EventType, SlotSet

from actions.turn import Turn
from bot.advice.advice import Advice, Button
from bot.clock import now
from bot.outcomes import Outcome

#: Every slot that the form asks for.
_SLOTS = ("report_kind", "report_what", "report_when_where", "report_who")
#: In the slot of what happened: the form was ended, nothing is to be stored.
_NOTHING = ""


def opened(turn: Turn) -> list[EventType]:
    """What the form begins with; who has sent as many reports as may be is told so and loses no word."""
    if not turn.house.case_room.flood.is_too_many(turn.conversation, now()):
        return [SlotSet("report_kind", turn.slot("report_kind"))]
    text = turn.phrase("report.too_many")
    topic = "misinformation" if turn.slot("report_kind") == "misinformation" else "fraud_report"
    turn.say(Advice(text, Outcome.REFUSED, topic, "make_report", (turn.house.adviser.person(),)))
    return _ended()


def formal(turn: Turn) -> list[EventType]:
    """Show the lawful way; what was told is not kept, only that the way was shown is counted."""
    turn.house.case_room.pointed.note(turn.day.today)
    buttons = (
        Button(turn.phrase("report.denounce_button"), "complaint_denunciation", "denounce_how"),
        Button(turn.phrase("report.anonymous_button"), "fraud_report", "make_report"),
    )
    turn.say(
        Advice(turn.phrase("report.formal"), Outcome.HANDED_OVER, "complaint_denunciation", "denounce_how", buttons)
    )
    return _ended()


def has_ended(turn: Turn) -> bool:
    """Whether the form was ended without a report."""
    return bool(turn.slot("report_what") == _NOTHING)


def _ended() -> list[EventType]:
    return [SlotSet(name, _NOTHING) for name in _SLOTS]
