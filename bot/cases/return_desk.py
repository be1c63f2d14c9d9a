"""The way back to a report by its receipt code: its state in words, facts added, officers' questions answered.

The engine hears nothing of it. In the record of the talk stand only that a code was typed and that something was told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from bot.advice.advice import Advice, Button
from bot.cases.links import Links
from bot.cases.messages import write
from bot.cases.reading import messages
from bot.cases.reports import Reports
from bot.cases.spoken import Say, Spoken
from bot.cases.state_words import StateWords
from bot.cases.tries import Tries
from bot.cases.visits import Awaited, Visit, Visits
from bot.cases.words import Words
from bot.clock import VIETNAM
from bot.outcomes import Outcome
from bot.privacy.receipt import DIGITS
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database
from bot.storage.tables import Report

TOPIC = "fraud_report"
#: Aspects of this desk's buttons, each with its title in `phrases/report_case.toml`.
BUTTONS = ("add", "answer", "link", "link_yes", "unlink", "leave")
_PREFIX = "case_"
#: Its buttons as words, for who types instead of pressing; the others are pressed.
TYPED = ("add", "answer", "link", "unlink", "leave")

What = Literal["code", "malformed", "words", "button", "right"]


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A message for this desk. `recorded` is what the record of the talk keeps of it.

    Unless it is `sure`, a form that is open has the first right to it: a bare number may be what the form asked for.
    """

    what: What
    recorded: str
    text: str = ""
    button: Button | None = None
    sure: bool = True


