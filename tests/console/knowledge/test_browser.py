"""Knowledge in a browser: a figure and an answer are changed, a second person approves, pictures of every page."""

import pytest

from bot.advice.advice import Evidence
from bot.clock import today
from bot.console.roles import Role

pytestmark = pytest.mark.browser
FIGURE = "/console/knowledge/figures/rural_poverty_line"
ANSWER = "/console/knowledge/answers/contribution_level/min_monthly_payment"


def test_a_figure_goes_from_draft_to_force(screen, house):
    editor, manager = screen(Role.EDITOR), screen(Role.MANAGER)
    page = editor.open("/console/knowledge/figures?q=chuẩn hộ nghèo")
    page.get_by_role("link", name="Chuẩn hộ nghèo khu vực nông thôn").wait_for()
    editor.pictures("knowledge-figures")
    page.get_by_role("link", name="Chuẩn hộ nghèo khu vực nông thôn").click()
    editor.pictures("knowledge-figure")
    typed = {"Áp dụng từ ngày": "2028-01-01", "Giá trị": "2.500.000", "Căn cứ": "Nghị định của bài thử"}
    form = page.locator("form", has=page.get_by_role("heading", name="Giá trị mới từ một ngày"))
    for label, value in {**typed, "Soát ngày": "2026-11-22", "Soát lại trước ngày": "2027-11-30"}.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_label("Xem trước vào ngày").fill("2028-02-01")
    form.get_by_role("button", name="Xem trước").click()
    page.get_by_role("heading", name="Xem trước: câu trả lời vào ngày 01/02/2028").wait_for()
    editor.pictures("knowledge-figure-preview")
    form.get_by_label("Vì sao đổi").fill("nghị định mới")
    form.get_by_role("button", name="Đề xuất").click()
    page.get_by_text("Đây là đề xuất của bạn").wait_for()
    second = manager.open("/console/knowledge/changes")
    manager.pictures("knowledge-changes")
    second.get_by_role("link", name="rural_poverty_line").click()
    manager.pictures("knowledge-change")
    second.keyboard.press("d")
    second.get_by_text("đang áp dụng, chưa xuất vào data/").wait_for()
    assert house.adviser.policy.periods("rural_poverty_line")[-1].value == 2_500_000


def test_an_answer_is_seen_on_every_channel_while_it_is_typed(screen):
    editor = screen(Role.EDITOR)
    page = editor.open("/console/knowledge/answers?q=muc dong thap nhat")
    editor.pictures("knowledge-answers")
    page.goto(editor.url + ANSWER)
    page.get_by_label("Câu trả lời", exact=True).fill("Mức thấp nhất theo {rural_poverty_line}.")
    page.locator("#looks").get_by_text("Mức thấp nhất theo 1.500.000 đồng.").first.wait_for()
    for summary in page.locator("#looks summary").all():
        if "Zalo" in (summary.text_content() or ""):
            summary.click()
    editor.pictures("knowledge-answer")
    page.get_by_label("Câu trả lời", exact=True).fill("Mức thấp nhất theo 1.500.000 đồng.")
    page.locator("#looks").get_by_text("viết {rural_poverty_line} thay cho số").wait_for()
    editor.pictures("knowledge-answer-refused")


def test_rumours_and_work_have_their_pages(screen):
    editor = screen(Role.EDITOR)
    editor.open("/console/knowledge/rumours")
    editor.pictures("knowledge-rumours")
    editor.open("/console/knowledge/rumours/late_fine")
    editor.pictures("knowledge-rumour")
    editor.open("/console/knowledge/work")
    editor.pictures("knowledge-work")


def test_a_correction_is_written_by_one_and_sent_by_another(screen, talk, house):
    figure = house.adviser.policy.figure("rural_poverty_line", today())
    for number in range(3):
        talk("thấp nhất bao nhiêu", citizen=f"an-{number}", evidence=(Evidence.of_figure(figure),))
    editor, manager = screen(Role.EDITOR), screen(Role.MANAGER)
    page = editor.open("/console/knowledge/recall/rural_poverty_line")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("heading", name="Người dân sẽ đọc").wait_for()
    page.get_by_role("button", name="Để quản lý gửi").click()
    page.get_by_text("Chờ quản lý gửi").wait_for()
    second = manager.open("/console/knowledge/recall/rural_poverty_line")
    second.on("dialog", lambda dialog: dialog.accept())
    second.get_by_role("button", name="Gửi đính chính").click()
    second.get_by_text("không có đường nhắn lại (trang web): 3").wait_for()
    manager.pictures("knowledge-recall")


@pytest.mark.parametrize("path", ["figures", "changes?state=all", "answers", "rumours", "work"])
def test_pages_do_in_the_dark_and_in_english(screen, path, house):
    editor = screen(Role.EDITOR, color_scheme="dark")
    page = editor.open(f"/console/knowledge/{path}")
    page.get_by_role("button", name="English").click()
    page.get_by_role("navigation", name="Parts of the knowledge").wait_for()
    editor.pictures(f"knowledge-{path.split('?')[0]}-dark")
