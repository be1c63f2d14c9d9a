"""The talks in a browser: search, filter, a view that is kept, the transcript, unmasking, news."""

from datetime import date

import pytest

from bot.advice.advice import Evidence
from bot.clock import now
from bot.console.roles import Role
from bot.outcomes import Outcome
from bot.records.feedback import Judgement, store

LINE = Evidence(
    "rural_poverty_line",
    "Chuẩn nghèo nông thôn",
    1_500_000.0,
    "VND/month",
    "Nghị định 07/2021/NĐ-CP, Điều 3",
    date(2022, 1, 1),
    date(2026, 12, 31),
)
ANSWER = (
    "Mức đóng thấp nhất hiện nay là 330.000 đồng một tháng, chưa trừ tiền Nhà nước hỗ trợ."
    "\n\nHộ nghèo còn đóng 231.000 đồng."
)

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(talk, house):
    """A week of a small office."""
    for number in range(6):
        talk(
            f"Lương hưu của tôi được bao nhiêu, lần {number}?",
            answer="Mời anh chị cho biết năm sinh.",
            outcome=Outcome.COLLECTING,
            citizen=f"c{number}",
            channel="zalo",
            topic="pension_amount",
            aspect=None,
        )
    talk(
        "Xin chào",
        answer="Chào anh chị.",
        outcome=Outcome.SMALL_TALK,
        topic=None,
        aspect=None,
        confidence=None,
        evidence=(),
        citizen="x",
    )
    talk(
        "Con chó của tôi ốm",
        answer="Câu này ngoài phạm vi.",
        outcome=Outcome.UNANSWERED_OUT_OF_SCOPE,
        confidence=0.31,
        evidence=(),
        citizen="y",
        channel="telegram",
    )
    turn = talk(
        "Tôi là [CCCD_1], đóng thấp nhất bao nhiêu?",
        answer=ANSWER,
        evidence=(LINE,),
        original="Tôi là 079190001234, đóng thấp nhất bao nhiêu?",
    )
    given = talk(
        "không có ích",
        answer="Cảm ơn anh chị.",
        outcome=Outcome.FEEDBACK_RECEIVED,
        topic=None,
        aspect=None,
        evidence=(),
        confidence=None,
    )
    with house.database.session() as session:
        store(session.connection(), given, Judgement(turn, "bad", "unclear"), "button", now())
    return turn


def test_from_the_list_to_what_was_typed(screen, talks):
    seen = screen(Role.OFFICER)
    page = seen.open("/console/conversations")
    seen.pictures("conversations-list")
    page.keyboard.press("/")
    page.keyboard.type("dong thap nhat")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=dong**")
    assert page.locator("mark").all_inner_texts() == ["đóng", "thấp", "nhất"]
    seen.pictures("conversations-search")
    page.get_by_role("link", name="Tôi là").click()
    page.wait_for_url("**/console/conversations/*-*")
    seen.pictures("conversations-talk")
    assert page.get_by_text("Chuẩn nghèo nông thôn").is_visible()
    assert "079190001234" not in page.content()
    page.get_by_text("Xem nguyên văn").click()
    page.get_by_label("Lý do cần xem").fill("Người dân gọi hỏi lại")
    page.get_by_role("button", name="Ghi nhật ký và xem").click()
    page.get_by_text("079190001234").wait_for()
    seen.pictures("conversations-unmasked")


def test_a_filter_is_taken_apart_and_kept(screen, talks):
    seen = screen(Role.OFFICER)
    page = seen.open("/console/conversations")
    page.get_by_text("Lọc thêm").click()
    page.get_by_label("Kênh", exact=True).first.select_option("zalo")
    page.get_by_label("Kết quả", exact=True).first.select_option("collecting")
    page.get_by_role("button", name="Lọc", exact=True).click()
    page.wait_for_url("**channel=zalo**")
    assert page.locator("tbody tr").count() == 6
    # What the reader opened stays open, until they close it.
    assert page.get_by_label("Kênh", exact=True).first.is_visible()
    page.get_by_text("Lọc thêm").click()
    page.reload()
    assert not page.get_by_label("Kênh", exact=True).first.is_visible()
    seen.pictures("conversations-filter")
    page.get_by_text("Lưu bộ lọc này").click()
    page.get_by_label("Tên bộ lọc").fill("Zalo đang hỏi")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Zalo đang hỏi").wait_for()
    page.get_by_role("link", name="Kênh: Zalo").click()
    page.wait_for_url(lambda url: "channel=zalo" not in url)
    assert page.locator("tbody tr").count() == 6
    page.get_by_role("link", name="Zalo đang hỏi").click()
    page.wait_for_url("**channel=zalo**")


def test_a_family_of_topics_and_the_days_by_mouse(screen, talks, talk):
    talk("rút một lần được nhiêu", topic="lump_sum_amount", aspect=None)
    seen = screen(Role.OFFICER)
    page = seen.open("/console/conversations")
    page.get_by_text("Lọc thêm").click()
    page.locator("details.topics > summary").click()
    page.get_by_label("Cả nhóm Rút BHXH một lần").check()
    page.get_by_label("Cảm ơn", exact=True).check()
    seen.pictures("conversations-topics")
    page.get_by_role("button", name="Lọc", exact=True).click()
    page.wait_for_url("**topic=lump_sum_conditions**")
    assert page.locator("tbody tr").count() == 1
    assert page.get_by_label("Cả nhóm Rút BHXH một lần").is_checked()
    page.get_by_role("link", name="Hôm qua").click()
    page.wait_for_url("**from=**")
    assert "topic=lump_sum_amount" in page.url
    page.get_by_text("Không có lượt nào khớp bộ lọc.").wait_for()


def test_news_are_told_without_stealing_the_place(screen, talks, talk):
    seen = screen(Role.OFFICER)
    page = seen.open("/console/conversations")
    before = page.locator("tbody tr").count()
    talk("Câu hỏi mới")
    page.evaluate("htmx.trigger('.news', 'look')")
    page.locator(".news[hx-get]").evaluate("element => htmx.ajax('GET', element.getAttribute('hx-get'), element)")
    link = page.get_by_role("link", name="1 lượt mới, bấm để xem")
    link.wait_for()
    assert page.locator("tbody tr").count() == before
    link.click()
    page.get_by_role("link", name="Câu hỏi mới").wait_for()


def test_nothing_found_says_so(screen, talks):
    page = screen(Role.AUDITOR).open("/console/conversations?q=zzkhong")
    assert page.get_by_text("Không có lượt nào khớp bộ lọc.").is_visible()
