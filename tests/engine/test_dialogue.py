"""The rules and forms of the project, played over HTTP against the real engine: citizen says → bot says."""

from __future__ import annotations

from typing import Any

import pytest
from fake_actions import FakeActions
from ruamel.yaml import YAML
from running import ROOT, Engine

Script = list[tuple[str, list[str]]]

ASK_INCOME = "ask contribution form income"
ASK_GROUP = "ask contribution form support group"
ASK_WHAT = "ask report form report what"
ASK_WHEN = "ask report form report when where"
ASK_WHO = "ask report form report who"
CALCULATE = "tính giúp tôi số tiền phải đóng"
REPORT = "tôi muốn báo một vụ lừa đảo"
NONSENSE = "zxq wvb qqq"
LEAVING = {"stop", "restart", "talk_to_officer"}

DIALOGUES: dict[str, Script] = {
    "a question is answered": [("mất sổ bảo hiểm làm lại ở đâu", ["answer book_or_card_vssid/lost_book"])],
    "a plain intent is answered": [("xin chào", ["answer greet/None"])],
    "nothing sure is suggested": [(NONSENSE, ["suggest"])],
    "a form collects and gives its result": [
        (CALCULATE, [ASK_INCOME]),
        ("3 triệu", [ASK_GROUP]),
        ("hộ nghèo", ["result 3000000 poor"]),
        ("xin chào", ["answer greet/None"]),
    ],
    "a form takes two slots from one message": [
        (CALCULATE, [ASK_INCOME]),
        ("2 triệu, hộ cận nghèo", ["result 2000000 near_poor"]),
    ],
    "the sentence that opens a form already fills it": [
        (CALCULATE + ": 2 triệu, hộ nghèo", ["result 2000000 poor"]),
        ("xin chào", ["answer greet/None"]),
    ],
    "another question inside a form is answered and the form asks again": [
        (CALCULATE, [ASK_INCOME]),
        ("mất sổ bảo hiểm làm lại ở đâu", ["answer book_or_card_vssid/lost_book", ASK_INCOME]),
        ("3 triệu", [ASK_GROUP]),
        ("mai táng phí được bao nhiêu", ["answer survivor_death/funeral", ASK_GROUP]),
        ("hộ nghèo", ["result 3000000 poor"]),
    ],
    "help inside a form": [
        (CALCULATE, [ASK_INCOME]),
        ("bạn giúp được những việc gì", ["answer help/None", ASK_INCOME]),
    ],
    "nothing sure inside a form asks again": [
        (CALCULATE, [ASK_INCOME]),
        (NONSENSE, [ASK_INCOME]),
        (NONSENSE, [ASK_INCOME]),
        ("2 triệu", [ASK_GROUP]),
        (NONSENSE, [ASK_GROUP]),
        ("hộ nghèo", ["result 2000000 poor"]),
    ],
    "stop leaves the form": [
        (CALCULATE, [ASK_INCOME]),
        ("dừng lại", ["stopped"]),
        ("xin chào", ["answer greet/None"]),
        (CALCULATE, [ASK_INCOME]),
    ],
    "stop without a form": [("dừng lại", ["stopped"]), ("dừng lại", ["stopped"])],
    "restart leaves the form and forgets": [
        (CALCULATE, [ASK_INCOME]),
        ("3 triệu", [ASK_GROUP]),
        ("làm lại từ đầu", ["restarted"]),
        ("xin chào", ["answer greet/None"]),
        (CALCULATE, [ASK_INCOME]),
    ],
    "restart without a form": [("làm lại từ đầu", ["restarted"]), ("xin chào", ["answer greet/None"])],
    "an officer can be asked for inside a form": [
        (CALCULATE, [ASK_INCOME]),
        ("cho tôi gặp cán bộ", ["officer"]),
        ("xin chào", ["answer greet/None"]),
    ],
    "a change after the result gives the result again": [
        (CALCULATE + ": 2 triệu, hộ nghèo", ["result 2000000 poor"]),
        ("tôi thuộc hộ cận nghèo", ["result 2000000 poor"]),
        ("xin chào", ["answer greet/None"]),
    ],
    "a report is taken in the citizen's own words": [
        (REPORT, [ASK_WHAT]),
        ("có người gọi đòi chuyển khoản", [ASK_WHEN]),
        ("hôm qua ở chợ", [ASK_WHO]),
        ("không rõ ai", ["report fraud | có người gọi đòi chuyển khoản | hôm qua ở chợ | không rõ ai"]),
    ],
    "a report can be stopped and officers asked for": [
        (REPORT, [ASK_WHAT]),
        ("thôi không làm nữa", ["stopped"]),
        (REPORT, [ASK_WHAT]),
        ("cho tôi gặp cán bộ", ["officer"]),
        ("xin chào", ["answer greet/None"]),
    ],
    "nothing sure inside a report asks again": [(REPORT, [ASK_WHAT]), (NONSENSE, [ASK_WHAT])],
    "from one form into the other": [
        (CALCULATE, [ASK_INCOME]),
        (REPORT, [ASK_WHAT]),
        ("có người gọi đòi chuyển khoản", [ASK_WHEN]),
    ],
}


