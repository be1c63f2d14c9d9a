"""Approved changes over `data/`: in force at once, in every process, on their day; exported, landed, contradicted."""

from datetime import date

import pytest

from bot.advice.adviser import Adviser, Day
from bot.house import House
from bot.knowledge.changes import APPROVED, REJECTED, WITHDRAWN, ChangeRefused, Changes, Proposal
from bot.knowledge.export import PatchRefused, applied, patch, proposals, write
from bot.knowledge.figure_drafts import new_value
from bot.knowledge.items import Item, read_files
from bot.knowledge.overlay import Approved, State, laid
from bot.records.audit import Audit
from tests.console.knowledge.conftest import LOWEST, NEW_VALUE, POVERTY, RUMOUR

KEY = "rural_poverty_line"
TODAY = date(2026, 11, 22)


def value(adviser: Adviser, on: date) -> int:
    return adviser.policy.figure(KEY, on).whole()


def raised(words: str) -> str:
    return new_value(words, NEW_VALUE).words


def one(number: int, before: str, after: str, item: Item = POVERTY) -> Approved:
    return Approved(str(number), item, before, after)


def test_an_approved_figure_is_in_force_from_its_day_and_not_before(house, approve, words):
    version = house.adviser.version
    approve(POVERTY, raised(words(POVERTY)))
    assert value(house.adviser, date(2027, 12, 31)) == 2_200_000
    assert value(house.adviser, date(2028, 1, 1)) == 2_500_000
    assert house.adviser.version != version
    assert house.interactions.data_version == house.adviser.version


def test_whoever_held_the_adviser_has_the_new_one(house, approve, words):
    held, phrases = house.adviser, house.adviser.phrases
    before = held.answer("contribution_level", "min_monthly_payment", Day(TODAY, TODAY)).text
    approve(LOWEST, words(LOWEST).replace("Mức đóng thấp nhất hiện nay là", "Mức thấp nhất bây giờ là"))
    after = held.answer("contribution_level", "min_monthly_payment", Day(TODAY, TODAY)).text
    assert before.replace("Mức đóng thấp nhất hiện nay là", "Mức thấp nhất bây giờ là") == after != before
    assert held.phrases is phrases


def test_the_adviser_that_was_given_stays_as_it_is(house, adviser, approve, words):
    approve(POVERTY, raised(words(POVERTY)))
    assert value(adviser, date(2028, 1, 1)) == 2_200_000


def test_a_rumour_is_matched_by_its_new_wordings(house, approve, words):
    said = '"Đóng chậm thì bị xóa sổ bảo hiểm luôn đấy bà con"'
    approve(RUMOUR, words(RUMOUR).replace("said = [", f"said = [\n  {said},"))
    found = house.claim_room.known.match("Đóng chậm thì bị xóa sổ bảo hiểm luôn đấy bà con", Day(TODAY, TODAY))
    assert found
    assert found.rumour.name == "late_fine"
    assert found.score == pytest.approx(1)


def test_another_process_takes_it_with_its_next_look(house, approve, words, settings):
    other = House.build(settings)
    approve(POVERTY, raised(words(POVERTY)))
    assert value(other.adviser, date(2028, 1, 1)) == 2_200_000
    assert other.knowledge.refresh()
    assert value(other.adviser, date(2028, 1, 1)) == 2_500_000
    assert other.adviser.version == house.adviser.version
    assert not other.knowledge.refresh(), "nothing is loaded again while nothing is approved"
    other.database.close()


def test_a_process_that_starts_has_it_from_the_first_moment(house, approve, words, settings):
    approve(POVERTY, raised(words(POVERTY)))
    other = House.build(settings)
    assert value(other.adviser, date(2028, 1, 1)) == 2_500_000
    other.database.close()


def test_an_export_lands_and_changes_nothing_of_what_is_said(house, approve, words, data):
    change = approve(POVERTY, raised(words(POVERTY)))
    version, files = house.adviser.version, read_files(data)
    diff = patch(files, house.knowledge.known.overlay.files)
    assert "+value = 2500000" in diff
    assert diff.startswith("--- a/data/policy/rural_poverty_line.toml\n+++ b/data/policy/rural_poverty_line.toml\n")
    assert applied(files, diff) == house.knowledge.known.overlay.files
    assert write(data, house.knowledge.known.overlay.files) == ["policy/rural_poverty_line.toml"]
    house.knowledge.refresh(again=True)
    assert house.knowledge.changes.find(change.id).state == "landed"
    assert Adviser.load(data).version == version == house.adviser.version
    assert patch(read_files(data), house.knowledge.known.overlay.files) == ""


