"""Working on cases, as their pages do it: what is written is masked, and nothing is done on a case of one's own."""

from datetime import date
from typing import Literal

from bot.cases.cases import Cases
from bot.cases.officer import Officer
from bot.cases.states import Ground, State
from bot.console.login.accounts import Accounts
from bot.console.reports.desk import Desk
from bot.console.roles import Role
from bot.privacy.masking import mask

Kind = Literal["note", "question", "reply"]


class NumbersOfPersons(ValueError):
    """A message to the reporter holds a number that would be masked: of an identity card, a telephone, an account."""


class NoTaker(ValueError):
    """A case is given to somebody who handles reports."""


class Acts:
    """Changes cases by way of `bot.cases.cases`, which notes every act.

    Raises CaseUnknown, ReasonMissing, CaseChanged, DatabaseUnavailable.
    """

    def __init__(self, desk: Desk, cases: Cases, accounts: Accounts):
        self._desk, self._cases, self._accounts = desk, cases, accounts

    def assign(self, officer: Officer, number: int, to: str, why: str, *, version: int, today: date) -> None:
        """Give a case to who may have it. Raises ConflictOfInterest, CaseChanged, NoTaker."""
        taker = self._accounts.named(to)
        if taker is None or not taker.active or Role.HANDLER not in taker.roles:
            raise NoTaker("to: a colleague who handles reports")
        self._desk.check(officer, number)
        self._cases.assign(officer, number, taker.officer, mask(why).text, version=version, today=today)

    def move(
        self,
        officer: Officer,
        number: int,
        to: State,
        why: str,
        *,
        version: int,
        today: date,
        ground: Ground | None = None,
        agency: str | None = None,
    ) -> None:
        """Take a case to its next state, as `Cases.move`."""
        self._desk.check(officer, number)
        self._cases.move(
            officer, number, to, mask(why).text, version=version, today=today, ground=ground, agency=agency
        )

    def write(self, officer: Officer, number: int, kind: Kind, text: str, today: date) -> None:
        """A note, or words for the reporter. Raises NumbersOfPersons."""
        self._desk.check(officer, number)
        if kind == "note":
            return self._cases.note(officer, number, mask(text).text, today)
        write = self._cases.ask if kind == "question" else self._cases.reply
        return write(officer, number, _without_numbers(text), today)

    def answer(self, officer: Officer, number: int, text: str, why: str, *, version: int, today: date) -> None:
        """Reply, and the case is answered. Raises NumbersOfPersons, IllegalMove, CaseChanged."""
        self._desk.check(officer, number)
        self._cases.answer(officer, number, _without_numbers(text), mask(why).text, version=version, today=today)


def _without_numbers(text: str) -> str:
    if mask(text).text != text:
        raise NumbersOfPersons("numbers of persons are not written to a reporter")
    return text
