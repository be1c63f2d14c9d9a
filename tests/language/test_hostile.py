"""No text may hold up the language front: neither a long letter nor one made to make patterns run away."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.language.birth import find_birth
from bot.language.dates import find_dates
from bot.language.duration import find_durations
from bot.language.household import find_groups
from bot.language.money import find_money
from bot.language.period import find_period, find_prepaid_years
from bot.language.province import Provinces
from bot.language.supported import find_supported_months
from bot.language.text import clean, is_empty_like, neutral
from bot.language.view import view
from bot.language.yesno import yes_or_no
from bot.settings import PROJECT

TODAY = date(2026, 11, 21)
PROVINCES = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml")
LENGTH = 2_000
LETTER = (
    "Kính gửi cơ quan bảo hiểm, tôi sinh năm 1970, quê ở Nghệ An, gia đình thuộc hộ cận nghèo. Trước đây tôi làm "
    "công nhân, đóng bắt buộc được 8 năm 3 tháng rồi nghỉ việc, sau đó tham gia tự nguyện. Hiện nay mỗi tháng tôi"
    " đóng theo mức 2 triệu rưỡi và đã được Nhà nước hỗ trợ 36 tháng. Nghe nói sang năm mức đóng thay đổi, tôi "
    "muốn hỏi nếu chuyển sang đóng theo quý thì mỗi lần nộp bao nhiêu tiền, có phải làm lại tờ khai không, và đến"
    " khi nào thì đủ điều kiện nhận lương hưu? Xin cảm ơn anh chị đã xem thư và mong sớm nhận được trả lời. "
)
FINDERS: list[Callable[[str], object]] = [
    lambda text: neutral(clean(text)),
    is_empty_like,
    find_money,
    find_durations,
    lambda text: find_dates(text, TODAY),
    lambda text: find_birth(text, TODAY, asked=True),
    find_groups,
    find_period,
    find_prepaid_years,
    PROVINCES.find,
    lambda text: find_supported_months(text, asked=True),
    yes_or_no,
]
HOSTILE = {
    "digits": "1",
    "single digits": "1 ",
    "dotted": "1.",
    "dashed": "1-",
    "slashes": "12/",
    "number words": "mot ",
    "fives and years": "năm ",
    "tens of years": "mười năm ",
    "units": "triệu ",
    "amounts": "5 k ",
    "half amounts": "hai triệu năm ",
    "months": "tháng 1 ",
    "terms": "hỗ trợ 5 năm ",
    "denials": "không phải là ",
    "payments": "đóng luôn ",
    "births": "sinh năm ",
    "ages": "tuổi ",
    "yes": "có ",
    "spaces": " ",
    "line breaks": "\n",
    "zero width": "a\u200b",
    "marks": "a\u0301",
    "letters": "a",
    "astral": "😀",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_do_not_hang(piece):
    """A limit against runaway patterns, a thousand times what reading takes; speed itself is measured by the bench."""
    view.cache_clear()
    for find in FINDERS:
        find((piece * LENGTH)[:LENGTH])


@pytest.mark.timeout(60)
def test_a_long_letter_is_read_to_its_end():
    letter = (LETTER * 4)[: LENGTH - 40] + " Thu nhập của tôi là 7 triệu đồng."
    assert [money.amount_dong for money in find_money(letter)][-1] == 7_000_000
