"""The linear model: fitting, reading, storing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from ansinh_engine.fitting import NothingToLearn, distinct, fit, spelling_of
from ansinh_engine.model import LinearModel, Model, ModelUnreadable
from ansinh_engine.reading import Guess, Label, Reading
from ansinh_engine.settings import Settings
from ansinh_engine.text import normalise

SENTENCES = [
    (text, Label.parse(label))
    for label, texts in {
        "book/lost": ["mất sổ bảo hiểm", "sổ bảo hiểm bị mất", "làm lại sổ bị mất"],
        "book/error": ["sổ ghi sai tên", "sai ngày sinh trên sổ", "tên trên sổ bị sai"],
        "pension/amount": ["lương hưu được bao nhiêu", "tính tiền lương hưu", "lương hưu tính thế nào"],
        "greet": ["xin chào", "chào em", "chào buổi sáng"],
    }.items()
    for text in texts
]
SETTINGS = Settings(minimum_documents=1)


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(SENTENCES, SETTINGS)


def read(model: Model, text: str) -> Reading:
    return model.read(normalise(text))


def test_labels() -> None:
    assert Label.parse("book/lost") == ("book", "lost")
    assert Label.parse("greet") == ("greet", None)


@pytest.mark.parametrize(("text", "label"), SENTENCES)
def test_it_knows_what_it_learnt(model: Model, text: str, label: Label) -> None:
    reading = read(model, text)
    assert reading.topics[0][0] == label.topic
    assert reading.guesses[0][:2] == label


@pytest.mark.parametrize(
    ("text", "topic"), [("so bhxh cua toi bi mat roi", "book"), ("luong huu dc bn", "pension"), ("CHÀO AD", "greet")]
)
def test_it_reads_other_spellings(model: Model, text: str, topic: str) -> None:
    assert read(model, text).topics[0][0] == topic


@pytest.mark.parametrize("text", ["mất sổ", "", "zzz", "lương hưu và sổ"])
def test_confidences_are_probabilities_that_agree(model: Model, text: str) -> None:
    reading = read(model, text)
    assert sum(confidence for _, confidence in reading.topics) == pytest.approx(1)
    for topic, confidence in reading.topics:
        assert sum(guess.confidence for guess in reading.guesses if guess.topic == topic) == pytest.approx(confidence)
    assert [c for _, c in reading.topics] == sorted((c for _, c in reading.topics), reverse=True)
    assert [g.confidence for g in reading.guesses] == sorted((g.confidence for g in reading.guesses), reverse=True)


def reading_of(**labels: float) -> Reading:
    """A reading from ``topic__aspect=share`` or ``topic=share``."""
    pairs = [Label(*(name.split("__") if "__" in name else (name, None))) for name in sorted(labels)]
    names = tuple(sorted({pair.topic for pair in pairs}))
    shares = np.array([labels[name] for name in sorted(labels)])
    topics = np.array([sum(shares[place] for place, pair in enumerate(pairs) if pair.topic == name) for name in names])
    return Reading(names, tuple(pairs), topics, shares)


def test_aspect_confidence_is_relative_to_the_topic() -> None:
    assert reading_of(b=0.4, a__x=0.36, a__y=0.24).aspect_confidence == pytest.approx(0.6)
    assert reading_of(b=0.9).aspect_confidence == 1.0


def test_the_winning_topic_is_always_among_the_best() -> None:
    reading = reading_of(b=0.3, c=0.25, a__x=0.23, a__y=0.22)
    ranked = [Guess("b", None, 0.3), Guess("c", None, 0.25), Guess("a", "x", 0.23)]
    assert reading.topics[0] == ("a", pytest.approx(0.45))
    assert reading.best(2) == [ranked[0], ranked[2]]
    assert reading.best(3) == ranked


def test_equal_ones_rank_by_name() -> None:
    reading = reading_of(b=0.5, a__y=0.25, a__x=0.25)
    assert [name for name, _ in reading.topics] == ["a", "b"]
    assert [guess.aspect for guess in reading.guesses] == [None, "x", "y"]


def test_aspects_are_told_apart_by_their_topics_own_words(model: Model) -> None:
    """Whatever else a text says, an aspect of a topic weighs only what that topic's sentences use."""
    foreign = [name for name in model.linear.vocabulary.names if "huu" in name]
    rows = model.linear.of_labels[[model.linear.vocabulary.names.index(name) for name in foreign]].toarray()
    assert foreign
    assert not rows[:, [label.topic == "book" for label in model.labels]].any()


