"""Two months of talk, and the report of the second, made once for all that is read back from it."""

import io
import shutil
from datetime import UTC, date

import docx as word
import openpyxl
import pytest

from bot.settings import PROJECT
from bot.statistics.period import Period
from bot.statistics.report.building import build
from bot.statistics.report.document import docx
from bot.statistics.report.workbook import xlsx
from bot.statistics.room import StatisticsRoom
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database
from bot.storage.tables import Report
from tests.statistics.talks import Talks, at

ON = date(2026, 10, 8)
SEPTEMBER = Period.read("2026-09")
TOPICS = ("contribution_level", "pension_amount", "state_support", "lump_sum_amount")


def fill(talk: Talks) -> None:
    """August and September: answers, groups, feedback, hand-overs, three reports of fraud."""
    for month, days in (("08", (1, 14, 28)), ("09", (1, 2, 3, 9, 10, 15, 20, 28, 30))):
        for day in days:
            when = f"2026-{month}-{day:02}"
            for number, topic in enumerate(TOPICS):
                who = talk.conversation(
                    ("zalo", "web")[number % 2], ("trader", "farm_household", "official", None)[number]
                )
                for turn in range(4 - number):
                    asked = talk.turn(who, at(when, f"{8 + turn:02}:30"), topic, aspect="how_calculated")
                talk.feedback(asked, "bad" if day in {3, 14} else "good", "unclear" if day in {3, 14} else None)
            talk.turn(who, at(when, "14:00"), None, "unanswered_not_understood", aspect=None, sources=0)
    talk.officer(talk.turn(when=at("2026-09-10", "15:00"), topic=None, outcome="handed_over", aspect=None), 240)
    for number, hour in enumerate(("09:00", "10:00", "11:00")):
        talk.turn(when=at("2026-09-15", hour), topic="fraud_report", outcome="report_received", aspect=None, sources=0)
        opened = date(2026, 9, 15)
        with talk.database.session() as session:
            session.add(Report(id=f"r{number}", kind="fraud", received_on=opened, content={}))
            session.flush()
            of = {"number": number, "cluster": number, "state": "new", "version": 1, "triage": False}
            session.add(CaseFile(report_id=f"r{number}", since=opened, opened_on=opened, **of))


@pytest.fixture(scope="session")
def filled(tmp_path_factory, template, adviser):
    """The statistics of that talk, on SQLite: what the figures are is tested elsewhere, on both databases."""
    file = shutil.copy(template, tmp_path_factory.mktemp("report") / "ansinh.db")
    database = Database(f"sqlite:///{file}")
    fill(Talks(database))
    room = StatisticsRoom.build(database, adviser, PROJECT / "data")
    with pytest.MonkeyPatch.context() as later:
        # Long after the last report that a test waits for.
        later.setattr("bot.statistics.folding.now", lambda: at("2026-12-01").astimezone(UTC))
        room.folding.fold()
    yield room
    database.close()


@pytest.fixture(scope="session")
def report(filled):
    """Of September, made in October."""
    return build(filled, SEPTEMBER, on=ON)


@pytest.fixture(scope="session")
def content(report) -> bytes:
    """The letter's file."""
    return docx(report)


@pytest.fixture(scope="session")
def document(content):
    """The letter, read back."""
    return word.Document(io.BytesIO(content))


@pytest.fixture(scope="session")
def workbook(report):
    """The workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(xlsx(report)))
