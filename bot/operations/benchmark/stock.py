"""A stock Rasa project that answers the same questions, in the fairest simple form.

Pipeline and policies are Rasa's own default, copied from the installed package. `topic/aspect` is a retrieval intent:
DIET tells the topics apart, one ResponseSelector the aspects, as Rasa's documentation advises for questions and
answers. One rule a topic, and one for the fallback, calls one custom action, which stands on a plain rasa-sdk server
and says a text as long as ours usually is. There are no forms, no slots and no stories, so TEDPolicy and
UnexpecTEDIntentPolicy have nothing to learn and cost nothing at a turn: that is kinder to the stock side than
what `rasa init` makes. Dialogues stay in memory (Rasa's default tracker store).
"""

from pathlib import Path
from typing import Any

import yaml

from bot.operations import paths
from bot.operations.benchmark import sample
from bot.operations.benchmark.sample import Sentences, topic_of
from bot.operations.failure import StartFailure

ACTION = "action_answer"
FALLBACK = "nlu_fallback"
#: Intents that Rasa answers by an action of its own; a rule of ours would contradict it.
BUILT_IN = frozenset({"restart", "back", "session_start"})
#: Environment variable with the address of the action server: its port is another at each start.
ACTION_URL = "BENCH_ACTION_URL"
#: Where the installed Rasa keeps the configuration that it falls back to.
DEFAULT_CONFIG = "rasa/engine/recipes/config_files/default_config.yml"

_ACTIONS = '''\
"""The one custom action: a text of the usual length."""

from rasa_sdk import Action

TEXT = "{text}"


class Answer(Action):
    def name(self):
        return "{action}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=TEXT)
        return []
'''


def write(folder: Path, sentences: Sentences, characters: int, config: dict[str, Any]) -> None:
    """The whole project into `folder`; an answer has so many `characters`."""
    topics = list(dict.fromkeys(map(topic_of, sentences)))
    sample.write(sentences, folder / "data" / "nlu" / "sample.yml")
    rules = [_rule(one) for one in (*topics, FALLBACK) if one not in BUILT_IN]
    _dump(folder / "data" / "rules.yml", {"version": "3.1", "rules": rules})
    _dump(folder / "domain.yml", _domain(topics, list(sentences)))
    _dump(folder / "config.yml", config)
    _dump(folder / "credentials.yml", {"rest": None})
    _dump(folder / "endpoints.yml", {"action_endpoint": {"url": f"${{{ACTION_URL}}}"}})
    (folder / "actions.py").write_text(_ACTIONS.format(action=ACTION, text=_text(characters)), encoding="utf-8")


def default_config() -> dict[str, Any]:
    """Rasa's default pipeline and policies, for Vietnamese. Raises StartFailure where Rasa is not installed."""
    libraries = paths.ENGINE_PYTHON.parent.parent / "lib"
    found = next(libraries.glob(f"python*/site-packages/{DEFAULT_CONFIG}"), None)
    if found is None:
        raise StartFailure("the engine's environment has no Rasa; `make environments` makes it")
    config: dict[str, Any] = yaml.safe_load(found.read_text("utf-8"))
    return {**config, "assistant_id": "stock", "language": "vi"}


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": ACTION}]}


def _domain(topics: list[str], labels: list[str]) -> dict[str, Any]:
    return {
        "version": "3.1",
        "intents": topics,
        # A selector needs a response for each aspect; what is said comes from the action.
        "responses": {f"utter_{label}": [{"text": label}] for label in labels if "/" in label},
        "actions": [ACTION],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _text(characters: int) -> str:
    return ("lorem ipsum " * (characters // 12 + 1))[:characters]


def _dump(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
