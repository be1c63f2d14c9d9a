"""What the chain does not tell of and stands beside it: how citizens are named, turns that nobody finished."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from bot.operations.seeding import MARK
from bot.records.demonstration import is_demonstration
from bot.storage.database import Database
from bot.storage.personal import ERASED
from bot.storage.tables import Conversation, Interaction

#: A turn takes seconds, and one that was cut off is ended at the next start.
UNFINISHED_AFTER = timedelta(days=1)

_PSEUDONYM = re.compile(r"[0-9a-f]{64}")
_INVENTED = re.compile(rf"{MARK}[0-9a-f]{{48}}")
_TALKS = Conversation.metadata.tables[Conversation.__tablename__]
_TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_NAMES = select(_TALKS.c.id, _TALKS.c.citizen).order_by(_TALKS.c.id)
_OPEN = select(func.count(), func.min(_TURNS.c.accepted_at)).where(
    _TURNS.c.answered_at.is_(None), _TURNS.c.accepted_at < bindparam("before")
)


def misnamed(database: Database) -> Iterator[str]:
    """A line where a conversation is known by something else than a pseudonym. Raises DatabaseUnavailable."""
    may_be_invented = is_demonstration(database)
    with database.looking() as connection:
        wrong = [of for of, citizen in connection.execute(_NAMES) if not _is_name(of, citizen, may_be_invented)]
    if wrong:
        yield (
            f"{len(wrong)} conversations are known neither by a pseudonym nor as erased; "
            f"one of them is {wrong[0]}: an account may stand there in the clear"
        )


def unfinished(connection: Connection, moment: datetime) -> str | None:
    """How many turns were accepted more than a day before `moment` and never ended; None where there are none."""
    count, oldest = connection.execute(_OPEN, {"before": moment - UNFINISHED_AFTER}).one()
    if not count:
        return None
    return f"{_turns(count)} unfinished for more than a day, the oldest since {oldest:%Y-%m-%d} (no sign of tampering)"


def older(count: int) -> str | None:
    """How many turns were answered before the chain began; None where there are none."""
    return f"{_turns(count)} older than the chain, nothing vouches for their words" if count else None


def _turns(count: int) -> str:
    return "1 turn is" if count == 1 else f"{count} turns are"


def _is_name(conversation: str, citizen: str, may_be_invented: bool) -> bool:
    if _PSEUDONYM.fullmatch(citizen) or citizen == ERASED + conversation:
        return True
    return may_be_invented and _INVENTED.fullmatch(citizen) is not None
