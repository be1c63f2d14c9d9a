"""What a text must be beside readable: said whole on every day, short enough for a phone, asking for nothing forbidden.

The project's own tests hold the texts of `data/` to the same (`tests/advice/test_data.py`); a draft is held to it here,
before somebody approves it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.advice import wording
from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER, Answer, further_aspect
from bot.advice.rumours import Rumour
from bot.advice.template import TemplateError, bare_numbers, fill
from bot.knowledge.problems import Problem, problem
from bot.knowledge.typed import typed
from bot.outcomes import Outcome
from bot.policy.errors import PolicyError
from bot.policy.figures import Policy

#: Characters of a whole message on a phone, and of a worked example without its sources.
LONGEST_MESSAGE, LONGEST_EXAMPLE = 900, 600
MOST_NEXT = 3
#: What no text may ask of a citizen; warnings against it are welcome.
ASKED = re.compile(
    r"(gửi|nhập|cho (An Sinh|tôi) biết|cung cấp|đọc) (cho (An Sinh|tôi) )?(số )?(mã )?"
    r"(OTP|mật khẩu|căn cước|CCCD|CMND|số thẻ|số tài khoản)",
    re.IGNORECASE,
)
WARNED = re.compile(r"đừng|không|chớ|tuyệt đối|lỡ|đã |vừa |bắt|yêu cầu|đòi|xúi|bảo ", re.IGNORECASE)
PROMISED = re.compile(r"chắc chắn (có )?(lời|lãi)|nên (tham gia|đóng) ngay|cam kết|đảm bảo (có )?(lời|lãi)")
_HOST = re.compile(r"(?:https?://|www\.)([a-z0-9.-]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.vn)\b")
_SENTENCE = re.compile(r"(?<=[.!?\n])\s")
_NUMBER = re.compile(r"\d[\d.,/]*")
#: Placeholders named for a number that was typed.
_NAMED = 3


def days(today: date) -> tuple[date, ...]:
    """The days a text is tried on: today, both sides of the next new year."""
    new_year = date(today.year + 1, 1, 1)
    return today, new_year - timedelta(days=1), new_year


def typed_numbers(policy: Policy, field: str, text: str, today: date) -> list[Problem]:
    """Numbers typed into a text, each with what to write instead: figures of its unit, an example, a citation."""
    found = []
    for number in dict.fromkeys(one.rstrip(".,/") for one in bare_numbers(text)):
        like = typed(text, number)
        keys = [] if like.is_citation else _placeholders(policy, number, today, like.units)
        reason = "number_is_figure" if keys else "number_is_cited" if like.is_citation else "number_of_example"
        use = ", ".join(f"{{{key}}}" for key in keys[:_NAMED]) or like.use
        found.append(problem(field, reason if use else "number", number=number, use=use))
    return found


def of_answer(adviser: Adviser, answer: Answer, today: date) -> list[Problem]:
    """What is wrong with an answer that the loader takes; empty where nothing is."""
    if answer.starts:
        return []
    found = [*_buttons(adviser, answer), *_spoken(adviser, answer, today)]
    for field in ("text", *FURTHER):
        if words := answer.text if field == "text" else answer.further(field):
            found += _words(adviser, field, words, today)
    if answer.example and (long := _length(adviser, answer.example, today)) > LONGEST_EXAMPLE:
        found.append(_too_long("example", long, LONGEST_EXAMPLE, today))
    return found


def of_rumour(adviser: Adviser, rumour: Rumour, today: date) -> list[Problem]:
    """The same for a rumour: every message that repeats its verdict can be said."""
    found: list[Problem] = []
    for day in (one for one in days(today) if rumour.is_spoken(Day(one, today))):
        try:
            advice = rumour.advice(adviser, Day(day, today))
            rumour.short(adviser, Day(day, today))
        except (PolicyError, TemplateError) as error:
            return [problem("refutation", "loader", said=str(error))]
        if len(advice.text) > LONGEST_MESSAGE and not found:
            found.append(_too_long("refutation", len(advice.text), LONGEST_MESSAGE, day))
    return [*found, *_words(adviser, "refutation", rumour.refutation, today)]


def wording_of(field: str, words: str) -> Iterator[Problem]:
    """What a text must never say, whatever it is for."""
    for sentence in _SENTENCE.split(words):
        if ASKED.search(sentence) and not WARNED.search(sentence):
            yield problem(field, "asks", words=sentence.strip()[:80])
    if found := PROMISED.search(words):
        yield problem(field, "promises", words=found[0])


def _buttons(adviser: Adviser, answer: Answer) -> Iterator[Problem]:
    if not answer.ask.strip():
        yield problem("ask", "needed")
    if len(answer.next) > MOST_NEXT:
        yield problem("next", "too_many", count=len(answer.next), most=MOST_NEXT)
    if answer.key in answer.next:
        yield problem("next", "to_itself")
    topic = adviser.answers.topic(answer.topic)
    if topic and any(one.ask == answer.ask and one.aspect != answer.aspect for one in topic.answers.values()):
        yield problem("ask", "same_title")


def _spoken(adviser: Adviser, answer: Answer, today: date) -> Iterator[Problem]:
    for field in ("text", *(part for part in FURTHER if answer.further(part))):
        found = (_spoken_on(adviser, answer, field, day, today) for day in days(today))
        yield from [one for one in found if one][:1]


def _spoken_on(adviser: Adviser, answer: Answer, field: str, day: date, today: date) -> Problem | None:
    plain = answer.topic == "dialogue"
    aspect = answer.aspect if field == "text" else further_aspect(answer.aspect, field)
    try:
        advice = adviser.answer(aspect if plain else answer.topic, None if plain else aspect, Day(day, today))
    except (PolicyError, TemplateError) as error:
        return problem(field, "loader", said=str(error))
    if advice.outcome is not answer.outcome:
        return problem(field, "not_said", day=wording.day(day))
    if len(advice.text) > LONGEST_MESSAGE:
        return _too_long(field, len(advice.text), LONGEST_MESSAGE, day)
    if answer.outcome.startswith(Outcome.ANSWERED) and not plain and not advice.evidence:
        return problem("legal_basis", "no_law")
    return None


def _words(adviser: Adviser, field: str, words: str, today: date) -> Iterator[Problem]:
    yield from wording_of(field, words)
    try:
        filled = fill(words, adviser.policy, today).text
    except (PolicyError, TemplateError):
        return
    for host in (one[0] or one[1] for one in _HOST.findall(filled)):
        if not host.endswith(("gov.vn", "chinhphu.vn")):
            yield problem(field, "host", host=host)


def _length(adviser: Adviser, example: str, today: date) -> int:
    try:
        return len(fill(example, adviser.policy, today).text)
    except (PolicyError, TemplateError):
        return 0


def _too_long(field: str, length: int, most: int, day: date) -> Problem:
    return problem(field, "too_long", length=length, most=most, day=wording.day(day))


def _placeholders(policy: Policy, number: str, today: date, units: frozenset[str] | None) -> list[str]:
    """Figures of these units that are said with this very number, on the day or when their next value begins."""
    found = []
    for key in policy:
        for figure in policy.periods(key):
            if (figure.effective_to and figure.effective_to < today) or not figure.spoken():
                continue
            if units is not None and figure.unit not in units:
                continue
            if number in (one.rstrip(".,/") for one in _NUMBER.findall(wording.figure(figure.value, figure.unit))):
                found.append(key if figure.holds(today) else f"{key}@{figure.effective_from.isoformat()}")
                break
    return found
