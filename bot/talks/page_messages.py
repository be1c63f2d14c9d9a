"""What officers wrote to somebody on the chat page, which has no outbox: kept sealed for a day, fetched by the page."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from bot.clock import now
from bot.privacy.sealing import Seal, SealBroken
from bot.records.record import Record
from bot.storage.database import Database
from bot.storage.tables import Interaction
from bot.talks import rows
from bot.talks.talk import Talk

#: Afterwards the masked words of the record are what is left.
KEPT = timedelta(days=1)
#: At most so many at once; the page asks again for what follows.
MOST = 50
_TURN = Interaction.metadata.tables[Interaction.__tablename__]


@dataclass(frozen=True, slots=True)
class PageMessage:
    """One message: `author` is "officer" or "machine" (a hand-over)."""

    number: int
    author: str
    text: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """`state` of the talk ("waiting", "held", or "none"), and what was said since."""

    state: str
    messages: tuple[PageMessage, ...]


class PageMessages:
    """Stores and hands out. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, key: bytes):
        self._database, self._seal = database, Seal(key, "talk")

    def put(
        self,
        connection: Connection,
        talk: Talk,
        record: Record,
        text: str | None,
        officer: str | None,
    ) -> None:
        """Note what was said in a talk; `text` is left out where an outbox sends it."""
        place = record.interaction_id
        row: dict[str, Any] = {
            "talk_id": talk.id,
            "conversation_id": talk.conversation_id,
            "interaction_id": place,
            "author": record.author,
            "officer": officer,
            "sealed": self._seal.close(text.encode(errors="replace"), place) if text is not None else None,
            "said_at": now(),
        }
        connection.execute(insert(rows.MESSAGE), row)

    def fetch(self, conversation_id: str, after: int) -> Fetched:
        """What was said after number `after`; a page that names it has shown everything up to there.

        A page that names none is a new one: it gets the talk that is open, and what no page has shown yet.
        """
        query = (
            select(*rows.MESSAGE.columns, _TURN.c.replies)
            .join(_TURN, _TURN.c.id == rows.MESSAGE.c.interaction_id)
            .where(rows.MESSAGE.c.conversation_id == conversation_id, rows.MESSAGE.c.number > after)
            .order_by(rows.MESSAGE.c.number)
            .limit(MOST)
        )
        unshown = select(rows.MESSAGE.c.number).where(
            rows.MESSAGE.c.conversation_id == conversation_id,
            rows.MESSAGE.c.number <= after,
            rows.MESSAGE.c.shown_at.is_(None),
        )
        with self._database.looking() as connection:
            talk = rows.open_talk(connection, conversation_id)
            if after == 0:
                of_now = rows.MESSAGE.c.talk_id == (talk.id if talk else None)
                query = query.where(or_(rows.MESSAGE.c.shown_at.is_(None), of_now))
            found = connection.execute(query).all()
            is_news = after > 0 and connection.execute(unshown.limit(1)).first() is not None
        if is_news:
            self._shown(conversation_id, after)
        return Fetched(talk.state.value if talk else "none", tuple(self._opened(row) for row in found))

    def waits(self, conversation_id: str) -> bool:
        """Whether a talk of this conversation is open."""
        with self._database.looking() as connection:
            return rows.open_talk(connection, conversation_id) is not None

    def forget(self, moment: datetime) -> int:
        """Wipe the sealed words that are too old to be fetched; gives how many."""
        old = rows.MESSAGE.c.sealed.is_not(None) & (rows.MESSAGE.c.said_at < moment - KEPT)
        wiped = update(rows.MESSAGE).where(old).values(sealed=None)
        return self._database.together(lambda connection: connection.execute(wiped).rowcount)

    def _shown(self, conversation_id: str, number: int) -> None:
        shown = (
            update(rows.MESSAGE)
            .where(
                rows.MESSAGE.c.conversation_id == conversation_id,
                rows.MESSAGE.c.number <= number,
                rows.MESSAGE.c.shown_at.is_(None),
            )
            .values(shown_at=now())
        )
        self._database.together(lambda connection: connection.execute(shown))

    def _opened(self, row: Any) -> PageMessage:
        text = "\n".join(str(reply["text"]) for reply in row.replies)
        if row.sealed is not None:
            # Where it does not open, the masked words of the record are better than none.
            with suppress(SealBroken):
                text = self._seal.open(row.sealed, row.interaction_id).decode()
        return PageMessage(row.number, row.author, text, row.said_at)


#: Of somebody who has no talk.
NONE = Fetched("none", ())
