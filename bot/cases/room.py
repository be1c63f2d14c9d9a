"""The rooms of cases put together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.cases.cases import Cases
from bot.cases.clocks import Clocks
from bot.cases.conflict import Conflicts
from bot.cases.flood import Flood
from bot.cases.front_desk import FrontDesk
from bot.cases.links import Links, Tell
from bot.cases.officer import Audit
from bot.cases.opening import Likeness
from bot.cases.pointed import Pointed
from bot.cases.reading import Reading
from bot.cases.reports import Move, Reports
from bot.cases.requests import Erase, Requests
from bot.cases.return_desk import ReturnDesk
from bot.cases.rights_desk import RightsDesk
from bot.cases.spoken import Say
from bot.cases.state_words import StateWords
from bot.cases.tries import Tries
from bot.cases.visits import Visits
from bot.cases.words import Words
from bot.privacy.pseudonym import read_or_create_key
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class CaseRoom:
    """What dialogue, actions and console work with."""

    clocks: Clocks
    words: Words
    flood: Flood
    pointed: Pointed
    reports: Reports
    cases: Cases
    links: Links
    requests: Requests
    desk: FrontDesk

    @classmethod
    def build(
        cls,
        database: Database,
        data: Path,
        keys: Path,
        say: Say,
        audit: Audit,
        *,
        tell: Tell | None = None,
        erase: Erase | None = None,
        notice: Callable[[int], None] | None = None,
        move: Move | None = None,
    ) -> Self:
        """`data`, `keys`: the folders of data and of keys. The identity key is no part of the pseudonyms' and is made
        on first use. Raises KeyRefused, CalendarError, OSError, ValueError, KeyError."""
        clocks = Clocks.load(data / "offices")
        words = Words.load(data / "answers" / "sources" / "report_words.toml")
        identity = read_or_create_key(keys / "identity.key")
        alike = Likeness(clocks.limit("alike_from"), clocks.limit("alike_compared"))
        reports = Reports(database, read_or_create_key(keys / "pseudonym.key"), alike, notice, move)
        reading = Reading(clocks, Conflicts(words.titles), reports.clues)

        def news() -> list[dict[str, object]]:
            return [{"text": say("report_case.news"), "buttons": [], "image": None}]

        links = Links(database, identity, reading, audit, news=news, tell=tell)
        requests = Requests(database, clocks, audit, say, tell=tell, erase=erase)
        visits, tries = Visits(database, identity, clocks), Tries(database, clocks)
        states = StateWords(clocks, say)
        return cls(
            clocks=clocks,
            words=words,
            flood=Flood(database, clocks),
            pointed=Pointed(database),
            reports=reports,
            cases=Cases(database, reading, audit, links.tell_news),
            links=links,
            requests=requests,
            desk=FrontDesk(
                ReturnDesk(database, reports, say, links=links, tries=tries, visits=visits, words=words, states=states),
                RightsDesk(requests, clocks, say),
            ),
        )