@pytest.mark.parametrize("script", DIALOGUES.values(), ids=DIALOGUES)
def test_dialogue(engine: Engine, sender: str, script: Script) -> None:
    heard = [(text, engine.says(sender, text)) for text, _ in script]
    assert heard == script


@pytest.mark.parametrize(
    "slots",
    [
        {"income": 1_500_000, "support_group": "other"},
        {"income": 1_500_000, "support_group": "other", "pay_month": "2027-01", "payment_months": 12},
    ],
)
def test_a_form_opened_with_all_slots_set_gives_its_result_in_the_same_turn(
    engine: Engine, sender: str, slots: dict[str, Any]
) -> None:
    said = engine.says(sender, CALCULATE, metadata={"slots": slots})
    assert said == ["result 1500000 other"]
    assert engine.says(sender, "cảm ơn nhiều") == ["answer thank/None"]


def test_a_button_answers_as_the_words_would(engine: Engine, sender: str) -> None:
    assert engine.says(sender, intent="maternity", aspect="amount") == ["answer maternity/amount"]
    assert engine.says(sender, "Gặp cán bộ", intent="talk_to_officer") == ["officer"]


def test_buttons_work_inside_a_form(engine: Engine, sender: str) -> None:
    assert engine.says(sender, intent="contribution_level", aspect="calculate_for_me") == [ASK_INCOME]
    assert engine.says(sender, "2 triệu", intent="inform") == [ASK_GROUP]
    assert engine.says(sender, intent="stop") == ["stopped"]


def test_every_intent_of_the_domain_is_answered_in_and_outside_a_form(engine: Engine, sender: str) -> None:
    own = set(YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])
    assert len(own) == 42
    engine.says(f"{sender}-in-form", CALCULATE)
    silent = []
    for intent in sorted(own):
        for conversation in (sender, f"{sender}-in-form"):
            if not engine.says(conversation, intent=intent):
                silent.append((intent, conversation))
        if intent in LEAVING:
            engine.says(f"{sender}-in-form", CALCULATE)
    assert silent == []


def test_the_app_hears_the_reading_and_the_metadata(engine: Engine, actions: FakeActions, sender: str) -> None:
    engine.says(sender, "mai táng phí được bao nhiêu", metadata={"turn": "0197", "as_of": "2026-11-21"})
    message = next(call for call in actions.calls if call["sender_id"] == sender)["tracker"]["latest_message"]
    assert message["metadata"]["turn"] == "0197"
    assert message["text"] == "mai táng phí được bao nhiêu"
    assert message["aspects"][0]["aspect"] == "funeral"
    assert message["aspect_sure"] is True


def test_conversations_do_not_mix(engine: Engine, sender: str) -> None:
    assert engine.says(f"{sender}-a", CALCULATE) == [ASK_INCOME]
    assert engine.says(f"{sender}-b", "2 triệu") != [ASK_GROUP]
    assert engine.says(f"{sender}-a", "2 triệu") == [ASK_GROUP]


def test_a_failing_action_leaves_the_engine_working(engine: Engine, actions: FakeActions, sender: str) -> None:
    actions.broken = True
    try:
        assert engine.says(sender, "xin chào") == []
    finally:
        actions.broken = False
    assert engine.says(sender, "xin chào") == ["answer greet/None"]
