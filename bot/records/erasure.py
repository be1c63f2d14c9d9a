"""The right to be forgotten against a record that cannot be changed: the key goes, the words go, a tombstone stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, literal, select

from bot.clock import now, today
from bot.outcomes import Outcome
from bot.records.chain import HOUSE, Chain, Deed, Kind, of_conversation
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.contents import finished
from bot.records.record import Record, Said
from bot.storage.chain_tables import DataKeyRow
from bot.storage.database import Database
from bot.storage.personal import ERASED, Person
from bot.storage.schema import HOLDINGS
from bot.storage.tables import Conversation, Interaction, PictureShown

#: Files that were scrubbed this long after an erasure hold nothing of it.
LATELY = timedelta(days=2)

_TALKS = Conversation.metadata.tables[Conversation.__tablename__]
_TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_SHOWN = PictureShown.metadata.tables[PictureShown.__tablename__]
_KEYS = DataKeyRow.metadata.tables[DataKeyRow.__tablename__]
_OF: BindParameter[str] = bindparam("of")
_PERSON = select(_TALKS.c.channel, _TALKS.c.citizen).where(_TALKS.c.id == _OF).with_for_update()
_OPEN = select(_TURNS.c.id).where(_TURNS.c.conversation_id == _OF, _TURNS.c.answered_at.is_(None))
_PICTURES = (
    select(_SHOWN.c.id).join(_TURNS, _TURNS.c.id == _SHOWN.c.interaction_id).where(_TURNS.c.conversation_id == _OF)
)
_SEALED = delete(CONTENTS).where(CONTENTS.c.sequence.in_(select(ENTRIES.c.sequence).where(ENTRIES.c.key_id == _OF)))
_LATELY = (
    select(ENTRIES.c.sequence).where(ENTRIES.c.kind == Kind.ERASED, ENTRIES.c.moment > bindparam("since")).limit(1)
)
_CAME_BACK = select(_TALKS.c.id).where(
    _TALKS.c.citizen == literal(ERASED) + _TALKS.c.id,
    exists().where(_KEYS.c.holder == literal(of_conversation("")) + _TALKS.c.id),
)


class Ground(StrEnum):
    """Why somebody is forgotten (Law 91/2025/QH15, art. 13-14). Written into tombstones, so no word is renamed."""

    CITIZEN_ASKED = "citizen_asked"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PURPOSE_ENDED = "purpose_ended"
    RETENTION_OVER = "retention_over"
    UNLAWFUL = "unlawful"
    ORDERED = "ordered"


class RefusalGround(StrEnum):
    """Why a record must stay although its erasure was asked for; the citizen is told which."""

    LEGAL_DUTY = "legal_duty"
    OFFICIAL_ANSWER = "official_answer"
    CASE_OPEN = "case_open"
    INSPECTION = "inspection"
    DISPUTE = "dispute"
    RIGHTS_OF_OTHERS = "rights_of_others"
    NOT_THE_PERSON = "not_the_person"


class UnknownConversation(LookupError):
    """There is no such conversation."""


@dataclass(slots=True)
class Erased:
    """What an erasure did: the row of its tombstone, rows wiped by table, pictures whose files go."""

    tombstone: int = 0
    wiped: dict[str, int] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)


class Erasure:
    """Forgets citizens. `pictures` is the folder of drawn pictures; `caches` forget what this process remembers."""

    def __init__(self, database: Database, chain: Chain, pictures: Path, caches: Sequence[Callable[[], object]] = ()):
        self._database, self._chain = database, chain
        self._pictures, self._caches = pictures, caches
        #: What other rooms know of a conversation under names that no table shows; called first, perhaps twice.
        self.also: list[Callable[[str], object]] = []

    def erase(self, conversation_id: str, ground: Ground, approver: str, day: date) -> Erased:
        """Forget all of one conversation, in one transaction. A turn that is open ends without an answer.

        `approver` is the officer's account, `day` the day of the decision; both stay readable in the tombstone. What
        the files of the database still hold goes with `bot.storage.scrub`. Raises UnknownConversation.
        """
        erased, ended = Erased(), list[Record]()
        note = {"ground": Ground(ground), "approver": approver, "day": day}

        def wipe(connection: Connection) -> None:
            ended[:] = _ended(connection, conversation_id)
            _wipe(connection, conversation_id, erased)

        def bury(connection: Connection) -> None:
            for record in ended:
                self._chain.append(connection, finished(record, None))
            holder = of_conversation(conversation_id)
            key = self._chain.keys.of(connection, holder)[holder].id
            deed = Deed(Kind.ERASED, HOUSE, note=note, tombstone_of=key)
            erased.tombstone = self._chain.append(connection, deed).sequence
            connection.execute(_SEALED, {"of": key})
            self._chain.keys.destroy(connection, key)

        for forget_there in self.also:
            forget_there(conversation_id)
        self._database.together(wipe, bury)
        for name in erased.pictures:
            (self._pictures / f"{name}.png").unlink(missing_ok=True)
        for forget in self._caches:
            forget()
        return erased

    def refuse(self, conversation_id: str, ground: RefusalGround, approver: str, day: date, why: str) -> int:
        """Put on record that an erasure was refused, with its legal ground; `why` is sealed. Gives the entry's row."""
        note = {"ground": RefusalGround(ground), "approver": approver, "day": day}
        content = {"conversation": conversation_id, "why": why}
        deed = Deed(Kind.ERASURE_REFUSED, of_conversation(conversation_id), content, note=note)
        rows: list[int] = []

        def known(connection: Connection) -> None:
            _person(connection, conversation_id)

        def record(connection: Connection) -> None:
            rows[:] = [self._chain.append(connection, deed).sequence]

        self._database.together(known, record)
        return rows[0]

    def for_request(self, conversation_id: str, number: int) -> None:
        """Erase because the citizen asked for it in the request of this number; who approved it stands there."""
        self.erase(conversation_id, Ground.CITIZEN_ASKED, f"request/{number}", today())

    def erase_again(self) -> list[str]:
        """Erase what was still on its way when its conversation was erased, and stored after; gives those."""
        with self._database.looking() as connection:
            came_back = list(connection.scalars(_CAME_BACK))
        for conversation_id in came_back:
            self.erase(conversation_id, Ground.CITIZEN_ASKED, "again", today())
        return came_back

    def was_busy(self, moment: datetime) -> bool:
        """Whether somebody was erased lately, so that the database's files hold what its tables do not."""
        with self._database.looking() as connection:
            return connection.scalar(_LATELY, {"since": moment - LATELY}) is not None


def _ended(connection: Connection, conversation_id: str) -> list[Record]:
    """The open turns, closed: what is still being answered must not be stored after the erasure."""
    records = [Record.load(connection, turn) for turn in connection.scalars(_OPEN, {"of": conversation_id}).all()]
    for record in records:
        record.write(connection, [Said(Outcome.ERROR)], now())
    return records


def _wipe(connection: Connection, conversation_id: str, erased: Erased) -> None:
    person = _person(connection, conversation_id)
    erased.pictures = list(connection.scalars(_PICTURES, {"of": conversation_id}))
    erased.wiped = {holding.table.name: holding.wipe(connection, person) for holding in HOLDINGS}


def _person(connection: Connection, conversation_id: str) -> Person:
    row = connection.execute(_PERSON, {"of": conversation_id}).one_or_none()
    if row is None:
        raise UnknownConversation(conversation_id)
    return Person(conversation_id, row.channel, row.citizen)
