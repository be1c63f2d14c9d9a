"""How a message is meant: a question, a change to what was said before, "I do not know", a bare number."""

import re

from bot.language.view import spelled, view

_QUESTION = re.compile(
    spelled(
        r"\?|\b(?:bao nhiêu|bn|nhiêu|thế nào|ra sao|làm sao|sao|cái gì|là gì|khi nào|ở đâu|tại sao|vì sao|nào|mấy|"
        r"không biết có|hay là)(?!\w)|"
        r"^(?:\S+ ){2,}.*\b(?:không|ko|k|chưa|hả|hông|hok|§à)(?: (?:ạ|vậy|ad|em|nhỉ|chị|anh))*$"
    )
)
_LEAD = re.compile(
    spelled(
        r"^(?:(?:dạ|ừ|à|ờ|ủa|ơ|vâng|xin lỗi|thôi|ấy)[ ,.]+)*"
        r"(?:không(?! biết| rõ| nhớ| phải ý)|ko|k|nhầm|sai|lộn|sửa|đổi|nếu|giả sử|giả dụ|ví dụ|lỡ|thế|vậy|còn|thử|"
        r"tính lại|cho(?! (?:\w+ ){0,2}(?:hỏi|biết|xin|gặp)))(?!\w)"
    )
)
_WHAT_IF = re.compile(
    spelled(r"\b(?:thì sao|thì thế nào|thì (?:được |còn )?(?:bao nhiêu|bn|mấy)|chứ không phải)(?!\w)")
)
_UNSURE = re.compile(
    spelled(
        r"\b(?:không|ko|k|kg|hok|hông|chưa|chẳng|chả) (?:biết|rõ|nhớ|chắc|rành|có thông tin)(?!\w)|"
        r"\bquên(?! đóng)(?!\w)|^(?:chịu|bỏ qua)(?!\w)"
    )
)
_REQUEST = re.compile(spelled(r"\b(?:tính|so sánh|so giúp|bấm máy|lập bảng|lập bài)(?!\w)"))
_YEAR_ONLY = re.compile(spelled(r"\b(?:chỉ (?:có|ghi|biết|nhớ)|mỗi)(?: mỗi)? (?:cái )?năm(?: sinh)?(?!\w)"))
_AMOUNT = re.compile(
    spelled(
        r"\b(?:hết|là|phải|tốn|mất|đóng|nộp|trả|được|khoảng|cần|còn|thì|tổng|lần|tiền|hưởng|nhận|lãnh)(?: \w+){0,4} "
        r"(?:bao nhiêu|bnhiu|nhiêu|bn|mấy(?! (?:tháng|năm|lần|tuổi|ngày)))(?! (?:tháng|năm|lần|tuổi|ngày|phần trăm|%))|"
        r"bao nhiêu tiền|nhiêu tiền|mấy tiền|mấy đồng|tính (?:giúp|giùm|hộ|cho|thử|tiền)"
    )
)
_LEVEL = re.compile(spelled(r"\b(?:mức|bậc|thu nhập)(?: thu nhập| lương)? (?:nào|gì|bao nhiêu|mấy)(?!\w)"))
_REFUND = (
    r"(?<!không )(?<!chưa )rút(?! (?:xuống|gọn|bớt))|hoàn (?:lại|tiền|trả|phí|bao nhiêu|mấy|bn)|"
    r"(?:được|đc|xin|có) hoàn(?! (?:cảnh|toàn|thành))|(?:trả|lấy) lại(?: \w+){0,2} (?:tiền|bao nhiêu)"
)
_TAKEN_BACK = re.compile(spelled(rf"\b(?:{_REFUND})(?!\w)"))
_BENEFIT = re.compile(
    spelled(
        rf"\b(?:{_REFUND}|rút|hoàn(?! (?:cảnh|toàn|thành))|hưu|thai sản|sinh con|§đẻ|tuất|tử tuất|mai táng|"
        r"thất nghiệp|tai nạn|§thẻ|thẻ (?:bhyt|y tế|bảo hiểm)|§phạt|bị phạt|phạt (?:bao nhiêu|tiền)|"
        r"(?<!đóng )(?<!nộp )(?<!trả )(?<!tháng )(?<!quý )(?<!năm )(?<!luôn )(?:một|1) lần)(?!\w)"
    )
)
_KEEP = r"(?:giữ|để|chờ|đợi|đóng tiếp|đóng cho đủ|tiếp tục đóng|bảo lưu|(?:lấy |nhận |hưởng )?lương hưu|(?:về )?hưu)"
_TAKE = r"(?:rút|lấy (?:một|1) (?:lần|cục|cú)|(?:nhận|lãnh|lĩnh|hưởng) (?:một|1) lần|(?:bhxh|bảo hiểm) (?:một|1) lần)"
_OR = r"(?: [^\s?!.;]+){0,6},? (?:hay|hoặc|hơn|với) (?:là )?(?:[^\s?!.;]+ ){0,4}"
_KEEP_OR_TAKE = re.compile(spelled(rf"\b(?:{_KEEP}{_OR}{_TAKE}|{_TAKE}{_OR}{_KEEP})(?!\w)"))
_NUMBER = re.compile(r"(?:\D{0,12} )?(\d{1,3})[ .,!ạa]*")


def is_question(text: str) -> bool:
    """Whether the message asks something itself; a bare "không" answers."""
    return bool(_QUESTION.search(view(text).text.strip(" .!\n")))


def is_change(text: str) -> bool:
    """Whether the message changes or supposes something: "à không, 3 triệu", "nếu đóng thêm 5 năm thì sao"."""
    seen = view(text).text.strip(" .!?\n")
    return bool(_LEAD.match(seen) or _WHAT_IF.search(seen))


def is_unsure(text: str) -> bool:
    """Whether the citizen does not know: "không nhớ", "em không rõ"."""
    return bool(_UNSURE.search(view(text).text.strip(" .!\n")))


def is_request(text: str) -> bool:
    """Whether the message asks for a calculation of its own: "tính lương hưu cho mẹ em"."""
    return bool(_REQUEST.search(view(text).text))


def asks_amount(text: str) -> bool:
    """Whether the message asks how much money: "hết bao nhiêu", "mất mấy tiền"."""
    return bool(_AMOUNT.search(view(text).text))


def asks_level(text: str) -> bool:
    """Whether the message asks which income to choose: "chọn mức nào"."""
    return bool(_LEVEL.search(view(text).text))


def is_taken_back(text: str) -> bool:
    """Whether the message is about money that comes back: "rút một lần còn bao nhiêu", "được hoàn bao nhiêu"."""
    return bool(_TAKEN_BACK.search(view(text).text))


def names_benefit(text: str) -> bool:
    """Whether the message names what one gets, or another matter than what one pays: "lương hưu", "thai sản"."""
    return bool(_BENEFIT.search(view(text).text))


def asks_keep_or_take(text: str) -> bool:
    """Whether the message weighs keeping its years against taking the lump sum: "nên giữ hay rút"."""
    return bool(_KEEP_OR_TAKE.search(view(text).text))


def is_year_only(text: str) -> bool:
    """Whether papers or memory hold the year of birth alone: "giấy tờ chỉ có năm"."""
    return bool(_YEAR_ONLY.search(view(text).text))


def bare_number(text: str) -> int | None:
    """The number that is the whole message ("10", "được 10"), which says no unit."""
    match = _NUMBER.fullmatch(view(text).text.strip())
    return int(match[1]) if match else None