def test_a_text_of_two_topics_far_apart_keeps_both(model: Model) -> None:
    reading = read(model, "lương hưu được bao nhiêu, tính tiền lương hưu, sổ ghi sai tên")
    assert {guess.topic for guess in reading.guesses} == {"book", "pension", "greet"}
    assert all(np.isfinite(guess.confidence) and guess.confidence > 0 for guess in reading.guesses)


def test_the_linear_shares_are_the_softmax_of_features_times_weights(model: Model) -> None:
    positions, values = model.linear.vocabulary.vector(normalise("sổ ghi sai tên, lương hưu"))
    raised = np.exp(values @ model.linear.of_topics[positions] + model.linear.topic_bias)
    shares = model.linear.topic_shares(np.asarray(positions), np.asarray(values))
    assert shares == pytest.approx(raised / raised.sum(), abs=1e-4)
    reading = read(model, "sổ ghi sai tên, lương hưu")
    scores = values @ model.linear.of_labels.toarray()[positions] + model.linear.label_bias
    book = np.exp([score for label, score in zip(model.labels, scores, strict=True) if label.topic == "book"])
    shares = [guess.confidence / dict(reading.topics)["book"] for guess in reading.guesses if guess.topic == "book"]
    assert shares == pytest.approx(sorted(book / book.sum(), reverse=True), abs=1e-5)


def test_of_a_topic_hardly_meant_the_labels_keep_their_general_shares(model: Model) -> None:
    part = next(part for part in model.linear._parts if len(part.labels) == 2)
    positions, values = model.linear.vocabulary.vector(normalise("sổ ghi sai tên"))
    near = part.shares(np.asarray(positions), np.asarray(values), 0.5)
    far = part.shares(np.asarray(positions), np.asarray(values), 0.0001)
    assert near.max() > far.max()
    assert far == pytest.approx(np.exp(part.bias) / np.exp(part.bias).sum())


def test_labels_out_of_order_are_refused(model: Model) -> None:
    with pytest.raises(ModelUnreadable, match="order"):
        LinearModel(
            model.labels[::-1],
            model.linear.vocabulary,
            (model.linear.of_labels, model.linear.of_topics),
            (model.linear.label_bias, model.linear.topic_bias),
        )


def test_fitting_is_deterministic_whatever_the_order(model: Model) -> None:
    again = fit(list(reversed(SENTENCES)), SETTINGS)
    assert again.linear.vocabulary == model.linear.vocabulary
    assert np.array_equal(again.linear.of_topics, model.linear.of_topics)
    assert np.array_equal(again.linear.of_labels.toarray(), model.linear.of_labels.toarray())
    assert np.array_equal(again.linear.label_bias, model.linear.label_bias)


def test_a_sentence_in_two_spellings_is_one_of_its_label() -> None:
    lost, other = Label("book", "lost"), Label("book", "error")
    found = distinct([("Mất sổ", lost), ("mat so", lost), ("mất sổ!", other), ("🙂", Label("x", None))])
    assert found == [("mat so", "mất sổ", other), ("mat so", "mất sổ", lost)]


