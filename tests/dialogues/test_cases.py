"""One's own case talked through: retirement, pension, lump sum, missing months, years ahead, both lives at once."""

import pytest

from tests.dialogues.talk import LONGEST_REPLY, Citizen, Line, Press, play

pytestmark = pytest.mark.live
SEX, BIRTH, PAID = r"nam hay nữ", r"sinh tháng mấy", r"tất cả bao lâu"
INCOME, INCOME_NOW, MISSING = r"mức thu nhập nào", r"từ 1\.500\.000 đồng đến 50\.600\.000 đồng", r"còn thiếu bao nhiêu"
AHEAD, GROUP, SUPPORT, PAYING = r"đóng trước mấy năm", r"nhóm nào", r"hỗ trợ anh/chị tổng cộng", r"vẫn đang đóng hay"
DONE = "answered_calculation"

RETIREMENT = {
    "retirement: asked for one thing after the other": [
        Line("tính tuổi nghỉ hưu cho tôi", SEX, "collecting", topic="retirement_age"),
        Line(Press("Nữ"), BIRTH, "collecting"),
        Line("tháng 9 năm 1970", r"57 tuổi 8 tháng.*5/2028.*6/2028", DONE, topic="retirement_age"),
    ],
    "retirement: all in one sentence of free words": [
        Line("nữ sinh tháng 9/1970 thì khi nào đủ tuổi nghỉ hưu", r"57 tuổi 8 tháng", DONE),
    ],
    "retirement: how people speak of themselves is enough": [
        Line("chị sinh tháng 9 năm 1970, tính tuổi nghỉ hưu cho chị", r"Nữ sinh 9/1970", DONE),
    ],
    "retirement: a wife's case": [
        Line("vợ tôi sinh tháng 3 năm 1975, tính tuổi nghỉ hưu giúp", r"Nữ sinh 3/1975", DONE),
    ],
    "retirement: without diacritics": [
        Line("tinh tuoi nghi huu cua toi", SEX, "collecting"),
        Line("nam", BIRTH, "collecting"),
        Line("sinh nam 1966", r"tháng mấy năm 1966", "collecting"),
        Line("thang 5", r"Nam sinh 5/1966.*62 tuổi", DONE),
    ],
    "retirement: papers hold the year alone": [
        Line("tính tuổi nghỉ hưu cho tôi, tôi là nữ sinh năm 1971", r"tháng mấy năm 1971", "collecting"),
        Line("giấy tờ chỉ có năm", r"Nữ sinh 1971.*01/01 năm đó", DONE),
    ],
    "retirement: a birth that cannot be is refused with what can": [
        Line("tính tuổi nghỉ hưu cho tôi", SEX, "collecting"),
        Line("nữ", BIRTH, "collecting"),
        Line("sinh năm 2030", r"2030.*từ 1926 đến 2011", "clarifying"),
        Line("tháng 5 năm 1972", r"Nữ sinh 5/1972", DONE),
    ],
    "retirement: an age is not enough": [
        Line("tính tuổi nghỉ hưu cho tôi", SEX, "collecting"),
        Line("nữ", BIRTH, "collecting"),
        Line("52 tuổi", rf"Chỉ biết tuổi.*{BIRTH}", "clarifying"),
        Line("3/1974", r"Nữ sinh 3/1974", DONE),
    ],
    "retirement: another month afterwards": [
        Line("nữ sinh tháng 9/1970 thì khi nào đủ tuổi nghỉ hưu", r"57 tuổi 8 tháng", DONE),
        Line("à không, tháng 5", r"sinh 5/1970", DONE),
        Line("còn nam thì sao", r"Nam sinh 5/1970", DONE),
    ],
}
PENSION = {
    "pension: asked for one thing after the other": [
        Line("tính lương hưu cho tôi", SEX, "collecting", topic="pension_amount"),
        Line("nữ", PAID, "collecting"),
        Line("20 năm", INCOME, "collecting"),
        Line("3 triệu", r"55%.*1\.650\.000 đồng", DONE, topic="pension_amount"),
    ],
    "pension: any order": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("mức 3 triệu", SEX, "collecting"),
        Line("đóng 20 năm", SEX, "collecting"),
        Line("em là nam", r"Ước tính cho nam, đóng 20 năm.*1\.350\.000 đồng|1\.\d{3}\.000 đồng", DONE),
    ],
    "pension: everything at once, without diacritics": [
        Line("tinh luong huu cho toi: nu, dong 20 nam, muc 3 trieu", r"1\.650\.000 đồng", DONE),
    ],
    "pension: a question that names years and income opens it": [
        Line("nữ đóng 20 năm mức 3 triệu thì lương hưu được bao nhiêu", r"1\.650\.000 đồng", DONE),
    ],
    "pension: one figure corrected afterwards": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line("à không, 4 triệu", r"2\.200\.000 đồng", DONE),
        Line("nếu tôi đóng thêm 5 năm thì sao", r"đóng 25 năm.*65%.*2\.600\.000 đồng", DONE),
    ],
    "pension: too few years": [
        Line("tính lương hưu cho tôi: nữ, đóng 10 năm, mức 3 triệu", r"còn thiếu 5 năm.*45%.*1\.350\.000", DONE),
    ],
    "pension: two hundred years": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ", PAID, "collecting"),
        Line("đóng 200 năm", r"từ 1 tháng đến 50 năm", "clarifying"),
        Line("20 năm", INCOME, "collecting"),
    ],
    "pension: years or months": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ", PAID, "collecting"),
        Line("20", r"20 năm hay 20 tháng", "collecting"),
        Line(Press("20 năm"), INCOME, "collecting"),
    ],
    "pension: a negative income": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ, đóng 20 năm", INCOME, "collecting"),
        Line("âm 5 triệu", r"700\.000 đồng đến 50\.600\.000 đồng", "clarifying"),
        Line("330 nghìn", r"chưa phải tiền nộp", "clarifying"),
        Line("3 triệu", r"1\.650\.000 đồng", DONE),
    ],
    "pension: another question in the middle": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ", PAID, "collecting"),
        Line("đóng tự nguyện có được cấp thẻ bảo hiểm y tế không", rf"(BHYT|bảo hiểm y tế).*{PAID}", "answered"),
        Line("20 năm", INCOME, "collecting"),
        Line("3 triệu", r"1\.650\.000 đồng", DONE),
    ],
    "pension: stopped in the middle": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("dừng", r".", "small_talk"),
        Line("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?", r"330\.000 đồng", "answered", absent=SEX),
    ],
    "pension: started again in the middle": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ", PAID, "collecting"),
        Line("làm lại", r".", "small_talk"),
        Line("tính lương hưu cho tôi", SEX, "collecting"),
    ],
    "pension: a person asked for in the middle": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("gặp cán bộ", r"1900 9068", "handed_over"),
    ],
    "pension: a mother's case, her figures not at hand": [
        Line("tính lương hưu cho mẹ em", PAID, "collecting", absent=SEX),
        Line("không nhớ", rf"VssID.*{PAID}", "clarifying"),
        Line("mẹ đóng 16 năm", INCOME, "collecting"),
        Line("mức thấp nhất", r"cho nữ, đóng 16 năm, bình quân 1\.500\.000.*47%", DONE),
    ],
    "pension: not knowing inside a question is a question": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("nữ", PAID, "collecting"),
        Line(
            "tôi không biết đóng tự nguyện có được thai sản không", rf"thai sản|sinh con.*{PAID}", "answered|suggested"
        ),
    ],
    "pension: nothing changes, nothing is calculated again": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line("3 triệu", r".", "small_talk", absent=r"1\.650\.000"),
    ],
    "pension: a supposition beyond a life": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line("nếu đóng thêm 100 năm thì sao", r"từ 1 tháng đến 50 năm.*1\.650\.000", DONE),
    ],
    "pension: another person's case begins anew": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line("tính lương hưu cho chồng tôi", PAID, "collecting", absent=SEX),
        Line("25 năm", INCOME, "collecting"),
        Line("3 triệu", r"cho nam, đóng 25 năm", DONE),
    ],
    "pension: a report in the middle": [
        Line("tính lương hưu cho tôi", SEX, "collecting"),
        Line("tôi muốn báo có người lừa đảo tiền bảo hiểm xã hội", r"Chuyện gì đã xảy ra", "collecting"),
        Line("dừng", r".", "small_talk"),
        Line("3 triệu", r".", "small_talk", absent=SEX),
    ],
    "pension: forms of address to the bot say nothing": [
        Line("chị ơi tính lương hưu cho em với", SEX, "collecting"),
        Line("anh ơi em đóng 20 năm rồi", SEX, "collecting"),
    ],
    "pension: the next calculation knows the person": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line(Press("Tính tuổi nghỉ hưu"), BIRTH, "collecting", topic="retirement_age"),
        Line("9/1970", r"Nữ sinh 9/1970", DONE),
        Line(Press("Tính lương hưu cho tôi"), PAID, "collecting", absent=SEX),
    ],
    "pension and contribution do not mix": [
        Line("tính lương hưu cho tôi: nữ, đóng 20 năm, mức 3 triệu", r"1\.650\.000 đồng", DONE),
        Line("em hộ cận nghèo đóng mức 2 triệu thì mỗi tháng bao nhiêu", r"308\.000 đồng", DONE),
        Line("à không, 3 triệu", r"528\.000 đồng", DONE, absent="lương hưu"),
    ],
}
COMPARE = {
    "compare: asked for one thing after the other": [
        Line("so sánh cho trường hợp của tôi", SEX, "collecting", topic="pension_vs_lump_sum"),
        Line("nữ", BIRTH, "collecting"),
        Line("tháng 3 năm 1975", PAID, "collecting"),
        Line("10 năm", INCOME, "collecting"),
        Line("3 triệu", PAYING, "collecting"),
        Line(Press("Vẫn đang"), r"60\.000\.000 đồng.*đóng thêm 8 năm.*63\.360\.000.*1\.530\.000.*67 tuổi", DONE),
        Line("nếu tôi đóng thêm 5 năm thì sao", r"đóng thêm 5 năm.*39\.600\.000.*1\.350\.000", DONE),
        Line("thế nếu tôi dừng đóng luôn thì sao", r"không đóng thêm.*còn thiếu 5 năm", DONE),
    ],
    "compare: free words, without diacritics": [
        Line("so sanh cho truong hop cua toi: nam sinh 3/1975, dong 10 nam, muc 3 trieu", PAYING, "collecting"),
        Line("da dung dong roi", r"60\.000\.000 đồng.*không đóng thêm.*còn thiếu 5 năm", DONE),
    ],
    "compare: a question with years and income opens it": [
        Line("nên rút một lần hay chờ lương hưu, em đóng 12 năm mức 2 triệu", SEX, "collecting"),
        Line("dừng", r".", "small_talk"),
    ],
    "compare: it urges nobody": [
        Line(
            "so sánh cho trường hợp của tôi: nữ sinh tháng 3/1960, đóng 21 năm, mức 3 triệu, đã dừng đóng",
            r"114\.000\.000.*1\.710\.000.*là do anh/chị",
            DONE,
            absent=r"nên (?:rút|giữ|chờ)|hãy",
        ),
    ],
}
LUMP_SUM = {
    "lump sum: support not known": [
        Line("tính tiền rút một lần cho tôi", PAID, "collecting", topic="lump_sum_amount"),
        Line("10 năm", INCOME, "collecting"),
        Line("3 triệu", SUPPORT, "collecting"),
        Line(Press("Không biết"), r"60\.000\.000 đồng.*chưa biết nên chưa trừ", DONE),
        Line("à nhầm, 12 năm", r"72\.000\.000 đồng", DONE),
    ],
    "lump sum: years before 2014 told afterwards are a part of the whole": [
        Line("tính tiền rút một lần cho tôi, đóng 10 năm, bình quân 5 triệu", SUPPORT, "collecting"),
        Line("không rõ", r"100\.000\.000", DONE),
        Line("trước 2014 đóng 3 năm", r"3 năm trước 01/01/2014 và 7 năm từ ngày đó.*92\.500\.000", DONE),
        Line("thêm 2 năm nữa thì sao", r"112\.500\.000", DONE),
    ],
    "lump sum: support known, years before 2014": [
        Line("tính tiền rút một lần cho tôi", PAID, "collecting"),
        Line("trước 2014 đóng 3 năm, từ 2014 đóng 5 năm", INCOME, "collecting"),
        Line("bình quân 3 triệu", SUPPORT, "collecting"),
        Line("3.960.000", r"43\.500\.000.*3\.960\.000.*39\.540\.000", DONE),
    ],
    "lump sum: never supported": [
        Line("tinh tien rut mot lan cho toi, dong 10 nam binh quan 3 trieu", SUPPORT, "collecting"),
        Line("không được hỗ trợ", r"Còn nhận: 60\.000\.000", DONE),
    ],
}
BACKPAY = {
    "missing months: asked": [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting", topic="contribution_gap_backpay"),
        Line("24 tháng", INCOME_NOW, "collecting"),
        Line("2 triệu", r"10\.560\.000.*419\.093.*10\.979\.093.*chưa nói rõ", DONE),
        Line("thế thiếu 36 tháng thì sao", r"36 tháng còn thiếu", DONE),
    ],
    "missing months: reckoned from what was paid": [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting"),
        Line("đã đóng 13 năm", INCOME_NOW, "collecting"),
        Line("2 triệu", r"24 tháng còn thiếu.*10\.979\.093", DONE),
    ],
    "missing months: more than the law allows": [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting"),
        Line("thiếu 7 năm", r"từ 1 tháng đến 60 tháng.*7 năm", "clarifying"),
        Line("thiếu 60 tháng", INCOME_NOW, "collecting"),
        Line("1 triệu", r"1\.500\.000 đồng đến 50\.600\.000", "clarifying"),
    ],
    "missing months: none are missing": [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting"),
        Line("đã đóng 16 năm", r"đã đủ 15 năm", "clarifying"),
    ],
}
PREPAY = {
    "years ahead: asked": [
        Line("tính tiền đóng trước nhiều năm cho tôi", AHEAD, "collecting", topic="payment_method"),
        Line(Press("3 năm"), INCOME_NOW, "collecting"),
        Line("3 triệu", GROUP, "collecting"),
        Line("hộ cận nghèo", r"23\.760\.000.*1\.241\.115.*22\.518\.885.*132\.000.*không trừ sẵn", DONE),
        Line("thế đóng trước 5 năm thì sao", r"Đóng trước 5 năm", DONE),
    ],
    "years ahead: nine years": [
        Line("tính tiền đóng trước nhiều năm cho tôi", AHEAD, "collecting"),
        Line("9 năm", r"từ 2 năm đến 5 năm", "clarifying"),
        Line("2 năm", INCOME_NOW, "collecting"),
    ],
}
DIALOGUES = {**RETIREMENT, **PENSION, **COMPARE, **LUMP_SUM, **BACKPAY, **PREPAY}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name])


