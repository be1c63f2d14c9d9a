"""Where a question was not understood: guesses first, other words next, and a person when it happens again.

Whether it happens again is read from the record of the talk, which holds the outcome of every turn already: a slot
would have to be set by every action, and forgotten by every one that answers.
"""

from dataclasses import replace
from itertools import takewhile

from actions.turn import Turn
from bot.advice import misunderstood
from bot.advice.advice import Advice
from bot.language.misunderstood import says_misunderstood
from bot.outcomes import Outcome
from bot.records.past_turns import Ended

#: Turns that are looked back on, and those of them in which the citizen may have said so before.
REMEMBERED, SAID_BEFORE = 8, 3
#: Outcomes of a turn in which a question was not understood.
MISSED = frozenset({Outcome.SUGGESTED, Outcome.UNANSWERED_NOT_UNDERSTOOD})
#: Outcomes after which the question before is still open.
OPEN = frozenset({Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.ERROR, *MISSED})
#: Topics of words that may say that something was misunderstood.
SAYING = frozenset({"deny", "feedback_bad", "inform", "affirm", "nlu_fallback", "out_of_scope", misunderstood.INTENT})
#: So few words deny what was just suggested and say nothing else.
PLAIN_DENIAL = 3


def suggest(turn: Turn, suggested: Advice) -> None:
    """Say what is suggested; where the question before was not understood either, a person first."""
    recent = turn.house.interactions.recent(turn.conversation, REMEMBERED)
    is_again = any(map(_is_missed, takewhile(lambda one: one.outcome in OPEN, recent)))
    turn.say(misunderstood.person_first(turn.house.adviser, suggested) if is_again else suggested)


def answered(turn: Turn) -> bool:
    """Answer words that say that something was misunderstood, and this matter's buttons; whether it was one of them."""
    adviser, aspect = turn.house.adviser, turn.aspect or ""
    if turn.topic == misunderstood.INTENT and (family := misunderstood.pressed(adviser, aspect)):
        turn.say(family)
        return True
    if turn.topic not in SAYING:
        return False
    recent = turn.house.interactions.recent(turn.conversation, REMEMBERED)
    said_before = any(map(_says_so, [one for one in recent if _says_so(one) or not one.pressed][:SAID_BEFORE]))
    if not _is_said(turn, recent) and not (turn.topic == "feedback_bad" and said_before):
        return False
    said = misunderstood.person_first(adviser) if said_before else misunderstood.second_stage(adviser)
    # Whatever it leads to, it stays counted among what citizens think of the answers.
    turn.say(replace(said, outcome=Outcome.FEEDBACK_RECEIVED) if turn.topic == "feedback_bad" else said)
    return True


def _is_said(turn: Turn, recent: list[Ended]) -> bool:
    denies_guesses = turn.topic == "deny" and len(turn.text.split()) <= PLAIN_DENIAL and _is_suggestion(recent[:1])
    return turn.aspect == misunderstood.NONE_OF_THESE or says_misunderstood(turn.text) or denies_guesses


def _is_suggestion(latest: list[Ended]) -> bool:
    return any(one.outcome in MISSED and one.aspect is None for one in latest)


def _is_missed(one: Ended) -> bool:
    """Whether a question in words was not understood; pages and parts of the subject are not questions."""
    return _is_suggestion([one]) and not one.pressed and not says_misunderstood(one.question)


def _says_so(one: Ended) -> bool:
    return says_misunderstood(one.question) or one.topic == "feedback_bad"
