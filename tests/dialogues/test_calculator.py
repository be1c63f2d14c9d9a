"""The contribution calculator in conversation: one sentence, a form, corrections, ways out."""

import pytest

from tests.dialogues.talk import Citizen, Line, Press, play

pytestmark = pytest.mark.live
ASK_INCOME, ASK_GROUP = r"thu nhập", r"hộ nghèo|nhóm|diện|thuộc"

DIALOGUES = {
    "everything in one sentence": [
        Line(
            "em hộ cận nghèo đóng mức 2 triệu thì mỗi tháng bao nhiêu",
            r"440\.000 đồng.*132\.000 đồng.*308\.000 đồng",
            "answered_calculation",
            topic="contribution_level",
        ),
    ],
    "the same without diacritics": [
        Line(
            "em ho can ngheo dong muc 2 trieu thi moi thang bao nhieu",
            r"308\.000 đồng",
            "answered_calculation",
        ),
    ],
    "payments of three, six and twelve months are plain multiples": [
        Line(
            "tính giúp tôi mức đóng, thu nhập 1,5 triệu, hộ bình thường",
            r"264\.000 đồng.*792\.000 đồng.*1\.584\.000 đồng.*3\.168\.000 đồng",
            "answered_calculation",
        ),
    ],
    "a province that adds money": [
        Line(
            "em ở Nghệ An, hộ nghèo, chọn mức 1tr5 thì mỗi tháng đóng bao nhiêu ạ",
            r"165\.000 đồng.*99\.000 đồng.*66\.000 đồng",
            "answered_calculation",
        ),
    ],
    "a form that collects what is missing": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("3 triệu", ASK_GROUP, "collecting"),
        Line("hộ nghèo", r"660\.000 đồng.*165\.000 đồng.*495\.000 đồng", "answered_calculation"),
    ],
    "a group chosen by button": [
        Line("tinh giup toi tien dong moi thang voi muc 4 trieu", ASK_GROUP, "collecting"),
        Line(Press("ận nghèo"), r"748\.000 đồng", "answered_calculation"),
    ],
    "one figure corrected afterwards": [
        Line("hộ cận nghèo chọn mức 2 triệu đóng mỗi tháng bao nhiêu", r"308\.000", "answered_calculation"),
        Line("à không, 3 triệu", r"528\.000", "answered_calculation"),
    ],
    "an income below the floor is refused with what is allowed": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("1 triệu", r"1\.500\.000 đồng.*50\.600\.000 đồng", "clarifying"),
        Line("1,5 triệu", ASK_GROUP, "collecting"),
    ],
    "a negative income": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("âm 5 triệu", r"1\.500\.000 đồng.*50\.600\.000 đồng", "clarifying"),
    ],
    "an income beyond the ceiling": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("1 tỷ", r"1\.500\.000 đồng.*50\.600\.000 đồng", "clarifying"),
    ],
    "another question in the middle is answered and the form goes on": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("đóng tự nguyện có được cấp thẻ bảo hiểm y tế không", r"BHYT|bảo hiểm y tế", "answered"),
        Line("2 triệu", ASK_GROUP, "collecting"),
        Line("hộ bình thường", r"374\.000 đồng", "answered_calculation"),
    ],
    "stopped in the middle": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("dừng", r".", "small_talk"),
        Line("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?", r"330\.000 đồng", "answered"),
    ],
    "started again in the middle": [
        Line("tính giúp tôi tiền đóng mỗi tháng với mức 4 triệu", ASK_GROUP, "collecting"),
        Line("làm lại", r".", "small_talk"),
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
    ],
    "a person asked for in the middle": [
        Line("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", ASK_INCOME, "collecting"),
        Line("gặp cán bộ", r"1900 9068", "handed_over"),
    ],
    "support that has run out": [
        Line(
            "tôi đã được nhà nước hỗ trợ 120 tháng, hộ bình thường, đóng mức 1,5 triệu thì mỗi tháng bao nhiêu",
            r"330\.000 đồng",
            "answered_calculation",
            absent=r"264\.000",
        ),
    ],
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name])


def test_a_month_of_payment_in_the_new_year(live_url):
    lines = [
        Line(
            "hộ cận nghèo, mức 2,2 triệu, đóng từ tháng 1 năm 2027 thì mỗi tháng bao nhiêu",
            r"484\.000 đồng.*193\.600 đồng.*290\.400 đồng",
            "answered_calculation",
        )
    ]
    play(live_url, lines)


def test_the_evidence_of_a_calculation_names_its_figures(live_url):
    answer = Citizen(live_url).says("hộ cận nghèo ở Nghệ An đóng mức 2 triệu mỗi tháng bao nhiêu")
    figures = {one["figure"]: one for one in answer["evidence"]}
    assert {"contribution_rate", "rural_poverty_line", "support_rate_near_poor"} <= set(figures)
    assert figures["rural_poverty_line"]["value"] == 1_500_000
    assert figures["rural_poverty_line"]["effective_to"] == "2026-12-31"
