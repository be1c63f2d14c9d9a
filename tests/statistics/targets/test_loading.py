"""Files of targets: what they say, and what is wrong with those that do not hold together."""

from datetime import date

import pytest

from bot.records.audience import Audiences
from bot.settings import PROJECT
from bot.statistics.period import Period
from bot.statistics.targets import TargetsRefused, load

AUDIENCES = Audiences.load(PROJECT / "data" / "offices" / "audience.toml")
HEAD = 'plan = "Kế hoạch"\nbasis = "Quyết định"\nsource = "Đọc ở đâu"\n'
ROW = '[[target]]\nkey = "k"\nlabel = "Nhóm"\naudience = ["farm_household"]\nbasis = "Mục II"\n'
STEP = "[[target.step]]\nyear = 2026\nshare = 0.45\n"
BASE = '[[target.base]]\nyear = 2024\npeople = 900\nsource = "Niên giám"\nas_of = 2024-12-31\n'


def loaded(folder, text):
    (folder / "ours.toml").write_text(text, "utf-8")
    [plan] = load(folder, AUDIENCES)
    return plan


def steps(key: str) -> dict[int, float]:
    [target] = [one for plan in load(PROJECT / "data" / "targets", AUDIENCES) for one in plan.targets if one.key == key]
    return {step.year: step.share for step in target.steps}


def test_the_rows_of_kien_giang_are_those_of_its_plan():
    """From 45 % to 65 % and from 15 % to 35 %, five more each year; collaborators 35, 70, 100 %."""
    assert steps("labour_force") == {2021: 0.45, 2022: 0.5, 2023: 0.55, 2024: 0.6, 2025: 0.65}
    assert steps("labour_force_voluntary") == {2021: 0.15, 2022: 0.2, 2023: 0.25, 2024: 0.3, 2025: 0.35}
    assert steps("collaborators") == {2021: 0.35, 2022: 0.7, 2023: 1, 2024: 1, 2025: 1}


def test_the_second_stage_is_counted_from_its_beginning():
    [plan] = [one for one in load(PROJECT / "data" / "targets", AUDIENCES) if "304/KH-UBND" in one.name]
    assert {one.key for one in plan.targets} == {"officials", "workers"}
    assert {step.days for one in plan.targets for step in one.steps} == {Period(date(2026, 1, 1), date(2030, 12, 31))}


def test_no_real_plan_of_ours_has_an_invented_base():
    """Neither plan says how many people a group has; only the demonstration does, and says that it is invented."""
    for plan in load(PROJECT / "data" / "targets", AUDIENCES):
        bases = [base for target in plan.targets for base in target.bases]
        assert bool(bases) == plan.is_demonstration
        assert all("bịa" in base.source for base in bases)


def test_topics_are_those_of_the_assistant():
    topics = {file.stem for file in (PROJECT / "data" / "nlu").glob("*.yml")}
    named = {
        topic for plan in load(PROJECT / "data" / "targets", AUDIENCES) for one in plan.targets for topic in one.topics
    }
    assert named
    assert named <= topics


def test_a_base_holds_from_its_year_on(tmp_path):
    newer = BASE.replace("2024", "2026").replace("900", "1000")
    [target] = loaded(tmp_path, HEAD + ROW + STEP + BASE + newer).targets
    assert [target.base(year).people if target.base(year) else None for year in (2023, 2024, 2025, 2026, 2030)] == [
        None, 900, 900, 1000, 1000,
    ]  # fmt: skip


def test_a_file_can_be_left_unused(tmp_path):
    (tmp_path / "ours.toml").write_text("used = false\n" + HEAD + ROW + STEP, "utf-8")
    assert load(tmp_path, AUDIENCES) == ()
    assert load(tmp_path / "nowhere", AUDIENCES) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + ROW + STEP.replace("0.45", "45"), "target k, 2026: 'share' is over 0 and at most 1"),
        (HEAD + ROW + STEP.replace("0.45", "0"), "'share' is over 0"),
        (HEAD + ROW.replace("farm_household", "farmer") + STEP, "target k: no group farmer"),
        (HEAD + ROW.replace('"farm_household"', "") + STEP, "'audience' names no group"),
        (HEAD + ROW + STEP + BASE.replace("Niên giám", " "), "needs its 'source'"),
        (HEAD + ROW + STEP + BASE.replace("2024-12-31", '"hôm qua"'), "the day 'as_of'"),
        (HEAD + ROW + STEP + BASE.replace("900", "0"), "'people' is a whole number"),
        (HEAD + ROW + STEP.replace("2026", "2026\nsince = 2027"), "target k, 2026:"),
        (HEAD + ROW + STEP + "goal = 1\n", "goal is not known"),
        (HEAD + ROW + STEP + ROW + STEP, "target k stands twice"),
        (HEAD + ROW, "'step' is missing"),
        (ROW + STEP, "'plan' is missing"),
        ("plan = ", "ours.toml: "),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, text, fault):
    with pytest.raises(TargetsRefused) as refused:
        loaded(tmp_path, text)
    assert str(refused.value).startswith("ours.toml: ")
    assert fault in str(refused.value)
