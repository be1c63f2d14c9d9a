"""The overview: its figures, changes, rumours, targets and decisions, as a page and for programs."""

import shutil

import pytest

from bot.console.roles import Role
from bot.storage.database import Database
from tests.console.statistics.overview_story import CLAIM, NEW_RUMOUR, OPEN_CLAIM, RUMOUR, period, tell

PAGE = "/console/statistics"


@pytest.fixture(scope="module")
def template(template, tmp_path_factory):
    """The database with the story, counted once for all tests of this file."""
    file = tmp_path_factory.mktemp("story") / "ansinh.db"
    made = Database(f"sqlite:///{shutil.copy(template, file)}")
    tell(made)
    made.close()
    return file


@pytest.fixture
def manager(login):
    return login(Role.MANAGER)


@pytest.fixture
def told(manager):
    return manager.json(f"{PAGE}?period={period()}")


def kinds(told):
    return {one["kind"]: one for one in told["decisions"]}


def test_the_topic_that_rose_most_comes_with_what_it_is_made_of(told) -> None:
    (rise,) = told["changes"]["rises"]
    assert (rise["topic"], rise["before"], rise["after"], rise["change"]) == ("contribution_level", 20, 80, 60)
    assert {part["way"]: (part["value"], part["share"]) for part in rise["telling"]} == {
        "aspect": ("calculate_for_me", 1.0),
        "channel": ("web", 1.0),
        "audience": ("farm_household", 1.0),
    }
    (fall,) = told["changes"]["falls"]
    assert (fall["topic"], fall["change"]) == ("maternity", -50)


def test_each_way_of_taking_a_change_apart_adds_up(told) -> None:
    for change in (*told["changes"]["rises"], *told["changes"]["falls"]):
        sums = {way: sum(part["change"] for part in some) for way, some in change["parts"].items()}
        assert set(sums.values()) == {change["change"]}, sums


@pytest.mark.parametrize("theme", ["reach", "answers"])
def test_the_figures_are_those_of_the_theme_pages(told, manager, theme) -> None:
    theirs = {
        one["key"]: one["value"]["amount"] for one in manager.json(f"{PAGE}/{theme}?period={period()}")["measures"]
    }
    ours = {one["key"]: one["amount"] for one in told["figures"] if one["key"] in theirs}
    assert len(ours) >= 2
    assert ours == {key: theirs[key] for key in ours}


def test_what_is_counted_is_what_was_told(told) -> None:
    amounts = {one["key"]: one["amount"] for one in told["figures"]}
    # Ten days of 8 + 1 + 3 + 4 turns and one; all but those not understood were answered, one without a source.
    assert (amounts["interactions"], amounts["citizens_reached"]) == (161, 121)
    assert (amounts["answered"], amounts["evidence_based"]) == (121 / 161, 120 / 121)
    assert (amounts["satisfaction"], told["waiting"]) == (None, 1)


def test_rumours_are_those_of_their_theme(told, manager) -> None:
    theme = manager.json(f"{PAGE}/rumours?period={period()}")
    (table,) = [one for one in theme["tables"] if one["key"] == told["rumours"]["key"]]
    ours = {row["claim"]: row for row in told["rumours"]["rows"]}
    assert (ours[RUMOUR]["asked_before"], ours[RUMOUR]["asked_after"]) == (41, 17)
    assert table["rows"] == told["rumours"]["rows"]


def test_what_waits_for_a_decision(told) -> None:
    found = kinds(told)
    assert found["waiting"]["count"] == 1
    assert found["waiting"]["all"] == 1
    assert (found["rumours"]["count"], found["rumours"]["link"]) == (23, f"/console/claims/{OPEN_CLAIM}")
    assert (found["evidence"]["count"], found["evidence"]["topics"]) == (1, "eligibility")
    assert (found["not_understood"]["topic"], found["not_understood"]["count"]) == ("contact_office", 40)
    assert CLAIM not in {one["link"] for one in told["decisions"]}
    ranks = [one["kind"] for one in told["decisions"]]
    assert ranks.index("waiting") < ranks.index("rumours") < ranks.index("evidence")


def test_few_reports_are_told_without_a_number_or_a_day(told, manager) -> None:
    case = kinds(told)["cases"]
    assert (case["count"], case["since"], case["hidden_below"]) == (None, None, 5)
    assert "Từ 1 đến 4 tin báo" in manager.see(f"{PAGE}?period={period()}").text


def test_each_item_says_who_can_and_leads_only_where_the_reader_may_go(told, login) -> None:
    assert all(one["who"] for one in told["decisions"])
    assert kinds(told)["waiting"]["who"] == ["officer"]
    auditor = kinds(login(Role.AUDITOR).json(f"{PAGE}?period={period()}"))
    assert auditor["waiting"]["link"] == "/console/inbox?show=waiting"
    for item in told["decisions"]:
        if item["link"]:
            assert login(Role.MANAGER).see(item["link"]).status_code == 200, item


def test_a_filter_holds_for_the_changes_too(manager) -> None:
    told = manager.json(f"{PAGE}?period={period()}&channel=telegram")
    assert told["changes"]["rises"] == []
    assert told["changes"]["falls"] == []
    assert {one["key"]: one["amount"] for one in told["figures"]}["interactions"] == 30


def test_without_a_period_to_compare_with_nothing_has_changed(manager) -> None:
    told = manager.json(f"{PAGE}?period={period()}&compare=none")
    assert told["changes"] is None
    assert "Không có kỳ nào để so." in manager.see(f"{PAGE}?period={period()}&compare=none").text


def test_a_rule_that_cannot_be_read_in_an_address_is_refused(manager) -> None:
    assert manager.see(f"{PAGE}?period=nonsense").status_code == 400


def test_no_cause_is_claimed(manager) -> None:
    shown = manager.see(f"{PAGE}?period={period()}").text
    assert "Trùng lúc với" in shown
    assert "không phải nguyên nhân" in shown
    assert "do đó" not in shown
    assert "Nguyên nhân:" not in shown
    assert NEW_RUMOUR[:40] in shown


def test_it_is_there_in_english(login, hire, console) -> None:
    manager = login(Role.MANAGER)
    manager.form("/console/language", language="en", next=PAGE)
    shown = manager.see(f"{PAGE}?period={period()}").text
    assert "What has changed" in shown
    assert "Needs a decision" in shown
    assert "Có gì thay đổi" not in shown
