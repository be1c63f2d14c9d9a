"""What a reader may know of, on both databases: the same as the rooms of cases say, asked once."""

from datetime import timedelta

import pytest

from bot.cases.conflict import Conflicts
from bot.cases.messages import write
from bot.cases.officer import Officer
from bot.cases.promptness import promptness
from bot.cases.reading import Reading
from bot.cases.states import State
from bot.console.reports import speaking as speaking_module
from bot.console.reports.asked import ALL, Asked
from bot.console.reports.lines import CaseLines
from bot.console.reports.speaking import Speaking
from tests.cases.conftest import LAN, MAI, TODAY, office  # noqa: F401  a fixture

STORIES = (
    "Có người tự xưng cán bộ thu tiền ở chợ",
    "Anh Hùng thu tiền rồi giữ lại",
    "chi Lan o phong mot cua doi them tien",
    "Phòng Tài vụ giữ sổ của dân",
    "Một trang mạng giả đăng tin bịa đặt",
)
OFFICERS = (
    MAI,
    LAN,
    Officer("hung", "Nguyễn Văn Hùng"),
    Officer("tu", "Đỗ Thị Tư", units=("Phòng Tài vụ",)),
    Officer("tam", "Lê Văn Tám", phones=("0900 000 009",)),
)


@pytest.fixture
def speaking(office):  # noqa: F811
    return Speaking(Conflicts(office.room.words.titles), office.room.reports.clues)


@pytest.fixture
def lines(office, speaking):  # noqa: F811
    room = office.room
    reading = Reading(room.clocks, Conflicts(room.words.titles), room.reports.clues)
    return CaseLines(office.database, reading, speaking, room.clocks)


def reported(office, count=1):  # noqa: F811
    """The stories, and one more whose clues have a telephone number; gives numbers of cases."""
    talk = office.conversation()
    sealed = office.room.reports.clues.carried(talk, {"[DIEN_THOAI_1]": "0900000009"})
    codes = [office.report(story) for story in STORIES * count]
    codes.append(office.report("Họ gọi điện đòi tiền", talk, clues=sealed, conversation_id=talk))
    return [office.number(code) for code in codes]


@pytest.mark.parametrize("officer", OFFICERS, ids=[one.id for one in OFFICERS])
def test_the_list_is_that_of_the_room_of_cases(office, lines, officer):  # noqa: F811
    reported(office)
    expected = office.room.cases.listed(officer, TODAY)
    found = lines.of(officer, Asked(), TODAY)
    assert [one.line for one in found.rows] == expected
    assert found.states[State.NEW] == len(expected)
    assert [one.line for one in lines.of(officer, Asked(), TODAY).rows] == expected, "and so when it is remembered"


def test_what_was_found_is_asked_once_until_the_author_says_more(office, lines, speaking, monkeypatch):  # noqa: F811
    number = reported(office)[0]
    hung = OFFICERS[2]
    assert number in {one.line.number for one in lines.of(hung, Asked(), TODAY).rows}
    asked = []
    ask = speaking._asked
    monkeypatch.setattr(
        speaking, "_asked", lambda session, officer, part: asked.append(part) or ask(session, officer, part)
    )
    lines.of(hung, Asked(), TODAY)
    assert asked == []
    with office.database.session() as session:
        report = next(iter(speaking._known))[1]
        write(session, report, "note", "Anh Hùng", day=TODAY, who="mai")
    lines.of(hung, Asked(), TODAY)
    assert asked == [], "what an officer notes is no part of the report"
    with office.database.session() as session:
        write(session, report, "answer", "Chính là anh Hùng", day=TODAY)
    found = lines.of(hung, Asked(), TODAY)
    assert asked == [[report]]
    assert len(found.rows) == len(office.room.cases.listed(hung, TODAY))


def test_an_officer_who_gets_another_name_is_asked_about_anew(office, lines):  # noqa: F811
    reported(office)
    assert len(lines.of(Officer("x", "Trần Thị Mai"), Asked(), TODAY).rows) == 6
    assert len(lines.of(Officer("x", "Nguyễn Văn Hùng"), Asked(), TODAY).rows) == 5


def test_what_is_remembered_has_an_end(office, lines, speaking, monkeypatch):  # noqa: F811
    reported(office)
    monkeypatch.setattr(speaking_module, "_MOST", 8)
    for officer in (*OFFICERS, *OFFICERS):
        assert [one.line for one in lines.of(officer, Asked(), TODAY).rows] == office.room.cases.listed(officer, TODAY)
        assert len(speaking._known) <= 8


def test_many_are_asked_in_parts(office, lines, monkeypatch):  # noqa: F811
    reported(office, 2)
    monkeypatch.setattr(speaking_module, "_AT_ONCE", 3)
    hung = OFFICERS[2]
    assert [one.line for one in lines.of(hung, Asked(), TODAY).rows] == office.room.cases.listed(hung, TODAY)


def test_promptness_is_that_of_the_house_where_nothing_is_hidden(office, lines):  # noqa: F811
    numbers = reported(office)
    room = office.room
    room.cases.move(MAI, numbers[0], State.RECEIVED, "nhận", version=1, today=TODAY)
    room.cases.move(MAI, numbers[1], State.RECEIVED, "nhận", version=1, today=TODAY + timedelta(days=9))
    for day in (TODAY, TODAY + timedelta(days=9)):
        found = lines.of(MAI, Asked(state=ALL), day, TODAY)
        assert found.promptness == promptness(office.database, room.clocks, TODAY, day, day)
        assert found.promptness.in_time == 1
    assert lines.of(MAI, Asked(), TODAY, TODAY + timedelta(days=1)).promptness.share is None


def test_the_places_of_cases_never_tie(office, lines):  # noqa: F811
    reported(office)
    places = [one.place for one in lines.of(MAI, Asked(), TODAY).rows]
    assert places == sorted(set(places))
    assert len({one.cursor for one in lines.of(MAI, Asked(), TODAY).rows}) == 6
