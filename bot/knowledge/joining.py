"""The room of knowledge joined to those who speak from it, once a process."""

from pathlib import Path

from bot.advice.adviser import Adviser
from bot.cases.claim_room import ClaimRoom
from bot.knowledge.changes import Changes
from bot.knowledge.living import become, renew
from bot.knowledge.loading import Loaded
from bot.knowledge.room import KnowledgeRoom
from bot.records.audit import Audit
from bot.records.corrections import Corrections
from bot.records.interactions import Interactions
from bot.records.two_way import TwoWay
from bot.storage.database import Database


def joined(
    database: Database,
    data: Path,
    audit: Audit,
    adviser: Adviser,
    *,
    interactions: Interactions,
    claim_room: ClaimRoom,
    two_way: TwoWay,
) -> KnowledgeRoom:
    """The room, with what was approved in force already where the database has it."""

    def taken(loaded: Loaded) -> None:
        renew(adviser, loaded)
        interactions.data_version = adviser.version
        become(claim_room.rumours, loaded.rumours)
        claim_room.known.forget()
        two_way.corrections = Corrections(adviser.policy)

    room = KnowledgeRoom(Changes(database, audit), data, taken)
    room.begin()
    return room
