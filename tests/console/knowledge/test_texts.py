"""Answers and rumours: found, edited with placeholders only, shown as each channel shows them, two persons."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import insert

from bot.advice.adviser import Adviser
from bot.clock import now
from bot.console.roles import Role
from bot.knowledge import checks
from bot.knowledge.previews import looks
from bot.knowledge.text_drafts import changed, fields_of, typed_of
from bot.knowledge.work import open_work
from bot.storage.claim_tables import ClaimSighting
from bot.storage.review_tables import Review
from tests.advice import test_data as held
from tests.console.knowledge.conftest import LOWEST, RUMOUR

PATH = "/console/knowledge/answers"
PAGE = f"{PATH}/contribution_level/min_monthly_payment"
DRAFT = f"{PAGE}/draft"
TODAY = date(2026, 11, 22)


def form_of(words, **typed) -> dict[str, str]:
    return {**typed_of(LOWEST, words(LOWEST)), "why": "dễ hiểu hơn", "act": "propose", **typed}


def easier(words) -> str:
    return typed_of(LOWEST, words(LOWEST))["text"].replace("Mức đóng thấp nhất hiện nay", "Mức thấp nhất bây giờ")


def test_answers_are_found_without_marks_and_by_topic(editor):
    found = {one["key"] for one in editor.json(f"{PATH}?q=nhat dong THẤP mức")["rows"]}
    assert "contribution_level/min_monthly_payment" in found
    rows = editor.json(f"{PATH}?topic=maternity")["rows"]
    assert {one["key"].split("/")[0] for one in rows} == {"maternity"}
    assert "Không câu trả lời nào" in editor.see(f"{PATH}?q=xyzxyz").text
    assert editor.see(f"{PATH}?topic=nonsense").status_code == 400


@pytest.mark.parametrize("place", ["answers", "rumours", "work"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_lists_are_files_too(editor, place, form):
    assert editor.get(f"/console/knowledge/{place}?format={form}").status_code == 200


def test_an_edited_answer_is_in_force_once_another_approved_it(editor, manager, words, house):
    to = editor.form(DRAFT, **form_of(words, text=easier(words))).headers["location"]
    page = manager.see(to).text
    assert "Mức thấp nhất bây giờ" in page
    assert "330.000 đồng" in page, "what citizens would read, not the template alone"
    assert manager.form(f"{to}/decide", what="approved").status_code == 303
    assert "Mức thấp nhất bây giờ" in house.adviser.answers.find("contribution_level", "min_monthly_payment").text
    assert to in editor.see(PAGE).text, "a version with who and why"


def test_only_what_differs_is_written_anew(words):
    draft = changed(LOWEST, words(LOWEST), typed_of(LOWEST, words(LOWEST)))
    assert (draft.words, draft.problems) == (words(LOWEST), ())
    draft = changed(LOWEST, words(LOWEST), {"ask": "Mức thấp nhất"})
    there = words(LOWEST).split("\n")
    assert [line for line in draft.words.split("\n") if line not in there] == ['ask = "Mức thấp nhất"']


def test_every_answer_and_rumour_goes_through_its_form_unchanged(adviser, data):
    from bot.knowledge.blocks import blocks
    from bot.knowledge.items import Item, read_files, words_of

    files = read_files(data)
    items = [Item(path, name) for path, text in files.items() if path.startswith("answers/") for name in blocks(text)]
    items += [Item(path, "") for path in files if path.startswith("rumours/")]
    assert len(items) > 200
    for item in items:
        there = words_of(files, item)
        assert changed(item, there, typed_of(item, there)).words == there, item.key


@pytest.mark.parametrize("nasty", ['nói "thế" là sai', "dấu \\ ngược", 'ba """ nháy', "hai\ndòng", "tab\tvà # thăng"])
def test_whatever_is_typed_comes_back_as_it_was_typed(words, nasty):
    draft = changed(LOWEST, words(LOWEST), {"text": nasty, "more": nasty, "ask": nasty.replace("\n", " ")})
    fields = fields_of(LOWEST, draft.words)
    assert (fields["text"].strip(), fields["more"].strip()) == (nasty, nasty)
    assert fields["ask"] == nasty.replace("\n", " ")


