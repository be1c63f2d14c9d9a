"""The parts that Rasa loads, taken one by one: importer, classifier, parsing, channel."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansinh_engine.model import ModelUnreadable
from ansinh_engine.wire import Refused

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from ansinh_engine.channel import AppChannel, Replies
    from ansinh_engine.classifier import AspectClassifier
    from ansinh_engine.importer import ASPECT, AspectImporter
    from ansinh_engine.parsing import NEVER_BY_BUTTON, UnknownGraph, parse, pressed, reading_node
    from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
    from rasa.shared.exceptions import InvalidConfigException, RasaException
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

NLU = """
version: "3.1"
nlu:
- intent: book/lost
  examples: |
    - mất sổ bảo hiểm
    - sổ bị mất rồi
- intent: book/error
  examples: |
    - sổ ghi sai tên
    - sai tên trên sổ
- intent: greet
  examples: |
    - xin chào
    - chào em
"""


class Storage:
    """As much of Rasa's model storage as a component uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def write_to(self, _: Any) -> Iterator[Path]:
        yield self.folder

    read_from = write_to


@pytest.fixture
def data(tmp_path: Path) -> TrainingData:
    file = tmp_path / "nlu.yml"
    file.write_text(NLU, encoding="utf-8")
    return AspectImporter(training_data_paths=[str(file)]).get_nlu_data()


def config(**changes: Any) -> dict[str, Any]:
    return AspectClassifier.get_default_config() | {"minimum_documents": 1} | changes


def trained(data: TrainingData, folder: Path, **changes: Any) -> AspectClassifier:
    storage: Any = Storage(folder)
    AspectClassifier.create(config(**changes), storage, None, None).train(data)
    return AspectClassifier.load(config(**changes), storage, None, None)


def read(classifier: AspectClassifier, text: str | None) -> dict[str, Any]:
    message = Message({"text": text})
    classifier.process([message])
    return message.as_dict(only_output_properties=True)


def test_the_importer_moves_the_aspect_out_of_the_intent(data: TrainingData) -> None:
    seen = {(example.get("intent"), example.get(ASPECT)) for example in data.intent_examples}
    assert seen == {("book", "lost"), ("book", "error"), ("greet", None)}
    assert data.retrieval_intents == set()
    assert data.response_examples == []
    assert len(data.intent_examples) == 6


def test_trained_and_loaded_it_sets_its_keys(data: TrainingData, tmp_path: Path) -> None:
    found = read(trained(data, tmp_path), "so cua toi bi mat")
    assert found["intent"]["name"] == "book"
    assert found["intent"] == found["intent_ranking"][0]
    assert [one["name"] for one in found["intent_ranking"]] == ["book", "greet"]
    assert found["aspects"][0]["topic"] == "book"
    assert found["aspects"][0]["aspect"] == "lost"
    assert {(one["topic"], one["aspect"]) for one in found["aspects"]} == {
        ("book", "lost"),
        ("book", "error"),
        ("greet", None),
    }


@pytest.mark.parametrize(("threshold", "sure"), [(0.0, True), (1.0, False)])
def test_the_aspect_is_sure_from_its_threshold(
    data: TrainingData, tmp_path: Path, threshold: float, sure: bool
) -> None:
    classifier = trained(data, tmp_path, aspect_threshold=threshold)
    assert read(classifier, "sổ bảo hiểm")["aspect_sure"] is sure
    assert read(classifier, "xin chào")["aspect_sure"] is True, "a plain intent has no aspect to doubt"


@pytest.mark.parametrize("text", ["", "🙂 ?!", None])
def test_a_text_without_words_is_no_intent(data: TrainingData, tmp_path: Path, text: str | None) -> None:
    found = read(trained(data, tmp_path), text)
    assert found["intent"] == {"name": None, "confidence": 0.0}
    assert found["aspects"] == []
    assert found["aspect_sure"] is False


