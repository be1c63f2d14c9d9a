"""A house with reports in it: as the form takes them, with files, clues and authors who agreed to a link."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.cases.states import State
from bot.clock import today
from bot.console.roles import Role
from bot.house import House
from bot.records.interactions import Question
from bot.storage.case_tables import CaseFile
from bot.storage.queue_tables import Contact
from bot.storage.tables import Report
from tests.console.conftest import Client, Login

STORY = "Có người tự xưng cán bộ thu tiền đóng bảo hiểm ở chợ rồi không đưa biên lai"
ON_HUNG = "Anh Hùng ở bộ phận một cửa nhận tiền của bà con rồi giữ lại"
HUNG = "Nguyễn Văn Hùng"


class Citizens:
    """Those who report; gives numbers of cases."""

    def __init__(self, house: House):
        self.house = house

    def report(
        self, what: str = STORY, *, kind: str = "fraud", clues: dict[str, str] | None = None, **more: Any
    ) -> int:
        """A report taken in as the form does it; `agreed` leaves a link, `files` (name, content) go with it."""
        house, files, agreed = self.house, more.pop("files", ()), more.pop("agreed", False)
        talk = house.conversations.of("zalo", str(uuid.uuid4()))
        day: date = more.pop("day", today())
        turn = house.interactions.accept(Question(talk, "zalo", str(uuid.uuid4()), "[…]", day))[0]
        for at, (name, content) in enumerate(files):
            house.files.keep(f"{turn}/{at}", talk, name, content)
        room, before = house.case_room, self.ids()
        sealed = room.reports.clues.carried(talk, clues) if clues else None
        content = {"what": what, "when_where": "", "who": "", **more.pop("content", {})}
        triage = more.pop("triage", False)
        room.reports.receive(turn, kind, content, day, triage=triage, clues=sealed, conversation_id=talk)
        (report,) = self.ids() - before
        if agreed:
            with house.database.session() as session:
                session.merge(Contact(conversation_id=talk, channel="zalo", sealed=b""))
                room.links.agree(session, report, talk, "1", day)
        self.talk = talk
        with house.database.reading() as session:
            return session.get_one(CaseFile, report).number

    def ids(self) -> set[str]:
        with self.house.database.reading() as session:
            return {row.id for row in session.query(Report)}

    def says(self, number: int, text: str, kind: str = "addition") -> None:
        """What an author adds later."""
        from bot.cases.messages import write

        with self.house.database.session() as session:
            case = session.query(CaseFile).filter_by(number=number).one()
            write(session, case.report_id, kind, text, day=today())

    def set(self, number: int, **values: Any) -> None:
        """Put a case as it would stand after days."""
        with self.house.database.session() as session:
            case = session.query(CaseFile).filter_by(number=number).one()
            for name, value in values.items():
                setattr(case, name, value)

    def case(self, number: int) -> CaseFile:
        with self.house.database.reading() as session:
            return session.query(CaseFile).filter_by(number=number).one()

    def late(self, number: int) -> None:
        """Its clock has run out."""
        self.set(number, since=today() - timedelta(days=20))

    def at(self, number: int, state: State) -> None:
        self.set(number, state=state, ground="replied" if state is State.CLOSED else None)


@pytest.fixture
def citizens(house: House, console: Any) -> Citizens:
    """The console is built first: with it the tables and the rooms."""
    return Citizens(house)


Acts = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def acts(console: Any) -> Acts:
    """What the audit holds of cases and identities, the oldest first: (what, about)."""

    def made() -> list[tuple[str, str]]:
        latest = console.audit.latest(500)
        kept = [(one.act.what, one.act.about) for one in latest if one.act.what.startswith(("case.", "identity."))]
        return kept[::-1]

    return made


def opened(client: Client, number: int, why: str = "xem tin mới") -> Any:
    """Say why, then see the case."""
    answer = client.form(f"/console/reports/{number}/open", why=why)
    assert answer.status_code == 303, answer.text
    return client.see(answer.headers["location"])


@pytest.fixture
def handler(login: Login) -> Client:
    """Somebody who handles reports."""
    return login(Role.HANDLER)