def test_a_part_is_put_in_and_taken_out(words):
    without = changed(LOWEST, words(LOWEST), {"example": ""}).words
    assert "example" not in fields_of(LOWEST, without)
    again = changed(LOWEST, without, {"example": "Chị Hoa chọn mức thấp nhất."}).words
    assert fields_of(LOWEST, again)["example"].strip() == "Chị Hoa chọn mức thấp nhất."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mức đóng bằng 22% thu nhập.", "{contribution_rate}"),
        ("Chuẩn nghèo là 1.500.000 đồng.", "{rural_poverty_line}"),
        ("Sang năm là 2.200.000 đồng.", "{rural_poverty_line@2027-01-01}"),
        ("Gọi 9.999.991 lần.", "{eg 9999991 factor}"),
        ("Chị đóng 2,5 triệu đồng.", "{eg 2500000 VND}"),
        ("Bác chờ 1.500.000 ngày.", "{eg 1500000 days}"),
        ("Đóng trong 13 tháng.", "{eg 13 months}"),
        ("Theo Điều 31 của luật.", "[[Điều 31]]"),
        ("Theo Nghị định 158/2025/NĐ-CP.", "[[Nghị định 158/2025/NĐ-CP]]"),
        ("Quay 987654.", "số gõ tay"),
    ],
)
def test_a_typed_number_is_refused_with_the_placeholder_to_write(editor, words, typed, said):
    page = editor.form(DRAFT, **form_of(words, text=typed))
    assert page.status_code == 400
    assert said in page.text
    assert typed in page.text, "what was typed stays"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "Xem {no_such_figure}."}, "no_such_figure"),
        ({"ask": "x" * 41}, "longer than 40"),
        ({"text": "dài " * 300}, "nhiều nhất 900"),
        ({"text": "Anh/chị gửi số căn cước cho An Sinh nhé."}, "không bao giờ hỏi"),
        ({"text": "Tham gia chắc chắn có lãi {contribution_rate}."}, "hứa hẹn"),
        ({"text": "Xem vidu.vn."}, "vidu.vn"),
        ({"next": "a/b"}, "a/b"),
        ({"next": "contribution_level/min_monthly_payment"}, "không dẫn về chính nó"),
        ({"ask": "Cách tính tiền đóng hằng tháng"}, "tên nút đó"),
        ({"checked_on": "hôm nay"}, "Ngày viết như"),
        ({"confidence": "Z"}, "confidence"),
        ({"text": ""}, "Cần điền"),
    ],
)
def test_what_the_projects_tests_refuse_is_refused_here(editor, words, typed, said):
    page = editor.form(DRAFT, **form_of(words, **typed))
    assert page.status_code == 400
    assert said in page.text


def test_a_sentence_that_a_fact_stands_on_is_named_to_whoever_approves(editor, words):
    page = editor.form(DRAFT, **form_of(words, text=easier(words), act="preview"))
    assert page.status_code == 200
    assert "Bảng sự kiện" in page.text


def test_the_projects_own_texts_pass_and_by_the_same_measures(adviser, house):
    assert (held.LONGEST_MESSAGE, held.LONGEST_EXAMPLE) == (checks.LONGEST_MESSAGE, checks.LONGEST_EXAMPLE)
    assert (held.ASKED, held.WARNED) == (checks.ASKED, checks.WARNED)
    assert {one.key: found for one in adviser.answers if (found := checks.of_answer(adviser, one, TODAY))} == {}
    assert [one.name for one in house.claim_room.rumours if checks.of_rumour(adviser, one, TODAY)] == []


def test_the_looks_come_while_somebody_types(editor, words):
    headers = {"hx-request": "true", "accept": "text/html"}
    typed = {**form_of(words, text=easier(words)), "_token": editor.token}
    page = editor.post(DRAFT, data=typed, headers=headers)
    assert page.status_code == 200
    assert "<html" not in page.text
    assert "Mức thấp nhất bây giờ" in page.text
    assert "1. Nói kỹ hơn" in page.text, "Zalo's buttons stand in the text by number"


def test_what_cannot_be_read_is_told_while_somebody_types(editor, words):
    typed = {**form_of(words, text="{x"), "_token": editor.token}
    page = editor.post(DRAFT, data=typed, headers={"hx-request": "true", "accept": "text/html"})
    assert page.status_code == 200
    assert "Chưa xem được" in page.text


def test_a_long_text_is_several_messages_on_zalo_and_one_on_telegram():
    advice = SimpleNamespace(text="câu này dài. " * 200, buttons=(SimpleNamespace(title="Tiếp"),))
    found = looks(advice)
    assert len(found["zalo"].texts) == 2
    assert all(len(text) <= 2_000 for text in found["zalo"].texts)
    assert found["zalo"].texts[-1].endswith("1. Tiếp")
    assert [len(found[channel].texts) for channel in ("web", "telegram")] == [1, 1]