def test_a_fund_rate_that_is_not_known_yet_is_not_stated(live_url):
    lines = [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting"),
        Line("24 tháng", r"2\.200\.000 đồng", "collecting"),
        Line("3 triệu", r"1900 9068", "unanswered_not_settled", absent=r"15\.840\.000"),
    ]
    play(live_url, lines, as_of="2027-02-01")


def test_both_lives_fit_one_message_and_name_their_sources(live_url):
    citizen = Citizen(live_url)
    said = "so sánh cho trường hợp của tôi: nữ sinh tháng 12/1976, đóng 13 năm 7 tháng, mức 50 triệu, vẫn đang đóng"
    answer = citizen.says(said)
    assert answer["outcome"] == DONE
    assert len([one for one in answer["replies"] if "beside" not in one]) == 1
    assert len(citizen.heard) <= LONGEST_REPLY
    figures = {one["figure"] for one in answer["evidence"]}
    assert {"pension_min_years", "lump_sum_multiple_from_2014", "contribution_rate"} <= figures


@pytest.mark.parametrize("start", ["tính lương hưu cho tôi", "so sánh cho trường hợp của tôi"])
@pytest.mark.parametrize("words", ["gặp cán bộ", "làm lại", "dừng"])
def test_ways_out(live_url, start, words):
    citizen = Citizen(live_url)
    assert citizen.says(start)["outcome"] == "collecting"
    assert citizen.says(words)["outcome"] in {"handed_over", "small_talk"}
