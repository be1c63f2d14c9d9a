"""Letters with two and three questions: what is answered, in which order, what is offered, which form opens."""

import pytest

from tests.dialogues.talk import Line, Press, play

pytestmark = pytest.mark.live
LOWEST = "Cho em hỏi đóng bhxh tự nguyện thấp nhất bao nhiêu một tháng?"
BIRTH = "Đóng tự nguyện sinh con được bao nhiêu tiền?"
REGISTER = "Đăng ký bhxh tự nguyện thì nộp hồ sơ ở đâu?"
CARD = "Đóng tự nguyện có thẻ bảo hiểm y tế không?"
JOBLESS = "Nghỉ việc được trợ cấp thất nghiệp mấy tháng?"
REPORT = "Tôi muốn báo có người lừa đảo tiền bảo hiểm xã hội."
PENSION = "Tính lương hưu giúp tôi."

DIALOGUES = {
    "two questions": [
        Line(f"{LOWEST} {BIRTH}", r"330\.000 đồng.*2\.000\.000 đồng", "answered"),
        Line("nói kỹ hơn", r"sinh|thai sản", "answered", topic="maternity"),
    ],
    "two questions, one line each": [
        Line(f"{BIRTH}\n{CARD}", r"2\.000\.000 đồng.*(?:thẻ|BHYT)", "answered"),
    ],
    "the third is offered": [
        Line(f"{LOWEST} {BIRTH} {REGISTER}", r"330\.000 đồng.*2\.000\.000 đồng.*còn hỏi thêm", "answered"),
        Line(Press("Đăng ký"), r"BHXH cơ sở", "answered", topic="registration_procedure"),
    ],
    "a greeting and thanks are no questions": [
        Line(f"Chào em. {LOWEST} Cảm ơn em.", r"330\.000 đồng", "answered", absent="Không có gì|máy trả lời"),
    ],
    "what is not ours comes last": [
        Line(f"{JOBLESS} {LOWEST}", r"330\.000 đồng.*trung tâm dịch vụ việc làm", "answered"),
    ],
    "a form opens after the answer": [
        Line(f"{PENSION} {BIRTH}", r"2\.000\.000 đồng.*nam hay nữ", "answered"),
        Line("nữ", r"bao lâu", "collecting"),
    ],
    "a report goes before another form": [
        Line(f"{PENSION} {REPORT}", r"Chuyện gì đã xảy ra", "collecting", absent="nam hay nữ"),
        Line("dừng", r".", "small_talk"),
    ],
    "facts told beside the questions": [
        Line(
            f"Tôi là nữ, đã đóng 16 năm, mức 3 triệu. {PENSION} {BIRTH}",
            r"2\.000\.000 đồng.*đóng 16 năm",
            "answered|answered_calculation",
        ),
    ],
    "a question with its own numbers": [
        Line(
            f"Chồng tôi mất hôm tháng 3/2026 đóng 6 năm, mai táng phí bao nhiêu? {LOWEST}",
            r"23\.400\.000 đồng.*330\.000 đồng",
            "answered_calculation|answered",
        ),
    ],
    "inside a form": [
        Line("tính lương hưu cho tôi", r"nam hay nữ", "collecting"),
        Line(f"{LOWEST} {BIRTH}", r"330\.000 đồng.*2\.000\.000 đồng.*nam hay nữ", "answered"),
        Line("nữ", r"bao lâu", "collecting"),
    ],
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name], as_of="2026-11-22")
