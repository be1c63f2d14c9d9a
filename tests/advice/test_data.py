"""The project's own texts: whole, sourced, short enough, asking for nothing that the bot must never ask."""

import re
from datetime import date

import pytest
import yaml

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER, OTHER, Answers, further_aspect
from bot.advice.template import fill
from bot.outcomes import Outcome
from bot.policy.calculators import run
from bot.settings import PROJECT

TODAY = date(2026, 11, 21)
NEW_YEAR = date(2027, 1, 1)
#: Characters of a whole message on a phone.
LONGEST_MESSAGE = 900
#: Characters of a worked example, without its sources.
LONGEST_EXAMPLE = 600

ANSWERS = Answers.load(PROJECT / "data" / "answers")
TEXTS = [one for one in ANSWERS if not one.starts]
LAW = [one for one in TEXTS if one.topic != "dialogue"]
#: Topics that are understood in order to point elsewhere.
NEAR = ("unemployment", "compulsory_insurance_other")
MORE = [(one, part) for one in ANSWERS for part in FURTHER if one.further(part)]


def intents() -> set[str]:
    found = set()
    for path in (PROJECT / "data" / "nlu").rglob("*.yml"):
        found |= {row["intent"] for row in yaml.safe_load(path.read_text("utf-8"))["nlu"]}
    return found


def test_everything_that_can_be_understood_can_be_answered(adviser):
    day = Day(TODAY, TODAY)
    for intent in sorted(intents()):
        topic, _, aspect = intent.partition("/")
        advice = adviser.answer(topic, aspect or None, day)
        assert advice.outcome is not Outcome.UNANSWERED_NOT_UNDERSTOOD, intent
        if aspect and aspect != OTHER:
            assert advice.outcome is not Outcome.SUGGESTED, f"{intent} has sentences and no text"


def test_every_topic_of_the_domain_has_its_texts_and_every_plain_intent_its_words():
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))
    plain = {intent for intent in intents() if "/" not in intent}
    for intent in domain["intents"]:
        if intent in plain:
            assert ANSWERS.find(intent), intent
        else:
            assert len([one for one in ANSWERS.topic(intent).answers if one != OTHER]) >= 3, intent


@pytest.mark.parametrize("answer", TEXTS, ids=lambda one: one.key)
def test_a_text_is_spoken_whole_on_both_sides_of_the_new_year(adviser: Adviser, answer):
    for day in (TODAY, date(2026, 12, 31), NEW_YEAR):
        filled = fill(answer.text, adviser.policy, day)
        assert filled.text
        topic, aspect = (answer.topic, answer.aspect) if answer.topic != "dialogue" else (answer.aspect, None)
        advice = adviser.answer(topic, aspect, Day(day, TODAY))
        assert advice.outcome is answer.outcome, (day, advice.text)
        assert len(advice.text) <= LONGEST_MESSAGE, (day, len(advice.text))


@pytest.mark.parametrize(("answer", "part"), MORE, ids=[f"{one.key}-{part}" for one, part in MORE])
def test_what_is_said_on_request_is_whole_sourced_and_short(adviser: Adviser, answer, part):
    for day in (TODAY, date(2026, 12, 31), NEW_YEAR):
        advice = adviser.answer(answer.topic, further_aspect(answer.aspect, part), Day(day, TODAY))
        assert (advice.outcome, advice.aspect) == (answer.outcome, answer.aspect), (day, advice.text)
        assert len(advice.text) <= LONGEST_MESSAGE, (day, len(advice.text))
        assert advice.evidence
    if part == "example":
        assert len(fill(answer.example, adviser.policy, TODAY).text) <= LONGEST_EXAMPLE


def test_aspects_leave_the_double_underscore_to_what_is_said_on_request():
    for answer in ANSWERS:
        assert "__" not in answer.aspect
        assert len(further_aspect(answer.aspect, "example")) <= 64, "the engine takes no longer name"


@pytest.mark.parametrize("answer", LAW, ids=lambda one: one.key)
def test_an_answer_names_its_law_and_its_day(adviser: Adviser, answer):
    if not answer.outcome.startswith("answered"):
        return
    advice = adviser.answer(answer.topic, answer.aspect, Day(TODAY, TODAY))
    assert "Căn cứ: " in advice.text, answer.key
    assert "21/11/2026" in advice.text
    assert advice.evidence


