"""A turn on record as the citizen gets it."""

from bot.channels.message import Reply
from bot.house import House
from bot.outcomes import Outcome
from bot.records.answer_codes import shown
from bot.records.past_turns import ANSWER_TO
from bot.records.record import Record, Said
from bot.storage.tables import Interaction


def reply_of(row: Interaction | Record) -> Reply:
    """An interaction as the citizen gets it."""
    return Reply(
        replies=[{key: value for key, value in one.items() if key != ANSWER_TO} for one in row.replies],
        topic=row.topic,
        aspect=row.aspect,
        confidence=row.confidence,
        outcome=row.outcome or Outcome.ERROR,
        evidence=[
            {
                "figure": one.figure,
                "label": one.label,
                "value": one.value,
                "unit": one.unit,
                "legal_basis": one.legal_basis,
                "effective_from": one.effective_from,
                "effective_to": one.effective_to,
            }
            for one in row.evidence
        ],
        as_of=row.as_of,
        answer_code=shown(row.answer_code) if isinstance(row, Record) and row.answer_code else None,
    )


def one(outcome: Outcome, text: str) -> Said:
    """One text as what is said."""
    return Said(outcome, [{"text": text, "buttons": [], "image": None}])


def cut_off(house: House) -> Said:
    """What a turn ends with when the machine died in the middle of it."""
    return one(Outcome.ERROR, house.adviser.phrases("hearing.cut_off"))
