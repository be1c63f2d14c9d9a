"""The pages of learning: approving, exporting, replays, models; who may do what."""

import re

import pytest

from bot.console.matrix import MATRIX
from bot.console.roles import Role
from bot.learning import live
from bot.learning.candidate import State
from bot.learning.candidate_rows import Which
from bot.learning.replaying import Replaying
from tests.console.conftest import HTML
from tests.console.learning.conftest import NEW, SERVING
from tests.console.learning.test_candidates import LABEL, WORDS
from tests.console.learning.test_replaying import GOLDEN, MONEY, OTHER, changes_to

PATH = "/console/learning"


@pytest.fixture
def editor(login, learning):
    return login(Role.EDITOR)


@pytest.fixture
def manager(login, learning):
    return login(Role.MANAGER)


@pytest.fixture
def serving(learning, two_models, monkeypatch):
    """The first of the two models serves, on data of that name."""
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    return two_models


@pytest.fixture
def replayed(serving, learning, house, reader):
    """A replay of both models that is done; gives its id."""

    def done(goldens=GOLDEN):
        id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
        Replaying(house.database, learning.replays.rules, lambda: list(goldens), reader).run(id_)
        return id_

    return done


def test_candidates_are_shown_by_what_they_are_about(editor, propose):
    propose(WORDS[0])
    page = editor.see(PATH)
    assert page.status_code == 200
    assert WORDS[0] in page.text
    assert LABEL in page.text
    assert 'data-key="a"' in page.text
    assert "Chờ duyệt: 1" in page.text


def test_a_candidate_is_approved_and_taken_back(editor, propose, learning):
    one = propose(WORDS[0])
    done = editor.form(f"{PATH}/{one.id}/approve", version=one.version, state="proposed", filter="lump_sum_amount")
    assert done.status_code == 303
    assert done.headers["location"] == f"{PATH}?state=proposed&label=lump_sum_amount&done={one.id}"
    page = editor.see(done.headers["location"]).text
    assert 'data-key="u"' in page
    assert learning.candidates.of(one.id).decided_by == editor.staff.name
    assert editor.form(f"{PATH}/{one.id}/undo", version=2, state="proposed").status_code == 303
    assert learning.candidates.of(one.id).state == "proposed"


def test_a_rejection_needs_a_reason_of_the_list(editor, propose, learning):
    one = propose(WORDS[0])
    refused = editor.form(f"{PATH}/{one.id}/reject", version=1, reason="because")
    assert refused.status_code == 400
    assert "Chọn một lý do" in refused.text
    assert editor.form(f"{PATH}/{one.id}/reject", version=1, reason="personal").status_code == 303
    assert learning.candidates.of(one.id).reason == "personal"


def test_another_label_must_exist(editor, propose, learning):
    one = propose(WORDS[0])
    refused = editor.form(f"{PATH}/{one.id}/move", version=1, label="lump/of_the_moon", filter="lump_sum_amount")
    assert refused.status_code == 400
    assert WORDS[0] in refused.text
    assert editor.form(f"{PATH}/{one.id}/move", version=1, label="greet").status_code == 303
    moved = learning.candidates.of(one.id)
    assert (moved.label, moved.proposed_by) == ("greet", editor.staff.name)
    assert "Chính mình đã sửa" in editor.see(PATH).text


def test_ones_own_correction_cannot_be_approved_by_a_form_made_by_hand(editor, propose, learning):
    one = propose(WORDS[0], by=editor.staff.name)
    page = editor.see(PATH).text
    assert "/approve" not in page
    refused = editor.form(f"{PATH}/{one.id}/approve", version=1)
    assert refused.status_code == 409
    assert "không tự duyệt" in refused.text
    assert learning.candidates.of(one.id).state == "proposed"


def test_somebody_else_was_quicker(editor, propose, learning):
    one = propose(WORDS[0])
    learning.candidates.approve(one.id, 1, "mai")
    refused = editor.form(f"{PATH}/{one.id}/reject", version=1, reason="unclear")
    assert refused.status_code == 409
    assert "Có người vừa đổi" in refused.text
    assert editor.form(f"{PATH}/nobody/approve", version=1).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_version_that_is_no_number_is_a_conflict(editor, propose, version):
    one = propose(WORDS[0])
    assert editor.form(f"{PATH}/{one.id}/approve", version=version).status_code == 409


