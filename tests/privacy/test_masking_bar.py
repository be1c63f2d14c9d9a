"""The bar B-29: over 2,000 sentences, recall at least 99.5 %, false alarms at most 1 %."""

import random
import re

from bot.language.text import strip_diacritics
from bot.privacy.masking import mask

RANDOM = random.Random(29)
FRAMES = [
    "{}", "số của em là {}", "cho em hỏi {} với ạ", "cccd {} sai ngày sinh", "sđt {} gọi lại giúp em",
    "mã bhxh {} bị trùng", "Tôi tên A, {}, quê Nghệ An", "thẻ bhyt {} hết hạn chưa",
    "kính gửi cơ quan, {} là của mẹ tôi.", "{} đóng 2 triệu", "bị lừa bởi {} hôm qua", "em gửi thông tin ({})",
    "đóng từ 2015, {}", "Zalo: {}!", "tra cứu {}\ncảm ơn", "{}; 330.000đ", "nộp 12 tháng cho {} được không",
    "{} và chồng em", "- {}", "lấy sổ {} ở đâu",
]  # fmt: skip
PLAIN = [
    "lương {money} một tháng", "đóng {money} từ {day}", "nghị định {law} có hiệu lực {day}",
    "năm {year} đóng {money}", "{day} đến {day}", "tổng {money} cho {months} tháng", "luật {law} điều {small}",
    "từ {year} đến {year} đóng {months} tháng", "mức {money}, {money}, {money}", "sinh {day}, đóng {months} tháng",
    "{money} hay {money}", "{law}, {law}", "gọi 1900 9068 từ {day}", "rút {money} năm {year}",
    "{year}-{year} tăng {small}%", "khoản {small} điều {small} luật {law}",
]  # fmt: skip


def digits(count: int) -> str:
    return "".join(RANDOM.choice("0123456789") for _ in range(count))


def identity_card() -> str:
    century, year = RANDOM.choice([("01", range(40, 100)), ("23", range(12))])
    return f"0{RANDOM.randint(1, 96):02d}{RANDOM.choice(century)}{RANDOM.choice(year):02d}{digits(6)}"


def telephone() -> str:
    return RANDOM.choice(["0", "+84", "84"]) + RANDOM.choice("35789") + digits(8)


def insurance_code() -> str:
    return f"{RANDOM.randint(10, 96)}{RANDOM.randint(11, 26)}{digits(5)}{RANDOM.randint(1, 9)}"


def health_card() -> str:
    kind = RANDOM.choice(["HC", "DN", "GD", "TE", "hc", "gb"]) + RANDOM.choice("12345")
    return f"{kind}{RANDOM.randint(1, 96):02d}{insurance_code()}"


def grouped(number: str) -> str:
    lead, body = re.match(r"(\+?84|[A-Za-z]{2})?(.*)", number).groups(default="")
    size = RANDOM.choice([2, 3, 3, 4])
    mark = RANDOM.choice([" ", ".", "-"])
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return mark.join([lead, *parts] if lead else parts)


def disguised(number: str) -> str:
    match RANDOM.randrange(6):
        case 0 | 1:
            return grouped(number)
        case 2:
            return "".join(chr(ord(char) + 0xFEE0) if char.isdecimal() else char for char in number)
        case 3:
            at = RANDOM.randrange(1, len(number))
            return f"{number[:at]}\u200b{number[at:]}"
        case _:
            return number


def framed(number: str) -> str:
    sentence = RANDOM.choice(FRAMES).format(disguised(number))
    return strip_diacritics(sentence) if RANDOM.random() < 0.4 else sentence


def is_left(text: str) -> bool:
    return bool(re.search(r"\d(?:[ .\-]?\d){7}", text))


def test_recall(record_property):
    kinds = [identity_card, telephone, insurance_code, health_card]
    sentences = [framed(kind()) for kind in kinds for _ in range(600)]
    missed = [one for one in sentences if is_left(mask(one).text.replace("330.000", ""))]
    record_property("recall", 1 - len(missed) / len(sentences))
    assert len(sentences) >= 2_000
    assert len(missed) / len(sentences) <= 0.005, missed[:20]


def plain(gap: re.Match[str]) -> str:
    """What stands in a gap of a sentence without any number of a person."""
    amount = RANDOM.randint(60, 60_000) * 1000
    dotted = f"{amount:,}".replace(",", ".")
    day, mark = RANDOM.randint(1, 28), RANDOM.choice("/.-")
    return {
        "money": RANDOM.choice([f"{dotted} đồng", f"{amount}đ", f"{amount // 1000}k", f"{amount:,}đ", dotted]),
        "day": f"{day:02d}{mark}{RANDOM.randint(1, 12):02d}{mark}{RANDOM.randint(1960, 2030)}",
        "year": str(RANDOM.randint(1990, 2030)),
        "law": f"{RANDOM.randint(1, 400)}/{RANDOM.randint(2012, 2026)}/{RANDOM.choice(['NĐ-CP', 'QH15', 'TT-BNV'])}",
        "months": str(RANDOM.randint(1, 240)),
        "small": str(RANDOM.randint(1, 140)),
    }[gap[1]]


def test_false_alarms(record_property):
    sentences = [re.sub(r"\{(\w+)\}", plain, frame) for frame in PLAIN for _ in range(100)]
    sentences += [strip_diacritics(one) for one in sentences[::4]]
    alarms = [one for one in sentences if mask(one).found]
    record_property("false alarms", len(alarms) / len(sentences))
    assert len(sentences) >= 2_000
    assert len(alarms) / len(sentences) <= 0.01, alarms[:20]
