"""Forms that listen: money in every wording, not knowing, nonsense, refusals, corrections after a result."""

import pytest

from tests.dialogues.talk import Citizen, Line, Press, play

pytestmark = pytest.mark.live
CALCULATE = "tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng"
INCOME, GROUP, MISSING = r"theo mức thu nhập nào", r"thuộc nhóm nào", r"còn thiếu bao nhiêu"
DONE = "answered_calculation"

DIALOGUES = {
    "money: a short tail before the household": [
        Line("thu nhập 2 triệu 2 hộ nghèo đóng bao nhiêu", r"2\.200\.000 đồng.*319\.000 đồng", DONE),
    ],
    "money: what is paid is not the income": [
        Line(CALCULATE, INCOME, "collecting"),
        Line("đóng 330 nghìn mỗi tháng", GROUP, "collecting"),
        Line("nhóm khác", r"tự nộp.*“mức thu nhập 1\.500\.000 đồng”.*1\.800\.000 đồng.*còn đóng 330\.000", DONE),
        Line("mức thu nhập 1.500.000 đồng", r"1\.500\.000 đồng.*264\.000 đồng", DONE, absent="tự nộp mỗi tháng, sau"),
    ],
    "money: which income for a payment": [
        Line("đóng 1 triệu một tháng thì chọn mức nào", GROUP, "collecting"),
        Line(Press("ận nghèo"), r"5\.145\.455 đồng.*còn đóng 1\.000\.000 đồng", DONE),
    ],
    "money: an amount that may be either": [
        Line("hộ nghèo đóng 2 triệu thì nhà nước hỗ trợ bao nhiêu", r"hay là mức thu nhập", "collecting"),
        Line(Press("Mức thu nhập"), r"275\.000 đồng", DONE),
    ],
    "money: paid a month, and the pension": [
        Line(
            "nữ đóng 20 năm mỗi tháng nộp 660 nghìn thì lương hưu bao nhiêu", r"thu nhập 3\.000\.000.*1\.650\.000", DONE
        ),
    ],
    "income: the floor and the ceiling": [
        Line(CALCULATE, INCOME, "collecting"),
        Line("mức sàn", GROUP, "collecting"),
        Line("hộ nghèo", r"1\.500\.000 đồng.*165\.000 đồng", DONE),
        Line("thế cao nhất thì sao", r"50\.600\.000 đồng", DONE),
    ],
    "nonsense: a hint, examples, a person": [
        Line(CALCULATE, INCOME, "collecting"),
        Line("qqq www", r"chưa hiểu.*ví dụ", "clarifying"),
        Line("zxcv", r"như ví dụ", "clarifying"),
        Line("asdf", r"Gặp cán bộ.*1900 9068", "clarifying"),
        Line("2 triệu", GROUP, "collecting"),
    ],
    "not knowing: a group": [
        Line(CALCULATE, INCOME, "collecting"),
        Line("không biết", r"Mức thấp nhất", "clarifying"),
        Line(Press("Mức thấp nhất"), GROUP, "collecting"),
        Line("không biết", r"UBND xã", "clarifying"),
        Line(Press("Không thuộc nhóm nào"), r"264\.000 đồng", DONE),
    ],
    "missing months: the amount told after a refusal is kept": [
        Line("tính tiền đóng phần còn thiếu cho tôi", MISSING, "collecting"),
        Line("61 tháng", r"từ 1 tháng đến 60 tháng", "clarifying"),
        Line("1,5 triệu", MISSING, "collecting"),
        Line("thiếu 24 tháng", r"1\.500\.000 đồng.*8\.234\.320", DONE),
    ],
    "retirement: a month, then its year": [
        Line("tính tuổi nghỉ hưu cho tôi", r"nam hay nữ", "collecting"),
        Line("nữ", r"sinh tháng mấy", "collecting"),
        Line("tháng 2", r"tháng 2 năm nào", "collecting"),
        Line("1971", r"Nữ sinh 02/1971", DONE),
        Line("nam chứ không phải nữ", r"đổi từ nữ thành nam.*Nam sinh 02/1971", DONE),
    ],
    "lump sum: an illness afterwards": [
        Line(
            "tính tiền rút một lần cho tôi, đóng 10 năm, bình quân 3 triệu", r"hỗ trợ anh/chị tổng cộng", "collecting"
        ),
        Line("4 triệu", r"56\.000\.000", DONE),
        Line("tôi bị ung thư", r"tính lại.*Không trừ.*60\.000\.000", DONE),
    ],
    "contribution: province, group, year, period": [
        Line("em ở Nghệ An, nhóm khác, chọn mức 1tr5 mỗi tháng đóng bao nhiêu", r"16\.500 đồng.*247\.500 đồng", DONE),
        Line("à không phải Nghệ An mà Hà Tĩnh", r"từ Nghệ An thành Hà Tĩnh.*264\.000 đồng", DONE),
        Line("thế hộ nghèo thì sao", r"thành hộ nghèo.*165\.000 đồng", DONE),
        Line("à không, 3 triệu", r"thành 3\.000\.000 đồng.*495\.000 đồng", DONE),
        Line("2027 thì sao", r"01/2027.*418\.000 đồng", DONE),
        Line("đóng 6 tháng một lần hết bao nhiêu", r"6 tháng: 2\.508\.000 đồng", DONE),
    ],
    "a province's own support when asked": [
        Line("Nghệ An đóng thấp nhất bao nhiêu", r"Người khác: 247\.500 đồng", DONE),
    ],
    "the reference level": [
        Line("mức tham chiếu hiện nay là bao nhiêu", r"2\.530\.000 đồng", DONE, topic="contribution_level"),
    ],
    "a period of payment asked first": [
        Line("đóng 6 tháng một lần hết bao nhiêu", INCOME, "collecting"),
        Line("2 triệu", GROUP, "collecting"),
        Line("hộ nghèo", r"Đóng một lần cho 6 tháng: 1\.650\.000 đồng", DONE),
    ],
    "a report from somebody who does not know": [
        Line("cho em gửi tin báo lừa đảo", r"Chuyện gì đã xảy ra", "collecting"),
        Line("không biết", r"kể một việc", "clarifying"),
        Line("có người gọi bảo nộp tiền cập nhật vssid", r"khi nào, ở đâu", "collecting"),
        Line("không nhớ", r"Người, cơ quan", "collecting"),
        Line("không biết", r"Bên kia dùng số điện thoại", "collecting"),
        Line("không có", r"Mã biên nhận", "report_received"),
    ],
    "copied praise is no feedback": [
        Line(
            "Shop giao hàng nhanh, đóng gói cẩn thận, trả lời nhiệt tình, 5 sao",
            r".",
            "small_talk|unanswered_not_understood|suggested",
        ),
    ],
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_dialogue(live_url, name):
    play(live_url, DIALOGUES[name])


@pytest.mark.parametrize("start", [CALCULATE, "tính lương hưu cho tôi", "tính tiền đóng trước nhiều năm cho tôi"])
def test_nonsense_never_hears_the_same_sentence_three_times(live_url, start):
    citizen = Citizen(live_url)
    citizen.says(start)
    said = [citizen.heard]
    for _ in range(5):
        citizen.says("qqq www")
        said.append(citizen.heard)
    assert all(len({*said[at : at + 3]}) == 3 for at in range(len(said) - 2)), said
