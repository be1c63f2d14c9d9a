"""One interaction a turn: accepted once, one outcome, nothing changed after its end."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.advice.advice import Button, Evidence
from bot.outcomes import Outcome
from bot.records.buttons import drawn
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.past_turns import ANSWER_TO, Ended
from bot.records.record import Said
from bot.records.repeats import tell_of
from bot.replies import reply_of
from bot.storage.tables import EvidenceUsed, Interaction

LINE = Evidence("rural_poverty_line", "Chuẩn nghèo", 1_500_000, "VND/month", "NĐ", date(2022, 1, 1), date(2026, 12, 31))
RATE = Evidence("contribution_rate", "Tỷ lệ", 0.22, "share", "Luật", date(2025, 7, 1), None)
FALLBACK = Said(Outcome.ERROR, [{"text": "xin lỗi", "buttons": [], "image": None}])


def said(outcome: Outcome, text: str, **more) -> Said:
    return Said(outcome, [{"text": text, "buttons": [], "image": None}], **more)


@pytest.fixture
def interactions(database) -> Interactions:
    return Interactions(database, "model-1", "data-1")


@pytest.fixture
def question(database) -> Question:
    conversation = Conversations(database).of("web", "pseudonym")
    return Question(conversation, "web", "m1", "mức đóng thấp nhất?", date(2026, 11, 21))


def test_a_message_is_accepted_once(interactions, question):
    first, fresh = interactions.accept(question)
    again, fresh_again = interactions.accept(replace(question, text="other words"))
    assert (fresh, fresh_again, again) == (True, False, first)
    assert interactions.get(first).question == "mức đóng thấp nhất?"


def test_another_text_under_the_same_id_is_dropped_and_told_without_its_words(interactions, question, caplog):
    first, _ = interactions.accept(question)
    assert interactions.accept(question) == (first, False)
    assert caplog.records == []
    other = replace(question, text="câu khác hẳn", original="câu khác hẳn")
    assert interactions.accept(other) == (first, False)
    (line,) = caplog.records
    assert (line.levelname, line.getMessage()) == (
        "WARNING",
        f"{question.channel}: a typed message came again under its id with another text; "
        "the first counts, this one is dropped",
    )
    assert interactions.get(first).question == question.text


@pytest.mark.parametrize("stored", ["", "[Nội dung tin báo, lưu riêng]"])
def test_what_was_withheld_meanwhile_is_held_against_nothing(stored, caplog):
    assert not tell_of("web", pressed=False, stored=stored, again="câu gì đó")
    assert caplog.records == []


def test_sixteen_copies_at_once_make_one_interaction(database, interactions, question):
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: interactions.accept(question), range(16)))
    with database.reading() as session:
        stored = session.scalar(select(func.count()).select_from(Interaction))
    assert (len({found for found, _ in results}), sum(fresh for _, fresh in results), stored) == (1, 1, 1)


def test_the_same_message_id_of_another_citizen_is_another_message(database, interactions, question):
    other = replace(question, conversation_id=Conversations(database).of("web", "somebody else"))
    assert interactions.accept(question)[0] != interactions.accept(other)[0]


def test_what_was_said_is_kept_with_evidence_and_versions(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.contribute(
        turn,
        said(
            Outcome.ANSWERED,
            "330.000 đồng",
            topic="contribution_level",
            aspect="min_monthly_payment",
            confidence=0.9,
            evidence=(LINE, RATE),
        ),
    )
    interactions.finish(turn, FALLBACK)
    row = interactions.get(turn)
    assert (row.outcome, row.topic, row.aspect, row.confidence) == (
        "answered",
        "contribution_level",
        "min_monthly_payment",
        0.9,
    )
    assert [one.figure for one in row.evidence] == ["rural_poverty_line", "contribution_rate"]
    assert [one.value for one in row.evidence] == [1_500_000, 0.22]
    assert (row.model_version, row.data_version) == ("model-1", "data-1")
    assert row.answered_at >= row.accepted_at


def test_the_answer_inside_a_form_outweighs_the_forms_question(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.contribute(turn, said(Outcome.ANSWERED, "answer", topic="lump_sum_conditions"))
    interactions.contribute(turn, said(Outcome.COLLECTING, "which income?", topic="inform"))
    row = interactions.get(turn)
    assert (row.outcome, row.topic, [one["text"] for one in row.replies]) == (
        "answered",
        "lump_sum_conditions",
        ["answer", "which income?"],
    )


def test_a_turn_in_which_nobody_spoke_ends_with_the_fallback(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.finish(turn, FALLBACK)
    row = interactions.get(turn)
    assert (row.outcome, row.replies[0]["text"]) == ("error", "xin lỗi")


def test_a_finished_turn_is_not_changed_any_more(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.finish(turn, FALLBACK)
    closed = interactions.get(turn)
    interactions.contribute(turn, said(Outcome.ANSWERED, "too late"))
    interactions.finish(turn, said(Outcome.ANSWERED, "twice"))
    row = interactions.get(turn)
    assert (row.outcome, len(row.replies), row.answered_at) == ("error", 1, closed.answered_at)


def test_the_same_source_said_twice_is_one_evidence(database, interactions, question):
    turn, _ = interactions.accept(question)
    for _ in range(2):
        interactions.contribute(turn, said(Outcome.ANSWERED, "x", evidence=(LINE,)))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(EvidenceUsed)) == 1


def test_turns_cut_off_by_a_crash_get_their_one_outcome(interactions, question):
    cut, _ = interactions.accept(question)
    half, _ = interactions.accept(replace(question, message_id="m2"))
    interactions.contribute(half, said(Outcome.ANSWERED, "said, but not finished"))
    done, _ = interactions.accept(replace(question, message_id="m3"))
    interactions.finish(done, FALLBACK)
    assert interactions.close_unfinished(FALLBACK, "web") == 2
    assert [interactions.get(one).outcome for one in (cut, half)] == ["error", "answered"]
    assert interactions.close_unfinished(FALLBACK, "web") == 0


def test_what_a_held_turn_says_is_stored_with_its_end(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.hold(turn)
    buttons = drawn((Button("Hộ nghèo", "inform", text="hộ nghèo"),))
    interactions.contribute(turn, said(Outcome.COLLECTING, "which income?", topic="inform"))
    interactions.contribute(
        turn, said(Outcome.ANSWERED, "330.000", topic="level", evidence=(LINE, RATE), buttons=buttons)
    )
    assert interactions.get(turn).outcome is None
    record = interactions.finish(turn, FALLBACK)
    row = interactions.get(turn)
    assert (row.outcome, row.topic) == ("answered", "level") == (record.outcome, record.topic)
    assert [one["text"] for one in row.replies] == ["which income?", "330.000"]
    assert row.replies == record.replies
    assert [(one.figure, one.value) for one in row.evidence] == [(one.figure, one.value) for one in record.evidence]
    assert not interactions.holds(turn)


def test_what_is_given_back_is_what_is_on_record(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.contribute(turn, said(Outcome.ANSWERED, "x", topic="level", confidence=0.5, evidence=(LINE, RATE)))
    first = interactions.finish(turn, FALLBACK)
    again = interactions.finish(turn, FALLBACK)
    row = interactions.get(turn)
    for record in (first, again):
        assert reply_of(record) == reply_of(row)


def test_a_held_turn_keeps_what_another_process_has_stored(database, interactions, question):
    turn, _ = interactions.accept(question)
    interactions.hold(turn)
    elsewhere = Interactions(database, "model-1", "data-1")
    elsewhere.contribute(turn, said(Outcome.ANSWERED, "from there", topic="level", evidence=(LINE,)))
    interactions.contribute(turn, said(Outcome.COLLECTING, "from here", evidence=(LINE, RATE)))
    interactions.finish(turn, FALLBACK)
    row = interactions.get(turn)
    assert (row.outcome, [one["text"] for one in row.replies]) == ("answered", ["from there", "from here"])
    assert [one.figure for one in row.evidence] == ["rural_poverty_line", "contribution_rate"]


def test_a_held_turn_in_which_nobody_spoke_ends_with_the_fallback(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.hold(turn)
    assert interactions.finish(turn, FALLBACK).outcome == "error"
    interactions.contribute(turn, said(Outcome.ANSWERED, "too late"))
    assert len(interactions.get(turn).replies) == 1


def test_a_held_turn_whose_end_could_not_be_written_is_not_lost(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.hold(turn)
    interactions.contribute(turn, said(Outcome.ANSWERED, "an answer"))

    def fails(*_) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interactions.finish(turn, FALLBACK, fails)
    assert interactions.holds(turn)
    assert interactions.finish(turn, FALLBACK).replies[0]["text"] == "an answer"


def test_what_was_withheld_is_gone_from_the_record(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.withhold(turn, "[withheld]")
    assert interactions.get(turn).question == "[withheld]"


def answered(interactions, question, number: int, outcome: Outcome, **more) -> None:
    turn, _ = interactions.accept(replace(question, message_id=f"turn-{number}"))
    interactions.finish(turn, said(outcome, "…", **more))


def test_what_was_answered_last_is_what_the_talk_is_about(interactions, question):
    of = question.conversation_id
    assert interactions.speaking_of(of) is None
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    answered(interactions, question, 2, Outcome.ANSWERED, topic="support", aspect="poor")
    assert interactions.speaking_of(of) == ("support", "poor")


def test_thanks_and_misunderstandings_do_not_change_the_subject(interactions, question):
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    answered(interactions, question, 2, Outcome.SMALL_TALK, topic="thank")
    answered(interactions, question, 3, Outcome.UNANSWERED_NOT_UNDERSTOOD)
    assert interactions.speaking_of(question.conversation_id) == ("level", "lowest")


def test_while_a_form_asks_nothing_before_it_is_spoken_of(interactions, question):
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    answered(interactions, question, 2, Outcome.COLLECTING, topic="level")
    assert interactions.speaking_of(question.conversation_id) is None


def test_the_turn_that_is_being_taken_is_not_yet_an_answer(interactions, question):
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    interactions.accept(replace(question, message_id="now"))
    assert interactions.speaking_of(question.conversation_id) == ("level", "lowest")


def test_another_citizens_talk_is_another_subject(database, interactions, question):
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    assert interactions.speaking_of(Conversations(database).of("web", "somebody else")) is None


def test_the_end_of_a_turn_and_what_is_remembered_are_one_transaction(database, interactions, question):
    turn, _ = interactions.accept(question)

    def fails(*_) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interactions.finish(turn, FALLBACK, fails)
    assert interactions.get(turn).answered_at is None
    kept = []
    interactions.finish(turn, FALLBACK, lambda *given: kept.append(given))
    interactions.finish(turn, FALLBACK, lambda *given: kept.append(given))
    assert interactions.get(turn).answered_at is not None
    assert len(kept) == 1


def test_of_several_answers_in_one_turn_the_last_is_what_the_talk_is_about(interactions, question):
    turn, _ = interactions.accept(question)
    replies = [
        {"text": "một", "buttons": [], "image": None, ANSWER_TO: ["level", "lowest"]},
        {"text": "hai", "buttons": [], "image": None, ANSWER_TO: ["birth", "amount"]},
        {"text": "còn hỏi thêm", "buttons": [], "image": None},
    ]
    interactions.finish(turn, Said(Outcome.ANSWERED, replies, "level", "lowest"))
    assert interactions.speaking_of(question.conversation_id) == ("birth", "amount")
    assert interactions.last_turn(question.conversation_id) == (Outcome.ANSWERED, "lowest")


def test_a_source_of_two_answers_said_at_once_is_one_evidence(interactions, question):
    turn, _ = interactions.accept(question)
    interactions.contribute(turn, said(Outcome.ANSWERED, "x", evidence=(LINE, RATE, LINE)))
    assert [one.figure for one in interactions.get(turn).evidence] == [LINE.figure, RATE.figure]


def test_recent_turns_come_latest_first_and_without_the_one_being_taken(interactions, question):
    answered(interactions, question, 1, Outcome.ANSWERED, topic="level", aspect="lowest")
    pressed = replace(question, text="Ý khác", pressed=True)
    answered(interactions, pressed, 2, Outcome.SUGGESTED, topic="level")
    answered(interactions, question, 3, Outcome.SMALL_TALK, topic="thank")
    interactions.accept(replace(question, message_id="now"))
    last, before = interactions.recent(question.conversation_id, 2)
    assert (last.outcome, last.topic) == (Outcome.SMALL_TALK, "thank")
    assert before == Ended("Ý khác", pressed=True, outcome=Outcome.SUGGESTED, topic="level", aspect=None)
    assert interactions.recent("another", 2) == []
