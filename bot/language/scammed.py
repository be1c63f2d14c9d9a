"""Whether somebody has just been caught by a scam, and by what: money sent, a code given, an app installed, …

Known without the model's help, because a frightened message is short, without marks, in shorthand, and cannot wait.
What is ordinary (a contribution paid by bank, money paid twice by mistake, a page that does not open) is left alone.
"""

import re
from enum import StrEnum

from bot.language.view import spelled, view


class Harm(StrEnum):
    """What has happened, in the order in which it must be looked at: money that leaves cannot wait."""

    MONEY_SENT = "money_sent"
    CODE_GIVEN = "code_given"
    APP_INSTALLED = "app_installed"
    LINK_OPENED = "link_opened"
    CARD_SENT = "card_sent"
    CALL_NOW = "call_now"


_DONE = r"(?:lỡ|lở|trót|chót|vừa|mới|đã|nãy|bị|tin lời|tin nó|dại)"
_SENT = (
    r"(?:chuyển (?:hết )?(?:tiền|khoản|cho|\d+\w*|tr|triệu|vô|vào|qua|sang|mất|\w+ (?:triệu|tr|chai|củ))|ck|ckhoản|"
    r"chuyển ck|"
    r"chuyển|bắn (?:tiền|ck)|gửi tiền|đưa tiền|nộp (?:phí|cọc|tiền)|nạp tiền|đóng phí|đặt cọc|cọc)"
)
_THEM = (
    r"(?:nó|tụi nó|tụi (?:giả|lừa)|bọn (?:nó|chúng|lừa|giả|xấu|họ)|chúng nó|§thằng|con (?:nhỏ|mụ|đó)|kẻ (?:gian|lừa|"
    r"xấu|giả|lạ|mạo)|"
    r"người lạ|số lạ|tk lạ|tài khoản lạ|lừa (?:đảo|gạt)|giả (?:danh|mạo|làm)|mạo danh|tự xưng|xưng|cán bộ (?:giả|dỏm|"
    r"bhxh giả)|"
    r"bhxh giả|bh giả|bảo hiểm giả|bị lừa|lừa (?:rồi|r|mất)|bị gạt|nghi lừa)"
)
_STRANGER = (
    r"(?:(?:nó|họ|chúng nó|tụi nó) (?:gửi|đưa|chỉ)|người lạ|số lạ|kẻ (?:gian|lừa|xấu|giả|mạo)|bọn (?:nó|lừa|giả)|"
    r"mạo danh)"
)
_GAP = r"(?:[^\s.?!]+ ){0,6}?"
#: What shows that money went where it should.
_ORDINARY = re.compile(
    spelled(
        r"\b(?:đóng (?:bhxh|bảo hiểm|bh|tiếp|tháng|quý|thừa|dư|trùng|nhầm|hằng|hàng|cho (?:con|mẹ|vợ|chồng|tôi))|"
        r"(?:chuyển|ck|nộp|đóng|trừ) (?:\w+ ){0,3}(?:nhầm|thừa|dư|trùng|hai lần|2 lần|sai (?:nội dung|tháng|mã|"
        r"số tiền))|"
        r"(?:nộp|chuyển) (?:tiền )?(?:bhxh|bảo hiểm)|tiền (?:đóng )?(?:bhxh|bảo hiểm|bh)(?! giả)|"
        r"chuyển tiền (?:lương|hưu|đóng)|"
        r"(?:ở|tại) (?:bưu điện|ngân hàng|điểm thu)|đại lý thu|nhân viên thu|§cô thu|chị thu|anh thu|vào đây|lên đây|"
        r"ở đây|báo sai)(?!\w)"
    )
)
#: What shows that nothing has happened to the writer.
_HARMLESS = re.compile(
    spelled(
        r"\b(?:chưa (?:chuyển|đưa|gửi|bấm|cài|cho|đọc|nhập|ck|mất)|(?:không|ko|k) (?:chuyển|đưa|gửi|bấm|cài|"
        r"cho(?! (?:cúp|tắt))|đọc|nhập|dám|ck)|"
        r"làm (?:cách nào|sao) (?:để )?(?:tránh|nhận biết|phòng)|nếu (?:lỡ|bị|có)|lỡ (?:sau này|mai mốt|như)|"
        r"muốn (?:tố cáo|biết|hỏi)|giả thì)(?!\w)"
    )
)
#: Words of which one is enough to see that the money did not go where it should.
_STRANGE = re.compile(
    spelled(
        r"\b(?:lừa|gạt|giả (?:danh|mạo|làm)|mạo danh|tự xưng|kẻ (?:gian|lừa|giả|xấu)|bọn|tụi nó|người lạ|số lạ)(?!\w)"
    )
)
#: Words so plain that nothing ordinary is meant by them.
_SURELY = re.compile(
    spelled(
        r"\b(?:bị (?:nó |tụi nó |chúng nó |bọn nó |kẻ gian |người ta |bọn lừa đảo )?(?:lừa(?: đảo)?|gạt|dụ|hack|"
        r"trừ sạch|rút sạch)"
        rf"(?: (?:rồi|r|xong)|(?! (?:thì|là sao|phải)) {_GAP}(?:chuyển|ck|tiền|\d+ ?(?:tr|triệu|củ|chai)|triệu|"
        rf"tài khoản|otp|mật khẩu))|"
        r"(?:mới|vừa|đã)(?: mới| vừa)? bị (?:\w+ ){0,2}(?:lừa|gạt)|"
        r"mất (?:hết |sạch |trắng )?(?:tiền|\d+ ?(?:tr|triệu|củ)|\w+ triệu) (?:rồi|r|vì|do|cho|sau khi|trong (?:tk|"
        r"tài khoản|thẻ))|"
        r"bị trừ (?:\w+ ){0,2}(?:trong|khỏi) (?:thẻ|tk|tài khoản)|"
        r"(?:tiền|tài khoản|tk|thẻ) (?:\w+ ){0,4}(?:bay sạch|bị rút (?:sạch|hết|cạn)|bị trừ (?:sạch|hết|liên tục|"
        r"tiền|\d+)|mất sạch|bay hơi)|"
        r"(?:bị|nó) (?:trừ|rút) (?:sạch|hết) (?:tiền|tài khoản|tk)|"
        r"(?:nó|họ|chúng nó) (?:chặn|block|cắt liên lạc|tắt máy) (?:\w+ ){0,3}(?:rồi|luôn|r|mất|zalo))(?!\w)"
    )
)
_MONEY = re.compile(
    spelled(
        rf"\b(?:{_DONE} {_GAP}{_SENT} {_GAP}{_THEM}|{_THEM} {_GAP}{_DONE} {_GAP}{_SENT}|"
        rf"{_THEM} {_GAP}{_SENT} {_GAP}(?:rồi|r|xong|luôn)|"
        rf"{_SENT} {_GAP}(?:cho )?{_THEM} {_GAP}(?:rồi|r|xong|luôn|mất)|"
        rf"(?:lỡ|lở|trót|dại) {_GAP}(?:chuyển (?:tiền|khoản|ck)|ck|bắn tiền|chuyển (?:\d+\w*|"
        rf"\w+ triệu))(?: {_GAP}(?:rồi|r|luôn|xong))?)(?!\w)"
    )
)
_CODE = re.compile(
    spelled(
        rf"\b(?:{_DONE} {_GAP}(?:đọc|cho|đưa|gửi|nhập|điền|cung cấp|khai|nói|đọc cho|chụp) {_GAP}"
        r"(?:otp|mã (?:xác (?:nhận|thực|minh)|otp|pin)|mã (?:\d|sáu|6) số|mật khẩu|mk|pass|pin|dãy số|mấy số|6 số|"
        r"sáu số|số thẻ|cvv|"
        r"tài khoản ngân hàng)|(?:otp|mã otp) (?:đưa|đọc|gửi|cho) (?:\w+ ){0,3}(?:rồi|r|mất|xong|nó))(?!\w)"
    )
)
_APP = re.compile(
    spelled(
        rf"\b(?:{_DONE} {_GAP}(?:cài|tải|cài đặt|down|install) {_GAP}(?:app|ứng dụng|vssid|apk|file|phần mềm|"
        rf"teamview\w*|anydesk|ultraview\w*)"
        rf" {_GAP}(?:{_STRANGER}|giả|lạ|link|đường dẫn|zalo|§ngoài|gửi)|(?:app|ứng dụng|vssid) (?:giả|lạ|"
        rf"dỏm) {_GAP}(?:rồi|r|cài|tải)|"
        rf"(?:máy|điện thoại|đt|dt) {_GAP}(?:bị (?:nó |chúng nó |bọn nó |kẻ gian )?(?:điều khiển|chiếm quyền|treo)|"
        rf"tự (?:bấm|chạy|chuyển|mở))|"
        r"(?:cài|tải) (?:nhầm |phải |trúng )(?:app|ứng dụng|vssid) (?:giả|lạ))(?!\w)"
    )
)
_LINK = re.compile(
    spelled(
        rf"\b(?:{_DONE} {_GAP}(?:bấm|nhấn|click|clik|vào|mở|ấn|truy cập|quét) {_GAP}(?:link|đường dẫn|đường link|"
        rf"đường linh|qr|trang) {_GAP}"
        rf"(?:lạ|giả|lừa|{_THEM}|rồi|r|gửi|zalo|tin nhắn|vssid)|(?:lỡ|lở|trót) (?:bấm|nhấn|click|clik|ấn|mở|"
        rf"vào) {_GAP}(?:link|đường dẫn|đường link|qr))(?!\w)"
    )
)
_CARD = re.compile(
    spelled(
        rf"\b(?:{_DONE} {_GAP}(?:gửi|chụp|đưa|cho|cung cấp|quét) {_GAP}(?:ảnh |hình |mặt |hai mặt |2 mặt )*(?:cccd|"
        rf"cmnd|căn cước|chứng minh|khuôn mặt|sổ bảo hiểm|thẻ căn cước)"
        rf" {_GAP}(?:{_THEM}|người ta|họ|nó|zalo|mạng|facebook|fb|rồi|r)|(?:lỡ|trót) (?:gửi|chụp|đưa) {_GAP}(?:cccd|"
        rf"cmnd|căn cước|chứng minh thư))(?!\w)"
    )
)
_CALL = re.compile(
    spelled(
        r"\b(?:đang (?:có |bị )?(?:người |số lạ |ai đó |nó |họ |tụi nó |cuộc )?(?:gọi|gọi video|giữ máy|nói chuyện|"
        r"điện)"
        r" (?:[^\s.?!]+ ){0,10}?(?:xưng|bhxh|bảo hiểm|cán bộ|công an|bắt|kêu|bảo|đòi|yêu cầu|hối|dọa|doạ)|"
        r"(?:xưng|cán bộ|bhxh|bảo hiểm|công an) (?:[^\s.?!]+ ){0,5}?đang (?:gọi|giữ máy|chờ máy|nói chuyện|bắt)|"
        r"nó (?:đang )?(?:bắt|kêu|bảo|hối|giục|đòi) (?:[^\s.?!]+ ){0,5}?(?:chuyển|ck|đọc mã|đọc otp|cài|"
        r"bấm) (?:[^\s.?!]+ ){0,4}?(?:ngay|liền|bây giờ|giờ))(?!\w)"
    )
)
#: A whole message that says no more than whom it has happened to.
_CAUGHT = re.compile(
    spelled(
        r"^(?:(?:dạ|alo|ôi|trời ơi|chết rồi|cứu (?:em|tôi|với)|ad) ?,? ?)*"
        r"(?:(?:mẹ|má|bố|ba|chồng|vợ|con|bà|ông|chị|anh|em) )?(?:tôi|em|mình|con|cháu|bác|cô|chú|anh|chị|tui|e|mk)"
        r" (?:đã |vừa |mới |lại )*bị (?:nó |chúng nó |tụi nó |bọn nó |người ta )?(?:lừa(?: đảo| gạt)?|gạt|dụ)"
        r"(?:,? (?:rồi|r|luôn|hết|mất|qua mạng|qua điện thoại|ạ|huhu|hic|cứu (?:em|tôi)?|"
        r"giúp (?:em|tôi)?|với|quá|đau quá"
        r"|(?:giờ|bây giờ|phải)* ?làm (?:sao|gì|thế nào)|giờ|bây giờ|đây)){0,6}[ .!…]*$"
    )
)
#: "chuyen tien mat" is money lost, "nop tien mat" is more often paid in cash.
_LOST = re.compile(
    spelled(
        r"\b(?:(?:chuyển(?: khoản)?|ck|bắn) (?:hết )?(?:tiền )?mất (?:tiền )?(?:rồi|r|luôn|tiêu)|"
        r"(?:gửi|đưa|nộp|nạp) (?:hết )?tiền (?:\w+ ){0,3}?§mất (?:rồi|r|luôn|tiêu))(?!\w)"
    )
)
_TOLD_CODE = re.compile(
    spelled(
        r"\b(?:(?:đọc|đưa|cho|nói)|gửi (?=cho ))(?: (?:cho|nó|họ|người ta|chúng nó|tụi nó|bọn nó|hết|mất)){0,4}"
        r" (?:mã )?(?:otp|mã xác (?:nhận|thực|minh)|mật khẩu)"
        r"(?: (?:cho|nó|họ|người ta|chúng nó|tụi nó|bọn nó|hết|mất)){0,3}"
        r" (?:rồi|r|xong)(?=(?: (?:ạ|huhu|cứu|giúp|với|giờ|bây giờ|phải|làm|thì sao))|[ .!,…]*$)"
    )
)
#: What is said of scams in general, or feared: no harm to the writer, who may tell of one beside it.
_GENERAL = re.compile(
    spelled(
        r"\b(?:(?:để|cho|mà|cách) (?:không|ko|k|khỏi|đừng) bị|(?:để|cách|phòng|tránh|khỏi|sợ|lo|kẻo|"
        r"đừng(?: để)?|hay|dễ|khi|"
        r"(?:nhiều|mọi|bao nhiêu|những|ít|mấy) (?:người|bà con|cụ|bác|ông bà)(?: \w+){0,2}?|người (?:ta|dân|già)) bị)"
        r" (?:lừa(?: đảo)?|gạt)(?: (?:mất|hết|chuyển) (?:hết )?tiền)?(?: rồi)?(?!\w)"
    )
)
_KINDS = (
    (Harm.APP_INSTALLED, _APP),
    (Harm.CODE_GIVEN, _CODE),
    (Harm.CODE_GIVEN, _TOLD_CODE),
    (Harm.LINK_OPENED, _LINK),
    (Harm.CARD_SENT, _CARD),
    (Harm.CALL_NOW, _CALL),
)

#: Words of the longest message that is read so; a longer one tells a story, which the model understands.
LONGEST = 40


def scammed(text: str) -> Harm | None:
    """What a scam has done to the writer of `text`, the most pressing first; None where no such thing is said."""
    seen = view(text).text
    if len(seen.split()) > LONGEST:
        return None
    seen = _GENERAL.sub("…", seen)
    if _HARMLESS.search(seen) or (_ORDINARY.search(seen) and not _STRANGE.search(seen)):
        return None
    if any(pattern.search(seen) for pattern in (_SURELY, _MONEY, _LOST, _CAUGHT)):
        return Harm.MONEY_SENT
    return next((harm for harm, pattern in _KINDS if pattern.search(seen)), None)
