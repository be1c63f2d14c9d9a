"""Opinions (góp ý) and wishes (kiến nghị) of citizens: masked, kept, and taken back when they say so."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.advice.advice import Button
from bot.advice.phrases import Phrases
from bot.storage.feedback_tables import Opinion

Kind = Literal["opinion", "wish", "reason"]
#: Intent of the buttons under an opinion; the engine never hears of them.
INTENT = "opinion"
WITHDRAW, IS_QUESTION, CANCEL = "withdraw", "question", "cancel"

_TABLE = Opinion.metadata.tables[Opinion.__tablename__]
_TOLD = insert(_TABLE)
_WORDS = select(_TABLE.c.words).where(_TABLE.c.given_in == bindparam("given"), _TABLE.c.withdrawn_at.is_(None))
_BACK = (
    update(_TABLE)
    .where(_TABLE.c.given_in == bindparam("given"), _TABLE.c.withdrawn_at.is_(None))
    .values(words="", withdrawn_at=bindparam("moment"))
)


def store(
    connection: Connection, given_in: str, kind: Kind, words: str, *, moment: datetime, judged: str | None
) -> None:
    """Keep the masked words; `judged` is the answer that they are about, if they are about one."""
    row = {"given_in": given_in, "kind": kind, "words": words, "received_at": moment, "judged": judged}
    connection.execute(_TOLD, row)


def withdraw(connection: Connection, given_in: str, moment: datetime) -> None:
    """Forget the words; that there was something stays."""
    connection.execute(_BACK, {"given": given_in, "moment": moment})


def words_of(connection: Connection, given_in: str) -> str | None:
    """The masked words, None where they were taken back."""
    found: str | None = connection.scalar(_WORDS, {"given": given_in})
    return found


def buttons(phrases: Phrases, given_in: str) -> tuple[Button, ...]:
    """What can be done with an opinion just taken in."""
    return (
        Button(phrases("feedback.withdraw_button"), INTENT, f"{WITHDRAW}.{given_in}"),
        Button(phrases("feedback.is_question_button"), INTENT, f"{IS_QUESTION}.{given_in}"),
    )


def cancel_button(phrases: Phrases) -> Button:
    """The way out before anything was written."""
    return Button(phrases("feedback.cancel_button"), INTENT, f"{CANCEL}.")


def pressed(button: Button) -> tuple[str, str] | None:
    """What is to be done (WITHDRAW, IS_QUESTION, CANCEL) with which opinion; None for any other button."""
    if button.intent != INTENT:
        return None
    act, _, given_in = (button.aspect or "").partition(".")
    return act, given_in
