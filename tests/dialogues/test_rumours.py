"""Rumours and first aid with the real engine: copied posts, shorthand, open forms, unknown claims."""

import tomllib
import uuid
from pathlib import Path

import pytest

from tests.dialogues.talk import Citizen, Line, play

pytestmark = pytest.mark.live

POST = (
    "🔥🔥 NÓNG! Mình vừa đọc được trong nhóm công nhân, mọi người đọc kỹ nhé.\n"
    "Từ ngày 1/7/2025 không ai được rút bảo hiểm xã hội một lần nữa.\n"
    "Chia sẻ cho người thân biết, xem thêm tại https://tin-nong.xyz/abc"
)


@pytest.mark.parametrize(
    ("says", "aspect"),
    [
        (POST, "no_more_lump_sum"),
        ("quy bhxh sap sap roi dung dong nua", "fund_collapse"),
        ("bam link cap nhat vssid keo bi khoa tai khoan", "vssid_update_link_otp"),
        ("Người thường đóng BHXH tự nguyện chỉ được hỗ trợ 10%", "support_rates_old"),
        ("Đóng gộp cả năm BHXH tự nguyện được khuyến mãi, chị thu nói vậy", "six_month_discount"),
    ],
)
def test_a_rumour_is_answered_with_its_verdict(live_url, says, aspect):
    citizen = play(live_url, [Line(says, r"Căn cứ: ", "answered_rumour", topic="misinformation")])
    assert citizen.last["aspect"] == aspect


def test_a_true_claim_and_an_ordinary_question_are_answered_as_before(live_url):
    lines = [
        Line("Rút BHXH một lần cần giấy tờ gì?", r".", "answered", topic="lump_sum_procedure"),
        Line("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?", r"330\.000 đồng", "answered"),
    ]
    play(live_url, lines)


@pytest.mark.parametrize(
    ("says", "aspect"),
    [
        ("lo ck cho no 5tr roi cuu voi", "lost_money_now"),
        ("tôi lỡ đọc mã OTP cho nó rồi", "gave_otp"),
        ("lo cai app vssid gia roi", "fake_app_installed"),
        ("đang có người gọi xưng cán bộ BHXH bắt tôi chuyển tiền", "fake_call_now"),
    ],
)
def test_first_aid_comes_before_any_form(live_url, says, aspect):
    citizen = play(live_url, [Line(says, r"ngân hàng", "answered", topic="fraud_report")])
    assert citizen.last["aspect"] == aspect
    titles = [button["title"] for button in citizen.last["replies"][0]["buttons"]]
    assert any(title.startswith("Báo tin") for title in titles)
    assert "Gặp cán bộ" in titles


def test_first_aid_in_the_middle_of_a_calculation(live_url):
    lines = [
        Line("tính mức đóng giúp tôi", r".", "collecting"),
        Line("tôi lỡ chuyển tiền cho nó 5 triệu rồi", r"ngân hàng", "answered", topic="fraud_report"),
        Line("hộ cận nghèo, 2 triệu", r".", "answered_calculation|collecting|clarifying"),
    ]
    play(live_url, lines)


def test_an_unknown_claim_is_taken_in_and_the_next_one_who_asks_hears_that_it_is_checked(live_url):
    tail = uuid.uuid4().hex[:8]
    claim = (
        f"Báo tin giả: trên facebook lan truyền bài viết nói mỗi người đóng BHXH tự nguyện phải nộp lại sổ cho "
        f"đội {tail} trước rằm tháng giêng, ai không nộp bị gạch tên, tin này thật hay giả"
    )
    first = Citizen(live_url)
    first.says(claim)
    if first.last["outcome"] == "unanswered_not_settled":
        first.says("thấy ở nhóm xóm, https://tin-la.top/1")
    else:
        pytest.skip(f"the model is sure of {first.last['topic']}/{first.last['aspect']}")
    assert first.last["outcome"] == "report_received", first.heard
    assert first.last["receipt"]
    second = Citizen(live_url)
    second.says(claim)
    assert "đang được kiểm tra" in second.heard


HELD_OUT = tomllib.loads((Path(__file__).parents[1] / "language" / "claims.toml").read_text("utf-8"))


def test_wordings_held_out_are_answered_with_their_verdict(live_url):
    """Model and matcher together, a new citizen each; the figure of decision 17 as a floor."""
    asked = [(name, wording) for name, said in HELD_OUT["rumour"].items() for wording in said]
    got = [(name, wording, Citizen(live_url).says(wording)) for name, wording in asked]
    right = sum(answer["outcome"] == "answered_rumour" and answer["aspect"] == name for name, _, answer in got)
    wrong = [
        (name, wording, answer["aspect"])
        for name, wording, answer in got
        if answer["outcome"] == "answered_rumour" and answer["aspect"] != name
    ]
    print(f"\n{right} of {len(got)} right, {len(wrong)} another verdict: {wrong}")  # noqa: T201  shown by -s
    assert right >= 0.8 * len(got)
    assert len(wrong) <= 0.05 * len(got)


def test_ordinary_questions_on_the_same_subjects_get_no_verdict(live_url):
    got = [(wording, Citizen(live_url).says(wording)) for wording in HELD_OUT["none"]["said"]]
    judged = [(wording, answer["aspect"]) for wording, answer in got if answer["outcome"] == "answered_rumour"]
    print(f"\n{len(judged)} of {len(got)} ordinary questions judged: {judged}")  # noqa: T201  shown by -s
    assert len(judged) <= 2
