"""Knowledge as the pages see it: drafts tried, proposals decided, each act by a member of staff."""

from dataclasses import dataclass
from datetime import date

from bot.advice.adviser import Adviser
from bot.chores import Chore
from bot.clock import today
from bot.console.staff import Staff
from bot.house import House
from bot.knowledge.blocks import BlockError
from bot.knowledge.changes import APPROVED, REJECTED, WITHDRAWN, Change, ChangeRefused, Changes, Proposal
from bot.knowledge.items import Item, figure_item, with_words
from bot.knowledge.loading import load
from bot.knowledge.overlay import State
from bot.knowledge.recalls import Recalls
from bot.knowledge.room import KnowledgeRoom
from bot.knowledge.trial import Trial, tried
from bot.policy.errors import PolicyError
from bot.switchboard import Switchboard

#: Seconds after which what another process approved is in force here, at the latest.
EVERY = 20.0


@dataclass(frozen=True, slots=True)
class Sides:
    """The advisers before and after a change; None where one of them cannot be loaded any more."""

    before: Adviser | None
    after: Adviser | None


class Knowledge:
    """What the pages of figures, answers and rumours work with. Raises DatabaseUnavailable."""

    def __init__(self, house: House, switchboard: Switchboard):
        self.house, self._switchboard = house, switchboard
        self.recalls = Recalls(house.database, house.adviser, house.contacts, house.record_room.audit)

    @property
    def room(self) -> KnowledgeRoom:
        """What is approved and in force."""
        return self.house.knowledge

    @property
    def changes(self) -> Changes:
        """What was proposed."""
        return self.room.changes

    @property
    def adviser(self) -> Adviser:
        """What speaks now."""
        return self.house.adviser

    @property
    def chores(self) -> list[Chore]:
        """Taking what other processes have approved."""
        return [
            Chore("knowledge", EVERY, self.room.refresh),
            Chore("corrections", EVERY, lambda: self.recalls.run(self._switchboard.tell)),
        ]

    def figure(self, key: str) -> tuple[Item, str] | None:
        """Where a figure stands and its words; None where it cannot be changed here."""
        item = figure_item(self.room.known.overlay.files, key) if key in self.adviser.policy else None
        words = self.room.words(item) if item else None
        return (item, words) if item and words is not None else None

    def trial(self, item: Item, words: str) -> Trial:
        """A draft, tried against everything that is in force."""
        return tried(self.room.data, self.room.known.overlay.files, item, words, today())

    def propose(self, staff: Staff, proposal: Proposal) -> str:
        """Store a draft that passes its trial; gives the change's id. Raises ChangeRefused: same, stale, broken."""
        self.room.refresh()
        if self.room.words(proposal.item) != proposal.before:
            raise ChangeRefused("stale")
        if not self.trial(proposal.item, proposal.after).passes:
            raise ChangeRefused("broken")
        return self.changes.propose(proposal, staff.name, self.adviser.version)

    def decide(self, staff: Staff, change: Change, what: str, why: str) -> None:
        """Approve or reject. Raises ChangeRefused: own, decided, stale, broken."""
        if what not in {APPROVED, REJECTED}:
            raise ChangeRefused("unknown")
        # Something else may have been approved since that this draft does not go with.
        is_due = what == APPROVED and change.decided is None and self.is_fresh(change)
        if is_due and not self.trial(change.item, change.proposal.after).passes:
            raise ChangeRefused("broken")
        self.room.approve(change, what, staff.name, why)

    def withdraw(self, staff: Staff, change: Change, why: str) -> None:
        """Take one's own proposal back. Raises ChangeRefused: own, decided."""
        self.room.approve(change, WITHDRAWN, staff.name, why)

    def undo(self, staff: Staff, change: Change, why: str) -> str:
        """Propose what stood before an approved change; a second person approves it as any other.

        Raises ChangeRefused: undecided, stale (it was changed again since), broken, same.
        """
        if change.decided is None or change.decided.what != APPROVED:
            raise ChangeRefused("undecided")
        self.room.refresh()
        old, new = change.proposal.before, change.proposal.after
        if self.room.words(change.item) != new:
            raise ChangeRefused("stale")
        if not self.trial(change.item, old).passes:
            raise ChangeRefused("broken")
        proposal = Proposal(change.item, new, old, why, undoes=change.id)
        return self.changes.propose(proposal, staff.name, self.adviser.version)

    def drop(self, staff: Staff, change: Change, why: str) -> None:
        """End an approved change that `data/` contradicts: `data/` is right. Raises ChangeRefused: decided."""
        if change.id not in self.room.known.conflicts:
            raise ChangeRefused("decided")
        self.room.drop(change, staff.name, why)

    def is_fresh(self, change: Change) -> bool:
        """Whether what is in force is still what the change was made for."""
        return self.room.words(change.item) == change.proposal.before

    def state(self, change: Change) -> State | None:
        """What an approved change is to `data/`."""
        return self.room.known.overlay.states.get(change.id)

    def sides(self, change: Change) -> Sides:
        """What the bot says before and after a change, with everything else as it is now."""
        return Sides(*(self._with(change.item, words) for words in (change.proposal.before, change.proposal.after)))

    def _with(self, item: Item, words: str) -> Adviser | None:
        if self.room.words(item) == words:
            return self.adviser
        try:
            return load(self.room.data, with_words(self.room.known.overlay.files, item, words)).adviser
        except (BlockError, PolicyError, ValueError, KeyError):
            return None


def asked_day(typed: str) -> date | None:
    """A day of an address or a form, today where it names none; None where it is no day."""
    try:
        return date.fromisoformat(typed) if typed.strip() else today()
    except ValueError:
        return None
