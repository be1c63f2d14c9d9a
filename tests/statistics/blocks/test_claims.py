"""Claims before and after their verdict, and by day: each number recounted from the sightings."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from bot.advice import rumour_files
from bot.advice.rumours import Rumours
from bot.clock import today
from bot.knowledge.living import become
from bot.statistics import over
from bot.statistics.blocks import claims_before_after, claims_trend
from bot.statistics.blocks.claims_before_after import MOST, VERDICTS, WINDOW
from bot.statistics.claims import LONGEST
from bot.statistics.hiding import LEAST
from tests.statistics.blocks.conftest import line_of
from tests.statistics.talks import at

BEFORE_AFTER, TREND = claims_before_after.TABLE, claims_trend.TABLE
PARTS = ("asked_before", "reported_before", "asked_after", "reported_after")


def parts(line):
    return tuple(line.cells[part] for part in PARTS)


def test_a_claim_is_told_before_and_from_the_day_of_its_verdict(made, claims):
    claims.claim("claim_1", on=date(2026, 5, 12), says="Tháng 7 bỏ chế độ tự nguyện.")
    for day, times, way in (
        ("2026-05-01", 3, "asked"),
        ("2026-05-11", 4, "asked"),
        ("2026-05-11", 2, "reported"),
        ("2026-05-12", 5, "asked"),
        ("2026-06-20", 7, "reported"),
    ):
        claims.met("claim_1", day, times, way)
    claims.met("claim_1", "2026-05-12", 6, host="tin-nhanh.example")
    (line,) = made(BEFORE_AFTER).lines
    assert line.cells["claim"] == "Tháng 7 bỏ chế độ tự nguyện."
    assert (line.cells["verdict"], line.cells["verdict_on"]) == (VERDICTS["false"], date(2026, 5, 12))
    assert parts(line) == (7, 0, 11, 5), "reports are told by whole months in fives"
    assert (line.cells["before_30"], line.cells["after_30"]) == (7, 11), "questions alone"
    assert (line.link, line.why) == ("/console/claims/claim_1", "")


def test_the_period_narrows_the_four_counts_and_not_the_windows(made, claims):
    claims.claim("claim_1", on=date(2026, 5, 12))
    claims.met("claim_1", "2026-04-30", 3)
    claims.met("claim_1", "2026-05-20", 4)
    (line,) = made(BEFORE_AFTER, "2026-05").lines
    assert parts(line) == (0, 0, 4, 0)
    assert (line.cells["before_30"], line.cells["after_30"]) == (3, 4)
    assert made(BEFORE_AFTER, "2026-02").lines == []


def test_the_windows_are_thirty_days_each(made, claims):
    verdict = date(2026, 5, 12)
    claims.claim("claim_1", on=verdict)
    for days in (-WINDOW - 1, -WINDOW, -1, 0, WINDOW - 1, WINDOW):
        claims.met("claim_1", str(verdict + timedelta(days=days)), 1)
    (line,) = made(BEFORE_AFTER).lines
    assert (line.cells["before_30"], line.cells["after_30"]) == (2, 2)
    assert parts(line) == (3, 0, 3, 0)


def test_a_verdict_of_these_days_says_how_long_it_stands(made, claims):
    verdict = today() - timedelta(days=9)
    claims.claim("claim_1", on=verdict)
    claims.met("claim_1", str(verdict))
    (line,) = made(BEFORE_AFTER, f"{verdict}..{today()}").lines
    assert line.why == "Mới 10 ngày kể từ ngày công bố."


def test_without_a_verdict_all_came_before(made, claims):
    claims.claim("claim_1", text="Sắp hết quỹ rồi")
    claims.met("claim_1", "2026-05-11", 4, "reported")
    (line,) = made(BEFORE_AFTER).lines
    assert (line.cells["claim"], line.cells["verdict"], line.cells["verdict_on"]) == (
        "Sắp hết quỹ rồi",
        "Chưa có kết luận",
        None,
    )
    assert parts(line) == (0, 5, 0, 0)
    assert line.cells["before_30"] is line.cells["after_30"] is None
    assert "Chưa có kết luận" in line.why


def test_a_rumour_of_the_files_was_answered_from_the_beginning(made, claims, room):
    claims.met("withdraw_now_or_lose", "2026-01-11", 4)
    (line,) = made(BEFORE_AFTER).lines
    rumour = rumour_files.load(room.data / "rumours", room.adviser).find("withdraw_now_or_lose")
    assert line.cells["verdict"] == VERDICTS[rumour.verdict]
    assert "{" not in line.cells["claim"]
    assert parts(line) == (0, 0, 4, 0)
    assert line.cells["before_30"] is None
    assert line.link == "/console/claims/known"


def test_a_rumour_that_was_a_claim_first_is_one_with_it(made, claims, room):
    from dataclasses import replace

    rumour = next(iter(room.rumours))
    one = replace(rumour, name="new_one", claim="Tin đã thành tệp.", from_claim="claim_1")
    become(room.rumours, Rumours((one,)))
    claims.claim("claim_1", on=date(2026, 5, 12))
    claims.met("claim_1", "2026-05-02", 3)
    claims.met("claim_1", "2026-05-13", 2)
    claims.met("new_one", "2026-05-20", 6)
    (line,) = made(BEFORE_AFTER).lines
    assert line.cells["claim"] == "Tin đã thành tệp."
    assert parts(line) == (3, 0, 8, 0)
    assert (line.cells["before_30"], line.cells["after_30"]) == (3, 8)
    assert line.link == "/console/claims/claim_1"


def test_what_is_met_most_comes_first_and_the_rest_is_one_row(made, claims):
    for number in range(MOST + 3):
        claims.claim(f"claim_{number:02}", text=f"Tin số {number:02}")
        claims.met(f"claim_{number:02}", "2026-05-02", number + 1)
    lines = made(BEFORE_AFTER).lines
    assert len(lines) == MOST + 1
    assert lines[0].cells["claim"] == f"Tin số {MOST + 2:02}"
    assert lines[-1].cells["claim"] == "Các tin khác (3)"
    assert lines[-1].cells["asked_before"] == 1 + 2 + 3
    assert sum(line.cells["asked_before"] for line in lines) == sum(range(1, MOST + 4))


def test_a_long_text_is_cut_and_a_citizens_braces_do_no_harm(made, claims):
    claims.claim("claim_1", text="{không phải số liệu} " + "rất dài " * 60)
    claims.met("claim_1", "2026-05-02")
    (line,) = made(BEFORE_AFTER).lines
    assert len(line.cells["claim"]) <= LONGEST
    assert line.cells["claim"].startswith("{không phải số liệu}")
    assert line.cells["claim"].endswith("…")


@pytest.mark.parametrize("seed", range(4))
def test_every_question_is_in_exactly_one_number_and_reports_are_told_in_fives(made, claims, seed):
    by, rows, asked, reported = Random(seed), {}, 0, Counter()
    for number in range(8):
        claims.claim(f"claim_{number}", on=date(2026, by.randint(2, 5), 9) if by.random() < 0.6 else None)
    for _ in range(120):
        day = str(date(2026, 1, 1) + timedelta(days=by.randrange(200)))
        name = by.choice([f"claim_{by.randrange(8)}", "fund_collapse", "late_fine"])
        key = (name, day, by.choice(["", "a.example", "b.example"]), by.choice(["asked", "reported"]))
        rows[key] = rows.get(key, 0) + by.randint(1, 9)
    for (name, day, host, way), times in rows.items():
        claims.met(name, day, times, way, host)
        if way == "asked":
            asked += times * ("2026-02-10" <= day <= "2026-05-20")
        else:
            reported[day[:7]] += times
    before_after, trend = (made(table, "2026-02-10..2026-05-20") for table in (BEFORE_AFTER, TREND))
    columns = [column.key for column in trend.columns if column.unit]
    assert sum(line.cells[key] for line in trend.lines for key in columns) == asked
    told = {part: [line.cells[part] for line in before_after.lines] for part in PARTS}
    assert sum(told["asked_before"] + told["asked_after"]) == asked
    shown = told["reported_before"] + told["reported_after"]
    assert sum(shown) == sum((reported[month] + 2) // LEAST * LEAST for month in ("2026-03", "2026-04"))
    assert not any(number % LEAST for number in shown)


def test_few_reports_of_a_rumour_are_not_told_whatever_is_subtracted(made, claims):
    claims.claim("claim_1", text="Tin ít người báo", on=date(2026, 5, 12), says="Tin ít người báo")
    claims.claim("claim_2", text="Tin nhiều người báo")
    claims.met("claim_1", "2026-05-03", 1, "reported")
    claims.met("claim_1", "2026-04-20", 2, "reported")
    claims.met("claim_2", "2026-05-09", 21, "reported")
    told: dict[str, set[int]] = {}
    for period in ("2026-05-03..2026-05-03", "2026-04", "2026-05", "2026-Q2", "2026", "2026-04-21..2026-05-31"):
        for table in (BEFORE_AFTER, TREND):
            for line in made(table, period).lines:
                for key, number in line.cells.items():
                    if isinstance(number, int):
                        told.setdefault(f"{line.cells.get('claim')} {key}", set()).add(number)
    assert not any(name.startswith("Tin ít người báo") for name in told), "a row would say that there is one"
    assert told["Tin nhiều người báo reported_before"] == {20}
    assert all(number % LEAST == 0 for numbers in told.values() for number in numbers)
    assert made(BEFORE_AFTER, "2026-05-03..2026-05-03").lines == []


def test_reports_of_a_month_that_runs_are_not_told(made, claims, monkeypatch):
    claims.claim("claim_1")
    claims.met("claim_1", "2026-05-03", 20, "reported")
    for moment, number in ((at("2026-06-01", "23:59"), 0), (at("2026-06-02", "00:00"), 20)):
        monkeypatch.setattr(over, "now", lambda moment=moment: moment)
        assert sum(line.cells["reported_before"] for line in made(BEFORE_AFTER, "2026-05").lines) == number


def test_a_short_period_is_told_by_days_with_those_of_nothing(made, claims):
    claims.claim("claim_1", text="Sắp hết quỹ rồi", on=date(2026, 5, 3))
    claims.met("claim_1", "2026-05-02", 3)
    claims.met("claim_1", "2026-05-04", 2, "reported")
    block = made(TREND, "2026-05-01..2026-05-05")
    assert [line.cells["day"].day for line in block.lines] == [1, 2, 3, 4, 5]
    assert [line.cells["claim_1"] for line in block.lines] == [0, 3, 0, 0, 0], "by the day reports are too few"
    assert all(line.cells["others"] == 0 for line in block.lines)
    assert "03/05/2026" in block.note


def test_a_long_period_is_told_by_weeks_and_the_least_met_together(made, claims):
    for number in range(7):
        claims.claim(f"claim_{number}", text=f"Tin {number}")
        claims.met(f"claim_{number}", "2026-04-01", 10 - number)
    block = made(TREND, "2026-03-31..2026-07-01")
    assert [line.days[0] for line in block.lines[:3]] == [date(2026, 3, 31), date(2026, 4, 6), date(2026, 4, 13)]
    assert all(line.days[0].weekday() == 0 for line in block.lines[1:])
    assert block.lines[-1].days[1] == date(2026, 7, 1)
    assert [column.label for column in block.columns[1:]] == [*(f"Tin {number}" for number in range(5)), "Các tin khác"]
    assert line_of(block, "day", date(2026, 3, 31)).cells["others"] == 5 + 4


def test_days_to_come_have_no_row(made, claims):
    tomorrow = today() + timedelta(days=1)
    assert made(TREND, f"{tomorrow}..{tomorrow + timedelta(days=3)}").lines == []
    assert made(TREND, f"{today()}..{tomorrow}").lines[-1].cells["day"] == today()
