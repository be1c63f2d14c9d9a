"""The load generator, against a real server: what it sends, in which order, and what it counts."""

import time
from collections import Counter

import pytest

from bot.operations.benchmark.doors import is_answer
from bot.operations.benchmark.load import Job, in_own_process, run

QUESTIONS = [f"câu {n}" for n in range(6)]


def chat(talker, **given):
    return Job(talker.url, "chat", QUESTIONS, **({"turns": 3} | given))


def test_one_conversation_asks_its_questions_in_order_and_tells_a_time_for_each(talker):
    sent = run(chat(talker, turns=8))
    assert [body["text"] for _, body in talker.heard] == [*QUESTIONS, *QUESTIONS[:2]]
    assert {path for path, _ in talker.heard} == {"/api/chat"}
    assert len({body["sender"] for _, body in talker.heard}) == 1
    assert len(sent.took) == 8
    assert sent.failed == 0


def test_times_come_in_the_order_sent_in_milliseconds(talker):
    def slow_on_the_third(path, body):
        time.sleep(0.2 if body["text"] == QUESTIONS[2] else 0)
        return 200, {"replies": [{}], "outcome": "answered"}

    talker.says = slow_on_the_third
    took = run(chat(talker, turns=5)).took
    assert len(took) == 5
    assert took[2] >= 200


def test_for_a_time_every_sender_goes_on_with_new_citizens(talker):
    sent = run(chat(talker, senders=4, seconds=1))
    by_sender = Counter(body["sender"] for _, body in talker.heard)
    assert set(by_sender.values()) <= {1, 2, 3}
    assert sum(count < 3 for count in by_sender.values()) <= 4
    assert len(by_sender) > 4
    assert len(sent.took) == len(talker.heard)
    assert sent.seconds >= 1


def test_senders_begin_at_different_questions(talker):
    run(chat(talker, senders=2))
    first = {body["sender"]: body["text"] for _, body in reversed(talker.heard)}
    assert set(first.values()) == {QUESTIONS[0], QUESTIONS[3]}


def test_the_warm_up_is_sent_and_not_told(talker):
    sent = run(chat(talker, seconds=0.1, warm_up=0.2))
    assert len(sent.took) < len(talker.heard)


def test_the_rest_channel_of_rasa_is_asked_in_its_own_words(talker):
    talker.says = lambda path, body: (200, [{"recipient_id": body["sender"], "text": "ok"}])
    sent = run(Job(talker.url, "rest", QUESTIONS, turns=2))
    assert talker.heard[0] == ("/webhooks/rest/webhook", {"sender": talker.heard[0][1]["sender"], "message": "câu 0"})
    assert (len(sent.took), sent.failed) == (2, 0)


@pytest.mark.parametrize(
    ("status", "content"),
    [(503, {"detail": "no"}), (200, {"replies": [{}], "outcome": "error"}), (200, []), (200, b"not json")],
)
def test_what_is_no_answer_counts_as_failed_and_has_no_time(talker, status, content):
    talker.says = lambda path, body: (status, content)
    sent = run(chat(talker))
    assert (sent.took, sent.failed) == ([], 3)


def test_where_nobody_listens_everything_failed(talker):
    talker.server.server_close()
    assert run(chat(talker)).failed == 3


def test_it_runs_as_a_process_of_its_own(talker):
    sent = in_own_process(chat(talker, turns=4))
    assert len(sent.took) == 4 == len(talker.heard)


@pytest.mark.parametrize(
    ("status", "content", "says"),
    [
        (200, {"replies": [{"text": "x"}], "outcome": "suggested"}, True),
        (200, {"replies": [], "outcome": "answered"}, False),
        (200, [{"text": "x"}, {"image": "y"}], True),
        (200, [{"image": "y"}], False),
        (429, [{"text": "x"}], False),
        (200, None, False),
    ],
)
def test_an_answer_says_something(status, content, says):
    assert is_answer(status, content) is says
