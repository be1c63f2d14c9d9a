"""Reports of fraud and misinformation: a short form, a receipt told once, words that leave the conversation."""

import re
import sqlite3

import pytest

from tests.dialogues.talk import Citizen, Line, Press, play

pytestmark = pytest.mark.live

FRAUD = [
    Line("tôi muốn báo có người lừa đảo tiền bảo hiểm xã hội", r".", "collecting", topic="fraud_report"),
    Line("Có người tự xưng cán bộ bảo hiểm thu tiền rồi cắt liên lạc", r".", "collecting"),
    Line("sáng hôm qua ở chợ", r".", "collecting"),
    Line(Press("Bỏ qua"), r"số điện thoại, số tài khoản, đường link", "collecting"),
    Line("khoảng 2 triệu", r"[Mm]ã", "report_received", topic="fraud_report"),
]


def test_a_report_of_fraud_ends_with_a_receipt(live_url):
    citizen = play(live_url, FRAUD)
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", citizen.last["receipt"])
    assert citizen.last["receipt"] not in citizen.heard


def test_a_report_of_misinformation(live_url):
    lines = [
        Line(
            "tôi muốn báo một tin giả về bảo hiểm xã hội đang lan trên mạng",
            r".",
            "collecting",
            topic="misinformation",
        ),
        Line("có trang đăng là phải rút tiền trước cuối năm kẻo mất", r".", "collecting"),
        Line("trên facebook tối qua", r"[Mm]ã", "report_received"),
    ]
    assert play(live_url, lines).last["receipt"]


def test_the_words_of_a_report_and_its_code_stand_in_no_conversation(live_url, live_home):
    canary = "người đàn ông áo xanh ở quầy số bảy"
    citizen = Citizen(live_url)
    citizen.says("cho em gửi tin báo lừa đảo")
    citizen.says(canary)
    citizen.says("hôm nay, gần bến xe")
    code = citizen.says("không rõ là ai")["receipt"]
    database = sqlite3.connect(live_home / "ansinh.db")
    said = "\n".join(str(row) for row in database.execute("select question, replies from interaction"))
    stored = "\n".join(str(row) for row in database.execute("select content, receipt_hash, received_on from report"))
    columns = {row[1] for row in database.execute("pragma table_info(report)")}
    due = database.execute("select count(*) from receipt_due").fetchone()[0]
    database.close()
    assert canary not in said
    assert canary in stored
    assert code not in said + stored
    assert code.replace(" ", "") not in said + stored
    assert not columns & {"conversation_id", "interaction_id", "received_at"}
    assert due == 0


def test_a_report_can_be_left(live_url):
    lines = [
        Line("cho em gửi tin báo lừa đảo", r".", "collecting"),
        Line("dừng", r".", "small_talk"),
        Line("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?", r"330\.000 đồng", "answered"),
    ]
    play(live_url, lines)


def test_numbers_of_persons_in_a_report_are_masked(live_url, live_home):
    citizen = Citizen(live_url)
    citizen.says("cho em gửi tin báo lừa đảo")
    citizen.says("họ bắt chuyển tiền, số điện thoại 0912345678, cccd 079185001234")
    citizen.says("hôm nay")
    citizen.says("bỏ qua")
    citizen.says("họ gọi từ 0987654321, tài khoản số 1234567890123 ngân hàng")
    assert citizen.last["receipt"]
    bytes_ = b"".join(path.read_bytes() for path in live_home.glob("ansinh.db*"))
    assert b"0912345678" not in bytes_
    assert b"0987654321" not in bytes_
    assert b"1234567890123" not in bytes_
    assert b"079185001234" not in bytes_


def test_the_way_back_by_code(live_url, live_home):
    """Another account may come back with the code: it is the code that opens, and nothing of it is recorded."""
    code = play(live_url, FRAUD).last["receipt"]
    citizen = Citizen(live_url)
    answer = citizen.says(f"mã {code}")
    assert answer["outcome"] == "handed_over"
    assert "đang chờ cán bộ xem" in citizen.heard
    citizen.says(Press("Bổ sung thông tin"))
    canary = "chiếc xe máy màu vàng chanh biển số lạ"
    assert "đã ghi thêm" in citizen.says(canary)["replies"][0]["text"]
    citizen.says("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?")
    assert citizen.last["outcome"] == "answered"
    database = sqlite3.connect(live_home / "ansinh.db")
    said = "\n".join(str(row) for row in database.execute("select question, replies from interaction"))
    written = "\n".join(str(row) for row in database.execute("select text from case_message"))
    database.close()
    assert canary not in said
    assert canary in written
    assert code not in said
    assert "đang chờ cán bộ xem" not in said


def test_a_formal_denunciation_is_shown_the_lawful_way(live_url):
    lines = [
        Line("cho em gửi tin báo lừa đảo", r".", "collecting"),
        Line("tôi gửi đơn tố cáo ông giám đốc nhận tiền", r"không nhận qua tin nhắn", "handed_over"),
        Line(Press("Gửi phản ánh không ghi tên"), r"Chuyện gì đã xảy ra", "collecting"),
    ]
    play(live_url, lines)


def test_a_request_about_ones_data_is_numbered(live_url):
    lines = [
        Line("xóa hết dữ liệu của tôi đi", r"Gửi yêu cầu về dữ liệu", "answered", topic="privacy_rights"),
        Line(Press("Gửi yêu cầu về dữ liệu"), r"số phiếu", "suggested"),
        Line(Press("Xóa dữ liệu của tôi"), r"Số phiếu \d{6}.*trong 2 ngày làm việc", "handed_over"),
        Line("dừng", r".", "small_talk"),
    ]
    play(live_url, lines)
