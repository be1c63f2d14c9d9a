"""A stand-in for the app: serves Rasa's action protocol with a few transparent actions and notes every call."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "action-secret-for-tests-0123456789abcdef"
UNUSABLE = "zxq"
CONTROL = {"stop", "restart", "talk_to_officer", "help"}
INCOMES = {"2 triệu": 2_000_000, "3 triệu": 3_000_000}
GROUPS = {"hộ nghèo": "poor", "cận nghèo": "near_poor"}

Call = dict[str, Any]
Result = dict[str, Any]


def say(*texts: str, events: list[dict[str, Any]] | None = None) -> Result:
    return {"responses": [{"text": text} for text in texts], "events": events or []}


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def followup(action: str) -> dict[str, Any]:
    return {"event": "followup", "name": action}


LEAVE_FORM = [{"event": "active_loop", "name": None}, slot("requested_slot", None)]


def heard(call: Call) -> tuple[str, str, str | None]:
    """Text, topic and the topic's best aspect of the latest message."""
    message = call["tracker"]["latest_message"]
    topic = message["intent"]["name"]
    aspect = next((one["aspect"] for one in message.get("aspects", []) if one["topic"] == topic), None)
    return message.get("text") or "", topic, aspect


def answer(call: Call) -> Result:
    _, topic, aspect = heard(call)
    told = [slot(*pair) for pair in call["tracker"]["latest_message"]["metadata"].get("slots", {}).items()]
    if aspect == "calculate_for_me":
        return say(events=[*told, followup("contribution_form")])
    if aspect == "make_report":
        return say(events=[*told, slot("report_kind", "fraud"), followup("report_form")])
    if topic == "inform" and call["tracker"]["slots"]["income"]:
        return say(events=[*told, followup("action_contribution_result")])
    if topic == "talk_to_officer":
        return say("officer", events=LEAVE_FORM)
    return say(f"answer {topic}/{aspect}", events=told)


def validate_contribution_form(call: Call) -> Result:
    text, _, _ = heard(call)
    found = [slot("income", value) for words, value in INCOMES.items() if words in text]
    found += [slot("support_group", value) for words, value in GROUPS.items() if words in text]
    return say(events=found)


def validate_report_form(call: Call) -> Result:
    text, topic, _ = heard(call)
    wanted = call["tracker"]["slots"].get("requested_slot")
    in_form = call["tracker"]["active_loop"].get("name") == "report_form"
    take = in_form and wanted and text and topic not in CONTROL and not text.startswith(UNUSABLE)
    return say(events=[slot(wanted, text)] if take else [])


def run(call: Call) -> Result:
    name = call["next_action"]
    slots = call["tracker"]["slots"]
    if name == "action_answer":
        return answer(call)
    if name == "validate_contribution_form":
        return validate_contribution_form(call)
    if name == "validate_report_form":
        return validate_report_form(call)
    if name == "action_stop":
        return say("stopped", events=LEAVE_FORM)
    if name == "action_restart":
        return say("restarted", events=[{"event": "restart"}])
    if name == "action_contribution_result":
        return say(f"result {slots['income']} {slots['support_group']}")
    if name == "action_report_result":
        return say("report " + " | ".join(str(slots[key]) for key in slots if key.startswith("report_")))
    return say(name.removeprefix("action_").replace("_", " "))


class FakeActions:
    """The server. ``calls`` holds every request body in order; with ``broken`` set it answers 500."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refused = 0
        self.broken = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def names(self, sender: str) -> list[str]:
        return [call["next_action"] for call in self.calls if call["sender_id"] == sender]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.headers.get("X-Ansinh-Action-Secret") != SECRET:
                    owner.refused += 1
                    return self._reply(401, {})
                owner.calls.append(call)
                if owner.broken:
                    return self._reply(500, {"error": call["tracker"]["latest_message"]["text"]})
                return self._reply(200, run(call))

            def _reply(self, status: int, content: Result) -> None:
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler
