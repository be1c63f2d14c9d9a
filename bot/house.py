"""The rooms put together from the settings, once a process."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial

from bot.advice.adviser import Adviser
from bot.advice.answers import AnswersError
from bot.cases.claim_room import ClaimRoom
from bot.cases.reports import Reports
from bot.cases.room import CaseRoom
from bot.clock import now
from bot.evidence import limits as file_limits
from bot.evidence.files import Files
from bot.knowledge.joining import joined
from bot.knowledge.living import living
from bot.knowledge.room import KnowledgeRoom
from bot.language.household import find_groups
from bot.language.likeness import forget as forget_claims
from bot.language.money import forget as forget_money
from bot.language.province import Provinces, ProvincesError
from bot.language.shortcuts import Shortcuts
from bot.language.view import view
from bot.notices import room as notices_room
from bot.notices.notices import Notices
from bot.outbox.contacts import Contacts
from bot.outbox.farewell import Farewell
from bot.pictures.studio import Studio
from bot.places import communes
from bot.policy import PolicyError
from bot.privacy.pseudonym import read_or_create_key
from bot.records.buttons import Buttons
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions
from bot.records.memory import Memory
from bot.records.offered import Offered
from bot.records.pictures import Pictures
from bot.records.room import RecordRoom
from bot.records.told_places import ToldPlaces
from bot.records.two_way import TwoWay
from bot.settings import PROJECT, Settings, read
from bot.storage.database import Database
from bot.talks.talks import Rules as TalkRules
from bot.talks.talks import Talks
from bot.voice import Voice


class HouseRefused(Exception):
    """Data, keys or folders that the house cannot stand on; the message names file and fault."""


@dataclass(frozen=True, slots=True)
class House:
    """What actions and channels work with."""

    settings: Settings
    database: Database
    adviser: Adviser
    provinces: Provinces
    shortcuts: Shortcuts
    conversations: Conversations
    interactions: Interactions
    memory: Memory
    buttons: Buttons
    offered: Offered
    contacts: Contacts
    files: Files
    notices: Notices | None
    voice: Voice
    pictures: Pictures
    reports: Reports
    case_room: CaseRoom
    claim_room: ClaimRoom
    record_room: RecordRoom
    two_way: TwoWay
    talks: Talks
    knowledge: KnowledgeRoom
    key: bytes

    @classmethod
    def build(cls, settings: Settings, adviser: Adviser | None = None) -> "House":
        """Load data (where no loaded `adviser` is given) and open the database. Raises HouseRefused."""
        try:
            return cls._built(settings, adviser or Adviser.load(PROJECT / "data"))
        except (PolicyError, AnswersError, ProvincesError, ValueError, KeyError, OSError) as error:
            raise HouseRefused(str(error)) from error

    @classmethod
    def _built(cls, settings: Settings, adviser: Adviser) -> "House":
        database, adviser = Database(settings.database), living(adviser)
        key = read_or_create_key(settings.home / "keys" / "pseudonym.key")
        caches = (view.cache_clear, find_groups.cache_clear, forget_money, forget_claims)
        record_room = RecordRoom.build(database, settings.home, caches)
        interactions = Interactions(database, settings.model_id or "unknown", adviser.version, record_room.chain)
        buttons = Buttons(database)
        voice, limits = Voice(), file_limits.read()
        files = Files(database, key, limits)
        notices = notices_room.of_settings(database, PROJECT / "data" / "answers" / "documents" / "notice.toml")
        case_room = CaseRoom.build(
            database,
            PROJECT / "data",
            settings.home / "keys",
            adviser.phrases,
            record_room.audit.first,
            tell=voice,
            erase=Farewell(database, record_room.erasure.for_request),
            notice=partial(notices_room.tell_of_case, notices),
            move=lambda connection, talk, report: files.move_within(connection, talk, now() - limits.kept_for, report),
        )
        claim_room = ClaimRoom.build(
            database,
            key,
            adviser,
            PROJECT / "data",
            record_room.audit.first,
            two_persons=settings.claims_two_persons,
        )
        record_room.erasure.also.append(claim_room.claims.forget)
        provinces = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml", communes())
        two_way = TwoWay.build(
            database,
            adviser,
            PROJECT / "data",
            places=ToldPlaces(provinces),
            key=key,
            pause=timedelta(hours=settings.talk_pause_hours),
            feedback_every=settings.feedback_every,
            operator=settings.operator,
        )
        return cls(
            settings=settings,
            database=database,
            adviser=adviser,
            shortcuts=Shortcuts.load(PROJECT / "data" / "answers" / "sources" / "shortcuts.toml"),
            provinces=provinces,
            conversations=Conversations(database),
            interactions=interactions,
            memory=Memory(database, key),
            buttons=buttons,
            offered=Offered(interactions, buttons),
            contacts=Contacts(database, key),
            files=files,
            notices=notices,
            voice=voice,
            pictures=Pictures(database, settings.home / "pictures", Studio()),
            reports=case_room.reports,
            case_room=case_room,
            claim_room=claim_room,
            record_room=record_room,
            two_way=two_way,
            talks=Talks.build(
                database,
                PROJECT / "data",
                key,
                adviser.phrases,
                interactions,
                buttons=buttons,
                rules=TalkRules(
                    idle=timedelta(minutes=settings.officer_idle_minutes),
                    quiet=timedelta(hours=settings.officer_quiet_hours),
                ),
                named=settings.officer_named,
            ),
            knowledge=joined(
                database,
                PROJECT / "data",
                record_room.audit,
                adviser,
                interactions=interactions,
                claim_room=claim_room,
                two_way=two_way,
            ),
            key=key,
        )


@cache
def house() -> House:
    """The house of this process, built on first use: also when the actions run under `python -m rasa_sdk`."""
    return House.build(read())