def test_a_rumour_is_edited_as_an_answer_is(editor, manager, words, house):
    typed = {**typed_of(RUMOUR, words(RUMOUR)), "verdict": "partly_true", "why": "đọc lại", "act": "propose"}
    to = editor.form("/console/knowledge/rumours/late_fine/draft", **typed).headers["location"]
    manager.form(f"{to}/decide", what="approved")
    assert house.claim_room.rumours.find("late_fine").verdict == "partly_true"
    assert editor.see("/console/knowledge/rumours/late_fine").status_code == 200


def test_figures_say_of_a_rumour_what_is_answered_now(editor, manager, words, house):
    with house.database.session() as session:
        session.add(ClaimSighting(claim="late_fine", day=date(2026, 5, 4), host="", way="asked", count=7))

    def told() -> list[dict[str, object]]:
        shown = manager.json("/console/statistics/rumours?period=2026-05")["tables"]
        return next(one["rows"] for one in shown if one["key"] == "claims_before_after")

    [before] = told()
    typed = {"claim": "Đóng chậm thì bị phạt.", "verdict": "partly_true", "why": "đọc lại", "act": "propose"}
    sent = {**typed_of(RUMOUR, words(RUMOUR)), **typed}
    to = editor.form("/console/knowledge/rumours/late_fine/draft", **sent).headers["location"]
    assert told() == [before]
    manager.form(f"{to}/decide", what="approved")
    [after] = told()
    assert (after["claim"], after["verdict"]) == ("Đóng chậm thì bị phạt.", "Đúng một phần")
    assert (before["claim"], before["verdict"]) != (after["claim"], after["verdict"])


@pytest.mark.parametrize(
    "typed", [{"said": "một câu"}, {"verdict": "maybe"}, {"claim": "Phạt 5%."}, {"review_by": "2020-01-01"}]
)
def test_a_rumour_that_the_loader_refuses_is_not_proposed(editor, words, typed):
    sent = {**typed_of(RUMOUR, words(RUMOUR)), "why": "thử", "act": "propose", **typed}
    assert editor.form("/console/knowledge/rumours/late_fine/draft", **sent).status_code == 400


@pytest.mark.parametrize("path", [f"{PATH}/no/such", "/console/knowledge/rumours/none", f"{PATH}/..%2f..%2fx/y"])
def test_texts_that_are_not_there_are_not_found(editor, path):
    assert editor.see(path).status_code == 404


def test_a_stranger_to_the_form_changes_nothing(login, words):
    reader = login(Role.OFFICER)
    assert reader.see(PAGE).status_code == 200
    assert "disabled" in reader.see(PAGE).text
    assert reader.form(DRAFT, **form_of(words)).status_code == 403


def review(house, interaction: str, **changed) -> int:
    row = {
        "interaction_id": interaction,
        "reviewer": "hoa",
        "verdict": "wrong",
        "to_content": True,
        "note": "con số đúng, câu khó hiểu",
        "model_version": "m",
        "round": 1,
        "sampled": False,
        "reviewed_at": now(),
        "seconds": 3.0,
        **changed,
    }
    return house.database.together(
        lambda connection: connection.execute(insert(Review.__table__), row).inserted_primary_key[0]
    )


def test_what_reviewers_sent_on_is_work_until_a_change_names_it(editor, house, talk, words):
    number = review(house, talk("thấp nhất bao nhiêu"))
    assert [one["answer"] for one in editor.json("/console/knowledge/work")["rows"]] == [
        "contribution_level/min_monthly_payment"
    ]
    assert "câu khó hiểu" in editor.see("/console/knowledge/work").text
    assert "hoa soát ngày" in editor.see(PAGE).text
    done = editor.form(DRAFT, **form_of(words, text=easier(words), review=str(number)))
    assert done.status_code == 303
    assert open_work(house.database) == []


def test_a_verdict_that_was_taken_back_is_no_work(house, talk):
    turn = talk("thấp nhất bao nhiêu")
    first = review(house, turn)
    review(house, turn, verdict="undone", to_content=True, supersedes=first)
    review(house, talk("khác"), to_content=False)
    assert open_work(house.database) == []


def test_an_answer_of_the_new_words_is_what_the_engine_says(house, approve, words, adviser):
    approve(LOWEST, changed(LOWEST, words(LOWEST), {"ask": "Thấp nhất là bao nhiêu"}).words)
    assert isinstance(house.adviser, Adviser)
    titles = [one.title for one in house.adviser.choices("contribution_level").buttons]
    assert "Thấp nhất là bao nhiêu" in titles
    assert "Thấp nhất là bao nhiêu" not in [one.title for one in adviser.choices("contribution_level").buttons]
