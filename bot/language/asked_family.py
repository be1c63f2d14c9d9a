"""Questions with their own numbers on birth, death, health, fraud and allowances, one function a calculation.

Each gives the inputs of its calculation, None where the question is another one or does not name all of them.
"""

from bot.language.asked_when import time_asked, time_of_death
from bot.language.asking import asks_amount
from bot.language.birth import find_birth
from bot.language.duration import find_durations
from bot.language.household import find_groups
from bot.language.persons import find_children_born, find_persons
from bot.language.question import Given, Heard, words
from bot.language.sex import find_sex

_HEALTH = words(r"\b(?:bhyt|bảo hiểm y tế|thẻ y tế|y tế hộ)(?!\w)")
_DEATH = words(
    r"\b(?:chết|qua đời|từ trần|tử tuất|tuất|(?:đã|vừa|mới|sắp|lúc|khi) mất|"
    r"(?:nếu|lỡ|khi|chẳng may|lúc) (?:\w+ ){0,3}mất|"
    r"(?:bố|§ba|mẹ|§má|chồng|vợ|§cha|ông|§bà|người)(?: \w+){0,12} (?:thì )?mất)(?!\w)"
)
_LOST = words(r"\b(?:có|bị|không|ko|sợ|làm) mất(?!\w)|\bmất (?:sổ|thẻ|việc|tiền|quyền|bao|mấy|công)")
_RECEIVED_FOR = words(
    r"\b(?:hưởng|nhận|lãnh|lĩnh)(?: (?:lương|hưu|được|mới|có|khoảng|đc|chế độ))* $|\bhưu [^,.;]{0,30}(?:được|đã|mới) $"
)
_FUNERAL = words(r"\b(?:mai táng|ma chay|đám ma)(?!\w)")
_BIRTH = words(r"\b(?:sinh con|sinh đôi|sinh ba|đẻ|thai sản|sinh em bé|sinh bé|sanh|sắp sinh|lúc sinh|khi sinh)(?!\w)")
_FRAUD = words(r"\b(?:gian lận|trục lợi|lập khống|khai khống|khai gian|giả mạo|làm giả|hồ sơ giả|chiếm đoạt)(?!\w)")
_PENALTY = words(r"\b(?:tội|§tù|đi tù|hình sự|xử (?:lý|phạt)|bị phạt|phạt|truy cứu|bị gì|bị sao)(?!\w)")
_INSURANCE = words(r"\b(?:bhxh|bảo hiểm|hồ sơ)(?!\w)")
_HANDED_BACK = words(r"\b(?:hoàn trả|hoàn lại|trả lại|lấy lại|nhận lại|hoàn tiền)(?!\w)")
_LEFT = words(r"\b(?:còn(?: lại| dư| dôi)?|dư|chưa dùng)(?: (?:đúng|khoảng|những|tới))* $")
_METHOD = words(r"\b(?:đóng|nộp)(?: (?:trước|luôn|gộp|một lần|1 lần|cho|theo|kỳ|cả|gói))* $")
_OVER_AGE = words(r"\b(?:thêm|tiếp|nữa)(?: (?:được|khoảng|đúng|sau đó))* $")
_ONE_OFF = words(r"\b(?:trợ cấp|khoản|tiền|nhận)(?: \w+){0,2} (?:một lần|1 lần)(?: \w+){0,3} (?:nghỉ hưu|về hưu|hưu)")
_MONTHLY = words(r"\b(?:trợ cấp (?:hàng|hằng) tháng|điều 23)(?!\w)")
_TO_75 = words(r"\bcòn $")
_AT_AGE = words(r" (?:nữa )?(?:là |thì |mới )*(?:đủ|đến|tới|tròn) \d\d(?!\d)")
_SOCIAL = words(
    r"\b(?:hưu trí xã hội|trợ cấp (?:người già|tuổi già|người cao tuổi|xã hội)|tiền già|tiền người già)(?!\w)"
)
_VALUE = (
    r"(?: (?:hiện nay|hiện tại|hiện hành|bây giờ|hiện giờ|giờ|năm nay|năm 20\d\d|mới|mới nhất|tháng này|"
    r"để đóng|nông thôn|bhxh|đang))*(?: (?:là|có|được|ở mức|bằng))* (?:bao nhiêu|nhiêu|mấy|bn|gì)(?!\w)"
)
_REFERENCE = words(rf"\b(?:mức tham chiếu|lương cơ sở|mức lương cơ sở){_VALUE}")
_POVERTY_LINE = words(rf"\bchuẩn (?:hộ )?nghèo{_VALUE}")


