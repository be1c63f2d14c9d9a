"""Each patch against Rasa's own behaviour, and a sign when Rasa changes beneath it."""

from __future__ import annotations

from typing import Any

import pytest
from ansinh_engine import patches
from ansinh_engine.schema import AnswerSchema
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction

GOOD: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "income", "value": None}], "responses": [{"text": "a"}]},
    {"events": [{"event": "followup", "name": "case_form"}, {"event": "active_loop", "name": None}]},
    {"events": [{"event": "user", "text": "a", "parse_data": {"entities": [{"entity": "x", "value": 1}]}}]},
    {"events": [{"event": "action", "name": "action_listen", "confidence": 0.5, "timestamp": 1.5}]},
]
BAD: list[Any] = [
    [],
    "x",
    {"events": {}},
    {"events": None},
    {"responses": ["a"]},
    {"responses": {}},
    {"events": ["slot"]},
    {"events": [{}]},
    {"events": [{"event": 1}]},
    {"events": [{"event": ["slot"]}]},
    {"events": [{"event": "unheard_of"}]},
    {"events": [{"event": "slot", "name": "income"}]},
    {"events": [{"event": "slot", "name": 1, "value": 1}]},
    {"events": [{"event": "bot", "timestamp": "now"}]},
    {"events": [{"event": "action", "hide_rule_turn": "no"}]},
    {"events": [{"event": "user", "parse_data": {"entities": [{"entity": "x"}]}}]},
]


def stock_says(answer: Any) -> bool:
    try:
        validate(answer, RemoteAction.action_response_format_spec())
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("answer", GOOD + BAD, ids=str)
def test_our_verdict_is_rasas(answer: Any) -> None:
    assert (AnswerSchema().fault(answer) is None) is stock_says(answer) is (answer in GOOD)


def test_rasa_is_the_one_the_patches_were_written_for() -> None:
    if not getattr(RemoteAction, "_ansinh_patched", False):
        found = {(owner, name): patches.fingerprint(getattr(owner, name)) for owner, name in patches.KNOWN}
        assert found == patches.KNOWN
    patches.apply()
    patches.apply()
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result(GOOD[2])
    with pytest.raises(ValidationError, match=r"action_answer .* \$\.events\[0\]"):
        action._validate_action_result({"events": [{"event": "slot"}]})


@pytest.fixture
def unpatched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_ansinh_patched", False, raising=False)


@pytest.mark.parametrize(("owner", "name"), patches.KNOWN, ids=lambda one: getattr(one, "__name__", one))
@pytest.mark.usefixtures("unpatched")
def test_a_changed_rasa_is_refused(owner: type, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(self: Any) -> bool:
        return True

    for (one, its), known in patches.KNOWN.items():  # as if none were patched yet
        monkeypatch.setitem(patches.KNOWN, (one, its), patches.fingerprint(getattr(one, its)))
        assert known
    monkeypatch.setattr(owner, name, changed)
    with pytest.raises(patches.RasaChanged, match=f"{owner.__name__}.{name}"):
        patches.apply()
