"""Codes of answers and what they open: exactly what was said, and whether it is unaltered."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.advice.advice import Evidence
from bot.advice.adviser import Adviser
from bot.language.answer_code import asks_for_code, find_code
from bot.policy.schema import Figure
from bot.records import answer_receipts
from bot.records.answer_codes import LENGTH, LETTERS, check_letter, new_code, read, shown
from bot.records.answer_receipts import BESIDE, AnswerTold, Erased
from bot.records.corrections import Corrections
from bot.records.guesses import KEYS, MOST, WINDOW, Guesses
from bot.storage.feedback_tables import AnswerReceipt
from bot.storage.personal import HOLDINGS, Person
from bot.storage.tables import EvidenceUsed, Interaction
from tests.records.two_way_talk import SUBJECT, Talk, report

CODES = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda chance: chance + check_letter(chance))


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house)


@given(CODES)
def test_a_code_is_read_as_it_is_shown_and_as_people_type_it(code):
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", shown(code))
    typed = [code, code.lower(), shown(code), f" {shown(code).replace('-', ' ')} ", shown(code).replace("-", "–")]
    typed += [shown(code).replace("0", "o").replace("1", "l"), shown(code).replace("0", "O").replace("1", "I")]
    assert {read(one) for one in typed} == {code}


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(code, place, letter):
    wrong = code[:place] + letter + code[place + 1 :]
    assert read(wrong) == (code if wrong == code else None)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_letters_that_changed_places_are_noticed(code, one, other):
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    assert read("".join(letters)) == (code if "".join(letters) == code else None)


@given(st.text(max_size=40))
def test_anything_else_is_no_code(text):
    code = read(text)
    assert code is None or check_letter(code[:-1]) == code[-1]


def test_codes_are_drawn_from_the_whole_space():
    drawn = [new_code() for _ in range(4_000)]
    assert len(set(drawn)) == len(drawn)
    for place in range(LENGTH):
        assert len({code[place] for code in drawn}) == len(LETTERS), place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("biên nhận 7K2M-Q9XD-4HTC", "7K2M-Q9XD-4HTC"),
        ("cho xem lại biên nhận: 7k2m q9xd 4htc", "7k2m q9xd 4htc"),
        ("bien nhan 7K2MQ9XD4HTC", "7K2MQ9XD4HTC"),
        ("mã câu trả lời 7K2M-Q9XD-4HTC có đúng không", "7K2M-Q9XD-4HTC"),
        ("ma cau tra loi la ABCD-EFGH-JKMN", "ABCD-EFGH-JKMN"),
        ("Mã câu trả lời: 7K2M-Q9XD-4HTC", "7K2M-Q9XD-4HTC"),
        ("7K2M-Q9XD-4HTC", "7K2M-Q9XD-4HTC"),
        ("mã 7K2M Q9XD 4HTC", "7K2M Q9XD 4HTC"),
    ],
)
def test_a_code_is_found_in_a_message(text, code):
    assert text[slice(*find_code(text))] == code


@pytest.mark.parametrize(
    "text",
    [
        "biên nhận 1234 5678 9012 3456",
        "1234 5678 9012 3456",
        "toi muon hoi bhxh",
        "mình muốn đóng",
        "biên nhận đóng tiền mất rồi thì sao",
        "nhân viên không đưa biên nhận",
        "mua bhyt cho me",
        "sinh nam 1970",
        "",
    ],
)
def test_other_messages_hold_none(text):
    assert find_code(text) is None
    assert not asks_for_code(text)


def test_an_answer_has_a_code_that_shows_what_was_said_and_no_more(talk):
    reply = talk.asks()
    told = talk.house.two_way.receipts.find(reply.answer_code)
    assert isinstance(told, AnswerTold)
    assert told.texts == tuple(one["text"] for one in reply.replies if BESIDE not in one)
    assert (told.topic, told.aspect) == SUBJECT
    assert (told.author, told.is_unaltered) == ("machine", True)
    assert [one.figure for one in told.evidence] == [one["figure"] for one in reply.evidence]
    seen = repr(told)
    assert talk.conversation not in seen
    assert talk.turns()[0].question not in told.texts


def test_what_is_no_answer_has_no_code(talk):
    assert talk.says("xin chào").answer_code is None
    talk.engine.says_next = report()
    assert talk.says("báo lừa đảo").answer_code is None


def test_the_same_message_again_has_the_same_code(talk):
    first = talk.asks(message_id="same")
    talk.engine.turns.clear()
    assert talk.says(payload="whatever", message_id="same") == first
    assert talk.engine.turns == []
    assert first.answer_code is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda turn: update(Interaction).where(Interaction.id == turn).values(replies=[{"text": "Đóng 1 đồng thôi."}]),
        lambda turn: update(Interaction).where(Interaction.id == turn).values(as_of=date(2030, 1, 1)),
        lambda turn: update(Interaction).where(Interaction.id == turn).values(data_version="another"),
        lambda turn: update(EvidenceUsed).where(EvidenceUsed.interaction_id == turn).values(value=1),
        lambda turn: (
            update(EvidenceUsed).where(EvidenceUsed.interaction_id == turn).values(legal_basis="Nghị định khác")
        ),
    ],
)
def test_a_changed_answer_is_not_unaltered(talk, change):
    reply, receipts = talk.asks(), talk.house.two_way.receipts
    with talk.house.database.session() as session:
        session.execute(change(talk.turns()[0].id))
    assert not receipts.find(reply.answer_code).is_unaltered
    with talk.house.database.looking() as connection:
        assert not receipts.is_unaltered(connection, talk.turns()[0].id)


def test_two_answers_whose_codes_changed_places_are_seen(talk):
    """Whoever can write to the database has no key: neither swapping rows whole nor making one up goes unseen."""
    receipts, codes = talk.house.two_way.receipts, [read(talk.asks().answer_code) for _ in range(2)]
    with talk.house.database.session() as session:
        rows = {row.code: row for row in session.scalars(select(AnswerReceipt).where(AnswerReceipt.code.in_(codes)))}
        behind = [(rows[code].interaction_id, rows[code].digest) for code in codes]
        for code in codes:
            session.execute(update(AnswerReceipt).where(AnswerReceipt.code == code).values(interaction_id=None))
        for code, (interaction, digest) in zip(codes, reversed(behind), strict=True):
            moved = {"interaction_id": interaction, "digest": digest}
            session.execute(update(AnswerReceipt).where(AnswerReceipt.code == code).values(moved))
    assert [receipts.find(code).is_unaltered for code in codes] == [False, False]


def test_a_digest_that_was_made_without_the_key_is_seen(talk):
    reply, receipts = talk.asks(), talk.house.two_way.receipts
    with talk.house.database.session() as session:
        row = session.scalars(select(AnswerReceipt).where(AnswerReceipt.code == read(reply.answer_code))).one()
        row.digest = answer_receipts.digest(b"a guess", row.code, row.interaction_id, "{}")
    assert not receipts.find(reply.answer_code).is_unaltered


def test_a_witness_can_deny_what_the_digest_says(talk):
    reply, receipts = talk.asks(), talk.house.two_way.receipts
    asked = []

    def denies(_connection, interaction: str) -> bool:
        asked.append(interaction)
        return False

    receipts.witnesses.append(denies)
    try:
        assert not receipts.find(reply.answer_code).is_unaltered
    finally:
        receipts.witnesses.clear()
    assert asked == [talk.turns()[0].id]
    assert receipts.find(reply.answer_code).is_unaltered


def test_an_erased_answer_is_said_to_be_erased(talk):
    reply = talk.asks()
    person = Person(talk.conversation, talk.channel, talk.state().citizen)
    (codes,) = [one for one in HOLDINGS if one.table.name == "answer_receipt"]
    with talk.house.database.session() as session:
        assert codes.wipe(session.connection(), person) == 1
    assert isinstance(talk.house.two_way.receipts.find(reply.answer_code), Erased)
    with talk.house.database.session() as session:
        assert session.get_one(AnswerReceipt, read(reply.answer_code)).digest == ""
    assert "được xóa" in talk.says(f"biên nhận {reply.answer_code}").replies[0]["text"]


def test_the_chat_shows_an_answer_by_its_code_to_whoever_has_it(talk):
    reply, other = talk.asks(), Talk(talk.house)
    shown_again = other.says(f"biên nhận {reply.answer_code.lower()}")
    words = "\n".join(one["text"] for one in shown_again.replies)
    assert reply.replies[0]["text"] in words
    assert "Nội dung còn nguyên như lúc trả lời." in words
    assert shown_again.outcome == "small_talk"
    assert shown_again.answer_code is None, "a receipt is no new answer"
    assert other.engine.turns == []
    assert reply.answer_code.lower() not in other.turns()[-1].question
    assert all(len(one["text"]) <= 900 for one in shown_again.replies)


def test_a_slip_of_the_finger_and_a_code_that_is_none_are_told_apart(talk):
    code = read(talk.asks().answer_code)
    slipped = f"{code[:-1]}{'0' if code[-1] != '0' else '1'}"
    assert "sai một chữ" in talk.says(f"biên nhận {slipped}").replies[0]["text"]
    chance = "0" * (LENGTH - 1)
    strange = chance + check_letter(chance)
    assert "không tìm thấy" in talk.says(f"biên nhận {strange}").replies[0]["text"]
    assert talk.last.outcome == "clarifying"
    assert "mã" in talk.says("mã câu trả lời là gì").replies[0]["text"]


def test_who_tries_codes_is_stopped(talk):
    chance = "1" * (LENGTH - 1)
    strange = chance + check_letter(chance)
    for _ in range(MOST):
        talk.says(f"biên nhận {strange}")
    assert "nhiều mã sai" in talk.says(f"biên nhận {strange}").replies[0]["text"]


def test_guesses_are_counted_by_key_and_forgotten_in_time():
    clock = [0.0]
    guesses = Guesses(lambda: clock[0])
    for _ in range(MOST):
        assert guesses.seconds_barred("a") == 0
        guesses.wrong("a")
    assert guesses.seconds_barred("a") == WINDOW
    assert guesses.seconds_barred("b") == 0
    clock[0] = WINDOW - 1
    assert guesses.seconds_barred("a") == 1
    clock[0] = WINDOW
    assert guesses.seconds_barred("a") == 0


def test_guesses_of_many_addresses_stay_in_memory_no_longer_than_there_is_room():
    guesses = Guesses(lambda: 0.0)
    for key in range(KEYS + 10):
        guesses.wrong(str(key))
    assert len(guesses._wrong) == KEYS


def test_on_a_channel_without_a_page_the_code_is_the_last_line(one_house):
    talk = Talk(one_house, "zalo")
    reply = talk.asks()
    answer = [one for one in reply.replies if BESIDE not in one][-1]
    assert answer["text"].endswith(f"\n\nMã câu trả lời: {reply.answer_code}")
    told = one_house.two_way.receipts.find(reply.answer_code)
    assert told.is_unaltered
    assert "Mã câu trả lời" not in "".join(told.texts)


def test_a_code_never_splits_a_message(one_house):
    signed = one_house.two_way.words.signed
    short, long = {"text": "ngắn"}, {"text": "x" * 1_990}
    beside = {"text": "có ích không?", BESIDE: "feedback"}
    assert signed([short, beside], "A-B-C", "zalo")[0]["text"].endswith("A-B-C")
    assert signed([long], "A-B-C", "zalo") == [long]
    assert signed([short], None, "zalo") == [short]
    assert signed([short], "A-B-C", "web") == [short]
    assert signed([beside], "A-B-C", "zalo") == [beside]


@pytest.fixture
def line(adviser: Adviser) -> Figure:
    return adviser.policy.figure("rural_poverty_line", date(2026, 11, 21))


def test_a_figure_that_holds_as_told_needs_no_word(adviser, line):
    assert Corrections(adviser.policy).since([Evidence.of_figure(line)], date(2026, 11, 22)) == []


def test_a_figure_that_was_wrong_is_corrected(adviser, line):
    told = replace(Evidence.of_figure(line), value=1_400_000)
    (changed,) = Corrections(adviser.policy).since([told], date(2026, 11, 22))
    assert (changed.how, changed.now) == ("corrected", line)


def test_a_figure_that_another_has_followed_is_superseded(adviser, line):
    later = line.effective_to + timedelta(days=30)
    found = Corrections(adviser.policy).since([Evidence.of_figure(line)], later)
    following = adviser.policy.figure("rural_poverty_line", later)
    assert [(one.how, one.now) for one in found] == [("superseded", following)]
    assert following.value != line.value


def test_what_is_no_figure_is_left_alone(adviser):
    law = Evidence("legal_text", "Luật BHXH", None, None, "Luật BHXH", date(2025, 7, 1), None)
    assert Corrections(adviser.policy).since([law], date(2040, 1, 1)) == []


def test_every_figure_of_the_data_compares_with_itself(adviser):
    corrections = Corrections(adviser.policy)
    every = [Evidence.of_figure(one) for one in adviser.policy.all_figures()]
    assert [one for one in every if corrections.since([one], one.effective_from)] == []


def test_a_correction_is_said_in_the_chat(talk):
    reply = talk.asks()
    turn = talk.turns()[0].id
    with talk.house.database.session() as session:
        first = session.scalars(select(EvidenceUsed).where(EvidenceUsed.interaction_id == turn)).first()
        first.value = 7
    words = "\n".join(one["text"] for one in talk.says(f"biên nhận {reply.answer_code}").replies)
    assert "Đã có đính chính" in words
    assert "không khớp" in words, "and the tampering is told as well"


def test_every_answer_of_the_house_reads_back_unaltered(talk):
    """Whatever a database makes of a number in JSON, the digest must not take it for a change."""
    told = {}
    for one in talk.house.adviser.answers:
        reply = talk.asks(one.topic, one.aspect)
        if reply.answer_code:
            told[one.key] = talk.house.two_way.receipts.find(reply.answer_code).is_unaltered
    assert len(told) > 100
    assert [key for key, is_unaltered in told.items() if not is_unaltered] == []
