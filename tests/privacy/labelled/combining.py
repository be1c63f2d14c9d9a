"""Sentences put together from frames, invented numbers and ways of writing them: always the same ones."""

import random
import re
from collections.abc import Callable, Iterator

from bot.language.text import strip_diacritics
from tests.privacy.labelled.reading import Labelled, labelled

CHANCE = random.Random(2911)

#: Words around a number that say nothing about its kind, with the gap where the number stands.
FRAMES = (
    "số của em là {}", "{}", "cho em hỏi {} với ạ", "({})", "- {}", "em gửi: {}.", "{} giúp em", "của mẹ em nè {} ạ",
    "Tôi tên Hoà, {}, quê Quảng Trị", "đây\\n{}\\ncảm ơn", "ghi {} nha", "{} đóng 2 triệu", "từ 01/2027: {}",
    "sinh 1979, {}", "bị mất, {}!", "hỏi {}?", "{} và 330.000đ", "“{}”", "em là Lan {} Đồng Tháp", "[{}]", "{};",
    "sai {} rồi", "nhắc lại {}, đúng chưa", "mã:{}", "số={}", "*{}*", "{} (của chồng)", "1. {}", "a/c xem {} dùm",
)  # fmt: skip
#: Words that belong to the kind of a number.
NAMED_FRAMES = {
    "CCCD": ("căn cước {}", "cccd: {}", "CCCD số {} cấp 2021", "số định danh {} sai tên"),
    "CMND": ("cmnd {}", "chứng minh nhân dân số {} cũ", "cmt: {}", "{} là cmnd của em", "CMND: {} cấp năm 2009"),
    "BHXH": ("mã số bhxh {}", "sổ {} bị trùng", "mã bảo hiểm: {}", "số sổ BHXH {} ạ"),
    "BHYT": ("thẻ bhyt {}", "thẻ {} hết hạn 31/12/2026", "mã thẻ: {}"),
    "DD": ("sđt {}", "đt: {} gọi em", "zalo {}", "liên hệ {} gặp Nam", "hotline lừa đảo {}"),
    "BAN": ("điện thoại bàn {}", "gọi {} giờ hành chính", "fax {}", "cố định: {}"),
    "EMAIL": ("email {}", "thư: {}", "gửi vào {} nhé", "mail={}"),
    "STK": ("stk {}", "số tài khoản: {}", "chuyển vào tài khoản {} giúp", "STK {} Agribank", "số tk là {}"),
    "THE": ("thẻ {} bị trừ tiền", "visa {}", "quẹt {}", "thẻ ngân hàng số {} hết hạn 12/28"),
    "DD~": ("số điện thoại {}", "em đọc {}", "gọi {} gặp em", "{} nhé"),
    "CCCD~": ("căn cước {}", "em đọc căn cước {} ạ"),
}
_WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def digits(count: int) -> str:
    return "".join(CHANCE.choice("0123456789") for _ in range(count))


def identity_card() -> str:
    century, years = CHANCE.choice([("01", range(40, 100)), ("23", range(12))])
    return f"0{CHANCE.randint(1, 96):02d}{CHANCE.choice(century)}{CHANCE.choice(years):02d}{digits(6)}"


def old_card() -> str:
    return f"{CHANCE.choice('1234')}{digits(7)}{CHANCE.randint(1, 9)}"


def insurance_code() -> str:
    return f"{CHANCE.randint(10, 96)}{CHANCE.randint(11, 26)}{digits(5)}{CHANCE.randint(1, 9)}"


def health_card() -> str:
    kind = CHANCE.choice(["HC", "DN", "GD", "TE", "HN", "gb", "ht"]) + CHANCE.choice("12345")
    return f"{kind}{CHANCE.randint(1, 96):02d}{insurance_code()}"


def mobile() -> str:
    return CHANCE.choice(["0", "0", "+84", "84"]) + CHANCE.choice("35789") + digits(8)


def landline() -> str:
    return "02" + CHANCE.choice(["4", "8", "03", "35", "04", "92", "34", "70"]).ljust(2, "3") + digits(7)


