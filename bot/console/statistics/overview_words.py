"""The sentences of the overview: what has changed, what it coincides with, what waits for a decision."""

from bot.console.roles import Role
from bot.console.web.catalogue import said
from bot.statistics.calendar import Kind

#: What waits for a decision: what, and what is to be done.
DECISIONS = {
    "waiting": (
        said("%(count)s người chờ gặp cán bộ quá %(minutes)s phút giờ làm việc (tất cả đang chờ: %(all)s)"),
        said("Tiếp nhận"),
    ),
    "requests": (said("%(count)s yêu cầu về dữ liệu cá nhân đến hạn; %(late)s đã quá hạn"), said("Trả lời")),
    "cases": (said("%(count)s tin báo đến hạn hoặc quá hạn xử lý"), said("Xử lý")),
    "rumours": (
        said("Tin chưa kết luận tăng nhanh: %(count)s lượt trong %(days)s ngày (trước đó %(before)s): “%(claim)s”"),
        said("Kết luận"),
    ),
    "evidence": (
        said("%(count)s trong %(of)s câu trả lời không có căn cứ ghi ngày; nhiều nhất: %(topics)s"),
        said("Xem các lượt"),
    ),
    "figures": (said("%(count)s số liệu quá hạn soát, máy không nêu nữa; cũ nhất: %(first)s"), said("Soát lại")),
    "delivery_dead": (
        said("%(count)s tin gửi qua %(channel)s không tới trong %(days)s ngày"),
        said("Xem kênh"),
    ),
    "delivery_late": (said("%(count)s tin gửi qua %(channel)s đang bị chậm"), said("Xem kênh")),
    "delivery_grant": (said("Kênh %(channel)s hết quyền gửi, phải cấp lại"), said("Cấp lại quyền")),
    "reviews": (said("%(count)s câu trả lời rủi ro cao chờ soát quá %(days)s ngày"), said("Soát")),
    "not_understood": (
        said("%(topic)s: %(count)s trong %(of)s lượt máy không hiểu"),
        said("Xem câu hỏi"),
    ),
    "not_understood_all": (said("Mọi chủ đề: %(count)s trong %(of)s lượt máy không hiểu"), said("Xem câu hỏi")),
    "accuracy_fell": (
        said("Mô hình %(model)s đúng %(share)s (%(low)s–%(high)s, n = %(count)s), kém mô hình trước (%(before)s)"),
        said("Xem tỷ lệ đúng"),
    ),
    "accuracy_low": (
        said("Mô hình %(model)s đúng %(share)s (%(low)s–%(high)s, n = %(count)s), dưới mức %(floor)s"),
        said("Xem tỷ lệ đúng"),
    ),
}
#: A number that is not told, by the smallest that is.
FEW = said("Từ 1 đến %(most)s")
ROLES = {
    Role.OFFICER: said("cán bộ tư vấn"),
    Role.HANDLER: said("người xử lý tin báo"),
    Role.CUSTODIAN: said("người giữ khóa"),
    Role.EDITOR: said("biên tập nội dung"),
    Role.MANAGER: said("quản lý"),
    Role.AUDITOR: said("người kiểm tra"),
    Role.ADMINISTRATOR: said("quản trị"),
}
#: The ways in which a change is taken apart.
WAYS = {
    "aspect": said("câu hỏi"),
    "channel": said("kênh"),
    "audience": said("nhóm"),
    "campaign": said("đợt"),
}
REST = said("lượt lỗi, không tính")
NO_ASPECT = said("hỏi chung")
#: Dated events, by how many days they took: one, several.
EVENTS = {
    Kind.FIGURE: said("%(first)s áp dụng số mới – %(about)s"),
    Kind.CAMPAIGN: said("%(first)s–%(last)s %(about)s"),
    Kind.VERDICT: said("%(first)s công bố kết luận về tin “%(about)s”"),
    Kind.OUTAGE: said("%(first)s–%(last)s máy lỗi %(number)s lượt"),
    Kind.MODEL: said("%(first)s máy dùng mô hình %(about)s"),
}
ONE_DAY = {
    Kind.CAMPAIGN: said("%(first)s %(about)s"),
    Kind.OUTAGE: said("%(first)s máy lỗi %(number)s lượt"),
}
MORE_FIGURES = said("%(first)s áp dụng %(number)s số mới – %(about)s; …")
