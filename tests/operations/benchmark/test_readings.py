"""Both systems' parses in one form."""

import pytest

from bot.operations.benchmark import readings

OURS = {
    "intent": {"name": "maternity", "confidence": 0.7},
    "intent_ranking": [{"name": "maternity", "confidence": 0.7}, {"name": "pension_amount", "confidence": 0.2}],
    "aspects": [
        {"topic": "pension_amount", "aspect": "formula", "confidence": 0.19},
        {"topic": "maternity", "aspect": "amount", "confidence": 0.18},
        {"topic": "greet", "aspect": None, "confidence": 0.1},
    ],
    "aspect_sure": True,
}
STOCK = {
    "intent": {"name": "maternity", "confidence": 0.9},
    "intent_ranking": [{"name": "maternity", "confidence": 0.9}, {"name": "greet", "confidence": 0.1}],
    "response_selector": {
        "default": {
            "ranking": [
                {"intent_response_key": "pension_amount/formula", "confidence": 0.5},
                {"intent_response_key": "maternity/amount", "confidence": 0.4},
            ]
        }
    },
}
FALLBACK = {"name": "nlu_fallback", "confidence": 0.5}


@pytest.mark.parametrize(("parse", "as_read"), [(OURS, readings.ours), (STOCK, readings.stock)])
def test_the_label_is_the_likeliest_of_the_topic_that_won(parse, as_read):
    read = as_read(parse)
    assert (read.topic, read.label) == ("maternity", "maternity/amount")
    assert read.labels[0] == "pension_amount/formula"
    assert read.is_taken
    assert read.is_sure


@pytest.mark.parametrize(("parse", "as_read"), [(OURS, readings.ours), (STOCK, readings.stock)])
def test_a_fallback_is_no_topic_and_nothing_is_taken(parse, as_read):
    read = as_read(parse | {"intent": FALLBACK, "intent_ranking": [FALLBACK, *parse["intent_ranking"]]})
    assert not read.is_taken
    assert not read.is_sure
    assert "nlu_fallback" not in read.topics


def test_where_no_topic_won_ours_names_that_of_the_likeliest_label_as_understand_does():
    read = readings.ours(OURS | {"intent": FALLBACK})
    assert read.topics == ("pension_amount", "maternity")
    assert read.label == "pension_amount/formula"


def test_a_topic_whose_aspect_is_doubtful_is_taken_and_not_sure():
    read = readings.ours(OURS | {"aspect_sure": False})
    assert (read.is_taken, read.is_sure) == (True, False)


def test_plain_intents_are_labels_of_their_own():
    assert readings.ours(OURS).labels[2] == "greet"


@pytest.mark.parametrize("as_read", [readings.ours, readings.stock])
def test_a_text_in_which_nothing_was_read(as_read):
    read = as_read({"intent": {"name": None, "confidence": 0.0}, "intent_ranking": [], "aspects": []})
    assert (read.topics, read.labels, read.topic, read.label) == ((), (), None, None)
    assert not read.is_taken


def test_stock_rasa_is_given_each_text_as_it_is(talker):
    talker.says = lambda path, body: (200, STOCK)
    read = readings.of_stock(["Đóng  bao nhiêu", "b"], talker.url)
    assert talker.heard == [("/model/parse", {"text": "Đóng  bao nhiêu"}), ("/model/parse", {"text": "b"})]
    assert [one.topic for one in read] == ["maternity"] * 2
