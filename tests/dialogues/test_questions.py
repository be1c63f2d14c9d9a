"""Every answered aspect by its button, and the questions that the product must get right in free words."""

import pytest

from bot.advice.adviser import Adviser
from bot.settings import PROJECT
from tests.dialogues.talk import Citizen, Line, play

pytestmark = pytest.mark.live

QUESTIONS = [
    ("BHXH tự nguyện thấp nhất đóng bao nhiêu một tháng?", "contribution_level", r"330\.000 đồng"),
    ("muc dong bhxh tu nguyen thap nhat la bao nhieu", "contribution_level", r"330\.000 đồng"),
    ("nha nuoc ho tro bao nhieu tien khi dong bhxh tu nguyen", "state_support", r"66\.000 đồng"),
    ("có những cách đóng bhxh tự nguyện nào", "payment_method", r"tháng"),
    ("muốn có lương hưu thì cần điều kiện gì", "pension_conditions", r"15 năm"),
    ("nam nay nam nu bao nhieu tuoi thi ve huu", "retirement_age", r"61 tuổi 6 tháng.*57 tuổi"),
    ("ai được rút bhxh một lần", "lump_sum_conditions", r"01/7/2025"),
    ("trợ cấp thai sản của người đóng tự nguyện được bao nhiêu tiền", "maternity", r"2\.000\.000 đồng"),
    (
        "tiền mai táng phí khi người đóng bhxh tự nguyện mất là bao nhiêu",
        "survivor_death",
        r"25\.300\.000 đồng",
    ),
    (
        "nghe nói không được rút bảo hiểm một lần nữa đúng không",
        "misinformation",
        r"[Kk]hông đúng|[Ss]ai|chưa đúng",
    ),
    ("toi vua bi lua chuyen tien cho nguoi xung la can bo bhxh", "fraud_report", r"ngân hàng"),
    ("số điện thoại tổng đài bảo hiểm xã hội", "contact_office", r"1900 9068"),
    ("ai được trợ cấp hưu trí xã hội", "social_pension", r"75 tuổi"),
]


@pytest.mark.parametrize(("question", "topic", "answer"), QUESTIONS)
def test_a_question_gets_its_answer(live_url, question, topic, answer):
    citizen = Citizen(live_url)
    got = citizen.says(question)
    assert got["topic"] == topic, (got["topic"], got["aspect"], citizen.heard)
    assert got["outcome"].startswith("answered"), (got["outcome"], citizen.heard)
    import re

    assert re.search(answer, citizen.heard, re.DOTALL), citizen.heard


def test_the_smallest_contribution_by_day(live_url):
    """Today's figure until the last day of 2026, the new one from the first of 2027, each with its decree."""
    for day, amount in (
        ("2026-12-15", "330.000 đồng"),
        ("2026-12-31", "330.000 đồng"),
        ("2027-01-15", "484.000 đồng"),
    ):
        citizen = Citizen(live_url, as_of=day)
        answer = citizen.says("đóng BHXH tự nguyện thấp nhất bao nhiêu một tháng")
        assert amount in citizen.heard, (day, citizen.heard)
        assert any("351/2025" in one["legal_basis"] for one in answer["evidence"]), answer["evidence"]
        assert "Nghị định" in citizen.heard


DECLINED = [
    ("thời tiết hôm nay thế nào", "out_of_scope"),
    ("tro cap that nghiep duoc may thang", "unemployment"),
    ("công ty nợ bảo hiểm xã hội bắt buộc mấy tháng nay thì ai chịu", "compulsory_insurance_other"),
]


@pytest.mark.parametrize(("question", "topic"), DECLINED)
def test_what_is_not_ours_is_declined_with_a_pointer(live_url, question, topic):
    citizen = Citizen(live_url)
    got = citizen.says(question)
    assert (got["outcome"], got["topic"]) == ("unanswered_out_of_scope", topic), citizen.heard


SMALL_TALK = [
    ("xin chào", "greet", "small_talk"),
    ("cảm ơn nhé", "thank", "small_talk"),
    ("tạm biệt", "goodbye", "small_talk"),
    ("bạn là người hay máy", "bot_challenge", "small_talk"),
    ("tôi muốn gặp nhân viên", "talk_to_officer", "handed_over"),
    ("trả lời sai rồi", "feedback_bad", "feedback_received"),
    ("trả lời hay quá, đúng cái tôi cần", "feedback_good", "feedback_received"),
]


@pytest.mark.parametrize(("words", "intent", "outcome"), SMALL_TALK)
def test_the_dialogues_own_words(live_url, words, intent, outcome):
    citizen = Citizen(live_url)
    got = citizen.says(words)
    assert (got["topic"], got["outcome"]) == (intent, outcome), citizen.heard


@pytest.mark.parametrize("words", ["gặp cán bộ", "làm lại", "dừng"])
@pytest.mark.parametrize("before", [None, "tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", "asdf qwer zxcv"])
def test_ways_out_work_from_every_state(live_url, words, before):
    citizen = Citizen(live_url)
    if before:
        citizen.says(before)
    assert citizen.says(words)["outcome"] in {"handed_over", "small_talk"}


def test_the_bot_says_that_it_is_a_machine(live_url):
    play(live_url, [Line("bạn là ai, người thật hay máy vậy", r"máy|phần mềm|tự động", "small_talk")])


def aspects() -> list[tuple[str, str]]:
    answers = Adviser.load(PROJECT / "data").answers
    return sorted((one.topic, one.aspect) for one in answers if one.topic != "dialogue" and not one.starts)


@pytest.mark.parametrize(("topic", "aspect"), aspects())
def test_every_text_fits_a_message_and_is_spoken_today_and_next_year(adviser, topic, aspect):
    """Through the adviser, for the days around the change of figures; the sentences reach it in other tests."""
    from datetime import date

    from bot.advice.adviser import Day
    from tests.dialogues.talk import LONGEST_REPLY

    today = date(2026, 11, 21)
    for day in (today, date(2026, 12, 31), date(2027, 1, 1)):
        advice = adviser.answer(topic, aspect, Day(day, today))
        assert 40 < len(advice.text) <= LONGEST_REPLY, (day, len(advice.text), advice.text)
        assert "{" not in advice.text