def address() -> str:
    name = "".join(CHANCE.choice("abcdefghiklmnopqrstuvxy") for _ in range(6))
    return (
        f"{name}{CHANCE.choice(['', '.', '_'])}{digits(2)}@{CHANCE.choice(['gmail.com', 'yahoo.com.vn', 'vss.gov.vn'])}"
    )


def account() -> str:
    return CHANCE.choice("123456789") + digits(CHANCE.choice([8, 9, 11, 12, 13])) + CHANCE.choice("123456789")


def card() -> str:
    """Sixteen digits whose Luhn sum is right."""
    body = CHANCE.choice(["4", "51", "9704", "3528"])
    body += digits(15 - len(body))
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(body), 1))
    return f"{body}{-total % 10}"


def dictated(number: str) -> str:
    return " ".join(_WORDS[int(digit)] for digit in number)


def _split(number: str, mark: str) -> str:
    """Groups as people make them; what stands before a number's digits is a group of its own."""
    found = re.fullmatch(r"(\+?84|[A-Za-z]{2})?(\d+)", number)
    if not found:
        return number
    lead, body = found.groups()
    if len(body) == 16:
        sizes = [4] * 4
    else:
        first = CHANCE.choice([3, 4]) if len(body) % 3 else 3
        sizes = [first] + [CHANCE.choice([3, 3, 4]) for _ in range(len(body))]
    parts, at = [], 0
    for size in sizes:
        parts.append(body[at : at + size])
        at += size
    if len(parts[-1]) == 1:
        parts[-2:] = ["".join(parts[-2:])]
    return mark.join(part for part in ([lead] if lead else []) + parts if part)


def _shifted(number: str, zero: int) -> str:
    """Digits of another alphabet."""
    return "".join(chr(ord(char) - 0x30 + zero) if char in "0123456789" else char for char in number)


def _inside(number: str, mark: str) -> str:
    at = CHANCE.randrange(1, len(number))
    return f"{number[:at]}{mark}{number[at:]}"


#: Ways of writing one and the same number.
WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": lambda number: number,
    "spaces": lambda number: _split(number, " "),
    "dots": lambda number: _split(number, "."),
    "dashes": lambda number: _split(number, "-"),
    "long dashes": lambda number: _split(number, "–"),
    "double spaces": lambda number: _split(number, "  "),
    "no-break spaces": lambda number: _split(number, "\u00a0"),
    "thin spaces": lambda number: _split(number, "\u2009"),
    "digit by digit": lambda number: " ".join(number) if number.isdigit() else number,
    "full width": lambda number: _shifted(number, 0xFF10),
    "zero width": lambda number: _inside(number, "\u200b"),
    "joiners": lambda number: _inside(_inside(number, "\u200d"), "\u2060"),
    "soft hyphens": lambda number: _inside(number, "\u00ad"),
    "bold digits": lambda number: _shifted(number, 0x1D7CE),
}
KINDS: dict[str, Callable[[], str]] = {
    "CCCD": identity_card, "CMND": old_card, "BHXH": insurance_code, "BHYT": health_card, "DD": mobile,
    "BAN": landline, "EMAIL": address, "STK": account, "THE": card,
    "DD~": lambda: dictated("0" + CHANCE.choice("35789") + digits(8)), "CCCD~": lambda: dictated(identity_card()),
}  # fmt: skip
#: An old card or an account in groups is told from an amount by the word beside it alone.
ONLY_NAMED = {"CMND", "STK"}
#: What is not made of digits is not written in groups.
ONLY_PLAIN = {"DD~", "CCCD~", "EMAIL"}
PER_WAY = 9


def with_numbers() -> Iterator[Labelled]:
    """Every kind in every way of writing, in frames that turn."""
    CHANCE.seed(1)
    turn = 0
    for kind, make in KINDS.items():
        named = NAMED_FRAMES[kind]
        for way, write in WRITTEN.items():
            if kind in ONLY_PLAIN and way not in {"plain", "zero width", "soft hyphens"}:
                continue
            for _ in range(PER_WAY):
                turn += 1
                alone = turn % 2 and kind not in ONLY_NAMED
                frame = FRAMES[turn * 7 % len(FRAMES)] if alone else named[turn % len(named)]
                frame = strip_diacritics(frame) if turn % 3 == 0 else frame
                written = make() if kind in {"DD~", "CCCD~"} else write(make())
                yield labelled(way, frame.replace("{}", f"{{{kind}:{written}}}"))