def test_several_questions_are_told_apart_from_their_threshold(data: TrainingData, tmp_path: Path) -> None:
    letter = "Sổ bị mất rồi thì làm sao? Sai tên trên sổ thì làm sao?"
    found = read(trained(data, tmp_path, question_threshold=0.5), letter)["questions"]
    assert [(one["topic"], one["aspect"]) for one in found] == [("book", "lost"), ("book", "error")]
    assert read(trained(data, tmp_path, question_threshold=1.0), letter)["questions"] == []
    assert read(trained(data, tmp_path), "Sổ bị mất rồi thì làm sao?")["questions"] == []


@pytest.mark.parametrize("name", ["aspect_threshold", "question_threshold"])
@pytest.mark.parametrize("threshold", [-0.1, 1.1, "0.5", None, True])
def test_a_threshold_that_is_no_probability_is_refused(name: str, threshold: Any) -> None:
    with pytest.raises(InvalidConfigException, match=name):
        AspectClassifier.validate_config({name: threshold})


def test_before_training_it_refuses_to_guess(tmp_path: Path) -> None:
    storage: Any = Storage(tmp_path)
    with pytest.raises(RuntimeError):
        read(AspectClassifier.create(config(), storage, None, None), "xin chào")
    with pytest.raises(ModelUnreadable):
        AspectClassifier.load(config(), storage, None, None)


def processor(last: type = RegexMessageHandler, intents: tuple[str, ...] = ("greet", "restart", "back")) -> Any:
    """A processor whose graph reads every text as a greeting, and notes which node it was asked for."""
    asked: list[str] = []

    def run(inputs: dict[str, Any], targets: list[str]) -> dict[str, Any]:
        asked.extend(targets)
        texts = [message.text for message in inputs["__message__"]]
        return {targets[0]: [Message({"text": text, "intent": {"name": "greet"}}) for text in texts]}

    nodes = {"last": SimpleNamespace(uses=last, needs={"messages": "before_last"})}
    metadata = SimpleNamespace(nlu_target="last", predict_schema=SimpleNamespace(nodes=nodes))
    return SimpleNamespace(
        model_metadata=metadata,
        graph_runner=SimpleNamespace(run=run),
        domain=SimpleNamespace(intents=list(intents)),
        asked=asked,
    )


def test_texts_are_read_before_the_command_reader() -> None:
    rasa = processor()
    readings = parse(rasa, ["/restart", "a"])
    assert rasa.asked == ["before_last"]
    assert [reading["intent"] for reading in readings] == [{"name": "greet"}] * 2
    assert [reading["entities"] for reading in readings] == [[], []]
    assert parse(rasa, []) == []


def test_another_graph_is_refused() -> None:
    with pytest.raises(UnknownGraph, match="AspectClassifier"):
        reading_node(processor(last=AspectClassifier))


def test_a_button_is_certain() -> None:
    reading = pressed(processor(), "greet", "morning")
    assert reading["intent"] == {"name": "greet", "confidence": 1.0}
    assert reading["aspects"] == [{"topic": "greet", "aspect": "morning", "confidence": 1.0}]
    assert reading["aspect_sure"] is True
    assert reading["entities"] == []


@pytest.mark.parametrize("intent", [*sorted(NEVER_BY_BUTTON), "unheard_of"])
def test_buttons_that_may_not_be(intent: str) -> None:
    with pytest.raises(Refused):
        pressed(processor(), intent, None)


@pytest.mark.parametrize("credentials", [None, {}, {"secret": ""}, {"secret": "x" * 31}, {"secret": 5}])
def test_the_channel_needs_a_long_secret(credentials: dict[str, Any] | None) -> None:
    with pytest.raises(RasaException, match="at least 32"):
        AppChannel.from_credentials(credentials)


def test_the_channels_address() -> None:
    assert AppChannel.from_credentials({"secret": "x" * 32}).url_prefix() == "ansinh"


def test_replies_hold_no_recipient() -> None:
    replies = Replies()
    replies.messages = [{"recipient_id": "c-1", "text": "a"}, {"recipient_id": "c-1", "image": "b"}]
    assert replies.as_list() == [{"text": "a"}, {"image": "b"}]
