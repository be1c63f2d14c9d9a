"""What states, kinds and steps of a case are called on the pages."""

from bot.cases.states import Ground, State
from bot.cases.urgency import Urgency
from bot.console.reports.asked import Taken
from bot.console.web.catalogue import said

KINDS = {"fraud": said("Lừa đảo, gian lận"), "misinformation": said("Tin sai sự thật")}
STATES = {
    State.NEW: said("Mới"),
    State.RECEIVED: said("Đã tiếp nhận"),
    State.VERIFYING: said("Đang xác minh"),
    State.TRANSFERRED: said("Chuyển cơ quan"),
    State.ANSWERED: said("Đã trả lời"),
    State.CLOSED: said("Đã đóng"),
}
#: The word and the kit's colour: neither stands alone.
URGENCIES = {
    Urgency.LATE: (said("quá hạn"), "red"),
    Urgency.TODAY: (said("hôm nay"), "orange"),
    Urgency.SOON: (said("sắp đến hạn"), "yellow"),
    Urgency.CALM: (said("còn hạn"), "green"),
    Urgency.DONE: (said("không có hạn"), "secondary"),
}
GROUNDS = {
    Ground.NO_CONCRETE_EVIDENCE: said("Chưa nêu người vi phạm kèm chứng cứ cụ thể"),
    Ground.INSULTING: said("Lời lẽ xúc phạm"),
    Ground.SENT_TO_MANY: said("Đã gửi cùng lúc nhiều cơ quan"),
    Ground.ALREADY_ANSWERED: said("Đã có cơ quan trả lời trước đó"),
    Ground.UNREADABLE: said("Không đọc được, không hiểu được"),
    Ground.NOT_CONFIRMED: said("Đã kiểm tra, chưa xác định được như tin báo nêu"),
    Ground.HANDED_OVER: said("Cơ quan có thẩm quyền đã nhận và giải quyết"),
    Ground.REPLIED: said("Đã trả lời xong"),
}
STEPS = {"opened": said("Nhận tin báo"), "assigned": said("Giao cho"), "moved": said("Chuyển trạng thái")}
MESSAGES = {
    "note": said("Ghi chú nội bộ"),
    "question": said("Hỏi người báo"),
    "reply": said("Trả lời người báo"),
    "addition": said("Người báo bổ sung"),
    "answer": said("Người báo trả lời"),
}
#: Answers of the report form, in the order in which they are asked.
PARTS = {
    "what": said("Sự việc"),
    "when_where": said("Thời gian, địa điểm"),
    "who": said("Người, tổ chức liên quan"),
    "clues": said("Bên kia dùng"),
}
CLUES = {"[DIEN_THOAI": said("Số điện thoại"), "[TAI_KHOAN": said("Số tài khoản")}
_OTHER_CLUE = said("Số khác")
CLOCKS = {
    "case_person": said("Có người đọc tin báo"),
    "case_verifying": said("Xác minh"),
    "case_transferred": said("Hỏi lại cơ quan đã nhận"),
    "denunciation_first_handling": said("Tố cáo: xử lý ban đầu"),
    "denunciation_notice": said("Tố cáo: thông báo thụ lý"),
    "denunciation_decision": said("Tố cáo: giải quyết"),
}
UNITS = {"working_days": said("ngày làm việc"), "days": said("ngày")}
TAKEN = {
    Taken.IN_TIME: said("đọc đúng hạn"),
    Taken.LATE: said("đọc quá hạn hoặc chưa đọc mà đã quá hạn"),
    Taken.WAITING: said("chưa đọc, còn hạn"),
}


def clue_label(token: str) -> str:
    """The word for a clue by its token."""
    return next((label for begin, label in CLUES.items() if token.startswith(begin)), _OTHER_CLUE)