def household_health(one: Heard) -> Given | None:
    """What health insurance costs a household of so many."""
    persons = find_persons(one.text) if one.has(_HEALTH) and asks_amount(one.text) else None
    return {"persons": persons, **_at(one)} if persons else None


def _at(one: Heard) -> Given:
    """`when`: the time asked about, only where it is another one than now."""
    when = time_asked(one)
    return {"when": when} if when else {}


def survivor_pensioner(one: Heard) -> Given | None:
    """The lump sum after a pensioner's death."""
    received_for = one.after(_RECEIVED_FOR)
    if not _dies(one) or one.received is None or received_for is None:
        return None
    return {"monthly_pension": one.received, "months_received": received_for, **_died(one)}


def survivor_lump(one: Heard) -> Given | None:
    """The lump sum after the death of somebody who paid or had paid."""
    if not _dies(one) or one.amount is None or one.received is not None or not asks_amount(one.text):
        return None
    if one.terms.paid is None and one.terms.before is None:
        return None
    months = {"months_before": one.terms.before or 0, "months_since": one.terms.paid or 0}
    return {"average": one.amount, **months, **_died(one)}


def _died(one: Heard) -> Given:
    """`when`: the time of the death, only where it was told."""
    when = time_of_death(one)
    return {"when": when} if when else {}


def _dies(one: Heard) -> bool:
    return one.has(_DEATH) and not one.has(_LOST) and not one.has(_FUNERAL)


def funeral(one: Heard) -> Given | None:
    """The funeral allowance after so many months."""
    if not one.has(_FUNERAL) or one.terms.paid is None:
        return None
    return {"months_paid": one.terms.paid, **_died(one)}


def maternity(one: Heard) -> Given | None:
    """The allowance for a birth after so many months of the year before."""
    months = one.terms.paid if one.has(_BIRTH) else None
    if months is None or months > 12 or one.amount is not None:
        return None
    return {"months_paid_in_12_before_birth": months, "children": find_children_born(one.text)}


def penal_fraud(one: Heard) -> Given | None:
    """What the Penal Code says of an amount got by fraud."""
    amount = one.amount or one.received
    if amount is None or not (one.has(_FRAUD) and one.has(_PENALTY) and one.has(_INSURANCE)):
        return None
    return {"amount_taken": amount}


def refund(one: Heard) -> Given | None:
    """What comes back of months paid ahead. `method`: months of the payment."""
    left, method = one.after(_LEFT), one.after(_METHOD)
    groups = find_groups(one.text)
    if not one.has(_HANDED_BACK) or None in (left, method, one.amount) or not groups:
        return None
    return {"income": one.amount, "remaining_months": left, "method": method, "groups": sorted(groups)}


def retirement_lump(one: Heard) -> Given | None:
    """The allowance for years beyond the full rate."""
    sex = find_sex(one.text)
    if not one.has(_ONE_OFF) or sex is None or one.amount is None or one.terms.paid is None:
        return None
    return {
        "gender": sex,
        "average": one.amount,
        "months_at_age": one.terms.paid,
        "months_after": one.after(_OVER_AGE) or 0,
    }


def article23(one: Heard) -> Given | None:
    """The monthly allowance without a pension. `Tdt`: months to the age of the social pension."""
    if not one.has(_MONTHLY) or one.amount is None or one.terms.paid is None:
        return None
    spans = find_durations(one.seen)
    to_age = next(
        (s.months for s in spans if _TO_75.search(one.seen[: s.start]) and _AT_AGE.match(one.seen, s.end)), None
    )
    return {"avg": one.amount, "months_paid": one.terms.paid, "Tdt": to_age}


def social_pension(one: Heard) -> Given | None:
    """The social pension at an age, with what is received already."""
    birth = find_birth(one.text, one.today)
    if not one.has(_SOCIAL) or birth is None:
        return None
    poor = bool(find_groups(one.text) & {"poor", "near_poor"})
    return {"age": one.today.year - birth.year, "poor_household": poor, "pension": one.received or 0}


def reference_level(one: Heard) -> Given | None:
    """The figure that contributions and allowances are reckoned from: the reference level or the poverty line."""
    if one.has(_REFERENCE):
        return {"figure": "reference_level", **_at(one)}
    return {"figure": "rural_poverty_line", **_at(one)} if one.has(_POVERTY_LINE) else None
