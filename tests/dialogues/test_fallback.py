"""Not understood once: guesses, other words, parts of the subject; twice in a row: a person first."""

import pytest

from tests.dialogues.talk import Line, Press, play

pytestmark = pytest.mark.live
LOWEST = Line("đóng thấp nhất bao nhiêu một tháng", r"330\.000 đồng", "answered")
AGAIN, PERSON = r"viết lại bằng lời khác", r"hỏi người thật.*1900 9068.*BHXH cơ sở"
MISSED = "suggested|unanswered_not_understood"
UNCLEAR = "ý tôi là cái khoản kia kìa"

DIALOGUES = {
    "not understood, then found through a family of topics": [
        Line(UNCLEAR, r"chưa hiểu|chưa chắc", MISSED, absent=PERSON),
        Line(Press("Không phải các ý trên"), AGAIN, MISSED),
        Line(Press("Lương hưu, tuổi nghỉ hưu"), r"phần nào", "suggested"),
        Line(Press("Tuổi nghỉ hưu"), r"Về tuổi nghỉ hưu", "suggested"),
    ],
    "not understood twice": [
        Line(UNCLEAR, r"chưa hiểu|chưa chắc", MISSED, absent=PERSON),
        Line("cái khoản đó đó, cái mà người ta hay nói", PERSON, MISSED),
        Line(Press("Gặp cán bộ"), r"1900 9068", "handed_over"),
    ],
    "an answer between begins anew": [
        Line(UNCLEAR, r".", MISSED),
        LOWEST,
        Line(UNCLEAR, r".", MISSED, absent=PERSON),
    ],
    "the citizen says so twice": [
        LOWEST,
        Line("bạn hiểu sai rồi", AGAIN, "suggested|feedback_received", absent=PERSON),
        Line("đóng cao nhất bao nhiêu một tháng", r"11\.132\.000", "answered"),
        Line("không phải ý đó", PERSON, "unanswered_not_understood|feedback_received"),
    ],
    "ways out work from the second stage": [
        LOWEST,
        Line("bạn hiểu sai rồi", AGAIN, "suggested|feedback_received"),
        Line("làm lại", r"bắt đầu lại", "small_talk"),
    ],
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name], as_of="2026-11-22")


def test_the_forms_question_is_explained_when_more_is_asked(live_url):
    play(
        live_url,
        [
            Line("tính tuổi nghỉ hưu cho tôi", r"nam hay nữ", "collecting"),
            Line("nói kỹ hơn", r"theo giấy tờ", "clarifying", absent="chưa hiểu"),
            Line("nữ", r"sinh tháng mấy", "collecting"),
            Line("cho ví dụ", r"9/1970", "clarifying"),
            Line("5/1975", r"56 tuổi 8 tháng|tuổi", "answered_calculation"),
        ],
        as_of="2026-11-22",
    )


def test_a_whole_case_in_one_sentence_is_not_asked_for_again(live_url):
    told = "nữ 5/1968, đóng 14 năm, mức 2 triệu, đã dừng, nên giữ hay rút"
    play(live_url, [Line(told, r"Nữ sinh 5/1968, đã đóng 14 năm", "answered_calculation")], as_of="2026-11-22")
