"""The room of reports put together, from the rooms of the house."""

from dataclasses import dataclass
from typing import Self

from bot.cases.clocks import Clocks
from bot.cases.conflict import Conflicts
from bot.cases.escalation import Signs
from bot.cases.handover.document import Letters
from bot.cases.handover.escalation import Escalations
from bot.cases.pointed import Pointed
from bot.cases.reading import Reading
from bot.console.login.accounts import Accounts
from bot.console.reports import letterhead
from bot.console.reports.acts import Acts
from bot.console.reports.desk import Desk
from bot.console.reports.letterhead import Letterhead
from bot.console.reports.letters import HandOvers
from bot.console.reports.lines import CaseLines
from bot.console.reports.openings import Openings
from bot.console.reports.reasons import Reasons
from bot.console.reports.speaking import Speaking
from bot.house import House
from bot.settings import PROJECT


@dataclass(frozen=True, slots=True)
class ReportsRoom:
    """What the pages of reports work with."""

    lines: CaseLines
    desk: Desk
    acts: Acts
    hand_overs: HandOvers
    openings: Openings
    reasons: Reasons
    pointed: Pointed
    clocks: Clocks
    letterhead: Letterhead

    @classmethod
    def build(cls, house: House, accounts: Accounts) -> Self:
        """Raises SettingsRefused, OSError, ValueError, KeyError."""
        room, audit, data = house.case_room, house.record_room.audit.first, PROJECT / "data"
        conflicts = Conflicts(room.words.titles)
        reading = Reading(room.clocks, conflicts, room.reports.clues)
        escalations = Escalations.load(data / "offices" / "escalation.toml")
        desk = Desk(
            house.database,
            reading,
            audit,
            cases=room.cases,
            links=room.links,
            files=house.files,
            accounts=accounts,
            signs=Signs.load(data / "offices" / "escalation.toml"),
            escalations=escalations,
        )
        letters = Letters.load(data / "answers" / "documents" / "handover.toml")
        head = letterhead.read()
        own = [name for name in (head.agency, house.settings.operator) if name]
        return cls(
            lines=CaseLines(house.database, reading, Speaking(conflicts, room.reports.clues), room.clocks),
            desk=desk,
            acts=Acts(desk, room.cases, accounts),
            hand_overs=HandOvers(desk, letters, escalations, house.provinces, audit, own=own),
            openings=Openings(house.database, room.links, reading),
            reasons=Reasons(house.key),
            pointed=room.pointed,
            clocks=room.clocks,
            letterhead=head,
        )