def test_comments_and_everything_else_of_the_file_stay(house, approve, words, data):
    before = (data / POVERTY.file).read_text("utf-8")
    approve(POVERTY, raised(words(POVERTY)))
    lines = house.knowledge.known.overlay.files[POVERTY.file].split("\n")
    assert [line for line in before.split("\n") if line not in lines] == []


def test_what_data_contradicts_is_named_and_not_applied(house, approve, words, data):
    change = approve(POVERTY, raised(words(POVERTY)))
    file = data / POVERTY.file
    file.write_text(file.read_text("utf-8").replace("2200000", "2300000"), "utf-8")
    house.knowledge.refresh(again=True)
    assert house.knowledge.known.conflicts == [change.id]
    assert value(house.adviser, date(2027, 1, 1)) == 2_300_000
    assert house.knowledge.changes.find(change.id).state == "approved", "it waits for somebody to end it"
    house.knowledge.drop(house.knowledge.changes.find(change.id), "hoa", "đã sửa tay")
    assert house.knowledge.known.conflicts == []


def test_what_cannot_be_loaded_leaves_the_house_as_it_was(house, approve, words):
    version = house.adviser.version
    approve(POVERTY, words(POVERTY).replace('confidence = "B"', 'confidence = "Z"'))
    assert house.adviser.version == version
    assert "confidence" in house.knowledge.known.trouble


def test_changes_of_one_item_follow_each_other():
    files = {POVERTY.file: "[rural_poverty_line]\nlabel = 'a'\n"}
    a, b, c = (f"[rural_poverty_line]\nlabel = '{word}'" for word in "abc")
    found = laid(files, [one(1, a, b), one(2, b, c)])
    assert found.files[POVERTY.file] == "[rural_poverty_line]\nlabel = 'c'\n"
    assert set(found.states.values()) == {State.APPLIED}


@pytest.mark.parametrize(
    ("there", "states"),
    [
        ("a", [State.APPLIED, State.APPLIED]),
        ("b", [State.LANDED, State.APPLIED]),
        ("c", [State.LANDED, State.LANDED]),
        ("d", [State.CONFLICT, State.CONFLICT]),
    ],
)
def test_how_far_the_files_have_come_is_seen_from_their_words(there, states):
    a, b, c, d = (f"[rural_poverty_line]\nlabel = '{word}'" for word in "abcd")
    files = {POVERTY.file: {"a": a, "b": b, "c": c, "d": d}[there]}
    assert list(laid(files, [one(1, a, b), one(2, b, c)]).states.values()) == states


def test_a_change_that_was_undone_has_landed_with_what_undid_it():
    a, b = (f"[rural_poverty_line]\nlabel = '{word}'" for word in "ab")
    found = laid({POVERTY.file: a}, [one(1, a, b), one(2, b, a)])
    assert set(found.states.values()) == {State.LANDED}


def test_an_item_that_is_gone_from_the_files_is_a_conflict():
    found = laid({POVERTY.file: "[other]\nx = 1"}, [one(1, "[rural_poverty_line]", "[rural_poverty_line]\ny = 1")])
    assert list(found.states.values()) == [State.CONFLICT]
    assert found.files == {POVERTY.file: "[other]\nx = 1"}


def test_a_patch_comes_back_as_proposals_of_items(house, words, data):
    files = read_files(data)
    wanted = {**files, POVERTY.file: files[POVERTY.file].replace(words(POVERTY), raised(words(POVERTY)))}
    wanted[RUMOUR.file] = files[RUMOUR.file].replace("bị phạt tiền hoặc", "bị phạt và")
    found = proposals(data, files, applied(files, patch(files, wanted)), "từ Sở", TODAY)
    assert [proposal.item for proposal in found] == [POVERTY, RUMOUR]
    assert found[0].after == raised(words(POVERTY))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[rural_poverty_line]\n", "[other]\n", "adds, takes out"),
        ("value = 2200000", "value = -1", "does not fit the unit"),
    ],
)
def test_a_patch_that_cannot_be_proposed_says_why(house, data, old, new, problem):
    files = read_files(data)
    wanted = {**files, POVERTY.file: files[POVERTY.file].replace(old, new)}
    with pytest.raises(PatchRefused, match=problem):
        proposals(data, files, wanted, "", TODAY)


