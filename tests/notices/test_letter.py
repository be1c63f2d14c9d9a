"""The words of e-mails: a number and a day, for every kind, for one and for many."""

import tomllib
from datetime import date
from string import Formatter

import pytest

from bot.notices.letter import NAMED, Kind, Letters, Told
from tests.notices.conftest import WORDS

LETTERS = Letters.load(WORDS)
DAY = date(2026, 11, 25)


def test_one_report():
    subject, text = LETTERS.write(Kind.REPORT_URGENT, [Told("1234", DAY)])
    assert subject == "[An Sinh] Tin báo cần xem ngay #1234"
    assert text.startswith("Tin báo #1234 cần xem ngay, hạn 25/11/2026. Anh/chị xem trong bảng điều khiển.\n")


def test_many_reports_name_the_first_and_count_the_rest():
    told = [Told(str(number), date(2026, 12, number)) for number in range(1, 16)]
    subject, text = LETTERS.write(Kind.REPORT_URGENT, told)
    assert subject == "[An Sinh] 15 tin báo cần xem ngay"
    assert "#1, #2" in text
    assert f"#{NAMED} và 5 việc khác, hạn sớm nhất 01/12/2026." in text
    assert "#11" not in text


def test_parts_of_the_system_are_named_by_name():
    _, text = LETTERS.write(Kind.TROUBLE, [Told("zalo"), Told("telegram")])
    assert text.startswith("2 phần của hệ thống cần người xem: zalo, telegram.")


def test_where_there_is_no_day_none_is_said():
    assert "hạn" not in LETTERS.write(Kind.REPORT_NEW, [Told("1"), Told("2")])[1].partition(".")[0]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("count", [1, 2, 40])
def test_every_kind_has_its_words(kind, count):
    subject, text = LETTERS.write(kind, [Told(str(number), DAY) for number in range(count)])
    assert subject.startswith("[An Sinh] ")
    assert len(subject) <= 78, "one line of a mail's head"
    assert "bảng điều khiển" in text
    assert "{" not in subject + text


def test_no_words_lead_to_a_link_or_ask_for_anything():
    for words in tomllib.loads(WORDS.read_text("utf-8")).values():
        assert not {"http", "www", "://", "mật khẩu", "OTP"} & set(words.split())
        assert {gap for _, gap, _, _ in Formatter().parse(words) if gap} <= {"number", "numbers", "count", "due", "day"}


def test_a_new_report_is_told_of_without_its_number():
    for told in ([Told("1234", DAY)], [Told(str(number), DAY) for number in range(1230, 1240)]):
        assert "123" not in "".join(LETTERS.write(Kind.REPORT_NEW, told))