def test_one_address_page_json_and_csv(editor, propose):
    propose(WORDS[0])
    body = editor.json(PATH)
    assert (body["total"], body["rows"][0]["text"], body["rows"][0]["label"]) == (1, WORDS[0], LABEL)
    csv = editor.get(f"{PATH}?format=csv")
    assert csv.status_code == 200
    assert WORDS[0] in csv.text


def test_a_state_or_place_that_is_none(editor):
    assert editor.see(f"{PATH}?state=nonsense").status_code == 400
    assert editor.see(f"{PATH}?after=nonsense&label=x").status_code == 200
    assert editor.see(f"{PATH}?done=nobody").status_code == 200


def test_words_of_citizens_are_text_alone(editor, propose):
    propose("<script>alert(1)</script> rút sổ kiểu chi vậy chú")
    assert "<script>alert" not in editor.see(PATH).text


def test_the_patch_is_exported_and_taken_along(editor, propose, learning, console):
    one = propose(WORDS[0])
    learning.candidates.approve(one.id, 1, "mai")
    assert "Xuất 1 câu" in editor.see(f"{PATH}?state=approved").text
    done = editor.form(f"{PATH}/export", state="approved")
    page = editor.see(done.headers["location"])
    link = re.search(r'href="(/console/learning/exports/[^"]+)"', page.text)[1]
    patch = editor.get(link)
    assert patch.headers["content-disposition"].endswith('.patch"')
    assert f"+    - {WORDS[0]}" in patch.text
    act = console.audit.latest(1)[0].act
    assert (act.what, act.who) == ("exported", editor.staff.name)
    assert editor.form(f"{PATH}/export", state="approved").status_code == 303  # not in the data yet: again
    assert editor.get(f"{PATH}/exports/nobody").status_code == 404


def test_nothing_to_export_says_so(editor):
    refused = editor.form(f"{PATH}/export", state="approved")
    assert refused.status_code == 409
    assert "Không có câu nào chờ xuất" in refused.text


def test_a_replay_is_asked_for_from_the_models(editor, serving, learning):
    page = editor.see(f"{PATH}/models").text
    assert SERVING in page
    assert "đang phục vụ" in page
    asked = editor.form(f"{PATH}/models/{NEW}/replay", days="7")
    assert asked.status_code == 303
    shown = editor.see(asked.headers["location"])
    assert "đang chờ chạy" in shown.text.casefold()
    assert 'hx-trigger="every 2s"' in shown.text
    found = learning.replays.latest()[0]
    assert (found.candidate, found.against, found.days) == (NEW, SERVING, 7)
    ended = editor.form(f"{PATH}/replay/{found.id}/cancel")
    assert ended.status_code == 303
    assert editor.form(f"{PATH}/replay/{found.id}/cancel").status_code == 409
    assert "đã dừng" in editor.see(ended.headers["location"]).text.casefold()


@pytest.mark.parametrize(
    ("model", "days", "status"), [(NEW, "0", 400), (NEW, "x", 400), (SERVING, "30", 400), ("nobody", "30", 404)]
)
def test_a_replay_that_cannot_be(editor, serving, model, days, status):
    assert editor.form(f"{PATH}/models/{model}/replay", days=days).status_code == status


def test_the_page_of_a_replay_says_what_changes(manager, replayed, talk, reader, learning):
    talk("đăng ký ở đâu")
    changes_to(reader, "đăng ký ở đâu", OTHER, "eligibility/who")
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", MONEY)
    id_ = replayed()
    page = manager.see(f"{PATH}/replay/{id_}").text
    assert "1 câu đổi" in page
    assert "1 thuộc nhóm gây hại" in page
    assert "đăng ký ở đâu" in page
    only = manager.see(f"{PATH}/replay/{id_}?rule=golden").text
    assert "đăng ký ở đâu" not in only
    rows = manager.json(f"{PATH}/replay/{id_}?rule=golden")["rows"]
    assert [row["words"] for row in rows] == [GOLDEN[0].words]
    assert manager.see(f"{PATH}/replay/{id_}?rule=nonsense").status_code == 400
    assert manager.see(f"{PATH}/replay/{id_}?after=nonsense").status_code == 400
    assert manager.see(f"{PATH}/replay/nobody").status_code == 404
    number = rows[0]["number"]
    assert manager.form(f"{PATH}/replay/{id_}/changes/{number}/pass", why=" ").status_code == 400
    assert manager.form(f"{PATH}/replay/{id_}/changes/{number}/pass", why="câu cũ").status_code == 303
    assert learning.replays.of(id_).allows
    assert manager.form(f"{PATH}/replay/{id_}/changes/{number}/pass", why="câu cũ").status_code == 409
    assert manager.form(f"{PATH}/replay/{id_}/changes/{number}/hold").status_code == 303
    assert manager.form(f"{PATH}/replay/{id_}/changes/{number}/hold").status_code == 409
    assert not learning.replays.of(id_).allows


