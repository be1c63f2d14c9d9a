"""Where a hasty reader would cost a citizen money, the bot asks or takes back."""

import pytest

from tests.dialogues.talk import Line, Press, play

pytestmark = pytest.mark.live
GROUP, INCOME = r"nhóm", r"thu nhập"

DIALOGUES = {
    "another person's household": [
        Line("chồng em hộ nghèo còn em thì không, em đóng mức 2 triệu bao nhiêu", GROUP, "collecting"),
        Line("khác", r"374\.000 đồng", "answered_calculation"),
    ],
    "a household that is poor no more": [
        Line("em vừa bị đưa ra khỏi danh sách hộ cận nghèo, mức 2 triệu mỗi tháng bao nhiêu", GROUP, "collecting"),
        Line(Press("Không thuộc nhóm nào"), r"374\.000 đồng", "answered_calculation"),
    ],
    "a group that is taken back": [
        Line("hộ nghèo chọn mức 2 triệu đóng mỗi tháng bao nhiêu", r"275\.000 đồng", "answered_calculation"),
        Line("không, tôi không phải hộ nghèo", GROUP, "collecting"),
        Line("không thuộc nhóm nào", r"374\.000 đồng", "answered_calculation"),
    ],
    "a common misspelling of half a million": [
        Line("mức 3 triệu rưởi hộ nghèo mỗi tháng đóng bao nhiêu", r"605\.000 đồng", "answered_calculation"),
    ],
    "two amounts": [
        Line(
            "đang đóng mức 2 triệu muốn nâng lên 4 triệu, hộ nghèo thì mỗi tháng đóng bao nhiêu",
            r".",
            "collecting|answered|suggested",
            absent=r"275\.000",
        ),
    ],
    "a question in the middle of a report is not filed": [
        Line("cho em gửi tin báo lừa đảo", r".", "collecting"),
        Line("đóng tự nguyện thấp nhất bao nhiêu một tháng", r"330\.000 đồng", "answered"),
        Line("dừng", r".", "small_talk"),
    ],
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name])
