"""What an error page says. Details are English, for programs; here each has its words and the way out for staff."""

import re

from bot.console.web.catalogue import said

#: A sentence and what stands in its gaps.
type Told = tuple[str, dict[str, str]]
_BY_DETAIL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            r"no more than (?P<most>\d+) files a day",
            said("Mỗi người lấy nhiều nhất %(most)s tệp một ngày, hôm nay đã đủ. Xem trên trang, hoặc mai lấy tiếp."),
        ),
        (
            r"(?P<name>\w+): at most (?P<most>\d+) (printable )?characters",
            said(
                "Mục “%(name)s” dài quá %(most)s ký tự; chưa ghi gì. "
                "Quay lại trang trước (chữ đã gõ vẫn còn), rút ngắn rồi gửi lại."
            ),
        ),
        (r"(?P<name>\w+): a day is written like .*", said("Ngày ở mục “%(name)s” chưa đúng: viết như 2026-11-05.")),
        (
            r"(?P<name>\w+): a time is written like .*",
            said("Giờ ở mục “%(name)s” chưa đúng: viết như 2026-11-05T14:30."),
        ),
        (
            r"(?P<name>\w+): (.*(allowed are|one of) )?(?P<allowed>\w+(, \w+)+|\d+ to \d+|0 and 1)(; .*)?",
            said("Mục “%(name)s” chỉ nhận: %(allowed)s. Sửa địa chỉ, hoặc bỏ bộ lọc này."),
        ),
        (
            r"(?P<name>after): .*",
            said("Chỗ bắt đầu trang (“%(name)s”) không có trong danh sách này: mở lại danh sách từ đầu."),
        ),
        (r"page: only .* keeps views", said("Trang này không lưu bộ lọc được; chưa ghi gì.")),
        (r"version: .*", said("Trang này đã cũ: tải lại trang rồi làm lại.")),
        (
            r"(?P<name>\w+): .*",
            said("Mục “%(name)s” trong địa chỉ hoặc biểu mẫu chưa đúng: quay lại trang trước, sửa rồi thử lại."),
        ),
        (
            r"the form is too old or not ours.*",
            said("Trang đã mở quá lâu, hoặc không phải trang của An Sinh: tải lại trang rồi gửi lại."),
        ),
        (r"say first why you read this case: open (?P<path>\S+)", said("Ghi lý do đọc trước đã: mở %(path)s.")),
        (r"who asks cannot allow.*", said("Người đề nghị không tự duyệt được: phải là một người khác.")),
        (r"the text does not pass the checks.*", said("Bản này không qua được kiểm tra nữa: soạn lại rồi gửi.")),
    )
)
_BY_STATUS = {
    400: said("Địa chỉ hoặc biểu mẫu không đọc được: quay lại trang trước rồi thử lại."),
    403: said("Nếu công việc cần quyền này, hãy nhờ quản trị viên cấp; chưa có gì bị đổi."),
    404: said("Mục này không có, đã được bỏ, hoặc tài khoản này không được xem. Kiểm tra lại địa chỉ."),
    405: said("Địa chỉ này không mở thẳng được: vào từ trang có nút hoặc biểu mẫu của nó."),
    409: said("Tải lại trang để xem mục này bây giờ ra sao, rồi làm lại nếu vẫn cần."),
    413: said("Mỗi lần gửi nhiều nhất 1 MB: rút ngắn nội dung rồi gửi lại."),
    429: said("Đợi một lát rồi thử lại."),
    500: said("Thử lại sau ít phút; nếu vẫn lỗi, báo quản trị viên việc đang làm và giờ xảy ra."),
    503: said("Đợi một lát rồi gửi lại đúng biểu mẫu đó."),
}


def told(status: int, detail: str) -> Told:
    """The sentence of an error for whoever reads the page; what a room says in words of its own stays as it is."""
    if not detail.isascii():
        return "%(detail)s", {"detail": detail}
    for pattern, sentence in _BY_DETAIL:
        if found := pattern.fullmatch(detail):
            return sentence, {name: value for name, value in found.groupdict().items() if value is not None}
    return _BY_STATUS.get(status, _BY_STATUS[400 if status < 500 else 500]), {}