def test_harm_blocks_the_switch_until_a_person_lets_it_pass(manager, replayed, reader, learning, settings):
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    assert manager.form(f"{PATH}/models/{NEW}/switch", why="tốt hơn").status_code == 409
    id_ = replayed()
    refused = manager.form(f"{PATH}/models/{NEW}/switch", why="tốt hơn")
    assert refused.status_code == 409
    assert "nhóm gây hại" in refused.text
    assert live.read(settings.home) is None
    learning.replays.changes.let_pass(id_, 0, "boss", "câu cũ")
    assert manager.form(f"{PATH}/models/{NEW}/switch", why="").status_code == 400
    assert manager.form(f"{PATH}/models/{NEW}/switch", why="tốt hơn").status_code == 303
    chosen = live.read(settings.home)
    assert (chosen.model, chosen.before, chosen.by, chosen.why) == (NEW, SERVING, manager.staff.name, "tốt hơn")


def test_one_step_back(manager, replayed, learning, settings, console):
    replayed(())
    assert manager.form(f"{PATH}/rollback", why="x").status_code == 409
    manager.form(f"{PATH}/models/{NEW}/switch", why="tốt hơn")
    page = manager.see(f"{PATH}/models").text
    assert "Quay lại mô hình" in page
    assert manager.form(f"{PATH}/rollback", why="").status_code == 400
    assert manager.form(f"{PATH}/rollback", why="trả lời kém hơn").status_code == 303
    chosen = live.read(settings.home)
    assert (chosen.model, chosen.before) == (SERVING, NEW)
    assert [done.act.what for done in console.audit.latest(2)] == ["model_rolled_back", "model_switched"]


def test_a_switch_that_came_to_nothing_says_so(manager, serving, settings):
    live.put_back(settings.home, None, SERVING, SERVING, "the engine ended: no memory")
    assert "the engine ended: no memory" in manager.see(f"{PATH}/models").text


def test_an_auditor_reads_and_does_nothing(login, propose, replayed, reader):
    auditor = login(Role.AUDITOR)
    one = propose(WORDS[0])
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    id_ = replayed()
    for path in (PATH, f"{PATH}/models", f"{PATH}/replay/{id_}"):
        page = auditor.see(path)
        assert page.status_code == 200
        assert 'method="post" action="/console/learning' not in page.text
    assert auditor.form(f"{PATH}/{one.id}/approve", version=1).status_code == 403


def test_an_editor_neither_switches_nor_lets_pass(editor, replayed):
    id_ = replayed(())
    assert editor.form(f"{PATH}/models/{NEW}/switch", why="x").status_code == 403
    assert editor.form(f"{PATH}/rollback", why="x").status_code == 403
    assert editor.form(f"{PATH}/replay/{id_}/changes/0/pass", why="x").status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HANDLER, Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_others_do_not_come_in(login, learning, role):
    client = login(role)
    for row in MATRIX:
        if row.path.startswith(PATH):
            path = re.sub(r"\{[a-z_]+:(\w+)\}", lambda found: "1" if found[1] == "int" else "x", row.path)
            answer = client.get(path, headers=HTML) if row.method == "GET" else client.form(path)
            assert answer.status_code == 403, row


def test_the_english_words(login, propose, replayed, console, reader):
    client = login(Role.MANAGER)
    propose(WORDS[0])
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    id_ = replayed()
    console.accounts.set_language(client.staff, "en")
    assert "Approve" in client.see(PATH).text
    assert "in the harm class" in client.see(f"{PATH}/replay/{id_}").text
    assert "Serving now" in client.see(f"{PATH}/models").text


def test_gathering_is_a_chore(console, learning, talk, review):
    review(talk(WORDS[0]))
    chore = next(one for one in console.chores if one.name == "gather-candidates")
    assert chore.do() == 1
    assert len(learning.candidates.page(Which((State.PROPOSED,)))) == 1
