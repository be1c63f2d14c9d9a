"""The letter that hands a case over: suggested, written, marked; and the note that it went."""

import io
import re

import docx
import pytest

from bot.cases.states import State
from bot.clock import today
from bot.console.reports import letterhead
from bot.console.reports.letterhead import Letterhead
from bot.settings import SettingsRefused
from tests.console.reports.conftest import STORY, opened
from tests.evidence.conftest import encoded, halves

MONEY = f"{STORY}, tôi đã chuyển tiền cho họ"
HEAD = {
    "agency": "Bảo hiểm xã hội tỉnh Lào Cai",
    "parent": "Bảo hiểm xã hội Việt Nam",
    "place": "Lào Cai",
    "sign": "BHXH-TTKT",
    "archive": "VT, TTKT",
    "position": "Giám đốc",
    "signer": "Nguyễn Thị Mẫu",
}


def letter(client, citizens, number, **more):
    version = str(citizens.case(number).version)
    given = {**HEAD, "why": "trình ký", "signs": ["money_lost"], "province": "lao_cai", "version": version, **more}
    return client.form(f"/console/reports/{number}/handover/letter", **given)


def text_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_form_suggests_what_the_words_say(handler, citizens):
    number = citizens.report(MONEY)
    opened(handler, number)
    page = handler.see(f"/console/reports/{number}/handover").text
    ticked = re.findall(r'name="signs" value="(\w+)" checked', page)
    assert ticked == ["money_lost", "impersonates_officer"]
    assert "Công an tỉnh, thành phố có liên quan" in page
    assert "Ghi nhận đã chuyển hôm nay" not in page, "a new case is taken in first"


def test_the_letter_is_a_marked_word_file_that_names_nobody_of_us(handler, citizens, console, acts):
    number = citizens.report(
        MONEY, clues={"[DIEN_THOAI_1]": "0900000001"}, files=[("anh.png", encoded(halves(), "PNG"))],
        content={"when_where": "chợ Bình An"},
    )  # fmt: skip
    citizens.says(number, "Hôm qua họ lại đến")
    answer = letter(handler, citizens, number)
    assert answer.status_code == 200
    mark = re.search(rf'filename="cong-van-{number}-([0-9A-F]{{8}})\.docx"', answer.headers["content-disposition"])[1]
    text = text_of(answer.content)
    for words in (
        "Công an tỉnh Lào Cai", "Phòng An ninh mạng", STORY, "chợ Bình An", "Hôm qua họ lại đến", "Điều 174", "SHA-256",
        "GIÁM ĐỐC", "Nguyễn Thị Mẫu", str(number), "Nhận tin báo",
    ):  # fmt: skip
        assert words in text, words
    assert "0900000001" not in text, "numbers of the other side are given by a decision only"
    assert handler.staff.name not in text
    assert handler.staff.full_name not in text
    document = docx.Document(io.BytesIO(answer.content))
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            assert mark in footer.paragraphs[0].text
    assert document.core_properties.author == HEAD["agency"]
    noted = [one.act for one in console.audit.latest(3) if one.act.what == "case.letter"]
    assert [(one.who, one.about, one.why) for one in noted] == [
        (handler.staff.name, f"case/{number}", f"{mark}: trình ký")
    ]
    assert citizens.case(number).state == "new", "writing a letter hands nothing over"


def test_numbers_of_the_other_side_go_along_by_decision_and_are_noted(handler, citizens, acts):
    number = citizens.report(MONEY, clues={"[DIEN_THOAI_1]": "0900000001"})
    text = text_of(letter(handler, citizens, number, with_clues="1").content)
    assert "Số điện thoại [DIEN_THOAI_1]: 0900000001" in text
    assert [what for what, _ in acts()] == ["case.letter", "case.read", "case.clues"]


def test_offices_that_were_typed_are_those_of_the_letter(handler, citizens):
    number = citizens.report(MONEY)
    text = text_of(letter(handler, citizens, number, to="Công an xã Bình An\r\nUBND xã Bình An").content)
    assert "Công an xã Bình An" in text
    assert "UBND xã Bình An" in text
    assert "Phòng An ninh mạng" not in text


@pytest.mark.parametrize("field", ["agency", "parent", "place", "sign", "archive", "position"])
def test_what_is_missing_is_named_and_what_was_typed_stays(handler, citizens, field):
    number = citizens.report(MONEY)
    answer = letter(handler, citizens, number, **{field: " "})
    assert answer.status_code == 400
    from bot.console.reports.handover_pages import FIELDS

    assert f"Hãy điền hoặc chọn lại: {FIELDS[field]}" in answer.text
    assert "Nguyễn Thị Mẫu" in answer.text


def test_all_that_is_missing_is_named_at_once_and_marked(handler, citizens):
    number = citizens.report(MONEY)
    answer = letter(handler, citizens, number, parent="", sign=" ", position="")
    assert "Hãy điền hoặc chọn lại: Cơ quan cấp trên; Ký hiệu văn bản; Chức vụ người ký." in answer.text
    assert answer.text.count('aria-invalid="true"') == 3
    assert answer.text.count(" required") >= 6


