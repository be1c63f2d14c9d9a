"""The places of the console, in the order of the menu; who may go there is the matrix's to say."""

from dataclasses import dataclass

from bot.console.web.catalogue import said


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the menu; `icon` is a file of `static/icons`."""

    path: str
    label: str
    icon: str


PLACES: tuple[Place, ...] = (
    Place("/console/inbox", said("Hộp thư"), "inbox"),
    Place("/console/conversations", said("Hội thoại"), "messages"),
    Place("/console/review", said("Soát câu trả lời"), "checklist"),
    Place("/console/reports", said("Tin báo"), "flag"),
    Place("/console/reports/openings", said("Mở liên kết"), "lock"),
    Place("/console/claims", said("Tin đồn"), "speakerphone"),
    Place("/console/requests", said("Quyền dữ liệu"), "user-shield"),
    Place("/console/knowledge", said("Kiến thức"), "book"),
    Place("/console/learning", said("Huấn luyện"), "school"),
    Place("/console/statistics", said("Thống kê"), "chart-bar"),
    Place("/console/audit", said("Nhật ký"), "history"),
    Place("/console/staff", said("Cán bộ"), "users"),
)
