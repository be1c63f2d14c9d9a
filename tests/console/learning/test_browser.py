"""The room in a browser: approving by keyboard, the page of a replay, the models; looked at in both sizes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.clock import now
from bot.console.roles import Role
from bot.learning.models import Note, model_file, write_note
from bot.learning.replaying import Replaying
from tests.console.learning.conftest import NEW, SERVING
from tests.console.learning.test_candidates import LABEL, WORDS
from tests.console.learning.test_replaying import GOLDEN, MONEY, OTHER, changes_to

pytestmark = pytest.mark.browser
PATH = "/console/learning"


def test_sentences_are_decided_with_the_keyboard_alone(screen, propose, learning):
    for number, words in enumerate(WORDS):
        propose(
            words, citizen=f"c{number}", label="eligibility/who_can_join" if number == 4 else "lump_sum_amount/formula"
        )
    seen = screen(Role.EDITOR)
    page = seen.open(PATH)
    page.get_by_text("Chờ duyệt: 5").wait_for()
    seen.pictures("learning-candidates")
    page.wait_for_load_state()
    page.keyboard.press("a")
    page.get_by_text("Chờ duyệt: 4").wait_for()
    # Keys work once the page's script has run.
    page.wait_for_load_state()
    page.keyboard.press("2")
    page.get_by_text("Chờ duyệt: 3").wait_for()
    seen.pictures("learning-decided")
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.get_by_text("Chờ duyệt: 4").wait_for()
    page.wait_for_load_state()
    counts = {state: sum(labels.values()) for state, labels in learning.candidates.counts().items()}
    assert counts == {"proposed": 4, "approved": 1, "exported": 0, "rejected": 0}
    page.keyboard.press("m")
    page.keyboard.type("greet")
    page.keyboard.press("Enter")
    page.get_by_text("Chính mình đã sửa câu này").wait_for()


def test_a_replay_is_read_and_a_change_let_pass(screen, talk, two_models, learning, house, reader, monkeypatch):
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    for words, before, after in (
        ("đăng ký ở đâu gần nhà", OTHER, "eligibility/who_can_join"),
        ("lương hưu tính sao", MONEY, f"{MONEY}?"),
    ):
        talk(words)
        changes_to(reader, words, before, after)
    changes_to(reader, GOLDEN[0].words, "contribution_level/min_monthly_payment", OTHER)
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    seen = screen(Role.MANAGER)
    page = seen.open(f"{PATH}/replay/{id_}")
    page.get_by_role("heading", name="Đang chờ chạy").wait_for()
    seen.pictures("learning-replay-waiting")
    Replaying(house.database, learning.replays.rules, lambda: GOLDEN, reader).run(id_)
    # The page follows by itself.
    page.get_by_text("2 thuộc nhóm gây hại").wait_for()
    seen.pictures("learning-replay")
    for left in (1, 0):
        page.get_by_placeholder("vì sao cho qua").first.fill("đã đọc, không sao")
        page.get_by_role("button", name="Cho qua", exact=True).first.click()
        page.get_by_text(f"{left} thuộc nhóm gây hại").wait_for()
    page.goto(f"{seen.url}{PATH}/models")
    seen.pictures("learning-models")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Cho phục vụ, vì sao").fill("hiểu giọng miền Trung tốt hơn")
    page.get_by_role("button", name="Chuyển", exact=True).click()
    page.get_by_text("Quay lại mô hình").wait_for()
    seen.pictures("learning-switched")
    assert learning.switching.serving == NEW


def serious(page):
    """What keeps people who do not see, or use keys alone, from the page."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]


def test_every_page_can_be_used_by_everybody_and_leads_to_its_rows(
    screen, propose, talk, two_models, learning, house, reader, monkeypatch
):
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    one = propose(WORDS[0])
    exported = propose(WORDS[1], citizen="two")
    learning.candidates.approve(exported.id, 1, "mai")
    learning.exporting.export("hoa", now())
    write_note(model_file(house.settings.home, NEW), Note(SERVING, now(), 181, {LABEL: 1}, (exported.id,)))
    talk("đăng ký ở đâu gần nhà")
    changes_to(reader, "đăng ký ở đâu gần nhà", OTHER, "eligibility/who_can_join")
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    Replaying(house.database, learning.replays.rules, lambda: GOLDEN, reader).run(id_)
    seen = screen(Role.MANAGER)
    for path in ("", "?state=exported", "?state=exported&absent=1", f"?model={NEW}", "/models", f"/replay/{id_}"):
        page = seen.open(PATH + path)
        page.locator("h1").wait_for()
        assert serious(page) == [], path
    page.get_by_role("row", name="đăng ký ở đâu gần nhà").get_by_role("link", name="1", exact=True).click()
    page.get_by_text("1 lượt", exact=True).wait_for()
    assert serious(page) == []
    seen.pictures("learning-turns")
    page = seen.open(f"{PATH}/models")
    page.get_by_role("link", name="Thêm 1 câu").click()
    page.get_by_text(f"Câu mà mô hình {NEW} học thêm").wait_for()
    assert page.get_by_text(WORDS[1]).is_visible()
    assert page.get_by_text(one.text).count() == 0
