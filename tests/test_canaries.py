"""Two hundred invented persons go through the running system by every way in; nothing of them may come out elsewhere.

Looked through: every log of app, engine and channels, what commands print, error bodies, /health, the API's own
description, every file of the home folder; for numbers, addresses and accounts the bytes of the database too.
"""

import hashlib
import json
import os
import re
import signal
import sqlite3
import time
import unicodedata
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

import pytest
import requests
from click.testing import CliRunner

from bot.cli import main
from bot.language.text import strip_diacritics
from bot.operations import network, paths
from bot.operations.demo import Demo
from bot.operations.demo_settings import DemoSettings
from bot.operations.system import System
from bot.settings import PROJECT, Settings
from tests.privacy.labelled import combining

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

Kind = Literal["name", "number", "address", "words"]
#: How many of each kind; two hundred together.
COUNTS: dict[Kind, int] = {"name": 40, "number": 70, "address": 30, "words": 60}
#: Kinds that may not lie open in the database either; names and words stand in the record, masked of numbers.
NEVER_STORED = frozenset({"number", "address"})
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Canary:
    """Something invented that no text of the project holds."""

    kind: Kind
    text: str

    @property
    def sentence(self) -> str:
        """As a citizen brings it in."""
        return {
            "name": f"Tôi là {self.text}, đóng thấp nhất bao nhiêu một tháng?",
            "number": f"số của tôi {self.text}, đóng thấp nhất bao nhiêu một tháng?",
            "address": f"thư của tôi {self.text} ạ, đóng thấp nhất bao nhiêu một tháng?",
            "words": f"chuyện {self.text} thì đóng thấp nhất bao nhiêu một tháng?",
        }[self.kind]

    @property
    def forms(self) -> tuple[bytes, ...]:
        """How it could stand somewhere: plain, without marks, escaped for JSON or an address, decomposed."""
        bare = strip_diacritics(self.text)
        written = (
            self.text, self.text.lower(), self.text.upper(), bare, bare.lower(), json.dumps(self.text)[1:-1],
            urllib.parse.quote(self.text), urllib.parse.quote_plus(self.text), unicodedata.normalize("NFD", self.text),
            self.text.encode("unicode_escape").decode(),
        )  # fmt: skip
        return tuple({one.encode() for one in written})

    def is_in(self, content: bytes) -> bool:
        if self.kind == "number":
            digits = re.sub(r"\D", "", self.text).encode()
            return digits in re.sub(rb"(?<=\d)[ .\-]{1,2}(?=\d)", b"", content)
        return any(form in content for form in self.forms)


def canaries() -> list[Canary]:
    """Always the same ones."""
    combining.CHANCE.seed(30)
    makers = (
        combining.identity_card,
        combining.mobile,
        combining.insurance_code,
        combining.health_card,
        combining.card,
    )
    make = dict.fromkeys(COUNTS, 0)
    numbers = cycle(makers)
    texts: dict[Kind, Callable[[int], str]] = {
        "name": lambda at: f"Đàm Thị Quýnh{_letters(at)}",
        "number": lambda at: next(numbers)(),
        "address": lambda at: f"{_letters(at)}.canary{at}@hopthu{_letters(at)}.vn",
        "words": lambda at: f"chiếc thúng sơn màu krêu{_letters(at)} úp ngược",
    }
    return [Canary(kind, texts[kind](at)) for kind, count in COUNTS.items() for at in range(make[kind], count)]


def _letters(number: int) -> str:
    return "".join("qwzxvjkf"[(number // 8**place + place) % 8] for place in range(4))


@dataclass
class Seen:
    """What came out of the system, by where."""

    outputs: dict[str, bytes] = field(default_factory=dict)
    receipts: int = 0
    answered: int = 0

    def add(self, where: str, content: bytes) -> None:
        self.outputs[where] = self.outputs.get(where, b"") + b"\n" + content

    def error(self, response: requests.Response) -> None:
        """Keep what was answered to a wrong request, its headers too."""
        assert response.status_code >= 400, (response.status_code, response.text)
        self.add("error bodies", response.content + repr(dict(response.headers)).encode())


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[System, Settings]]:
    """The whole system with Zalo and Telegram played beside it, in a home of its own; its engine will be killed."""
    home = tmp_path_factory.mktemp("canaries")
    paths.models(PROJECT / "var").mkdir(parents=True, exist_ok=True)
    paths.models(home).symlink_to(paths.models(PROJECT / "var"))
    settings = Settings(home=home, port=network.free_port(), chat_per_minute=100_000, engine_timeout=30)
    given = {
        "ANSINH_HOME": str(home),
        "ANSINH_PORT": str(settings.port),
        "ANSINH_CHAT_PER_MINUTE": "100000",
        "ANSINH_ENGINE_TIMEOUT": "30",
    }
    with patch.dict(os.environ, given):
        demo = Demo(settings, DemoSettings(port=network.free_port()))
        with System(settings, lambda _what: nullcontext(), demo) as started:
            yield started, settings


def test_the_canaries_are_two_hundred_and_none_is_in_another():
    made = canaries()
    assert len(made) == 200
    assert canaries() == made
    for one in made:
        assert [other for other in made if other.is_in(one.sentence.encode())] == [one]


def test_a_canary_is_found_however_it_is_written():
    name, number = Canary("name", "Đàm Thị Quýnhqw"), Canary("number", "0912345678")
    for written in ("Đàm Thị Quýnhqw", "dam thi quynhqw", json.dumps("Đàm Thị Quýnhqw"), "ĐÀM THỊ QUÝNHQW"):
        assert name.is_in(b"..." + written.encode() + b"...")
    assert name.is_in(urllib.parse.quote("Đàm Thị Quýnhqw").encode())
    assert not name.is_in("Đàm Thị Quýnh".encode())
    for written in (b"0912345678", b"0912 345 678", b"0912.345.678"):
        assert number.is_in(b"so " + written)
    assert not number.is_in(b"0912345679")


def test_nothing_of_a_citizen_comes_out_elsewhere(system, tmp_path, capsys):
    started, settings = system
    made, seen = canaries(), Seen()
    ways = (_question, _report, _sender, _wrong_requests, _long, _command, _zalo, _telegram, _forged)
    for number, (canary, way) in enumerate(zip(made, cycle(ways), strict=False)):
        way(canary, started.url, seen, number)
        if way is not _question and number % 3 == 0:
            _question(canary, started.url, seen, number)
    _settle(settings)
    _commands(made, seen, tmp_path)
    _keep_on(started, seen, made)
    assert seen.receipts > 0, "reports came to their receipt"
    assert seen.answered > 100, "questions were answered"
    started.stop()
    _files(settings, seen)
    found = {where: [one.text for one in made if one.is_in(content)] for where, content in seen.outputs.items()}
    found["database"] = [one.text for one in made if one.kind in NEVER_STORED and one.is_in(_database(settings))]
    stored = sum(one.is_in(_database(settings)) for one in made if one.kind == "words")
    size, stray = sum(map(len, seen.outputs.values())), sum(len(there) for there in found.values())
    with capsys.disabled():
        print(  # noqa: T201  the bar is to be read
            f"\ncanaries: {len(made)} by {len(ways) + 2} ways in; {len(seen.outputs)} kinds of output ({size:,} bytes) "
            f"and the database looked through: {stray} found, {len(found['database'])} of them in the database"
        )
    assert {where: canaries_there for where, canaries_there in found.items() if canaries_there} == {}
    assert stored > 0, "the search finds what is there: words of questions and reports stand in the record"


def _ask(url: str, sender: str, text: str, seen: Seen) -> dict[str, Any]:
    response = requests.post(f"{url}/api/chat", json={"sender": sender, "text": text}, timeout=60)
    assert response.status_code == 200, response.status_code
    answer: dict[str, Any] = response.json()
    seen.answered += answer["outcome"] != "error"
    seen.receipts += bool(answer["receipt"])
    return answer


def _question(canary: Canary, url: str, seen: Seen, number: int) -> None:
    _ask(url, f"sender-{number}", canary.sentence, seen)


def _report(canary: Canary, url: str, seen: Seen, number: int) -> None:
    sender = f"reporter-{number}"
    for text in ("cho em gửi tin báo lừa đảo", f"có người hỏi {canary.text}", "hôm nay, gần bến xe", "không rõ là ai"):
        answer = _ask(url, sender, text, seen)
    for _ in range(2):
        if not answer["receipt"] and answer["outcome"] == "collecting":
            answer = _ask(url, sender, "bỏ qua", seen)


def _sender(canary: Canary, url: str, seen: Seen, number: int) -> None:
    """The account itself is somebody's number or name."""
    _ask(url, canary.text, "đóng thấp nhất bao nhiêu một tháng?", seen)


def _wrong_requests(canary: Canary, url: str, seen: Seen, number: int) -> None:
    chat, text = f"{url}/api/chat", canary.text
    bodies: list[Any] = [
        {"sender": text}, {"sender": text, "text": 5}, {"sender": [text], "text": text}, {"text": text}, [text], text,
        {"sender": text, "text": text, "as_of": text}, {"sender": text * 200, "text": text},
        {"sender": text, "payload": {"x": text}},
    ]  # fmt: skip
    for body in bodies:
        seen.error(requests.post(chat, json=body, timeout=30))
    broken = f'{{"sender": "{text}", "text": "{text}'.encode()
    seen.error(requests.post(chat, data=broken, timeout=30))
    seen.error(requests.post(chat, data=b"\xff\xfe" + broken, headers={"content-type": "application/json"}, timeout=30))
    seen.error(requests.post(chat, data=(text * 40_000).encode(), timeout=30))
    seen.error(requests.post(chat, data=f"text={text}".encode(), headers={"content-type": "text/csv"}, timeout=30))
    quoted = urllib.parse.quote(text, safe="")
    seen.error(requests.get(f"{url}/api/chat?text={quoted}", timeout=30))
    for path in (f"/pictures/{quoted}.png", f"/{quoted}", f"/webhooks/{quoted}", f"/static/{quoted}"):
        answer = requests.get(f"{url}{path}", headers={"x-name": quoted, "user-agent": quoted}, timeout=30)
        seen.error(answer)
    seen.error(requests.post(f"{url}/webhooks/{quoted}", data=b"{}", timeout=30))


def _long(canary: Canary, url: str, seen: Seen, number: int) -> None:
    _ask(url, f"long-{number}", f"{canary.sentence} " + "và còn nữa " * 400, seen)


def _command(canary: Canary, url: str, seen: Seen, number: int) -> None:
    """What the engine would take for a command, and what breaks lines of a log."""
    _ask(url, f"command-{number}", f'/inform{{"name": "{canary.text}"}}', seen)
    _ask(url, f"command-{number}", f"{canary.text}\r\n2026-11-22 ERROR {canary.text}\x00\u202e", seen)


def _zalo(canary: Canary, url: str, seen: Seen, number: int) -> None:
    for name, message in (
        ("user_send_text", {"text": canary.sentence}),
        (
            "user_send_sticker",
            {"text": canary.text, "attachments": [{"payload": {"url": canary.text}, "type": "sticker"}]},
        ),
        ("user_something_new", {"text": canary.text}),
    ):
        response = _post_zalo(url, f"10{number:08d}", name, {**message, "msg_id": f"m-{name}-{number}"})
        assert response.status_code == 200, response.status_code


def _post_zalo(url: str, citizen: str, name: str, message: dict[str, Any], key: str | None = None) -> requests.Response:
    stamp = str(time.time_ns() // 1_000_000)
    app, account = os.environ["ANSINH_ZALO_APP_ID"], os.environ["ANSINH_ZALO_OA_ID"]
    event = {
        "app_id": app, "sender": {"id": citizen}, "user_id_by_app": f"app-{citizen}", "recipient": {"id": account},
        "event_name": name, "message": message, "timestamp": stamp,
    }  # fmt: skip
    body = json.dumps(event, ensure_ascii=False).encode()
    secret = key or os.environ["ANSINH_ZALO_OA_SECRET_KEY"]
    mac = hashlib.sha256(app.encode() + body + stamp.encode() + secret.encode()).hexdigest()
    return requests.post(f"{url}/webhooks/zalo", data=body, headers={"X-ZEvent-Signature": f"mac={mac}"}, timeout=30)


def _telegram(canary: Canary, url: str, seen: Seen, number: int) -> None:
    person = {"id": 70_000 + number, "is_bot": False, "first_name": canary.text, "username": f"canary_{number}"}
    message = {
        "message_id": 1, "date": int(time.time()), "chat": {"id": 70_000 + number, "type": "private"}, "from": person,
        "text": canary.sentence,
    }  # fmt: skip
    for update in (
        {"update_id": 10 * number, "message": message},
        {"update_id": 10 * number + 1, "edited_message": message},
        {"update_id": 10 * number + 2, "something_new": {"text": canary.text}},
    ):
        response = _post_telegram(url, json.dumps(update, ensure_ascii=False).encode())
        assert response.status_code == 200, response.status_code


def _post_telegram(url: str, body: bytes, secret: str | None = None) -> requests.Response:
    header = {"X-Telegram-Bot-Api-Secret-Token": secret or os.environ["ANSINH_TELEGRAM_SECRET"]}
    return requests.post(f"{url}/webhooks/telegram", data=body, headers=header, timeout=30)


def _forged(canary: Canary, url: str, seen: Seen, number: int) -> None:
    """Requests that no channel sent, and such that no channel could send."""
    text = {"text": canary.text, "msg_id": canary.text}
    answers = [
        _post_zalo(url, canary.text, "user_send_text", text, key=canary.text),
        _post_telegram(url, json.dumps({"update_id": 1, "message": text}).encode(), "x" * 40),
        _post_telegram(url, f'{{"update_id": "{canary.text}'.encode()),
        _post_telegram(url, json.dumps({"update_id": canary.text, "message": canary.text}).encode()),
        requests.post(f"{url}/webhooks/zalo", data=canary.text.encode(), timeout=30),
    ]
    for one in answers:
        assert one.status_code in {200, 400, 401, 403}, one.status_code
        seen.add("answers to webhooks", one.content + repr(dict(one.headers)).encode())


def _settle(settings: Settings) -> None:
    """Until every event is worked off."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(settings.home / "ansinh.db")) as database:
            if not database.execute("select count(*) from inbox_event where state = 'waiting'").fetchone()[0]:
                return
        time.sleep(0.5)
    pytest.fail("events are still waiting")


def _commands(made: list[Canary], seen: Seen, folder: Path) -> None:
    """What commands print: exports, checks, a question asked in the terminal."""
    questions = folder / "questions.jsonl"
    rows = [{"id": number, "text": one.sentence} for number, one in enumerate(made)]
    questions.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    broken = folder / "broken.jsonl"
    broken.write_text(f'{{"id": 1, "text": "{made[0].text}', "utf-8")
    for arguments in (
        ("recall", "rural_poverty_line"), ("recall", "contribution_rate"), ("recall", made[1].text),
        ("understand", str(questions)), ("understand", str(broken)), ("doctor",), ("verify",),
        ("purge", "--dry-run", "--json"), ("hold", "list"),
    ):  # fmt: skip
        result = CliRunner().invoke(main, arguments)
        # What was typed may be named again to who typed it; of anybody else nothing.
        typed = arguments[1].encode() if arguments[:1] == ("recall",) and "_" not in arguments[1] else b"\0"
        seen.add(f"ansinh {arguments[0]}", (result.stdout + result.stderr).encode().replace(typed, b""))
    assert len(seen.outputs["ansinh understand"].splitlines()) > len(made)


def _keep_on(started: System, seen: Seen, made: list[Canary]) -> None:
    """Health and description; then the engine dies and citizens go on writing."""
    for path in ("/health", "/schema/openapi.json", "/schema", "/"):
        seen.add("pages", requests.get(f"{started.url}{path}", timeout=30).content)
    engine = next(child for child in started._children if child.name == "engine")
    assert engine.pid
    os.kill(engine.pid, signal.SIGKILL)
    for number, canary in enumerate(made[::20]):
        answer = _ask(started.url, f"late-{number}", canary.sentence, seen)
        assert answer["outcome"] == "error"
        _post_zalo(started.url, f"20{number:08d}", "user_send_text", {"text": canary.text, "msg_id": f"late-{number}"})
    seen.add("pages", requests.get(f"{started.url}/health", timeout=30).content)


def _files(settings: Settings, seen: Seen) -> None:
    """Everything in the home folder but database, keys, model and the pictures' own pixels."""
    for file in sorted(settings.home.rglob("*")):
        where = file.relative_to(settings.home)
        if file.is_file() and where.parts[0] not in {"models", "keys"} and not where.name.startswith("ansinh.db"):
            kind = where.parts[0] if len(where.parts) > 1 else "home"
            seen.add(f"files in {kind}", str(where).encode() + b"\n" + file.read_bytes())
    assert len(seen.outputs["files in logs"]) > 100, "the logs are where they are looked for"


def _database(settings: Settings) -> bytes:
    return b"".join(file.read_bytes() for file in settings.home.glob("ansinh.db*"))
