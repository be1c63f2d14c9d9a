"""Figures: the table as of a day, drafts and what they do to answers, two persons, who may do what."""

from datetime import date

import pytest

from bot.console.knowledge.figures import NEAR, OVERDUE, UNSPOKEN, WELL, review_of
from bot.console.roles import Role
from bot.knowledge.figure_drafts import corrected, leap, new_value
from bot.knowledge.items import Item
from tests.console.knowledge.conftest import NEW_VALUE, POVERTY

PATH = "/console/knowledge/figures"
KEY = "rural_poverty_line"
DRAFT = f"{PATH}/{KEY}/draft"


def propose(client, **changed):
    return client.form(DRAFT, **{**NEW_VALUE, "act": "propose", "why": "nghị định mới", **changed})


def row(client, day: str) -> dict:
    return next(one for one in client.json(f"{PATH}?as_of={day}&q={KEY}")["rows"] if one["key"] == KEY)


def test_the_table_gives_the_values_of_its_day(editor):
    assert row(editor, "2026-11-22")["value"] == "1.500.000 đồng"
    assert row(editor, "2027-01-01")["value"] == "2.200.000 đồng"


def test_the_table_is_looked_through_without_marks(editor):
    page = editor.see(f"{PATH}?q=chuan ho ngheo")
    assert page.status_code == 200
    assert KEY in page.text
    assert "max_income" not in page.text


@pytest.mark.parametrize("words", ["ngheo chuan", "NGHÈO hộ chuẩn", "line rural"])
def test_all_words_count_in_any_order(editor, words):
    assert KEY in [one["key"] for one in editor.json(f"{PATH}?q={words}")["rows"]]
    assert editor.json(f"{PATH}?q={words} qqqq")["rows"] == []


def far(old: str, new: str, unit: str = "VND") -> bool:
    head = f'[k]\nunit = "{unit}"\n[[k.values]]\nfrom = 2025-01-01\nvalue = '
    more = "\n[[k.values]]\nfrom = 2026-01-01\nvalue = "
    corrected_far, new_far = (leap(head + old, words) is not None for words in (head + new, head + old + more + new))
    assert corrected_far is new_far
    return corrected_far


@pytest.mark.parametrize(
    ("old", "new", "is_far"),
    [
        ("1500000", "2500000", False),
        ("1500000", "3000001", True),
        ("1500000", "749999", True),
        ("1500000", "15000000", True),
        ("990000", "1050000", True),
        ("0.22", "0.23", False),
        ("0.22", "22", True),
        ('"a"', '"b"', False),
        ("1500000", "1500000", False),
    ],
)
def test_a_value_far_from_the_one_before_is_noticed(old, new, is_far):
    assert far(old, new) is is_far


def test_a_value_far_from_the_one_before_is_proposed_only_when_confirmed(editor, manager):
    asked = propose(editor, value="25.000.000")
    assert asked.status_code == 400
    assert "25.000.000 đồng" in asked.text
    assert 'name="sure"' in asked.text
    assert 'name="sure"' not in editor.see(f"{PATH}/{KEY}").text
    done = propose(editor, value="25.000.000", sure="1")
    assert done.status_code == 303
    assert "hơn gấp đôi" in manager.see(done.headers["location"]).text


def test_every_figure_stands_in_the_table_provinces_too(editor, house):
    keys, after = set(), ""
    while after is not None:
        page = editor.json(f"{PATH}?after={after}")
        keys |= {one["key"] for one in page["rows"]}
        after = page["after"]
    assert set(house.adviser.policy) < keys
    assert "province_topup.ho_chi_minh.poor" in keys


@pytest.mark.parametrize("review", [OVERDUE, NEAR, WELL, UNSPOKEN])
def test_the_filter_by_review_gives_those_alone(editor, review):
    rows = editor.json(f"{PATH}?review={review}")["rows"]
    assert all(one["review"] == review for one in rows)


@pytest.mark.parametrize(
    ("on", "state"), [("2026-11-22", WELL), ("2027-05-30", NEAR), ("2027-06-30", NEAR), ("2027-07-01", OVERDUE)]
)
def test_a_review_comes_near_and_passes(adviser, on, state):
    figure = adviser.policy.figure(KEY, date(2027, 1, 1))
    assert figure.review_by == date(2027, 6, 30)
    assert review_of(figure, date.fromisoformat(on)) == state


