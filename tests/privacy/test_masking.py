"""Numbers of persons leave the text, everything else stays."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.adviser import Day
from bot.advice.answers import FURTHER
from bot.privacy import masking
from bot.privacy.masking import Masked, mask, normalised
from bot.privacy.spelled import _Plain, find_spelled
from bot.settings import PROJECT
from tests.privacy.sentences import AGENCIES, WITH_NUMBERS, WITHOUT_NUMBERS


def test_the_tables_are_as_large_as_the_bar_asks():
    assert len(WITH_NUMBERS) >= 150
    assert len(WITHOUT_NUMBERS) >= 150


@pytest.mark.parametrize(("sentence", "expected"), WITH_NUMBERS)
def test_numbers_of_persons_become_tokens(sentence, expected):
    assert mask(sentence, allowed=AGENCIES[1:2]).text == expected


@pytest.mark.parametrize("sentence", WITHOUT_NUMBERS)
def test_all_other_numbers_stay(sentence):
    assert mask(sentence, allowed=AGENCIES) == Masked(sentence, ())


def test_tokens_are_told_in_the_order_they_were_made():
    masked = mask("sđt 0912345678, cccd 079091001234, lại 0912 345 678")
    assert set(masked.found) == {"[CCCD_1]", "[DIEN_THOAI_1]"}
    assert len(masked.found) == 2


def test_one_number_has_one_token_however_it_is_written():
    masked = mask("0912345678 +84 912 345 678 (0912) 345.678 không chín một hai ba bốn năm sáu bảy tám")
    assert set(re.findall(r"\[\w+\]", masked.text)) == {"[DIEN_THOAI_1]"}


def test_allowed_numbers_stay_however_they_are_written():
    for written in ("024 3936 1778", "(024) 3936.1778", "+84 24 39361778", "02439361778"):
        assert mask(written, allowed=["02439361778"]).text == written
    said = "không hai bốn ba chín ba sáu một bảy bảy tám"
    assert mask(said, allowed=["02439361778"]).text == said
    assert mask("024 3936 1779", allowed=["02439361778"]).text == "[DIEN_THOAI_1]"


def test_an_identity_card_from_the_future_is_no_identity_card():
    this_year = date.today().year % 100
    assert mask(f"0792{this_year:02d}001234").found == ("[CCCD_1]",)
    assert mask(f"0792{this_year + 1:02d}001234").found == ()


def test_a_place_that_does_not_exist_is_no_identity_card():
    assert [mask(f"{place}091001234").found for place in ("000", "097", "099")] == [(), (), ()]
    assert [mask(f"{place}091001234").found for place in ("001", "096")] == [("[CCCD_1]",), ("[CCCD_1]",)]


@given(st.text())
def test_masking_twice_is_masking_once(text):
    once = mask(text).text
    assert mask(once) == Masked(once, ())


PIECES = [
    "0912345678", "079091001234", "7916123456", "123456789", " ", ".", "-", "0", "9", "84", "+84", "12", "2026", "/",
    "không", "chín", "cccd", "stk", "otp", "a@b.vn", "HC4", "đ", "[CCCD_1]", "\u200b", "４１１１", "1111 1111 1111",
    "\n", "O", "o9", "_", "|", "\u0301", "\u20e3", "٣", "mk là ", "pass:", "Ab1", "a còng", "gmail", "chấm com", "momo",
    "ck vào", "biên nhận", "1234 5678", "(0", "(", "mật khẩu", "đồng", "tháp", "\ud800",
    "*", ";", "mã", "là", "at", "vietin", "\u3164", "lan1990", "bốn",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_masking_heaps_of_numbers_twice_is_masking_once(pieces):
    for separator in ("", " "):
        once = mask(separator.join(pieces)).text
        assert mask(once) == Masked(once, ())


@given(st.lists(st.sampled_from(["079091001234", "0912345678", "7916123456"]), min_size=1, max_size=6))
def test_none_of_several_numbers_is_left(numbers):
    masked = mask(" ".join(numbers))
    assert not re.search(r"\d{5}", masked.text)
    assert len(masked.found) == len(set(numbers))


@given(st.text(alphabet="0123456789 .-+()/đ[]_", max_size=300))
def test_any_heap_of_digits_is_survived(text):
    mask(text)


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    once = normalised(text)
    assert normalised(once) == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("０９１２", "0912"),
        ("٠٩١٢", "0912"),
        ("𝟎𝟗𝟏𝟐", "0912"),
        ("0\ufe0f\u20e39\ufe0f\u20e3", "09"),
        ("0\u03329\u0332", "09"),
        ("0\u200b9\u2060\u00ad1\U000e0031", "091"),
        ("Đóng 2 triệu ạ", "Đóng 2 triệu ạ"),
        ("tie\u0302\u0301n", "tiến"),
    ],
)
def test_a_digit_is_a_digit_however_it_is_drawn(written, read):
    assert normalised(written) == read


#: As an attacker would write, each of one kind, so long that a pattern that is not linear would not come back.
HEAPS = [
    "0912345678 ", "0 ", "mk=", "a@", "a@b.", "(0", "1.", "không ", "không chín một hai ba bốn năm sáu bảy tám ",
    "cccd ",
    "stk ", "0o", "0912/345/", "otp là ", "0\u0301", "79 16 123456 ", "a còng ", "[CCCD_1]", "HC 4 ", "84 ", "+84 ",
    "(84", "momo ", "123456789 ", "9 9 9 9  ", " chấm com", "năm 2 ",
    "0*9*", "0 / ", "079;091;", "vcb 1;2", "khong9", "mã là ", "mk aaaaaaaa", "otp 1 2 ", "a at b.", "0...",
]  # fmt: skip


@pytest.mark.parametrize("heap", HEAPS)
def test_long_heaps_are_masked_in_a_few_passes(heap, monkeypatch):
    passes = []
    monkeypatch.setattr(masking, "find_spelled", lambda text, named: passes.append(text) or find_spelled(text, named))
    once = mask(heap * (30_000 // len(heap)))
    assert len(passes) <= 4
    assert mask(once.text).found == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("không chín một hai ba bốn năm sáu bảy tám năm nay", "[DIEN_THOAI_1] năm nay"),
        ("1. không chín một hai ba bốn năm sáu bảy tám", "1. [DIEN_THOAI_1]"),
        (
            "không chín một hai ba bốn năm sáu bảy tám, không ba tám một hai ba bốn năm sáu bảy",
            "[DIEN_THOAI_1], [DIEN_THOAI_2]",
        ),
        ("năm nay không bảy chín không chín một không không một hai ba bốn", "năm nay [CCCD_1]"),
        ("một hai ba bốn năm sáu bảy tám chín một hai ba", "[DAY_SO_1]"),
        ("không một hai ba bốn năm sáu bảy", "không một hai ba bốn năm sáu bảy"),
        ("0912 345 678", "[DIEN_THOAI_1]"),
    ],
)
def test_a_dictated_number_ends_where_it_ends(sentence, expected):
    assert mask(sentence).text == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("(0912345678)", "([DIEN_THOAI_1])"),
        ("(84-362-9228-16)", "([DIEN_THOAI_1])"),
        ("O912 345 678 và 0912345678", "[DIEN_THOAI_1] và [DIEN_THOAI_1]"),
        ("0OOOOOOOOO", "0OOOOOOOOO"),
        ("0392/118/227", "[DIEN_THOAI_1]"),
        ("0392/118-227", "0392/118-227"),
        ("0912\n345\n678", "[DIEN_THOAI_1]"),
        ("84 950 000 000 đồng", "84 950 000 000 đồng"),
        ("84 950 000 000", "84 950 000 000"),
        ("sđt 987 654 321", "sđt [DIEN_THOAI_1]"),
        ("sđt 987 654 000", "sđt 987 654 000"),
        ("momo 12345678901", "momo [TAI_KHOAN_1]"),
        ("momo 22112026", "momo 22112026"),
        ("12.345.678 ngân hàng", "12.345.678 ngân hàng"),
        ("la 220.290.623.134.8", "la 220.290.623.134.8"),
        ("GD 4 79 79 161 23456", "[THE_BHYT_1]"),
        ("7916123456 Đồng Tháp", "[MA_BHXH_1] Đồng Tháp"),
        ("1234567890 đồng thấp nhất", "1234567890 đồng thấp nhất"),
        ("mk là Lan@1990.", "mk là [MA_XAC_THUC_1]."),
        ("mật khẩu: vssid2026, nhé", "mật khẩu: [MA_XAC_THUC_1], nhé"),
        ("mật khẩu là gì", "mật khẩu là gì"),
        ("botpress 5150", "botpress 5150"),
        ("OTP5150", "OTP[MA_XAC_THUC_1]"),
        ("pass từ năm 2024", "pass từ năm 2024"),
        ("lan.nguyen a còng gmail chấm com", "[EMAIL_1]"),
        ("lan.nguyen(at)gmail.com", "[EMAIL_1]"),
        ("lan @gmail", "[EMAIL_1]"),
        ("lan@truong", "lan@truong"),
        ("biên nhận 4821093755126604", "biên nhận [MA_BIEN_NHAN_1]"),
        ("4821 0937 5512 6604", "[MA_BIEN_NHAN_1]"),
        ("1000000000000000", "1000000000000000"),
        ("2023 2024 2025 2026", "2023 2024 2025 2026"),
        ("01.2027-12.2027", "01.2027-12.2027"),
        ("079 200 112", "[CMND_1]"),
        ("179 200 112", "179 200 112"),
    ],
)
def test_the_edges_of_each_class(sentence, expected):
    assert mask(sentence).text == expected


def test_passwords_that_differ_have_tokens_that_differ():
    assert mask("mk là Lan@1990, mật khẩu là Hoa@1990").text == "mk là [MA_XAC_THUC_1], mật khẩu là [MA_XAC_THUC_2]"


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _own_texts() -> list[str]:
    files = [*(PROJECT / "data" / "answers").rglob("*.toml"), *(PROJECT / "data" / "policy").rglob("*.toml")]
    texts = [text for file in files for text in _texts(tomllib.loads(file.read_text("utf-8")))]
    return [re.sub(r"\{[^{}]*\}", "…", text) for text in texts]


#: Contacts of the agency that stand in the project's own texts.
CONTACTS = ("1900 9068", "bhxh@vss.gov.vn")


def _changed(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if mask(text, allowed=CONTACTS).text != normalised(text)]


def test_nothing_in_the_projects_own_texts_is_taken_for_a_number_of_a_person():
    texts = _own_texts()
    assert len(texts) > 1_000
    assert _changed(texts) == []


def test_no_answer_changes_when_it_is_masked(adviser):
    """Texts as they are sent, their figures filled in."""
    day = Day(date(2026, 11, 20), date(2026, 11, 20))
    told = [adviser.answer(one.topic, one.aspect, day).text for one in adviser.answers]
    told += [adviser.further(one.topic, one.aspect, part, day).text for one in adviser.answers for part in FURTHER]
    assert len(told) > 1_000
    assert _changed(told) == []


def test_every_contact_of_the_agency_is_an_allowed_one(adviser):
    contacts = [str(adviser.policy.periods(name)[-1].value) for name in ("hotline_bhxh", "email_bhxh")]
    assert set(contacts) <= set(CONTACTS)


def test_an_agencys_address_stays_where_it_is_allowed():
    assert mask("gửi BHXH@vss.gov.vn", allowed=CONTACTS).found == ()
    assert mask("gửi bhxh@vss.gov.vn.xyz", allowed=CONTACTS).found == ("[EMAIL_1]",)


def test_what_a_token_stands_for_is_told_and_not_shown():
    masked = mask("sđt +84 912 345 678, mail Lan@Example.VN, cccd 079 091 001 234")
    assert masked.numbers == {
        "[DIEN_THOAI_1]": "0912345678", "[EMAIL_1]": "lan@example.vn", "[CCCD_1]": "079091001234",
    }  # fmt: skip
    assert "0912345678" not in repr(masked)
    assert masked == Masked(masked.text, masked.found)


def test_letters_are_remembered_to_a_bound():
    """Somebody who sends every character there is must not fill the memory."""
    plain = _Plain()
    assert "".join(plain[code] for code in map(ord, "KhÔng Đ")) == "khong d"
    assert len(plain) == 7
    plain.update(dict.fromkeys(range(10**6, 10**6 + 20_000), "x"))
    assert plain[ord("Ố")] == "o"
    assert ord("Ố") not in plain