@pytest.mark.parametrize("answer", TEXTS, ids=lambda one: one.key)
def test_titles_and_follow_ups_fit_buttons(answer):
    assert 0 < len(answer.ask) <= 40
    assert len(answer.next) <= 3
    assert answer.key not in answer.next


def test_titles_differ_within_a_topic():
    for name in {one.topic for one in ANSWERS}:
        titles = [one.ask for one in ANSWERS.topic(name).answers.values()]
        assert len(titles) == len(set(titles)), name


def test_the_caution_is_printed_where_it_is_due_and_only_there(adviser: Adviser):
    caution = adviser.phrases("frame.caution")
    assert "theo công bố, nên hỏi lại cơ quan BHXH" in caution
    for answer in LAW:
        if answer.outcome.startswith("answered"):
            figures = fill(answer.text, adviser.policy, TODAY).figures
            certain = answer.confidence == "A" and all(
                one.confidence == "A" or one.unit in {"phone", "text"} for one in figures
            )
            spoken = adviser.answer(answer.topic, answer.aspect, Day(TODAY, TODAY)).text
            assert (caution in spoken) is not certain, answer.key


#: What no text may ask of a citizen. Warnings against it are welcome.
ASKED = re.compile(
    r"(gửi|nhập|cho (An Sinh|tôi) biết|cung cấp|đọc) (cho (An Sinh|tôi) )?(số )?(mã )?"
    r"(OTP|mật khẩu|căn cước|CCCD|CMND|số thẻ|số tài khoản)",
    re.IGNORECASE,
)
WARNED = re.compile(r"đừng|không|chớ|tuyệt đối|lỡ|đã |vừa |bắt|yêu cầu|đòi|xúi|bảo ", re.IGNORECASE)


@pytest.mark.parametrize("answer", TEXTS, ids=lambda one: one.key)
def test_no_text_asks_for_what_the_bot_must_never_ask(answer):
    for sentence in re.split(r"(?<=[.!?\n])\s", "\n".join(answer.texts())):
        if ASKED.search(sentence):
            assert WARNED.search(sentence), sentence


@pytest.mark.parametrize("answer", TEXTS, ids=lambda one: one.key)
def test_no_text_urges_or_promises(answer):
    said = "\n".join(answer.texts())
    assert not re.search(r"chắc chắn (có )?(lời|lãi)|nên (tham gia|đóng) ngay|cam kết|đảm bảo (có )?(lời|lãi)", said)


def test_links_are_those_of_the_state(adviser: Adviser):
    for answer in TEXTS:
        filled = fill("\n".join(answer.texts()), adviser.policy, TODAY).text
        for host in re.findall(r"(?:https?://|www\.)([a-z0-9.-]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.vn)\b", filled):
            assert (host[0] or host[1]).endswith(("gov.vn", "chinhphu.vn")), (answer.key, host)


def amounts(key: str) -> set[int]:
    """The amounts that a text names itself, as its examples' own."""
    return {
        int(one)
        for one in re.findall(r"\{eg (\d{7,}) VND\}|\bM=(\d+)", ANSWERS.find(*key.split("/")).text)
        for one in one
        if one
    }


def test_worked_totals_are_those_of_their_own_assumptions(adviser: Adviser):
    """No calculator adds up a life; these totals stand in the texts and are held to what calculators give."""

    def of(name: str, output: str, **inputs) -> int:
        return int(run(adviser.policy, name, inputs, TODAY).values[output])

    support = of("contribution", "state_support", income=1_500_000, group="other")
    pays = of("contribution", "payable", income=1_500_000, group="other")
    gross = of("contribution", "gross", income=1_500_000)
    assert 60 * support in amounts("lump_sum_amount/quick_example")
    assert 120 * pays + 60 * gross in amounts("pension_amount/years_to_recover")


@pytest.mark.parametrize("answer", [one for one in TEXTS if one.topic in NEAR], ids=lambda one: one.key)
def test_every_question_on_a_near_topic_is_told_where_to_ask(answer):
    assert re.search(r"[Tt]rung tâm dịch vụ việc làm|BHXH cơ sở|[Cc]ơ quan BHXH|\{hotline_bhxh\}", answer.text)
    assert answer.next


@pytest.mark.parametrize("topic", [*NEAR, "out_of_scope"])
def test_what_is_not_ours_is_declined_where_its_question_is_not_sure(adviser, topic):
    assert adviser.answer(topic, None, Day(TODAY, TODAY)).outcome is Outcome.UNANSWERED_OUT_OF_SCOPE