@pytest.mark.parametrize("query", ["as_of=morgen", "review=late", "after=x", "after=99999999999"])
def test_what_the_address_cannot_mean_is_refused(editor, query):
    assert editor.see(f"{PATH}?{query}").status_code == 400


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_same_address_gives_files(editor, form):
    assert editor.get(f"{PATH}?format={form}").status_code == 200


def test_a_figure_names_its_answers_and_its_periods(editor):
    page = editor.see(f"{PATH}/{KEY}").text
    assert "contribution_level/min_monthly_payment" in page
    assert "01/01/2027" in page
    assert "2.200.000 đồng" in page


def test_a_figure_counts_who_was_told_it(editor, talk, house):
    from bot.advice.advice import Evidence

    figure = house.adviser.policy.figure(KEY, date(2026, 11, 22))
    for citizen in ("an-1", "an-1", "an-2"):
        talk("thấp nhất bao nhiêu", citizen=citizen, evidence=(Evidence.of_figure(figure),))
    page = editor.see(f"{PATH}/{KEY}").text
    assert "2 cuộc" in page
    assert f"/console/knowledge/recall/{KEY}?on=2022-01-01" in page


def test_a_preview_shows_answers_on_both_sides_and_stores_nothing(editor, console):
    page = editor.form(DRAFT, **NEW_VALUE, act="preview", as_of="2028-02-01")
    assert page.status_code == 200
    assert "câu trả lời vào ngày 01/02/2028" in page.text
    assert "2.200.000 đồng" in page.text
    assert "2.500.000 đồng" in page.text
    assert console.knowledge.changes.latest() == []


def test_a_preview_of_a_day_before_it_holds_shows_no_difference(editor):
    assert "0 nội dung khác đi" in editor.form(DRAFT, **NEW_VALUE, act="preview", as_of="2026-06-01").text


def test_two_persons_bring_a_new_value_into_force_on_its_day(editor, manager, house):
    to = propose(editor).headers["location"]
    page = manager.see(to).text
    assert "Câu trả lời vào ngày 01/01/2028" in page, "the first day on which it is seen"
    assert "2.500.000 đồng" in page
    assert "0 nội dung khác đi" in manager.see(to + "?as_of=2026-11-22").text
    assert "nghị định mới" in page
    assert manager.form(f"{to}/decide", what="approved", why="đúng").status_code == 303
    assert house.adviser.policy.figure(KEY, date(2027, 12, 31)).value == 2_200_000
    assert house.adviser.policy.figure(KEY, date(2028, 1, 1)).value == 2_500_000
    assert "đang áp dụng, chưa xuất vào data/" in editor.see(to).text


def test_an_editor_approves_anothers_but_never_their_own(editor, login, house):
    to = propose(editor).headers["location"]
    own = editor.form(f"{to}/decide", what="approved")
    assert own.status_code == 409
    assert "của chính mình" in own.text
    assert login(Role.EDITOR).form(f"{to}/decide", what="approved").status_code == 303


def test_whoever_is_both_editor_and_manager_does_not_approve_their_own(login):
    both = login(Role.EDITOR, Role.MANAGER)
    assert both.form(f"{propose(both).headers['location']}/decide", what="approved").status_code == 409


def test_a_second_decision_is_told_who_was_quicker(editor, manager, login):
    to = propose(editor).headers["location"]
    manager.form(f"{to}/decide", what="rejected", why="sai căn cứ")
    late = login(Role.MANAGER).form(f"{to}/decide", what="approved")
    assert late.status_code == 409
    assert manager.staff.name in late.text


def test_a_rejection_needs_a_reason(editor, manager):
    to = propose(editor).headers["location"]
    assert manager.form(f"{to}/decide", what="rejected").status_code == 400
    assert manager.form(f"{to}/decide", what="xyz").status_code == 400


def test_ones_own_proposal_can_be_taken_back_and_no_other(editor, login, console):
    to = propose(editor).headers["location"]
    assert login(Role.EDITOR).form(f"{to}/withdraw").status_code == 409
    assert editor.form(f"{to}/withdraw").status_code == 303
    assert [one.state for one in console.knowledge.changes.latest()] == ["withdrawn"]


