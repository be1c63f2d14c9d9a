"""The review in a browser: by keys alone, without a page loaded anew; pictures of every page."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.clock import now, today
from bot.console.review.judgement import Judgement
from bot.console.review.queue import Filter
from bot.console.review.standing import is_sampled
from bot.console.roles import Role
from bot.language.text import strip_diacritics
from bot.outcomes import Outcome
from tests.console.review.conftest import ranking

pytestmark = pytest.mark.browser
QUEUE = "/console/review"
PAIRS = ranking(
    ("pension_amount", "how_calculated", 0.41),
    ("lump_sum_amount", "how_calculated", 0.38),
    ("pension_vs_lump_sum", "which_is_better", 0.09),
    ("greet", None, 0.02),
)


@pytest.fixture
def waiting(room, ask_house):
    """Three doubtful turns, the riskiest first."""
    asked = [
        *(("rút một lần được nhiêu tiền vậy ad, em đóng 5 năm 3 tháng rồi mà giờ kẹt quá", "lump_sum_amount", 0.21),),
        *(("luong huu tinh sao", "pension_amount", 0.41), ("mức đóng thấp nhất", "contribution_level", 0.62)),
    ]
    for at, (text, topic, sure) in enumerate(asked):
        ask_house(text, topic=topic, aspect="x", confidence=sure, pairs=PAIRS, citizen=f"c{at}", ago=timedelta(hours=1))
    ask_house(
        "là sao không hiểu, rút một lần được nhiêu",
        citizen="c0",
        outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD,
        topic="nlu_fallback",
        aspect=None,
        ago=timedelta(minutes=50),
    )
    room.scores.catch_up(now())
    return [one.id for one in room.queue.page(Filter("x"), today())][:3]


def serious(page):
    """What keeps people who do not see, or use keys alone, from the page."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]


def verdict_of(room, turn):
    pair = room.verdicts.of([turn]).get(turn)
    return pair.first if pair else None


def at(page, turn):
    page.wait_for_url(f"**{QUEUE}/turns/{turn}*")
    page.locator(f"form.verdict[action*='{turn}']").wait_for()


def test_a_turn_takes_one_key(screen, room, waiting):
    page = screen(Role.OFFICER).open(QUEUE)
    page.keyboard.press("Enter")
    at(page, waiting[0])
    page.evaluate("window.same = true")
    for turn, then, key in zip(waiting, waiting[1:], "13", strict=False):
        page.keyboard.press(key)
        at(page, then)
        assert verdict_of(room, turn).verdict == {"1": "right", "3": "wrong"}[key]
    assert page.evaluate("window.same") is True, "the page was loaded anew"
    page.keyboard.press("u")
    at(page, waiting[1])
    assert verdict_of(room, waiting[1]) is None


def test_a_reviewer_at_the_keyboard_needs_less_than_five_seconds_a_turn(screen, room, ask_house):
    """From the turn's being there to the next one's, with a wrong topic among them: what the page itself costs."""
    for at in range(8):
        ask_house(f"câu hỏi số {at}", citizen=f"k{at}", aspect=f"a{at}", confidence=0.3, pairs=PAIRS)
    room.scores.catch_up(now())
    one = screen(Role.OFFICER)
    page = one.open(QUEUE)
    page.keyboard.press("Enter")
    presses, seen = 0, []
    for at in range(8):
        form = page.locator("form.verdict")
        form.wait_for()
        turn = form.get_attribute("action").split("/turns/")[1].split("/")[0]
        for key in ("4", "ArrowDown", "Enter") if at == 4 else ("123"[at % 3],):
            if key == "ArrowDown":
                page.locator("#f-q:focus").wait_for()
            page.keyboard.press(key)
            presses += 1
        page.locator(f"form.verdict[action*='{turn}']").wait_for(state="detached")
        seen.append(verdict_of(room, turn))
    assert presses == 7 + 3
    assert len({found.interaction_id for found in seen}) == 8
    assert [found.verdict for found in seen].count("wrong_topic") == 1
    assert max(found.seconds for found in seen) < 5
    page.get_by_text("Không còn lượt nào khớp bộ lọc này.").wait_for()
    assert page.get_by_text("Hôm nay bạn đã soát 8 lượt").is_visible()


