"""Texts of reports, cases and requests: short, kind to the reporter, no figure of a fine that is not settled."""

import re
import tomllib

import pytest

from bot.advice.answers import Answers
from bot.cases.request_states import Kind
from bot.cases.return_desk import BUTTONS
from bot.settings import PROJECT

ANSWERS = Answers.load(PROJECT / "data" / "answers")
TOPICS = ("fraud_report", "complaint_denunciation", "privacy_rights")
GROUPS = ("report", "report_case", "request")
#: An amount of money beside a fine: only the Penal Code's figures may be given, and those come from data.
FINE = re.compile(r"phạt[^.\n]{0,60}?\d[\d.,]*\s*(?:triệu|tỷ|đồng|nghìn|đ\b)", re.IGNORECASE)
FIGURE = re.compile(r"\{([a-z_0-9]+)")


def texts() -> list[tuple[str, str]]:
    """Every text of these topics and groups, by its name."""
    said = [(one.key, text) for one in ANSWERS if one.topic in TOPICS for text in one.texts()]
    for group in GROUPS:
        table = tomllib.loads((PROJECT / "data" / "answers" / "phrases" / f"{group}.toml").read_text("utf-8"))
        said += [(f"{group}.{key}", text) for key, text in table.items()]
    return said


@pytest.mark.parametrize(("name", "text"), texts(), ids=[name for name, _ in texts()])
def test_no_fine_is_stated_that_is_not_a_figure_of_the_penal_code(name, text):
    assert not FINE.search(text), "an amount of a fine stands in the text itself"
    for sentence in re.split(r"[\n•]|(?<=[.!?])\s", text):
        if "phạt" in sentence.lower():
            money = [one for one in FIGURE.findall(sentence) if re.search("fine|amount|taken|damage", one)]
            assert all(one.startswith(("penal_214", "penal_216", "calc", "eg")) for one in money), sentence
    assert not re.search(r"283/2026[^.\n]{0,200}?\d+ ?(triệu|đồng)", text)


@pytest.mark.parametrize("old", ["[[Nghị định 12/2022/NĐ-CP]]", "Nghị định 13/2023"])
def test_a_decree_that_is_gone_is_named_as_gone(old):
    for name, text in texts():
        for at in [found.start() for found in re.finditer(re.escape(old), text)]:
            assert re.search("thay|cũ|trước đây|Trước đây", text[max(0, at - 120) : at + 120]), name


@pytest.mark.parametrize("group", GROUPS)
def test_phrases_fit_a_message_and_ask_for_no_identity(group, adviser):
    for name in sorted(one for one in adviser.phrases.names() if one.startswith(f"{group}.")):
        raw = adviser.phrases(name, **dict.fromkeys(adviser.phrases.gaps(name), "…"))
        assert len(raw) <= 900, name
        if name.endswith("_button"):
            assert len(raw) <= 40, name
        for sentence in re.split(r"(?<=[.!?;:])\s", raw):
            if re.search(r"(gửi|cho biết|cung cấp|ghi|viết) (số )?(họ tên|căn cước|OTP|mật khẩu)", sentence):
                assert re.search("đừng|không|đơn", sentence), sentence


def test_every_button_has_its_title(adviser):
    for name in BUTTONS:
        assert f"report_case.{'link_yes' if name == 'link_yes' else name}_button" in adviser.phrases.names()
    for kind in Kind:
        assert f"request.{kind}_button" in adviser.phrases.names()


def test_the_form_says_that_a_report_is_no_denunciation_and_what_happens_next(adviser):
    text = adviser.phrases("report.received", days=3)
    assert "chưa phải đơn tố cáo" in text
    assert "trong 3 ngày làm việc" in text
    assert "nhắn mã" in text
    assert "ứng dụng nhắn tin thì biết ai đã nhắn" in text, "no channel gives anonymity"


def test_the_three_ways_are_told_apart():
    which = ANSWERS.find("complaint_denunciation", "which_one_to_use").text
    assert all(f"• {way}" in which for way in ("Khiếu nại", "Tố cáo", "Phản ánh"))
    assert "đừng gửi đơn tố cáo qua đây" in ANSWERS.find("complaint_denunciation", "denounce_how").text


def test_the_words_that_open_the_menu_are_the_buttons_own(adviser):
    assert adviser.phrases("request.menu_button") == ANSWERS.find("privacy_rights", "make_request").ask
    assert adviser.phrases("request.menu_words") in adviser.phrases(
        "request.received", **dict.fromkeys(adviser.phrases.gaps("request.received"), "…")
    )


def test_requests_are_offered_where_rights_are_told():
    for aspect in ("delete_my_data", "view_and_copy", "withdraw_consent"):
        assert "privacy_rights/make_request" in ANSWERS.find("privacy_rights", aspect).next