def test_of_two_proposals_the_second_is_out_of_date_once_the_first_is_approved(editor, manager):
    first, second = propose(editor).headers["location"], propose(editor, value="2600000").headers["location"]
    assert manager.form(f"{first}/decide", what="approved").status_code == 303
    late = manager.form(f"{second}/decide", what="approved")
    assert late.status_code == 409
    assert "đề xuất lại" in late.text


def test_undo_is_a_proposal_of_the_version_before(editor, manager, house, words):
    before = words(POVERTY)
    to = propose(editor).headers["location"]
    manager.form(f"{to}/decide", what="approved")
    undone = editor.form(f"{to}/undo", why="nghị định hoãn").headers["location"]
    assert undone != to
    assert house.knowledge.words(POVERTY) != before
    assert manager.form(f"{undone}/decide", what="approved").status_code == 303
    assert house.knowledge.words(POVERTY) == before


def test_undo_of_what_was_not_approved_is_refused(editor):
    to = propose(editor).headers["location"]
    assert editor.form(f"{to}/undo", why="x").status_code == 409
    assert editor.form(f"{to}/undo").status_code == 400


def test_a_manager_ends_a_change_that_data_contradicts(editor, manager, house, data):
    to = propose(editor).headers["location"]
    assert manager.form(f"{to}/drop", why="x").status_code == 409
    manager.form(f"{to}/decide", what="approved")
    file = data / POVERTY.file
    file.write_text(file.read_text("utf-8").replace("2200000", "2300000"), "utf-8")
    house.knowledge.refresh(again=True)
    assert "mâu thuẫn với data/" in manager.see(PATH).text
    assert manager.form(f"{to}/drop").status_code == 400
    assert manager.form(f"{to}/drop", why="đã sửa tay").status_code == 303
    assert "mâu thuẫn với data/" not in manager.see(PATH).text


def test_what_was_typed_stays_where_it_is_refused(editor):
    page = propose(editor, value="nhiều lắm", legal_basis="Nghị định giữ lại")
    assert page.status_code == 400
    assert "nhiều lắm" in page.text
    assert "Nghị định giữ lại" in page.text
    assert "không hợp với đơn vị" in page.text


def test_a_proposal_says_why(editor):
    page = propose(editor, why="")
    assert page.status_code == 400
    assert "Cần ghi lý do" in page.text


@pytest.mark.parametrize("key", ["nothing", "province_topup.ho_chi_minh.poor", "prints"])
def test_what_has_no_table_of_its_own_is_not_drafted(editor, key):
    assert editor.form(f"{PATH}/{key}/draft", act="preview").status_code == 404


def test_a_provinces_rate_is_shown_and_says_where_it_is_changed(editor):
    page = editor.see(f"{PATH}/province_topup.ho_chi_minh.poor")
    assert page.status_code == 200
    assert "province_topup.toml" in page.text


def test_a_figure_that_is_unknown_is_not_found(editor):
    assert editor.see(f"{PATH}/nothing").status_code == 404
    assert editor.see("/console/knowledge/changes/nothing").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_readers_read_and_change_nothing(login, role, editor):
    to = propose(editor).headers["location"]
    reader = login(role)
    assert reader.see(f"{PATH}/{KEY}").status_code == 200
    assert reader.see(to).status_code == 200
    assert "draft" not in reader.see(f"{PATH}/{KEY}").text
    for path in (DRAFT, f"{to}/decide", f"{to}/withdraw", f"{to}/undo", f"{to}/drop"):
        assert reader.form(path).status_code == 403, path