@pytest.mark.parametrize("name", ["BHXH tỉnh Lào Cai", "bảo hiểm xã hội Lào Cai"])
def test_the_own_office_is_never_an_addressee(handler, citizens, name, acts):
    number = citizens.report(MONEY)
    suggested = letter(handler, citizens, number, agency=name, signs=["impersonates_officer"], position="")
    assert "Công an tỉnh Lào Cai" in suggested.text
    assert "Bảo hiểm xã hội tỉnh Lào Cai" not in suggested.text
    typed = letter(handler, citizens, number, agency=name, to="Công an xã\r\nBảo hiểm xã hội tỉnh Lào Cai")
    assert typed.status_code == 400
    assert "không gửi cho chính mình" in typed.text
    version = str(citizens.case(number).version)
    noted = handler.form(f"/console/reports/{number}/handover", version=version, agency=name, to=name, why="gửi")
    assert noted.status_code == 400
    assert "case.letter" not in [what for what, _ in acts()]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"signs": ["x"]}, "Dấu hiệu"),
        ({"province": "atlantis"}, "Tỉnh, thành phố"),
        ({"signs": []}, "Nơi nhận"),
        ({"province": ""}, "Tỉnh, thành phố"),
        ({"why": " "}, "Hãy ghi nội dung hoặc lý do"),
    ],
)
def test_a_letter_to_nowhere_is_not_written(handler, citizens, given, word, acts):
    number = citizens.report(MONEY)
    opened(handler, number)
    answer = letter(handler, citizens, number, **given)
    assert answer.status_code == 400
    assert word in answer.text
    assert "case.letter" not in [what for what, _ in acts()]


def test_letters_count_as_files_taken_along(handler, citizens, console, monkeypatch):
    number = citizens.report(MONEY)
    for _ in range(10):
        console.allowance.take(handler.staff.id)
    assert letter(handler, citizens, number).status_code == 429


def test_that_it_went_is_noted_with_agency_and_day(handler, citizens):
    number = citizens.report(MONEY)
    citizens.at(number, State.RECEIVED)
    opened(handler, number)
    assert "Ghi nhận đã chuyển hôm nay" in handler.see(f"/console/reports/{number}/handover").text
    answer = handler.form(
        f"/console/reports/{number}/handover",
        version="1",
        why="đã gửi công văn",
        to="Công an tỉnh Lào Cai\r\nSở Văn hóa",
    )
    assert answer.status_code == 303
    case = citizens.case(number)
    assert (case.state, case.agency, case.since) == ("transferred", "Công an tỉnh Lào Cai; Sở Văn hóa", today())
    page = opened(handler, number).text
    assert "Công an tỉnh Lào Cai; Sở Văn hóa" in page
    assert "hỏi lại cơ quan đã nhận" in page


def test_the_agencies_of_the_chosen_province_are_those_that_are_noted(handler, citizens):
    number = citizens.report(MONEY)
    citizens.at(number, State.RECEIVED)
    handler.form(
        f"/console/reports/{number}/handover",
        version="1",
        why="đã gửi",
        to="",
        signs="impersonates_officer",
        province="hue",
    )
    assert citizens.case(number).agency == "Công an thành phố Huế; Bảo hiểm xã hội thành phố Huế"


@pytest.mark.parametrize(
    ("given", "status", "word"),
    [
        ({"to": " "}, 400, "Hãy ghi tên cơ quan nhận"),
        ({"why": ""}, 400, "Hãy ghi nội dung hoặc lý do"),
        ({"version": "9"}, 409, "Có người vừa thay đổi"),
    ],
)
def test_what_keeps_it_from_being_noted_is_told(handler, citizens, given, status, word):
    number = citizens.report(MONEY)
    citizens.at(number, State.RECEIVED)
    opened(handler, number)
    fields = {"version": "1", "why": "đã gửi", "to": "Công an", **given}
    answer = handler.form(f"/console/reports/{number}/handover", **fields)
    assert answer.status_code == status
    assert word in answer.text
    assert citizens.case(number).state == "received"


def test_a_new_case_is_not_handed_over(handler, citizens):
    number = citizens.report(MONEY)
    opened(handler, number)
    answer = handler.form(f"/console/reports/{number}/handover", version="1", why="đã gửi", to="Công an")
    assert answer.status_code == 400
    assert citizens.case(number).state == "new"


def test_the_letterhead_comes_from_the_settings(monkeypatch):
    monkeypatch.setenv("ANSINH_LETTER_AGENCY", "Bảo hiểm xã hội tỉnh Lào Cai")
    assert letterhead.read() == Letterhead(agency="Bảo hiểm xã hội tỉnh Lào Cai")
    monkeypatch.setenv("ANSINH_LETTER_SIGN", "x" * 41)
    with pytest.raises(SettingsRefused, match="ANSINH_LETTER_SIGN"):
        letterhead.read()


def test_every_setting_of_the_letterhead_is_told_in_the_handbook():
    from bot.settings import PROJECT

    page = (PROJECT / "docs" / "console" / "reports.md").read_text("utf-8")
    assert all(f"`{name.upper()}`" in page for name in Letterhead.model_fields)
