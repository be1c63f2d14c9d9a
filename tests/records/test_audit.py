"""Who did what, to what, and why: sealed, chained, and before anything is read."""

import pytest
from sqlalchemy import select

from bot.records.audit import Act
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.storage.database import DatabaseUnavailable
from bot.storage.tables import Conversation
from tests.records.chain.conftest import Recorded


@pytest.fixture
def recorded(database, tmp_path) -> Recorded:
    return Recorded(database, tmp_path)


def test_an_act_is_read_back_as_it_was_written(recorded):
    recorded.audit.first("lan", "report_read", "report/1", "kiểm tra đơn")
    (done,) = recorded.audit.latest(10)
    assert done.act == Act("lan", "report_read", "report/1", "kiểm tra đơn")
    assert (done.sequence, recorded.walk()) == (1, [])


def test_nothing_of_it_lies_open(recorded):
    recorded.audit.first("lan", "unmasked", "interaction/7", "bà Nguyễn Thị Ngoan yêu cầu")
    with recorded.database.looking() as connection:
        rows = [repr(row) for table in (ENTRIES, CONTENTS) for row in connection.execute(select(table))]
    assert not any(word in row for row in rows for word in ("lan", "unmasked", "Ngoan", "interaction/7"))


def test_the_latest_come_first_and_page_by_page(recorded):
    assert recorded.audit.latest(5) == []
    recorded.turn("an")
    for number in range(5):
        recorded.audit.first("lan", "report_read", f"report/{number}")
    newest = recorded.audit.latest(2)
    older = recorded.audit.latest(10, before=newest[-1].sequence)
    assert [done.act.about for done in (*newest, *older)] == [f"report/{number}" for number in (4, 3, 2, 1, 0)]


def test_an_act_stands_or_falls_with_its_transaction(recorded):
    def act(connection) -> None:
        recorded.audit(connection, "lan", "setting_changed", "setting/hours", "giờ mới")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorded.database.together(act)
    assert recorded.audit.latest(5) == []


def test_an_act_goes_into_the_transaction_of_a_session_too(recorded):
    with recorded.database.session() as session:
        recorded.audit(session.connection(), "lan", "exported", "export/1", "báo cáo quý")
    assert recorded.audit.latest(5)[0].act.what == "exported"


def test_an_audit_that_cannot_be_written_makes_the_reading_fail(recorded, monkeypatch):
    read = []

    def look() -> None:
        recorded.audit.first("lan", "report_read", "report/1")
        with recorded.database.looking() as connection:
            read.append(connection.execute(select(Conversation.__table__)).all())

    def fails(*_) -> None:
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr(recorded.chain, "append", fails)
    with pytest.raises(DatabaseUnavailable):
        look()
    assert read == []