def test_a_patch_of_another_state_of_the_file_is_refused(data):
    files = read_files(data)
    diff = patch(files, {**files, POVERTY.file: files[POVERTY.file].replace("2200000", "2500000")})
    moved = {**files, POVERTY.file: files[POVERTY.file].replace("2200000", "2300000")}
    with pytest.raises(PatchRefused, match="something else"):
        applied(moved, diff)
    with pytest.raises(PatchRefused, match="no patch"):
        applied(files, "xin chào")
    with pytest.raises(PatchRefused, match="no such file"):
        applied(files, "--- a/data/nlu/x.yml\n+++ b/data/nlu/x.yml\n@@ -1 +1 @@\n-a\n+b\n")


def audit_of(house) -> list[str]:
    return [done.act.what for done in house.record_room.audit.latest(10)]


def test_every_step_is_in_the_audit(house, approve, words):
    approve(POVERTY, raised(words(POVERTY)))
    assert audit_of(house) == ["knowledge.approved", "knowledge.proposed"]


@pytest.fixture
def changes(database, tmp_path) -> Changes:
    """Changes on a database of either kind."""
    from bot.privacy.pseudonym import read_or_create_key
    from bot.records.room import RecordRoom

    (tmp_path / "keys").mkdir(exist_ok=True)
    read_or_create_key(tmp_path / "keys" / "pseudonym.key")
    audit: Audit = RecordRoom.build(database, tmp_path, ()).audit
    return Changes(database, audit)


def proposed(changes: Changes, before: str = "a", after: str = "b", by: str = "lan"):
    made = changes.propose(Proposal(POVERTY, before, after, "vì"), by, "v1")
    found = changes.find(made)
    assert found
    return found


@pytest.mark.parametrize("what", [APPROVED, REJECTED])
def test_nobody_decides_on_their_own(changes, what):
    with pytest.raises(ChangeRefused, match="own"):
        changes.decide(proposed(changes), what, "lan", "")


def test_only_whoever_proposed_takes_it_back(changes):
    change = proposed(changes)
    with pytest.raises(ChangeRefused, match="own"):
        changes.decide(change, WITHDRAWN, "mai", "")
    changes.decide(change, WITHDRAWN, "lan", "")
    assert changes.find(change.id).state == "withdrawn"


def test_a_change_is_decided_once_and_says_by_whom(changes):
    change = proposed(changes)
    changes.decide(change, APPROVED, "mai", "đúng")
    with pytest.raises(ChangeRefused, match="decided") as error:
        changes.decide(change, REJECTED, "hoa", "")
    assert error.value.by == "mai"


def test_a_change_that_changes_nothing_is_not_stored(changes):
    with pytest.raises(ChangeRefused, match="same"):
        changes.propose(Proposal(POVERTY, "a", "a", ""), "lan", "v1")


def test_approved_changes_apply_in_the_order_of_their_approval(changes):
    first, second = proposed(changes, "a", "b"), proposed(changes, "b", "c")
    changes.decide(second, APPROVED, "mai", "")
    changes.decide(first, APPROVED, "mai", "")
    assert [one.id for one in changes.approved()] == [second.id, first.id]
    changes.end(changes.find(second.id), "landed", "ansinh")
    assert [one.id for one in changes.approved()] == [first.id]


def test_the_list_goes_on_after_the_last_one_seen(changes):
    made = [proposed(changes, "a", str(number)).id for number in range(5)]
    first = changes.latest(None, 2)
    rest = changes.latest(None, 5, first[-1].id)
    assert sorted(one.id for one in [*first, *rest]) == sorted(made)
    changes.decide(changes.find(made[0]), REJECTED, "mai", "")
    assert [one.id for one in changes.latest("rejected")] == [made[0]]
    assert len(changes.latest("pending")) == 4
    assert [len(changes.latest(state)) for state in ("approved", "landed")] == [0, 0]


def test_the_mark_goes_up_with_every_step_and_with_nothing_else(changes):
    change, before = proposed(changes), changes.mark()
    assert changes.mark() == before
    changes.decide(change, APPROVED, "mai", "")
    assert changes.mark() > before


def test_only_items_of_data_can_be_named():
    for key in ("policy/../x.toml#a", "nlu/x.yml#a", "policy/x.toml", "/etc/passwd#x", "policy/a/b.toml#x"):
        with pytest.raises(ValueError, match=r"item|outside"):
            Item.of(key)
