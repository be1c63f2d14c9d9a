"""A message that repeats a claim: a known one is answered at once, one that circulates and is not known is taken in."""

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.answers import OTHER
from bot.advice.rumours import TOPIC
from bot.cases.claim_matching import AMONG_RUMOURS, GUESSED, LIKELY
from bot.language.hearsay import is_hearsay
from bot.outcomes import Outcome

KIND = "misinformation"
#: Aspect of a turn in which a claim was met that nobody has judged yet.
UNKNOWN = "unknown_claim"
#: More than any likeness.
NEVER = 2.0
#: A pressed button, or a word that always means the same: what was meant is certain.
CERTAIN = 1.0


def answered(turn: Turn) -> list[EventType] | None:
    """Say the verdict on the claim that the message repeats; None where it repeats none, or that is not sure."""
    if (turn.confidence or 0) >= CERTAIN:
        return None
    found = turn.house.claim_room.known.match(turn.text, turn.day)
    if found is None or not (found.is_sure or found.score >= _enough(turn, found.rumour.aspect)):
        return None
    turn.house.claim_room.claims.sighted(found.rumour.name, turn.text, turn.day.today)
    turn.say(found.rumour.advice(turn.house.adviser, turn.day))
    return []


def met(turn: Turn, advice: Advice) -> None:
    """Count a known claim that the model itself has recognised in words."""
    known = advice.topic == TOPIC and advice.aspect and turn.house.claim_room.rumours.find(advice.aspect)
    if known and (turn.confidence or 0) < CERTAIN:
        turn.house.claim_room.claims.sighted(known.name, turn.text, turn.day.today)


def taken_in(turn: Turn) -> list[EventType] | None:
    """Take in a claim that circulates and has no verdict; None where the message hands on none.

    One that is being checked is followed; a new one goes on as a report, which asks where it was seen.
    """
    if turn.topic != TOPIC or turn.aspect not in {None, OTHER} or not is_hearsay(turn.text):
        return None
    room, today = turn.house.claim_room, turn.day.today
    if open_claim := room.claims.asked(turn.text, turn.conversation, today):
        turn.say(_said(turn, "rumour.being_checked", open_claim))
        return []
    if turn.interaction:
        # From here on the words are those of a report, which no conversation keeps.
        turn.house.interactions.withhold(turn.interaction, turn.phrase("report.withheld"))
    turn.say(_said(turn, "rumour.unknown", UNKNOWN))
    words = turn.house.case_room.words.without_author(turn.text)
    return [SlotSet("report_kind", KIND), SlotSet("report_what", words), FollowupAction("report_form")]


def reported(turn: Turn, kind: str, what: str, where: str) -> None:
    """A report was stored: one of misinformation is a sighting of the claim that it repeats, or a new claim."""
    if kind != KIND:
        return
    room, today = turn.house.claim_room, turn.day.today
    found = room.known.match(what, turn.day)
    if found and found.is_sure:
        room.claims.sighted(found.rumour.name, f"{what}\n{where}", today, "reported")
        return
    room.claims.reported(what, turn.conversation, today, where)


def _enough(turn: Turn, aspect: str | None) -> float:
    """The likeness that is enough beside what the model says: none where it is sure of another question itself, least
    where this very rumour is among its guesses."""
    if turn.aspect not in {None, OTHER}:
        return NEVER
    if aspect and (TOPIC, aspect) in [(one["topic"], one["aspect"]) for one in turn.ranking]:
        return GUESSED
    return AMONG_RUMOURS if turn.topic == TOPIC else LIKELY


def _said(turn: Turn, phrase: str, aspect: str) -> Advice:
    person = turn.house.adviser.person()
    return Advice(turn.phrase(phrase), Outcome.UNANSWERED_NOT_SETTLED, TOPIC, aspect, (person,))
