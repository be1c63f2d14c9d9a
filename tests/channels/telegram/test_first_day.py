"""The first day of Telegram is written once, whole, and never changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.channels.telegram.first_day import FirstDay, FirstDayBroken, file, read, stamp

DAY = date(2026, 12, 1)


def test_never_on(tmp_path):
    assert read(tmp_path) is None


def test_the_first_day_counts_whatever_comes_later(tmp_path):
    assert stamp(tmp_path, DAY, "123/QĐ-BHXH") == FirstDay(DAY, "123/QĐ-BHXH")
    assert stamp(tmp_path, DAY + timedelta(days=9), "200/QĐ-BHXH") == FirstDay(DAY, "123/QĐ-BHXH")
    assert read(tmp_path) == FirstDay(DAY, "123/QĐ-BHXH")


def test_only_its_owner_reads_it_and_nothing_else_is_left(tmp_path):
    stamp(tmp_path, DAY, "123")
    assert file(tmp_path).stat().st_mode & 0o077 == 0
    assert file(tmp_path).parent.stat().st_mode & 0o077 == 0
    assert list(file(tmp_path).parent.iterdir()) == [file(tmp_path)]


def test_many_apps_that_start_at_once_agree(tmp_path):
    days = [DAY + timedelta(days=number) for number in range(16)]
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda day: stamp(tmp_path, day, str(day)), days))
    assert found == {read(tmp_path)}
    assert list(file(tmp_path).parent.iterdir()) == [file(tmp_path)]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"day": "soon", "decision": "1"}', '{"day": "2026-12-01"}', '{"day": 1, "decision": ""}'],
)
def test_a_damaged_file_is_named_and_not_replaced(tmp_path, content):
    file(tmp_path).parent.mkdir()
    file(tmp_path).write_text(content)
    with pytest.raises(FirstDayBroken, match=r"telegram-first-day\.json says no day"):
        stamp(tmp_path, DAY, "123")
    assert file(tmp_path).read_text() == content


def test_what_a_person_writes_by_hand_is_read(tmp_path):
    file(tmp_path).parent.mkdir()
    file(tmp_path).write_text(json.dumps({"day": "2026-12-05", "decision": "số 7"}))
    assert read(tmp_path) == FirstDay(date(2026, 12, 5), "số 7")
