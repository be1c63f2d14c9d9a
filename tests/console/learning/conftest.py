"""Learning for tests: verdicts of invented reviewers, a small project, models that are empty files."""

import itertools
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.advice.advice import Button
from bot.clock import now
from bot.learning.candidate import State
from bot.learning.candidate_rows import Which
from bot.learning.data import Sentences
from bot.learning.label import topic_of
from bot.learning.models import model_file
from bot.learning.reading import Reading
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.buttons import drawn
from bot.records.interactions import Question
from bot.records.record import Said
from bot.settings import PROJECT
from bot.storage.personal import table
from bot.storage.review_tables import Review

_REVIEW = table(Review)
_numbers = itertools.count(1)
SERVING, NEW = "a" * 16, "b" * 16


@pytest.fixture(scope="session")
def few():
    """The training data of a few topics: enough to compare with, quick to go through."""
    topics = {"lump_sum_amount", "eligibility", "greet"}
    every = Sentences.of(PROJECT)
    return Sentences(PROJECT, tuple(line for line in every if topic_of(line.label) in topics), every.files)


@pytest.fixture
def learning(console, few, monkeypatch):
    """The room, its launcher starting nothing."""
    monkeypatch.setattr(console.learning.gathering, "_read", lambda: few)
    monkeypatch.setattr(console.learning.exporting, "_read", lambda: few)
    # A runner that is at work and never done: the tests run replays themselves.
    console.learning.launcher.start = lambda *_: SimpleNamespace(poll=lambda: None)
    return console.learning


@pytest.fixture
def review(house):
    """Put a verdict on record; gives its id."""

    def judged(turn, verdict="wrong_topic", by="lan", label="lump_sum_amount/formula", supersedes=None, round_=1):
        topic, _, aspect = label.partition("/")
        row = {
            "interaction_id": turn,
            "reviewer": by,
            "verdict": verdict,
            "right_topic": topic if verdict == "wrong_topic" else None,
            "right_aspect": (aspect or None) if verdict == "wrong_topic" else None,
            "to_content": False,
            "note": "",
            "model_version": SERVING,
            "round": round_,
            "sampled": False,
            "reviewed_at": now(),
            "seconds": 4.0,
            "supersedes": supersedes,
        }
        with house.database.session() as session:
            return session.execute(_REVIEW.insert(), row).inserted_primary_key[0]

    return judged


@pytest.fixture
def propose(talk, review, learning):
    """A candidate, made as the machine makes them; gives it."""

    def made(text, label="lump_sum_amount/formula", by="lan", citizen="an-citizen"):
        review(talk(text, citizen=citizen), by=by, label=label)
        learning.gathering.gather(now())
        return next(one for one in learning.candidates.every(Which((State.PROPOSED,))) if one.text == text)

    return made


@pytest.fixture
def suggest(house):
    """A turn answered by suggestions, and the tap that follows it; gives the first turn's id."""

    def turn(text, offered, tapped, *, citizen="an-citizen", pressed=True):
        conversation = house.conversations.of("web", pseudonym(house.key, "web", citizen))
        shown = drawn([Button(title, *label.split("/")) for title, label in offered])
        buttons = [one.sent for one in shown]
        first = _turn(house, conversation, text, Said(
            Outcome.SUGGESTED, [{"text": "Ý anh/chị là?", "buttons": buttons, "image": None}], "x", buttons=shown
        ))  # fmt: skip
        topic, aspect = tapped.split("/")
        _turn(
            house,
            conversation,
            {label: title for title, label in offered}.get(tapped, "nút khác"),
            Said(Outcome.ANSWERED, [{"text": "Đây.", "buttons": [], "image": None}], topic, aspect, 1.0),
            pressed=pressed,
        )
        return first

    return turn


def _turn(house, conversation, text, said, *, pressed=False):
    question = Question(conversation, "web", f"l{next(_numbers)}", text, now().date(), pressed, original=text)
    interaction, _ = house.interactions.accept(question)
    house.interactions.contribute(interaction, said)
    house.interactions.finish(interaction, Said(Outcome.ERROR, [{"text": "x", "buttons": [], "image": None}]))
    return interaction


@pytest.fixture
def project(tmp_path) -> Path:
    """A checkout with two small files of sentences, in both ways of writing them."""
    root = tmp_path / "checkout"
    (root / "data/nlu/dialogue").mkdir(parents=True)
    (root / "data/nlu/lump.yml").write_text(
        'version: "3.1"\n\nnlu:\n- intent: lump/formula\n  examples: |\n    - cách tính một lần\n    - tinh tien rut\n'
        "- intent: lump/age\n  examples: |\n    - bao nhiêu tuổi được rút\n",
        "utf-8",
    )
    (root / "data/nlu/dialogue/greet.yml").write_text(
        'version: "3.1"\n\nnlu:\n  - intent: greet\n    examples: |\n      - xin chào\n', "utf-8"
    )
    return root


@pytest.fixture
def two_models(house):
    """Files that look like models: one that serves, one that is new."""
    for name in (SERVING, NEW):
        file = model_file(house.settings.home, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"model")
    return SERVING, NEW


class Reader:
    """Stands in for engines: `readings` by model and words; anything else is read alike by both."""

    def __init__(self, readings=None):
        self.readings = readings or {}
        self.opened = []
        self.read = 0

    def __call__(self, model):
        from contextlib import contextmanager

        @contextmanager
        def opened():
            self.opened.append(model)
            yield lambda words: [self._of(model, one) for one in words]

        return opened()

    def _of(self, model, words):
        self.read += 1
        return self.readings.get((model, words), Reading("eligibility/who", 0.5))


@pytest.fixture
def reader():
    return Reader()


def ago(**span):
    return now() - timedelta(**span)