def test_half_of_the_sentences_are_learnt_without_diacritics() -> None:
    sentences = [(f"mat so lan thu {number}", f"mất sổ lần thứ {number}") for number in range(200)]
    learnt = [spelling_of(bare, written) for bare, written in sentences]
    assert learnt == [spelling_of(bare, written) for bare, written in sentences]
    assert all(one in pair for one, pair in zip(learnt, sentences, strict=True))
    assert 60 < sum(one.isascii() for one in learnt) < 140


@pytest.mark.parametrize("sentences", [[], SENTENCES[:6]])
def test_one_topic_is_nothing_to_learn(sentences: list[tuple[str, Label]]) -> None:
    with pytest.raises(NothingToLearn):
        fit(sentences, SETTINGS)


def test_two_topics_are_enough() -> None:
    model = fit(SENTENCES[6:], SETTINGS)
    assert read(model, "xin chào").topics[0][0] == "greet"
    assert read(model, "lương hưu").topics[0][0] == "pension"


def test_stored_and_loaded_it_reads_the_same(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = Model.load(tmp_path)
    assert loaded.labels == model.labels
    for text, _ in SENTENCES:
        ours, theirs = read(model, text), read(loaded, text)
        assert [topic for topic, _ in theirs.topics[:1]] == [topic for topic, _ in ours.topics[:1]]
        assert theirs.topics[0][1] == pytest.approx(ours.topics[0][1], abs=0.005)


def test_nothing_executable_is_stored(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    arrays = {"neighbours.npz", "weights.npz"}
    assert {file.name for file in tmp_path.iterdir()} == {"labels.json", "vocabulary.json", *arrays}
    for file in arrays:
        with zipfile.ZipFile(tmp_path / file) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    assert np.lib.format.read_magic(member) is not None
                    assert not np.lib.format.read_array_header_1_0(member)[2].hasobject


def spoil(folder: Path, **arrays: np.ndarray) -> None:
    with np.load(folder / "weights.npz") as stored:
        kept = dict(stored)
    np.savez(folder / "weights.npz", **(kept | arrays))


def spoil_pickle(folder: Path) -> None:
    spoil(folder, topics=np.array([{}], dtype=object))


def spoil_shape(folder: Path) -> None:
    spoil(folder, label_bias=np.zeros(1, dtype=np.float32))


def spoil_columns(folder: Path) -> None:
    with np.load(folder / "weights.npz") as stored:
        columns = stored["columns"]
    spoil(folder, columns=np.full_like(columns, 60_000))


def spoil_sentences(folder: Path) -> None:
    with np.load(folder / "neighbours.npz") as stored:
        kept = dict(stored)
    np.savez(folder / "neighbours.npz", **(kept | {"topics": np.full_like(kept["topics"], 999)}))


def spoil_archive(folder: Path) -> None:
    np.save(folder / "single.npy", np.zeros(3))
    (folder / "single.npy").replace(folder / "weights.npz")


def spoil_format(folder: Path) -> None:
    head = json.loads((folder / "labels.json").read_text())
    (folder / "labels.json").write_text(json.dumps(head | {"format": 99}))


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_pickle,
        spoil_shape,
        spoil_columns,
        spoil_format,
        lambda folder: (folder / "weights.npz").unlink(),
        lambda folder: (folder / "weights.npz").write_bytes(b"PK\x03\x04 not a model"),
        lambda folder: (folder / "weights.npz").write_bytes(b""),
        spoil_archive,
        lambda folder: (folder / "vocabulary.json").write_text("{}"),
        lambda folder: (folder / "neighbours.npz").unlink(),
        lambda folder: (folder / "neighbours.npz").write_bytes(b"PK\x03\x04 no sentences"),
        spoil_sentences,
        lambda folder: (folder / "labels.json").write_text("[1, 2"),
    ],
)
def test_a_damaged_model_is_refused(model: Model, tmp_path: Path, spoil: object) -> None:
    model.save(tmp_path)
    spoil(tmp_path)  # type: ignore[operator]
    with pytest.raises(ModelUnreadable):
        Model.load(tmp_path)
