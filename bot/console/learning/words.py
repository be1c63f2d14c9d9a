"""What states, rules and refusals of learning are called on a page."""

from bot.advice.answers import Answers
from bot.console.web.catalogue import said
from bot.learning.candidate import Reason, State
from bot.learning.reading import DOUBT

STATES = {
    State.PROPOSED: said("Chờ duyệt"),
    State.APPROVED: said("Đã duyệt"),
    State.EXPORTED: said("Đã xuất"),
    State.REJECTED: said("Đã loại"),
}
REASONS = {
    Reason.WRONG_LABEL: said("Sai chủ đề"),
    Reason.UNCLEAR: said("Không rõ nghĩa"),
    Reason.PERSONAL: said("Có thông tin riêng"),
    Reason.SEVERAL: said("Hỏi nhiều việc"),
}
SOURCES = {
    "review": said("cán bộ sửa khi soát"),
    "tapped": said("người dân tự chọn"),
    "moved": said("cán bộ đổi chủ đề"),
}
RULES = {
    "reviewed": said("Cán bộ đã chấm đúng"),
    "golden": said("Câu chuẩn"),
    "report": said("Tin báo, lừa đảo"),
    "money": said("Tiền, quyền lợi"),
    "protected": said("Chủ đề được bảo vệ"),
    "none": said("Không gây hại"),
}
KIND_WORDS = {
    "asked": said("Câu hỏi của người dân được hiểu khác đi"),
    "harm": said("Câu gây hại đang giữ việc chuyển lại"),
    "passed": said("Câu được người phụ trách cho qua"),
    "mended": said("Câu từ sai thành đúng"),
}
REPLAY_STATES = {
    "waiting": said("đang chờ chạy"),
    "running": said("đang chạy"),
    "done": said("đã xong"),
    "cancelled": said("đã dừng"),
    "failed": said("không chạy được"),
}
REFUSED = {
    "gone": said("Không còn mục này nữa."),
    "changed": said("Có người vừa đổi mục này trước; trang dưới đây là trạng thái mới nhất."),
    "same_person": said("Người đã sửa câu này không tự duyệt; cần một người khác."),
    "corrected_anew": said("Nhận xét đứng sau câu này đã được sửa lại; hãy loại câu này hoặc đổi chủ đề."),
    "erased": said("Người viết đã yêu cầu xóa dữ liệu; câu này không dùng được."),
    "label": said("Chưa có chủ đề này trong dữ liệu huấn luyện; chọn một mục trong danh sách."),
    "reason": said("Chọn một lý do trong danh sách."),
    "nothing": said("Không có câu nào chờ xuất."),
    "days": said("Số ngày phải từ 1 đến 400."),
    "same_model": said("Mô hình này đang phục vụ, không có gì để so."),
    "over": said("Lần chạy lại này đã kết thúc."),
    "why": said("Hãy ghi lý do."),
    "serves": said("Mô hình này đang phục vụ rồi."),
    "not_replayed": said("Chưa chạy lại câu hỏi cũ với mô hình này bên cạnh mô hình đang phục vụ."),
    "harm": said("Còn câu thuộc nhóm gây hại; chưa chuyển được."),
    "moved": said("Mô hình đang phục vụ đã đổi từ khi trang này được mở; xem lại trạng thái mới rồi hãy quyết."),
    "same_label": said("Câu này đang ở đúng chủ đề đó."),
    "no_way_back": said("Không có mô hình trước để quay lại."),
    "after": said("Địa chỉ trang tiếp theo không đúng."),
}


def name_of(answers: Answers, label: str) -> str:
    """What a label is about, in words of its answer; the label itself where it has none."""
    topic, _, aspect = label.removesuffix(DOUBT).partition("/")
    found, about = answers.find(topic, aspect) if aspect else None, answers.topic(topic)
    if found and about:
        return f"{about.label}: {found.ask}"
    return about.label if about else label.removesuffix(DOUBT)