PLAIN_FRAMES = (
    "lương {money} một tháng", "đóng {money} từ {day}", "nghị định {law} có hiệu lực {day}", "luật {law} điều {small}",
    "năm {year} đóng {money}", "{day} đến {day}", "tổng {money} cho {months} tháng", "{law}, {law} và {law}",
    "từ {year} đến {year} đóng {months} tháng", "mức {money}, {money}, {money}", "sinh {day}, đóng {months} tháng",
    "{money} hay {money}", "gọi {line} từ {day}", "tổng đài {line}", "rút {money} năm {year}", "bán đất {land}",
    "{year}-{year} tăng {small}%", "khoản {small} điều {small} luật {law}", "con bò {money}, con nghé {money}",
    "giá đất {land} một công", "vay {land} đóng tàu", "{small},{small}% của {money}", "{money} x {months} = {money}",
    "{year}, {year}, {year}", "{months} tháng, {months} tháng, {months} tháng", "{day} lúc {small} giờ",
    "hỗ trợ {small}% tức {money}", "số nhà {small}/{small} đường {small}", "sinh ngày {bare} đúng không",
    "công văn {small}/BHXH-TST ngày {day}", "{land} tiền đền bù", "nợ {land}", "giá bán {phonelike}",
    "doanh thu {phonelike} một năm", "\\n{money}\\n{money}\\n{money}", "{year}\\n{year}\\n{year}", "biên lai {bare}",
)  # fmt: skip


def _gap(gap: re.Match[str]) -> str:
    amount = CHANCE.randint(60, 60_000) * 1000
    dotted = f"{amount:,}".replace(",", ".")
    day, mark = CHANCE.randint(1, 28), CHANCE.choice("/.-")
    month, year = CHANCE.randint(1, 12), CHANCE.randint(1960, 2030)
    land = CHANCE.randint(1_000, 99_000) * 1_000_000
    phone = f"{CHANCE.choice('35789')}{CHANCE.randint(10_000, 99_999)}000"
    return {
        "money": CHANCE.choice([f"{dotted} đồng", f"{amount}đ", f"{amount // 1000}k", f"{amount:,}đ", dotted]),
        "day": f"{day:02d}{mark}{month:02d}{mark}{year}",
        "bare": f"{day:02d}{month:02d}{year}",
        "year": str(CHANCE.randint(1990, 2030)),
        "law": CHANCE.choice(
            [
                "58/2014/QH13",
                "41/2024/QH15",
                "158/2025/NĐ-CP",
                f"{CHANCE.randint(1, 400)}/{CHANCE.randint(2012, 2026)}/TT-BNV",
            ]
        ),
        "months": str(CHANCE.randint(1, 240)),
        "small": str(CHANCE.randint(1, 140)),
        "land": CHANCE.choice(
            [f"{land:,}".replace(",", "."), str(land), f"{land} đồng", f"{land:,}".replace(",", " ")]
        ),
        "phonelike": CHANCE.choice([f"{phone}đ", f"{phone} đồng", f"{int(phone):,}".replace(",", "."), phone]),
        "line": CHANCE.choice(["1900 9068", "19009068", "1900.9068", "1800 1091", "1900 599 920", "113", "18006132"]),
    }[gap[1]]


def without_numbers() -> Iterator[Labelled]:
    """Amounts, days, laws, prices, hotlines: nothing of a person."""
    CHANCE.seed(2)
    for turn in range(len(PLAIN_FRAMES) * 40):
        frame = PLAIN_FRAMES[turn % len(PLAIN_FRAMES)]
        sentence = re.sub(r"\{(\w+)\}", _gap, frame)
        yield labelled("plain", strip_diacritics(sentence) if turn % 4 == 0 else sentence)
