"""Words of this room that code chooses."""

from bot.console.web.catalogue import said
from bot.talks.reading import Shown
from bot.talks.talk import Reason, State
from bot.talks.windows import Way

SHOWN = {
    Shown.OPEN: said("Đang mở"),
    Shown.WAITING: said("Chờ nhận"),
    Shown.MINE: said("Của tôi"),
    Shown.ENDED: said("Đã kết thúc"),
    Shown.ALL: said("Tất cả"),
}
STATES = {
    State.WAITING: (said("đang chờ"), "orange"),
    State.HELD: (said("cán bộ đang trả lời"), "green"),
    State.ENDED: (said("đã kết thúc"), "secondary"),
}
REASONS = {
    Reason.ASKED: said("công dân xin gặp cán bộ"),
    Reason.LATE: said("tin đến quá muộn, máy không trả lời"),
    Reason.CHOSEN: said("cán bộ chọn nhận"),
}
ENDED_BY = {
    "officer": said("cán bộ kết thúc"),
    "citizen": said("công dân quay về trợ lý máy"),
    "silence": said("kết thúc vì im lặng"),
}
WAYS = {
    Way.PAGE: (said("tin hiện khi trang còn mở"), "azure"),
    Way.FREE: (said("gửi được, miễn phí"), "green"),
    Way.ALWAYS: (said("gửi được, kênh không giới hạn thời gian"), "green"),
    Way.BILLED: (said("gửi được, kênh tính phí tin này"), "orange"),
    Way.NOT_PAID_FOR: (said("không gửi được: kênh sẽ tính phí, cài đặt không cho"), "red"),
    Way.CLOSED: (said("không gửi được: công dân phải nhắn trước"), "red"),
    Way.UNREACHABLE: (said("không gửi được: công dân đã chặn hoặc kênh đang tắt"), "red"),
}
DELIVERIES = {
    "pending": (said("đang gửi"), "azure"),
    "sent": (said("đã gửi"), "green"),
    "confirmed": (said("đã tới"), "green"),
    "failed": (said("chưa gửi được, sẽ thử lại"), "orange"),
    "dead": (said("không gửi được"), "red"),
    "shown": (said("đã hiện trên trang"), "green"),
}
CHANNELS = {"web": said("Trang web"), "zalo": said("Zalo"), "telegram": said("Telegram")}
NUMBERS = {
    "CCCD": said("số căn cước"),
    "CMND": said("số chứng minh nhân dân"),
    "MA_BHXH": said("mã số BHXH"),
    "THE_BHYT": said("số thẻ BHYT"),
    "DIEN_THOAI": said("số điện thoại"),
    "EMAIL": said("thư điện tử"),
    "TAI_KHOAN": said("số tài khoản"),
    "THE_NGAN_HANG": said("số thẻ ngân hàng"),
    "MA_XAC_THUC": said("mật khẩu hoặc mã OTP"),
    "MA_BIEN_NHAN": said("mã biên nhận tin báo"),
}
NUMBER_OF_A_PERSON = said("số riêng của một người")
#: What stands in the way, by the name of the refusal.
QUICKER = said(
    "%(name)s đã nhận cuộc trò chuyện này trước. Chọn cuộc khác trong hàng chờ, hoặc trao đổi với đồng nghiệp."
)
NOT_YOURS = said(
    "Chỉ người đang giữ cuộc trò chuyện mới làm được việc này; hiện %(name)s đang giữ. Nội dung đã gõ vẫn còn."
)
IS_WAITING = said("Cuộc trò chuyện đang ở hàng chờ, chưa ai giữ. Nhận lại rồi gửi; nội dung đã gõ vẫn còn.")
HAS_ENDED = said("Cuộc trò chuyện đã kết thúc. Mở lại từ trang hội thoại nếu cần; nội dung đã gõ vẫn còn.")
NOTHING = said("Tin trống hoặc dài quá %(most)s ký tự.")
NOTE_NOTHING = said("Ghi chú đang trống.")
NOTE_TOO_LONG = said("Ghi chú dài quá %(most)s ký tự; chưa lưu gì, nội dung đã gõ vẫn còn.")
REASON_NEEDED = said("Tiếp quản cần ghi lý do.")
NOBODY = said("Chọn một đồng nghiệp trong danh sách.")
NUMBERS_INSIDE = said("Trong tin có %(kinds)s. Xem lại: nếu thật cần gửi thì đánh dấu xác nhận bên dưới.")
BILLED = said("Kênh tính phí tin này. Đánh dấu đồng ý bên dưới rồi gửi.")
NO_TEXT = said("Chưa có câu trả lời đã duyệt nói được hôm nay cho mục này.")
