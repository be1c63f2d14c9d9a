"""The folder of figures: loading, asking for a day, version, review."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from bot.policy import FigureNotInForce, FigureUnknown, Policy, PolicyDataError, PolicyError

from .conftest import GOOD

OTHER = GOOD.replace("line", "rate").replace("VND/month", "share").replace("1500000", "0.1").replace("2200000", "0.2")


def test_a_folder_is_read_file_by_file(folder):
    policy = Policy.load(folder(line=GOOD, rate=OTHER))
    assert list(policy) == ["line", "rate"]
    assert "line" in policy
    assert "nothing" not in policy


def test_the_folder_may_be_a_text(folder):
    assert "line" in Policy.load(str(folder(line=GOOD)))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2022, 1, 1), 1_500_000),
        (date(2026, 12, 31), 1_500_000),
        (date(2027, 1, 1), 2_200_000),
        (date(2050, 1, 1), 2_200_000),
    ],
)
def test_the_figure_of_a_day_is_the_one_in_force(folder, on, value):
    assert Policy.load(folder(line=GOOD)).figure("line", on).value == value


def test_before_its_first_day_a_figure_is_not_in_force(folder):
    with pytest.raises(FigureNotInForce, match="'line' has no value in force on 2021-12-31") as refused:
        Policy.load(folder(line=GOOD)).figure("line", date(2021, 12, 31))
    assert (refused.value.key, refused.value.on) == ("line", date(2021, 12, 31))


def test_an_unknown_key_is_said_to_be_unknown(folder):
    policy = Policy.load(folder(line=GOOD))
    with pytest.raises(FigureUnknown, match="no figure named 'lines'"):
        policy.figure("lines", date(2026, 1, 1))
    with pytest.raises(PolicyError):
        policy.periods("lines")


def test_the_periods_of_a_key_come_in_order_of_time(folder):
    values = [figure.value for figure in Policy.load(folder(line=GOOD)).periods("line")]
    assert values == [1_500_000, 2_200_000]


def test_a_key_in_two_files_is_refused_at_the_second(folder):
    with pytest.raises(PolicyDataError, match=r"more\.toml:1: 'line' stands in another file already"):
        Policy.load(folder(line=GOOD, more=GOOD))


def test_an_error_names_the_file_it_is_in(folder):
    broken = GOOD.replace('confidence = "B"', 'confidence = "?"')
    with pytest.raises(PolicyDataError, match=r"second\.toml:10: confidence"):
        Policy.load(folder(first=OTHER, second=broken))


def test_a_folder_without_figures_is_no_policy(tmp_path):
    with pytest.raises(FileNotFoundError, match="no figures in"):
        Policy.load(tmp_path)


def test_other_files_in_the_folder_are_left_alone(folder):
    path = folder(line=GOOD)
    (path / "notes.md").write_text("[not toml")
    (path / "sub").mkdir()
    (path / "sub" / "deep.toml").write_text("not = [toml")
    assert list(Policy.load(path)) == ["line"]


def test_the_version_is_twelve_hex_digits_of_the_content(folder):
    path = folder(line=GOOD)
    first = Policy.load(path).version
    assert len(first) == 12
    assert int(first, 16) >= 0
    assert Policy.load(path).version == first
    (path / "line.toml").write_text(GOOD.replace("2200000", "2200001"))
    assert Policy.load(path).version != first


def test_the_name_of_a_file_counts_for_the_version(tmp_path_factory):
    versions = set()
    for name in ("a", "b"):
        path = tmp_path_factory.mktemp("policy")
        (path / f"{name}.toml").write_text(GOOD)
        versions.add(Policy.load(path).version)
    assert len(versions) == 2


def test_a_figure_is_stale_from_the_day_after_its_review(folder):
    policy = Policy.load(folder(line=GOOD))
    assert policy.stale(date(2027, 6, 30)) == []
    assert policy.stale(date(2027, 7, 1)) == list(policy.periods("line"))


def test_staleness_is_a_matter_of_the_real_day_not_of_the_day_asked_about(folder):
    policy = Policy.load(folder(line=GOOD))
    # Asking in 2026 about 2040 is fine; asking in 2040 about 2026 is not.
    assert policy.figure("line", date(2040, 1, 1)).review_by == date(2027, 6, 30)
    assert policy.figure("line", date(2026, 1, 1)) in policy.stale(date(2040, 1, 1))


def test_the_day_of_the_last_check_is_the_latest_of_all(folder):
    later = OTHER.replace("checked_on = 2026-11-21", "checked_on = 2027-02-03", 1)
    assert Policy.load(folder(line=GOOD, rate=later)).checked_on == date(2027, 2, 3)


def test_all_figures_holds_every_period_of_every_key(folder):
    assert len(list(Policy.load(folder(line=GOOD, rate=OTHER)).all_figures())) == 4


def test_every_day_of_the_years_ahead_is_answered_or_said_not_to_be_in_force(policy):
    day, last = date(2025, 7, 1), date(2027, 12, 31)
    while day <= last:
        for key in policy:
            with suppress(FigureNotInForce):
                assert policy.figure(key, day).holds(day)
        day += timedelta(days=1)
