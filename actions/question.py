"""What one question leads to: a calculation, a form, the approved text of its aspect, or the likeliest choices."""

from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import asked, case, rumour
from actions.again import ANSWERING
from actions.contribution_told import ABOUT_THIS, FRESH, corrected, is_correction, is_plain_change, place, told
from actions.misunderstood import suggest
from actions.turn import Turn
from bot.advice import misunderstood
from bot.advice.advice import Advice
from bot.advice.contribution_province import lowest_in_province
from bot.language.asking import (
    asks_amount,
    asks_level,
    is_change,
    is_question,
    is_request,
    is_taken_back,
    names_benefit,
)
from bot.language.copied import is_copied
from bot.language.level import find_extreme
from bot.language.period import find_prepaid_years
from bot.outcomes import Outcome

#: Topics in which an income named in the question asks for a calculation.
CALCULATED = frozenset({"contribution_level", "state_support"})
#: Topics of words that may correct a calculation just made ("à không, 3 triệu").
CORRECTING = frozenset({"inform", "affirm", "deny"})
#: Below this a guess is noise: better to say that nothing was understood than to offer it.
LIKELY = 0.05
#: A topic's own kind of report.
KINDS = {"fraud_report": "fraud", "misinformation": "misinformation"}


def answered(turn: Turn) -> list[EventType]:
    """Say what answers the question, or give the events that open a form for it."""
    for way in (rumour.answered, calculated):
        if (done := way(turn)) is not None:
            return done
    # Copied praise is thanked for and not counted: statistics of feedback stand for people's own words.
    topic = "thank" if turn.topic == "feedback_good" and is_copied(turn.text) else turn.topic
    advice = turn.house.adviser.answer(topic, turn.aspect, turn.day)
    if opened := case.opening(turn, advice if advice.starts else None):
        return opened
    if advice.starts == "contribution_form":
        if is_taken_back(turn.text):
            # What one would pay is no answer to what comes back.
            suggest(turn, likely(turn, without=CALCULATED))
            return []
        return _contribution(told(turn))
    if advice.starts == "report_form":
        return [SlotSet("report_kind", KINDS[turn.topic]), FollowupAction("report_form")]
    return _spoken(turn, advice)


def _spoken(turn: Turn, advice: Advice) -> list[EventType]:
    """Say the answer, or the choices of a topic where no more is sure; a claim that circulates is taken in."""
    if (claim := rumour.taken_in(turn)) is not None:
        return claim
    if advice.outcome is Outcome.SUGGESTED and turn.aspect is None:
        suggest(turn, advice)
    else:
        rumour.met(turn, advice)
        turn.say(advice)
    return []


def calculated(turn: Turn) -> list[EventType] | None:
    """The calculation that the words ask for: with their own numbers at once, else by a form."""
    if numbers := numbers_in(turn):
        turn.say(numbers)
        return []
    return _opened(turn)


def likely(turn: Turn, *, without: frozenset[str] = frozenset()) -> Advice:
    """The likeliest aspects as choices."""
    guesses = [one for one in turn.ranking if one["aspect"] and one["confidence"] >= LIKELY]
    pairs = [(one["topic"], one["aspect"]) for one in guesses if one["topic"] not in without]
    return misunderstood.suggest(turn.house.adviser, pairs)


def changed(turn: Turn) -> list[EventType] | None:
    """A calculation just made, again with what the words change."""
    if again := case.changed(turn):
        return again
    if _is_of_benefit(turn):
        return None
    heard = told(turn)
    # "mức thu nhập 2 triệu", "đóng 6 tháng một lần hết bao nhiêu" after a result speak of that very calculation.
    is_statement = not is_question(turn.text) and not is_request(turn.text)
    of_the_same = turn.topic in ABOUT_THIS | ANSWERING and (is_statement or set(heard) == {"payment_months"})
    may_be_meant = turn.topic in CORRECTING or of_the_same or (is_change(turn.text) and _may_change(turn))
    return corrected(turn, heard) if may_be_meant and is_correction(turn, heard) else None


def righted_unsurely(turn: Turn) -> list[EventType] | None:
    """What an unsure message changes in the contribution just calculated."""
    heard = told(turn)
    return corrected(turn, heard) if is_correction(turn, heard) and not _is_of_benefit(turn) else None


def _opened(turn: Turn) -> list[EventType] | None:
    """A calculation that the words open by naming an income, money paid or a period of payment."""
    if _is_of_benefit(turn):
        return None
    heard = told(turn)
    is_open = turn.topic in ABOUT_THIS | ANSWERING
    names_money = heard.get("income") is not None or heard.get("paid_money")
    if names_money and is_open and find_prepaid_years(turn.text) and (opened := case.opening(turn, name="prepay")):
        return opened
    asks = asks_amount(turn.text) and (names_money or "payment_months" in heard)
    if (names_money and _is_about_contributions(turn)) or (is_open and asks) or _asks_for_level(turn, heard):
        return _contribution(heard)
    return None


def _is_of_benefit(turn: Turn) -> bool:
    """Whether the words ask what one gets or gets back; where the topic is surely paying, only what comes back."""
    is_sure = turn.topic in CALCULATED | ABOUT_THIS
    return is_taken_back(turn.text) or (not is_sure and names_benefit(turn.text))


def _is_about_contributions(turn: Turn) -> bool:
    """Whether the topic is one of theirs; where none was sure, whether the likeliest question among facts is."""
    if turn.topic != "nlu_fallback":
        return turn.topic in CALCULATED
    likeliest = next((one["topic"] for one in turn.ranking if one["topic"] not in ANSWERING), None)
    return likeliest in CALCULATED and is_question(turn.text)


def _asks_for_level(turn: Turn, heard: dict[str, Any]) -> bool:
    """Whether the question is which income a payment stands for: "đóng 1 triệu thì chọn mức nào"."""
    return bool(heard.get("paid_money")) and asks_level(turn.text)


def numbers_in(turn: Turn) -> Advice | None:
    """An answer in numbers that needs no form: what is lowest in a province, or a question with its own numbers."""
    heard = told(turn)
    if turn.topic in CALCULATED and heard.get("province") and not heard.get("income") and is_question(turn.text):
        adds = turn.house.adviser.policy.topups.province(heard["province"]) and asks_amount(turn.text)
        if find_extreme(turn.text) == "lowest" or (adds and turn.topic == "state_support"):
            return lowest_in_province(turn.house.adviser, place(turn, heard), turn.day)
    return asked.answer(turn)


def _may_change(turn: Turn) -> bool:
    return turn.topic in CORRECTING | ABOUT_THIS or is_plain_change(turn)


def _contribution(heard: dict[str, Any]) -> list[EventType]:
    return [*_slots({**FRESH, **heard}), FollowupAction("contribution_form")]


def _slots(values: dict[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]
