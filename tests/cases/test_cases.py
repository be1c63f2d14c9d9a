"""The work on cases: moved along the table, noted, one wins of two, nothing closes by itself."""

import threading
from datetime import date

import pytest

from bot.cases.calendar import WorkingCalendar
from bot.cases.cases import AgencyMissing, CaseChanged, ConflictOfInterest
from bot.cases.officer import AuditMissing, Officer, ReasonMissing, no_audit
from bot.cases.reading import CaseUnknown
from bot.cases.states import Ground, IllegalMove, State
from bot.cases.urgency import Urgency, urgency
from tests.cases.conftest import LAN, MAI, TODAY, Office


def move(office: Office, number: int, to: State, officer: Officer = MAI, **more) -> None:
    office.room.cases.move(
        officer, number, to, "theo quy trình", version=office.line(number).version, today=TODAY, **more
    )


def test_a_report_opens_a_case(office):
    number = office.number(office.report())
    whole = office.room.cases.opened(MAI, number, "xem tin mới", TODAY)
    assert whole.line.state is State.NEW
    assert 100_000 <= number < 1_000_000
    assert [(one.what, one.who, one.after) for one in whole.history] == [("opened", None, "new")]
    assert whole.line.due.day == date(2026, 11, 23)
    assert office.acts == [("mai", "case.read", f"case/{number}", "xem tin mới")]


