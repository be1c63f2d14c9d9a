"""Questions with their own numbers on pensions, averages and the lump sum, one function a calculation.

Each gives the inputs of its calculation, None where the question is another one or does not name all of them.
"""

import re

from bot.language.asking import is_question
from bot.language.first_paid import find_first_paid
from bot.language.incomes_of_years import find_incomes_of_years
from bot.language.question import Given, Heard, words
from bot.language.sex import find_sex

_WISH = words(r"\b(?:muốn|mong|ước|để|cần|sao cho|được) (?:\w+ ){0,4}(?:lương hưu|hưu|lãnh|lĩnh|nhận|hưởng)(?!\w)")
_CHOOSE = words(r"\b(?:đóng|chọn|nộp|mức|thu nhập) (?:\w+ ){0,4}(?:bao nhiêu|nhiêu|mấy|nào|sao)(?!\w)")
_RATE = words(r"(?:\b(?:tỷ lệ|tỉ lệ|phần trăm|mấy phần)(?!\w)|%)")
_PENSION = words(r"\b(?:lương hưu|hưu|hưởng)(?!\w)")
_AVERAGE = words(r"\b(?:bình quân|trung bình)(?!\w)")
_PRICES = words(r"\b(?:trượt giá|hệ số(?: điều chỉnh)?)(?!\w)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_DRAW = words(r"\b(?:rút|lãnh|lĩnh|nhận) (?:\w+ ){0,3}(?:một lần|1 lần)|\brút (?:bhxh|bảo hiểm|tiền|được|ra|hết)(?!\w)")
_STOPPED = words(r"\b(?:nghỉ|dừng|ngừng|ngưng)(?: (?:đóng|nộp|làm|việc|bảo hiểm|bhxh|được|đã|hơn|gần))* $")
_AGED = words(r"\b(?:đủ|đến|tới|hết|quá) tuổi(?: (?:nghỉ )?hưu)?(?!\w)")
_NOT_AGED = words(r"\b(?:chưa|không|ko) (?:đủ|đến|tới) tuổi(?!\w)")
_BACKPAY = words(r"\bđóng (?:\w+ ){0,2}(?:một lần|1 lần|bù|nốt|cho đủ|phần thiếu|phần còn thiếu)(?!\w)")
_LEAST = words(r"\b(?:tối thiểu|thấp nhất|mức sàn|bù (?:cho )?đủ|nâng lên)(?!\w)")


def pension_target(one: Heard) -> Given | None:
    """The income that a wished pension needs; the years where they are told."""
    if one.received is None or not (one.has(_WISH) and one.has(_CHOOSE)):
        return None
    years = None if one.terms.paid is None else one.terms.paid // 12
    return {"target": one.received, "gender": find_sex(one.text), "years": years}


def pension_rate(one: Heard) -> Given | None:
    """The share of the average after so many months."""
    sex, months = find_sex(one.text), one.terms.paid
    if not (one.has(_RATE) and one.has(_PENSION)) or sex is None or months is None or one.amount is not None:
        return None
    return {"gender": sex, "months": months}


def of_years(one: Heard) -> Given | None:
    """Average, pension (where the sex is told) or lump sum from incomes year by year."""
    years = find_incomes_of_years(one.text)
    about = one.has(_AVERAGE) or one.has(_PENSION) or one.has(_DRAW)
    if not years or not about or (len(years) < 2 and not one.has(_AVERAGE)):
        return None
    periods = [{"year": year, "months": 12, "income": income} for year, income in years]
    return {"periods": periods, "gender": find_sex(one.text), "draws": one.has(_DRAW)}


def price_coefficient(one: Heard) -> Given | None:
    """The coefficient of prices of a year."""
    year = _YEAR.search(one.seen)
    if not one.has(_PRICES) or year is None or one.amount is not None:
        return None
    return {"year": year[1]}


def lump_sum_conditions(one: Heard) -> Given | None:
    """Whether the lump sum may be taken, by what was told of the first payment, the years and the age."""
    if not one.has(_DRAW) or not is_question(one.text) or one.amount is not None or one.terms.paid is None:
        return None
    aged = one.has(_AGED) and not one.has(_NOT_AGED)
    first, stopped = find_first_paid(one.text, one.today), one.after(_STOPPED)
    if not aged and first is None:
        return None
    return {"years": one.terms.paid // 12, "first_contribution": first, "stopped_months": stopped, "age_reached": aged}


def backpay_conditions(one: Heard) -> Given | None:
    """Whether the missing months may be paid at once now."""
    if not one.has(_BACKPAY) or not is_question(one.text) or one.terms.paid is None or one.amount is not None:
        return None
    if not (one.has(_AGED) or one.has(_NOT_AGED)):
        return None
    return {"months_paid": one.terms.paid, "reached_retirement_age": not one.has(_NOT_AGED)}


def pension_floor(one: Heard) -> Given | None:
    """Whether a reckoned pension is raised to a lowest one."""
    if one.received is None or not one.has(_LEAST) or not is_question(one.text):
        return None
    return {"computed_pension": one.received}
