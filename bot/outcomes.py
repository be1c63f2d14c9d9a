"""The closed list of outcomes: every turn ends in exactly one of them."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a turn ended. Statistics group by these words, so none is renamed."""

    ANSWERED = "answered"
    ANSWERED_CALCULATION = "answered_calculation"
    ANSWERED_RUMOUR = "answered_rumour"
    CLARIFYING = "clarifying"
    COLLECTING = "collecting"
    SUGGESTED = "suggested"
    UNANSWERED_OUT_OF_SCOPE = "unanswered_out_of_scope"
    UNANSWERED_NOT_UNDERSTOOD = "unanswered_not_understood"
    UNANSWERED_NOT_SETTLED = "unanswered_not_settled"
    REPORT_RECEIVED = "report_received"
    FEEDBACK_RECEIVED = "feedback_received"
    HANDED_OVER = "handed_over"
    WITH_OFFICER = "with_officer"
    SMALL_TALK = "small_talk"
    REFUSED = "refused"
    ERROR = "error"


#: A turn may say two things (an answer inside a form, then the form's question again).
#: These outcomes give way to any other that the same turn reaches.
YIELDING = frozenset({Outcome.COLLECTING, Outcome.CLARIFYING})
#: Outcomes of a question that was answered.
ANSWERS = frozenset({Outcome.ANSWERED, Outcome.ANSWERED_CALCULATION, Outcome.ANSWERED_RUMOUR})


def combine(earlier: Outcome | None, later: Outcome) -> Outcome:
    """The one outcome of a turn that reached `earlier` and then `later`."""
    if earlier is None:
        return later
    return later if earlier in YIELDING and later not in YIELDING else earlier
