"""Letters with invented content."""

import hashlib
from datetime import date

from bot.cases.handover.content import Agency, File, HandOver, Line, Signature, Step
from bot.cases.handover.document import Letters
from bot.cases.handover.escalation import Escalations, Province, grounds
from bot.settings import PROJECT

LETTERS = Letters.load(PROJECT / "data" / "answers" / "documents" / "handover.toml")
ESCALATIONS = Escalations.load(PROJECT / "data" / "offices" / "escalation.toml")
LAO_CAI = Province("lao_cai", "Lào Cai")
PICTURES = ("png", "jpeg")
AGENCY = Agency("Bảo hiểm xã hội tỉnh Lào Cai", "Bảo hiểm xã hội Việt Nam", "Lào Cai", "BHXH-TTKT", "VT, TTKT")
SIGNATURE = Signature("Phó Giám đốc", "Nguyễn Thị Mẫu", "KT. Giám đốc")


def file(number: int, kind: str = "png", day: date = date(2026, 11, 20)) -> File:
    kept, original = (hashlib.sha256(f"{number}{which}".encode()).hexdigest() for which in ("kept", "original"))
    return File(kind, 123_456 * number, kept, original if kind in PICTURES else kept, day)


def whole(**changed: object) -> HandOver:
    """Everything that a letter can hold."""
    signs = ESCALATIONS.named(["money_lost", "impersonates_officer"])
    usual: dict[str, object] = {
        "agency": AGENCY,
        "signature": SIGNATURE,
        "addressees": ESCALATIONS.addressees(signs, LAO_CAI, AGENCY.name),
        "case": "AS-2026-0012",
        "kind": "fraud",
        "received_on": date(2026, 11, 20),
        "year": 2027,
        "told": [
            Line(
                "Sự việc",
                "Có người gọi điện xưng là cán bộ BHXH, bảo chuyển tiền để “cập nhật VssID”, gửi đường dẫn qua Zalo. "
                "Người nhà đã chuyển khoản hai lần, sau đó không liên lạc được nữa. Số gọi đến [DIEN_THOAI_1].",
            ),
            Line("Thời gian, địa điểm", "Sáng thứ hai tuần trước, ở xã Bảo Thắng"),
            Line("Người, tổ chức liên quan", "Một người tự xưng tên Hùng, tài khoản [TAI_KHOAN_1]"),
        ],
        "signs": [one.label for one in signs],
        "grounds": grounds(signs),
        "clues": [("Số điện thoại gọi đến", "0900 000 123"), ("Tài khoản nhận tiền", "0000 1111 2222")],
        "files": [file(1), file(2, "jpeg"), file(3, "pdf"), file(4, "m4a")],
        "history": [Step(date(2026, 11, 20), "Tiếp nhận"), Step(date(2026, 11, 23), "Cán bộ tiếp nhận đọc, phân loại")],
        "number": "123",
        "dated_on": date(2027, 2, 5),
        "also_to": ["BHXH Việt Nam (để b/c)"],
    }
    return HandOver(**{**usual, **changed})


def plain(**changed: object) -> HandOver:
    """The least: one addressee, no file, no number yet."""
    signs = ESCALATIONS.named(["information_law_11"])
    usual: dict[str, object] = {
        "addressees": ESCALATIONS.addressees(signs, None)[:1],
        "kind": "misinformation",
        "told": [Line("Sự việc", "Có bài viết nói từ năm sau không ai được nhận lương hưu.")],
        "signs": (),
        "grounds": grounds(signs),
        "clues": (),
        "files": (),
        "history": (),
        "number": None,
        "dated_on": None,
        "also_to": (),
    }
    return whole(**{**usual, **changed})