@pytest.mark.parametrize("role", [Role.HANDLER, Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_others_have_no_business_here(login, role):
    assert login(role).see(PATH).status_code == 403


def test_a_manager_proposes_nothing(manager):
    assert propose(manager).status_code == 403


def test_changes_are_listed_by_state(editor, manager):
    to = propose(editor).headers["location"]
    listed = editor.json("/console/knowledge/changes")["rows"]
    assert [one["item"] for one in listed] == [KEY]
    manager.form(f"{to}/decide", what="approved")
    assert editor.json("/console/knowledge/changes")["rows"] == []
    assert len(editor.json("/console/knowledge/changes?state=approved")["rows"]) == 1
    assert editor.see("/console/knowledge/changes?state=x").status_code == 400
    assert "approved" in editor.get("/console/knowledge/changes?state=all&format=csv").text


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"value": ""}, "value", "needed"),
        ({"legal_basis": " "}, "legal_basis", "needed"),
        ({"from": "1.1.2028"}, "from", "not_from"),
        ({"confidence": "D"}, "confidence", "not_confidence"),
        ({"value": "-5"}, "value", "not_of_unit"),
        ({"value": "1,5 triệu"}, "value", "not_of_unit"),
        ({"from": "2010-01-01"}, "from", "too_early"),
        ({"from": "2027-01-01"}, "from", "begins_there"),
        ({"from": "2040-01-01"}, "from", "gap"),
        ({"value": "2200000", "legal_basis": "Nghị định 351/2025/NĐ-CP"}, "value", "same_value"),
        ({"review_by": "2026-01-01"}, "review_by", "review_before_check"),
    ],
)
def test_a_new_value_that_does_not_fit_is_named_with_its_field(words, changed, field, reason):
    draft = new_value(words(POVERTY), {**NEW_VALUE, **changed})
    assert [(one.field, one.reason) for one in draft.problems] == [(field, reason)]
    assert draft.words == words(POVERTY)


@pytest.mark.parametrize(("typed", "number"), [("2.500.000", 2500000), ("2500000", 2500000), ("2 500 000", 2500000)])
def test_money_is_typed_as_people_type_it(words, typed, number):
    assert f"value = {number}\n" in new_value(words(POVERTY), {**NEW_VALUE, "value": typed}).words


@pytest.mark.parametrize(("typed", "share"), [("23%", "0.23"), ("0,23", "0.23"), ("0.23", "0.23"), ("22,5 %", "0.225")])
def test_a_share_is_typed_as_people_type_it(words, typed, share):
    rate = Item("policy/contribution.toml", "contribution_rate")
    assert f"value = {share}\n" in new_value(words(rate), {**NEW_VALUE, "value": typed}).words


def test_a_value_within_a_period_ends_the_period_and_takes_its_rest(words):
    made = new_value(words(POVERTY), {**NEW_VALUE, "from": "2026-12-01"})
    assert made.problems == ()
    text = made.words
    assert text.index("to = 2026-11-30") < text.index("from = 2026-12-01\nto = 2026-12-31") < text.index("from = 2027")


def test_a_value_that_is_read_again_changes_those_lines_alone(words):
    made = corrected(words(POVERTY), 0, {"checked_on": "2026-12-01", "review_by": "2027-12-01", "note": ""})
    there, after = words(POVERTY).split("\n"), made.words.split("\n")
    assert [one for one in after if one not in there] == ["checked_on = 2026-12-01", "review_by = 2027-12-01"]
    assert len(there) == len(after)


@pytest.mark.parametrize(
    ("nth", "typed", "reason"),
    [
        (9, {}, "unknown"),
        (0, {"checked_on": "2020-01-01"}, "checked_later"),
        (0, {"review_by": "2020-01-01"}, "review_before_check"),
        (0, {"review_by": "soon"}, "not_review_by"),
    ],
)
def test_a_check_that_does_not_fit_is_named(words, nth, typed, reason):
    assert [one.reason for one in corrected(words(POVERTY), nth, typed).problems] == [reason]


def test_a_mistake_of_a_value_is_corrected_in_its_place(editor, manager, house):
    to = editor.form(DRAFT, nth="2", value="1.600.000", act="propose", why="gõ nhầm").headers["location"]
    manager.form(f"{to}/decide", what="approved")
    assert house.knowledge.words(POVERTY).count("[[") == 3
    assert 1_600_000 in [one.value for one in house.adviser.policy.periods(KEY)]


def test_a_figure_that_silences_answers_is_told_to_whoever_approves(editor):
    page = editor.form(DRAFT, nth="2", confidence="X", act="preview")
    assert page.status_code == 200
    assert "Người duyệt cần xem" in page.text
    assert "contribution_level/min_monthly_payment" in page.text
