"""How the dossier of the transfer abroad stands: on `telegram check`, on `doctor`, on any day."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram import first_day
from bot.cli import main
from bot.operations import transfer_abroad
from bot.operations.doctor import examine
from bot.operations.transfer_abroad import DAYS, Overdue, standing
from bot.policy.figures import Policy
from bot.settings import PROJECT, Settings

FIRST = date(2026, 12, 1)
DUE = date(2027, 1, 30)


@pytest.fixture
def home(tmp_path):
    first_day.stamp(tmp_path, FIRST, "123/QĐ-BHXH")
    return tmp_path


def test_the_law_gives_sixty_days():
    figure = Policy.load(PROJECT / "data" / "policy").figure(DAYS, FIRST)
    assert (figure.whole(), figure.unit) == (60, "days")
    assert "91/2025/QH15" in figure.legal_basis


def test_never_on(tmp_path):
    assert "never on" in standing(tmp_path, "", FIRST)


def test_day_sixty_is_shown_from_the_first_day_to_the_last(home):
    assert standing(home, "", FIRST).endswith(f"day 0 of 60, the dossier is due {DUE}")
    assert "by decision 123/QĐ-BHXH" in standing(home, "", FIRST)
    assert f"day 60 of 60, the dossier is due {DUE}" in standing(home, "", DUE)


def test_the_day_after_is_too_late(home):
    with pytest.raises(Overdue, match=r"due 2027-01-30 and ANSINH_TELEGRAM_DOSSIER"):
        standing(home, "  ", DUE + timedelta(days=1))


def test_a_filed_dossier_ends_it(home):
    for day in (FIRST, DUE + timedelta(days=400)):
        assert "dossier 45/HS is named as filed" in standing(home, "45/HS", day)


def test_a_term_past_its_review_says_so(home):
    first_day.file(home).unlink()
    first_day.stamp(home, date(2027, 6, 15), "9")
    assert "checked again by 2027-06-30" in standing(home, "", date(2027, 7, 1))
    assert "checked again" not in standing(home, "", date(2027, 6, 30))


@given(st.integers(min_value=-400, max_value=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_it_is_overdue_exactly_after_day_sixty(home, passed):
    today = FIRST + timedelta(days=passed)
    if passed > 60:
        with pytest.raises(Overdue):
            standing(home, "", today)
    else:
        assert f"day {max(0, passed)} of 60" in standing(home, "", today)


def test_telegram_check_and_doctor_say_the_same(home, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(home))
    monkeypatch.setattr("bot.operations.telegram.today", lambda: FIRST + timedelta(days=12))
    monkeypatch.setattr("bot.operations.doctor.today", lambda: FIRST + timedelta(days=12))
    told = f"day 12 of 60, the dossier is due {DUE}"
    # Telegram is off again: the dossier is due all the same.
    assert told in CliRunner().invoke(main, ["telegram", "check"]).output
    found = {one.what: one for one in examine(Settings(home=home))}[transfer_abroad.WHAT]
    assert found.well
    assert told in found.detail


def test_an_overdue_dossier_and_a_damaged_file_are_bad_in_both(home, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(home))
    monkeypatch.setattr("bot.operations.telegram.today", lambda: date(2027, 6, 1))
    monkeypatch.setattr("bot.operations.doctor.today", lambda: date(2027, 6, 1))
    assert "BAD  transfer abroad" in CliRunner().invoke(main, ["telegram", "check"]).output
    assert not {one.what: one for one in examine(Settings(home=home))}[transfer_abroad.WHAT].well
    monkeypatch.setenv("ANSINH_TELEGRAM_DOSSIER", "45/HS")
    assert "ok   transfer abroad" in CliRunner().invoke(main, ["telegram", "check"]).output
    first_day.file(home).write_text("{")
    assert "BAD  transfer abroad" in CliRunner().invoke(main, ["telegram", "check"]).output
