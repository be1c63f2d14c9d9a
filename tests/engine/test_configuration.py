"""What the Rasa files of the project may and may not say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML
from running import ROOT


def read(name: str) -> dict[str, Any]:
    """The file's content with ``${NAME}`` as ``<NAME>``, for an imported Rasa would fill such names in."""
    text = re.sub(r"\$\{(\w+)\}", r"<\1>", (ROOT / name).read_text(encoding="utf-8"))
    return dict(YAML(typ="safe").load(text))


def test_the_only_endpoint_is_the_app() -> None:
    assert read("endpoints.yml") == {
        "action_endpoint": {
            "url": "<ANSINH_ACTION_URL>",
            "enable_selective_domain": True,
            "headers": {"X-Ansinh-Action-Secret": "<ANSINH_ACTION_SECRET>"},
        },
        "tracker_store": {"type": "ansinh_engine.memory.CarriedTrackerStore"},
    }


def test_the_only_channel_is_ours() -> None:
    assert read("credentials.yml") == {"ansinh_engine.channel.AppChannel": {"secret": "<ANSINH_ENGINE_SECRET>"}}


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "endpoints.yml", "credentials.yml"])
def test_no_address_and_no_secret_is_written_down(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|redis|mongo|kafka|s3|sentry|dynamo|\b\d+\.\d+\.\d+\.\d+\b", text, re.I)


def test_rasa_speaks_no_sentence_of_its_own() -> None:
    domain = read("domain.yml")
    assert "responses" not in domain
    assert not [action for action in domain["actions"] if str(action).startswith("utter_")]


def test_slots_are_filled_by_actions_alone_and_do_not_steer_the_dialogue() -> None:
    for name, slot in read("domain.yml")["slots"].items():
        assert slot["mappings"] == [{"type": "custom"}], name
        assert slot["influence_conversation"] is False, name


def test_every_question_of_a_form_has_an_action() -> None:
    domain = read("domain.yml")
    actions = {action if isinstance(action, str) else next(iter(action)) for action in domain["actions"]}
    for form, content in domain["forms"].items():
        assert f"validate_{form}" in actions
        for slot in content["required_slots"]:
            assert f"action_ask_{form}_{slot}" in actions
            assert slot in domain["slots"]


def test_sessions_end_after_an_hour_and_keep_what_was_told() -> None:
    assert read("domain.yml")["session_config"] == {
        "session_expiration_time": 60,
        "carry_over_slots_to_new_session": True,
    }


def test_nothing_but_our_classifier_the_fallback_and_rules_is_trained() -> None:
    config = read("config.yml")
    assert [part["name"] for part in config["pipeline"]] == [
        "ansinh_engine.classifier.AspectClassifier",
        "FallbackClassifier",
    ]
    assert [policy["name"] for policy in config["policies"]] == ["RulePolicy"]