def test_forward_and_back_by_letters_and_arrows(screen, waiting):
    page = screen(Role.OFFICER).open(f"{QUEUE}/turns/{waiting[0]}")
    at(page, waiting[0])
    for key, place in (("j", 1), ("ArrowRight", 2), ("k", 1), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        at(page, waiting[place])


def test_a_wrong_topic_by_keys_alone(screen, room, waiting):
    page = screen(Role.EDITOR).open(f"{QUEUE}/turns/{waiting[0]}")
    page.keyboard.press("4")
    page.locator("#f-q:focus").wait_for()
    page.keyboard.type("thai san")
    page.locator("#subjects input[value^='maternity/']").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    at(page, waiting[1])
    found = verdict_of(room, waiting[0])
    assert (found.verdict, found.right_topic) == ("wrong_topic", "maternity")


def test_a_guess_of_the_model_is_chosen_without_typing(screen, room, waiting):
    page = screen(Role.OFFICER).open(f"{QUEUE}/turns/{waiting[0]}")
    page.keyboard.press("4")
    page.locator("#f-q:focus").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    at(page, waiting[1])
    assert verdict_of(room, waiting[0]).right_topic == "pension_amount"


def test_enter_in_the_note_is_no_verdict(screen, room, waiting):
    page = screen(Role.OFFICER).open(f"{QUEUE}/turns/{waiting[0]}")
    page.keyboard.press("n")
    page.locator("#f-note:focus").wait_for()
    page.keyboard.type("thiếu thời hạn nộp")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert verdict_of(room, waiting[0]) is None
    assert page.locator("#f-note").input_value() == "thiếu thời hạn nộp"
    page.locator("h1").focus()
    page.keyboard.press("t")
    page.locator("h1").focus()
    page.keyboard.press("2")
    at(page, waiting[1])
    found = verdict_of(room, waiting[0])
    assert (found.verdict, found.note, found.to_content) == ("incomplete", "thiếu thời hạn nộp", True)


def test_who_was_quicker_is_shown_without_leaving_the_page(screen, room, ask_house):
    turn = None
    # Every tenth is for two reviewers: chance gives the id, so ask until it is one for a single reviewer.
    while turn is None or is_sampled(turn, 10):
        turn = ask_house("luong huu tinh sao", topic="pension_amount", aspect="x", confidence=0.41, pairs=PAIRS)
    room.scores.catch_up(now())
    page = screen(Role.OFFICER).open(f"{QUEUE}/turns/{turn}")
    room.verdicts.give("mai", turn, Judgement("right"), now())
    page.keyboard.press("3")
    page.get_by_text("mai đã soát lượt này").wait_for()
    assert verdict_of(room, turn).reviewer == "mai"


def test_by_finger_on_a_telephone_and_in_the_dark(screen, room, waiting):
    one = screen(Role.OFFICER, color_scheme="dark", viewport={"width": 360, "height": 740}, has_touch=True)
    page = one.open(f"{QUEUE}/turns/{waiting[0]}")
    button = page.get_by_role("button", name="Chưa đủ")
    assert button.bounding_box()["height"] >= 40
    button.tap()
    at(page, waiting[1])
    assert verdict_of(room, waiting[0]).verdict == "incomplete"


def test_pictures_of_queue_and_turn(screen, waiting):
    """Taken after what happens: a picture hides carets by a style attribute, which htmx would then carry over."""
    one = screen(Role.OFFICER)
    one.open(QUEUE).locator(".turns li").first.wait_for()
    one.pictures("review-queue")
    page = one.open(f"{QUEUE}/turns/{waiting[0]}")
    at(page, waiting[0])
    one.pictures("review-turn")
    page.keyboard.press("4")
    page.locator("#f-q:focus").wait_for()
    one.pictures("review-wrong-topic")
    assert serious(page) == []
    dark = screen(Role.OFFICER, color_scheme="dark")
    at(dark.open(f"{QUEUE}/turns/{waiting[0]}"), waiting[0])
    dark.pictures("review-turn-dark")
    assert serious(dark.page) == []


def test_a_wrong_topic_by_mouse_breaks_no_policy(screen, room, waiting):
    """Also where something gave an element a style: a page's own, or a picture that hides carets."""
    one = screen(Role.OFFICER)
    page = one.open(f"{QUEUE}/turns/{waiting[0]}")
    at(page, waiting[0])
    page.get_by_text("Sai chủ đề…").click()
    page.locator("#f-q").fill("thai san")
    page.locator("#subjects input[value^='maternity/']").first.check()
    page.screenshot()
    page.evaluate("document.querySelectorAll('#f-q, #f-note').forEach(one => one.style.caretColor = 'transparent')")
    page.get_by_role("button", name="Ghi: sai chủ đề").click()
    at(page, waiting[1])
    page.wait_for_timeout(100)
    assert verdict_of(room, waiting[0]).right_topic == "maternity"
    assert one.troubles == []


def test_the_bar_of_verdicts_leaves_the_answer_its_room(screen, waiting):
    page = screen(Role.OFFICER, viewport={"width": 1280, "height": 800}).open(f"{QUEUE}/turns/{waiting[0]}")
    at(page, waiting[0])
    bar = page.locator("form.verdict").bounding_box()
    assert bar["height"] <= 130
    assert page.get_by_role("button", name="Sai", exact=False).first.bounding_box()["height"] >= 36
    page.keyboard.press("4")
    page.locator("#f-q:focus").wait_for()
    assert page.locator("details.other").bounding_box()["width"] > 700


def test_topics_of_the_law_come_first_by_name_small_talk_last(screen, room):
    page = screen(Role.OFFICER).open(QUEUE)
    law, talk = page.locator("#f-topic optgroup").all()
    assert (law.get_attribute("label"), talk.get_attribute("label")) == (
        "Pháp luật và thủ tục",
        "Trò chuyện, ngoài phạm vi",
    )
    names = law.locator("option").all_inner_texts()
    assert names == sorted(names, key=lambda one: strip_diacritics(one).lower())
    assert {"Xin chào", "Làm lại", "Dừng"}.isdisjoint(names)
    assert len(names) + talk.locator("option").count() == len(room.subjects.topics)


def test_from_a_talk_to_its_judging_and_back(screen, room, ask_house):
    turn = ask_house("rút một lần được bao nhiêu")
    room.scores.catch_up(now())
    one = screen(Role.OFFICER)
    page = one.open(f"/console/conversations/{turn}")
    page.get_by_role("link", name="Soát lượt này").click()
    page.wait_for_url(f"**{QUEUE}/turns/{turn}?from=talk")
    one.pictures("review-from-talk")
    page.keyboard.press("3")
    page.wait_for_url(f"**/console/conversations/{turn}#turn")
    assert page.get_by_text("Soát: Sai").is_visible()
    assert verdict_of(room, turn).verdict == "wrong"


def test_pages_of_figures(screen, room, ask_house):
    words = ("right", "right", "right", "wrong", "incomplete")
    sampled, number = 0, 0
    while sampled < 31:
        turn = ask_house(citizen=f"s{number}", topic=("pension_amount", "maternity")[number % 2], aspect="x")
        number += 1
        if not is_sampled(turn, 10):
            continue
        room.verdicts.give("lan", turn, Judgement(words[sampled % 5], note="ghi chú của người soát"), now())
        room.verdicts.give("mai", turn, Judgement(words[sampled % 5 if sampled % 7 else 0]), now())
        sampled += 1
    one = screen(Role.MANAGER)
    for path, name in (("/accuracy", "review-accuracy"), ("/agreement", "review-agreement"), ("/done", "review-done")):
        page = one.open(QUEUE + path)
        page.locator("h1").wait_for()
        one.pictures(name)
        assert serious(page) == []