def test_the_whole_way_with_who_when_why(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    move(office, number, State.VERIFYING, LAN)
    move(office, number, State.TRANSFERRED, agency="Công an xã Bình An")
    move(office, number, State.ANSWERED)
    move(office, number, State.CLOSED, ground=Ground.REPLIED)
    whole = office.room.cases.opened(MAI, number, "xem lại", TODAY)
    assert [(one.who, one.before, one.after) for one in whole.history[1:]] == [
        ("mai", "new", "received"),
        ("lan", "received", "verifying"),
        ("mai", "verifying", "transferred"),
        ("mai", "transferred", "answered"),
        ("mai", "answered", "closed"),
    ]
    assert all(one.why == "theo quy trình" and one.happened_on == TODAY for one in whole.history[1:])
    assert (whole.agency, whole.ground) == ("Công an xã Bình An", "replied")
    assert whole.line.urgency is Urgency.DONE
    assert whole.content["what"], "a closed case stays readable"


def test_an_illegal_move_changes_nothing(office):
    number = office.number(office.report())
    for to, more in ((State.CLOSED, {"ground": Ground.INSULTING}), (State.VERIFYING, {}), (State.NEW, {})):
        with pytest.raises(IllegalMove):
            move(office, number, to, **more)
    assert office.line(number).state is State.NEW
    assert len(office.room.cases.opened(MAI, number, "x", TODAY).history) == 1


def test_a_closed_case_can_be_opened_again(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    move(office, number, State.CLOSED, ground=Ground.NO_CONCRETE_EVIDENCE)
    move(office, number, State.VERIFYING)
    whole = office.room.cases.opened(MAI, number, "x", TODAY)
    assert (whole.line.state, whole.ground) == (State.VERIFYING, None)


def test_a_transfer_names_the_agency(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    for agency in (None, "  "):
        with pytest.raises(AgencyMissing):
            move(office, number, State.TRANSFERRED, agency=agency)


@pytest.mark.parametrize("why", ["", "  ", "...", "\n"])
def test_nothing_is_done_without_a_reason(office, why):
    number = office.number(office.report())
    cases = office.room.cases
    with pytest.raises(ReasonMissing):
        cases.move(MAI, number, State.RECEIVED, why, version=1, today=TODAY)
    with pytest.raises(ReasonMissing):
        cases.opened(MAI, number, why, TODAY)
    with pytest.raises(ReasonMissing):
        cases.clues(MAI, number, why)
    assert office.acts == []


def test_who_decides_on_an_old_view_is_told_so(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    with pytest.raises(CaseChanged, match="read it again"):
        office.room.cases.move(LAN, number, State.VERIFYING, "x1", version=1, today=TODAY)
    with pytest.raises(CaseChanged):
        office.room.cases.assign(LAN, number, MAI, "x1", version=1, today=TODAY)
    assert office.line(number).state is State.RECEIVED


def test_of_officers_who_move_a_case_at_once_one_wins(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    ends: list[str] = []
    start = threading.Barrier(6)

    def act(to: State) -> None:
        start.wait()
        try:
            office.room.cases.move(MAI, number, to, "cùng lúc", version=2, today=TODAY, agency="Công an")
            ends.append("won")
        except CaseChanged:
            ends.append("lost")

    threads = [threading.Thread(target=act, args=(to,)) for to in (State.VERIFYING, State.TRANSFERRED) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["lost"] * 5 + ["won"]
    assert len(office.room.cases.opened(MAI, number, "x1", TODAY).history) == 3
    assert office.line(number).version == 3


def test_an_audit_that_fails_stops_the_act(office):
    number = office.number(office.report())
    office.room.cases._audit = no_audit
    with pytest.raises(AuditMissing):
        office.room.cases.opened(MAI, number, "xem", TODAY)
    with pytest.raises(AuditMissing):
        move(office, number, State.RECEIVED)
    assert office.line(number).state is State.NEW


def test_an_unknown_case(office):
    with pytest.raises(CaseUnknown):
        office.room.cases.opened(MAI, 1, "xem", TODAY)


def test_the_list_shows_nothing_of_what_was_reported_and_the_most_urgent_first(office):
    late = office.number(office.report("một chuyện cũ, không giống chuyện kia", day=date(2026, 11, 10)))
    new = office.number(office.report())
    lines = office.room.cases.listed(MAI, TODAY)
    assert [one.number for one in lines] == [late, new]
    assert [one.urgency for one in lines] == [Urgency.LATE, Urgency.CALM]
    assert "chuyện" not in repr(lines)
    assert office.acts == []


def test_closed_cases_are_listed_when_asked_for(office):
    number = office.number(office.report())
    move(office, number, State.RECEIVED)
    move(office, number, State.CLOSED, ground=Ground.UNREADABLE)
    assert office.room.cases.listed(MAI, TODAY) == []
    assert [one.number for one in office.room.cases.listed(MAI, TODAY, [State.CLOSED])] == [number]


def test_nothing_closes_by_itself(office):
    number = office.number(office.report(day=date(2025, 1, 2)))
    office.room.cases.listed(MAI, date(2027, 11, 1))
    assert office.line(number).state is State.NEW


NAMED = Officer(
    "hung", "Nguyễn Văn Hùng", phones=("0912 345 678",), units=("BHXH cơ sở Cái Răng",), aliases=("Hùng mập",)
)


@pytest.mark.parametrize(
    ("text", "is_on"),
    [
        ("ông Nguyễn Văn Hùng thu tiền của tôi", True),
        ("ong nguyen van hung thu tien", True),
        ("anh Hùng ở chợ thu tiền", True),
        ("cán bộ Hùng không đưa biên lai", True),
        ("anh hung ngoi quay 3", True),
        ("Văn Hùng làm ở xã", True),
        ("người ta gọi là hùng mập", True),
        ("thái độ ở BHXH cơ sở Cái Răng", True),
        ("bhxh co so cai rang thu sai", True),
        ("anh Hưng ở chợ thu tiền", False),
        ("một người hung dữ đòi tiền", False),
        ("chị Lan thu tiền của tôi", False),
        ("BHXH cơ sở Ninh Kiều thu sai", False),
        ("anh hùng lao động cũng bị lừa", True),
    ],
)
def test_an_officer_is_never_shown_nor_given_a_report_on_him(office, text, is_on):
    number = office.number(office.report(text))
    cases = office.room.cases
    assert (cases.listed(NAMED, TODAY) == []) is is_on
    if not is_on:
        assert cases.opened(NAMED, number, "xem", TODAY).line.number == number
        return
    for act in (
        lambda: cases.opened(NAMED, number, "xem", TODAY),
        lambda: cases.move(NAMED, number, State.RECEIVED, "x1", version=1, today=TODAY),
        lambda: cases.note(NAMED, number, "ghi", TODAY),
        lambda: cases.clues(NAMED, number, "xem"),
        lambda: cases.assign(NAMED, number, MAI, "x1", version=1, today=TODAY),
    ):
        with pytest.raises(CaseUnknown, match=f"^'no case {number}'$|^no case {number}$"):
            act()
    with pytest.raises(ConflictOfInterest):
        cases.assign(MAI, number, NAMED, "giao", version=1, today=TODAY)
    assert office.line(number).assignee is None


def test_what_the_author_adds_later_excludes_too(office):
    from bot.cases.messages import write

    code = office.report()
    number = office.number(code)
    assert office.room.cases.listed(NAMED, TODAY)
    with office.database.session() as session:
        write(session, office.room.reports.find(code).id, "addition", "người đó là anh Hùng", day=TODAY)
    assert office.room.cases.listed(NAMED, TODAY) == []
    with pytest.raises(CaseUnknown):
        office.room.cases.opened(NAMED, number, "xem", TODAY)


def test_a_telephone_of_an_officer_among_the_clues_excludes(office):
    conversation = office.conversation()
    carried = office.room.reports.clues.carried(conversation, {"[DIEN_THOAI_1]": "0912345678"})
    number = office.number(office.report("có số lạ gọi", conversation, clues=carried, conversation_id=conversation))
    assert office.room.cases.listed(NAMED, TODAY) == []
    assert office.room.cases.clues(MAI, number, "xác minh số") == {"[DIEN_THOAI_1]": "0912345678"}
    assert office.acts[-1] == ("mai", "case.clues", f"case/{number}", "xác minh số")


def test_a_case_is_given_to_somebody_and_to_somebody_else(office):
    number = office.number(office.report())
    office.room.cases.assign(MAI, number, LAN, "phụ trách địa bàn", version=1, today=TODAY)
    office.room.cases.assign(MAI, number, MAI, "Lan nghỉ phép", version=2, today=TODAY)
    history = office.room.cases.opened(MAI, number, "x1", TODAY).history
    assert [(one.what, one.before, one.after) for one in history[1:]] == [
        ("assigned", None, "lan"),
        ("assigned", "lan", "mai"),
    ]


def test_notes_stay_inside_and_questions_go_out(office):
    number = office.number(office.report())
    cases = office.room.cases
    cases.note(MAI, number, "gọi hỏi bưu điện", TODAY)
    cases.ask(LAN, number, "Có biên lai không?", TODAY)
    messages = cases.opened(MAI, number, "x1", TODAY).messages
    assert [(one.kind, one.who) for one in messages] == [("note", "mai"), ("question", "lan")]
    assert office.told == [], "nobody agreed to be told"


DAYS = WorkingCalendar((), (), (), date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("today", "colour"),
    [
        (2, Urgency.CALM),
        (6, Urgency.CALM),
        (9, Urgency.SOON),
        (13, Urgency.SOON),
        (16, Urgency.TODAY),
        (17, Urgency.LATE),
    ],
)
def test_the_colour_of_a_clock_of_ten_working_days(today, colour):
    start, due = date(2026, 11, 2), date(2026, 11, 16)
    assert urgency(DAYS, start, due, date(2026, 11, today), soon_from=50) is colour


def test_without_a_clock_there_is_nothing_to_do():
    assert urgency(DAYS, TODAY, None, TODAY, soon_from=50) is Urgency.DONE