class ReturnDesk:
    """Hears and answers one conversation at a time (the dialogue takes its messages in order)."""

    def __init__(
        self,
        database: Database,
        reports: Reports,
        say: Say,
        *,
        links: Links,
        tries: Tries,
        visits: Visits,
        words: Words,
        states: StateWords,
    ):
        self._database, self._reports, self._links = database, reports, links
        self._tries, self._visits, self._words = tries, visits, words
        self._states, self._say = states, say

    def hears(self, conversation_id: str, text: str, moment: datetime, *, leaves: bool = False) -> AtDesk | None:
        """Whether a message, not masked yet, is for this desk: a code, or what a visitor was asked to write.

        `leaves`: the words lead out of everything, out of a visit too.
        """
        if code := self._words.code(text):
            if code.is_whole:
                return AtDesk("code", self._say("report_case.withheld"), code.digits, sure=code.is_named)
            return AtDesk("malformed", self._say("report_case.malformed_withheld"))
        if (visit := self._visits.of(conversation_id, moment)) is None:
            return None
        if leaves:
            self._visits.end(conversation_id)
            return None
        return self._heard_of(visit, text)

    def _heard_of(self, visit: Visit, text: str) -> AtDesk | None:
        """What a visitor's words are: the title of a button, or what was asked for."""
        spoken = text.casefold().strip(" .!")
        named = next((name for name in TYPED if spoken == self._title(name).casefold()), None)
        if named:
            return AtDesk("button", text, named)
        return AtDesk("words", self._say("report_case.words_withheld"), text) if visit.awaited else None

    def pressed(self, button: Button) -> AtDesk | None:
        """A press on one of this desk's buttons."""
        name = (button.aspect or "").removeprefix(_PREFIX)
        is_mine = button.intent == TOPIC and button.aspect == f"{_PREFIX}{name}" and name in BUTTONS
        return AtDesk("button", button.title, name) if is_mine else None

    def answer(self, conversation_id: str, at: AtDesk, moment: datetime) -> Spoken:
        """Do what was asked and say it."""
        if at.what == "code":
            return self._opened(conversation_id, at.text, moment)
        if at.what == "malformed":
            return self._open_words("malformed", Outcome.CLARIFYING, digits=DIGITS)
        visit = self._visits.of(conversation_id, moment)
        if visit is None:
            return self._open_words("over", Outcome.CLARIFYING)
        if at.what == "words" and visit.awaited:
            return self._written(conversation_id, visit, visit.awaited, at.text, moment)
        return self._button(conversation_id, visit, at.text, moment)

    def _opened(self, conversation_id: str, code: str, moment: datetime) -> Spoken:
        if not self._tries.may(conversation_id, moment):
            return self._open_words("too_many", Outcome.REFUSED)
        report = self._reports.find(code)
        if report is None:
            return self._open_words("unknown", Outcome.CLARIFYING)
        self._visits.begin(conversation_id, Visit(report.id), moment)
        return self._shown(report, conversation_id)

    def _shown(self, report: Report, conversation_id: str) -> Spoken:
        with self._database.reading() as session:
            case = session.get_one(CaseFile, report.id)
            parts = self._states.told(session, case)
            buttons = self._buttons(session, case, conversation_id)
        return self._told("\n\n".join(parts), buttons)

    def _button(self, conversation_id: str, visit: Visit, name: str, moment: datetime) -> Spoken:
        if name == "leave":
            self._visits.end(conversation_id)
            return self._open_words("left", Outcome.SMALL_TALK)
        if name in ("add", "answer"):
            awaited: Awaited = "addition" if name == "add" else "answer"
            self._visits.begin(conversation_id, Visit(visit.report_id, awaited), moment)
            return self._open_words(f"ask_{name}", Outcome.COLLECTING, "leave")
        self._visits.begin(conversation_id, Visit(visit.report_id), moment)
        if name == "link":
            return self._open_words("link_consent", Outcome.COLLECTING, "link_yes", "leave")
        return self._linking(conversation_id, visit, agreed=name == "link_yes", moment=moment)

    def _linking(self, conversation_id: str, visit: Visit, *, agreed: bool, moment: datetime) -> Spoken:
        with self._database.session() as session:
            agreed = agreed and self._links.can_tell(session, conversation_id)
            if agreed:
                version = self._say("report_case.link_version")
                day = moment.astimezone(VIETNAM).date()
                self._links.agree(session, visit.report_id, conversation_id, version, day)
            else:
                self._links.withdraw(session, visit.report_id)
        return self._open_words("linked" if agreed else "unlinked", Outcome.HANDED_OVER)

    def _written(self, conversation_id: str, visit: Visit, kind: Awaited, text: str, moment: datetime) -> Spoken:
        with self._database.session() as session:
            # The row of the case is what numbers its messages: held until this one is in.
            session.get_one(CaseFile, visit.report_id, with_for_update=True)
            masked = self._words.without_author(text)
            write(session, visit.report_id, kind, masked, day=moment.astimezone(VIETNAM).date())
        self._visits.begin(conversation_id, Visit(visit.report_id), moment)
        return self._open_words("added", Outcome.HANDED_OVER, "add", "leave")

    def _buttons(self, session: Session, case: CaseFile, conversation_id: str) -> tuple[Button, ...]:
        kinds = [one.kind for one in messages(session, case.report_id, ("question", "answer"))]
        names = ["answer"] if kinds and kinds[-1] == "question" else []
        names.append("add")
        if self._links.is_agreed(session, case.report_id):
            names.append("unlink")
        elif self._links.can_tell(session, conversation_id):
            names.append("link")
        return self._drawn(*names)

    def _told(self, text: str, buttons: tuple[Button, ...]) -> Spoken:
        """`text` for the citizen alone; the record keeps that something was told."""
        kept = self._say("report_case.recorded")
        return Spoken((Advice(kept, Outcome.HANDED_OVER, TOPIC, f"{_PREFIX}state", buttons),), (text,))

    def _open_words(self, phrase: str, outcome: Outcome, *buttons: str, **gaps: object) -> Spoken:
        text = self._say(f"report_case.{phrase}", **gaps)
        return Spoken((Advice(text, outcome, TOPIC, f"{_PREFIX}state", self._drawn(*buttons)),))

    def _drawn(self, *names: str) -> tuple[Button, ...]:
        return tuple(Button(self._title(name), TOPIC, f"{_PREFIX}{name}") for name in names)

    def _title(self, name: str) -> str:
        return self._say(f"report_case.{name}_button")
