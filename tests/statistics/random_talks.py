"""Random talks: of six weeks around May 2026, on the edges of what the definitions tell apart."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot.outcomes import Outcome
from bot.storage.case_tables import STATES, CaseFile
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.personal import table
from bot.storage.statistics_tables import TurnPlace
from bot.storage.tables import Conversation, EvidenceUsed, Interaction, Report
from bot.storage.talk_tables import OfficerTalk

DAY, WEEK = 86_400, 604_800
CHANNELS, AUDIENCES = ("web", "zalo", "telegram"), (None, "trader", "farm_household", "worker")
CAMPAIGNS = ("ordinary", "may_month", "to-roi", None, "trial")
TOPICS = ("pension_amount", "pension_vs_lump_sum", "fraud_report", "misinformation", "talk_to_officer", None)
FIRST = datetime(2026, 4, 27, 1, 0, tzinfo=UTC)
TESTS = ("trial",)
TABLES = (Conversation, Interaction, EvidenceUsed, Feedback, Opinion, OfficerTalk, TurnPlace, Report, CaseFile)


def fill(database: Database, seed: int, talks: int = 45) -> None:
    """Random talks of six weeks around May, with feedback, opinions, sources, places, waiting; and random reports."""
    write(database, made(seed, talks))


def made(seed: int, talks: int) -> "Made":
    """Their rows."""
    chance, rows = Random(seed), Made()
    for _ in range(talks):
        _talk(chance, rows)
    for number in range(talks):
        _report(chance, rows, number)
    return rows


def write(database: Database, rows: "Made") -> None:
    """Rows put onto the record."""
    with database.session() as session:
        for of in TABLES:
            if rows.of(of):
                session.execute(insert(table(of)), rows.of(of))


@dataclass
class Made:
    """Rows by table."""

    rows: dict[type, list[dict[str, Any]]] = field(default_factory=dict)

    def of(self, table_: type) -> list[dict[str, Any]]:
        return self.rows.setdefault(table_, [])


def _talk(chance: Random, rows: Made) -> None:
    of, moment = _id(chance), FIRST + timedelta(seconds=chance.randrange(40 * DAY))
    channel = chance.choice(CHANNELS)
    rows.of(Conversation).append(
        {
            "id": of,
            "channel": channel,
            "citizen": of,
            "started_at": moment,
            "audience": chance.choice(AUDIENCES),
            "campaign": "trial" if chance.random() < 0.05 else None,
        }
    )
    turns: list[dict[str, Any]] = []
    for _ in range(chance.randint(1, 14)):
        turns.append(_turn(chance, of, channel, moment))
        if len(turns) > 1 and chance.random() < 0.6:
            turns[-1]["topic"] = turns[-2]["topic"]
        _beside(chance, rows, turns)
        end = turns[-1]["answered_at"] or moment
        # To the second on both edges of a day and a week after an answer, and anything between.
        gap = chance.choice([20, 90, 4000, DAY - 1, DAY, DAY, DAY + 1, 3 * DAY, WEEK - 1, WEEK, WEEK, WEEK + 1])
        moment = end + timedelta(seconds=gap)
    rows.of(Interaction).extend(turns)


def _report(chance: Random, rows: Made, number: int) -> None:
    one, day = _id(chance), FIRST.date() + timedelta(days=chance.randrange(50))
    kind, state = chance.choice(["fraud", "fraud", "misinformation"]), chance.choice(STATES)
    rows.of(Report).append({"id": one, "kind": kind, "received_on": day, "content": {}})
    rows.of(CaseFile).append(
        {
            **{"report_id": one, "number": number, "state": state, "since": day, "opened_on": day, "version": 1},
            **{"triage": False, "cluster": number, "ground": "replied" if state == "closed" else None},
        }
    )


def _turn(chance: Random, of: str, channel: str, moment: datetime) -> dict[str, Any]:
    outcome = chance.choice(["answered", "answered", "answered_calculation", "suggested", "handed_over", *Outcome])
    is_open = chance.random() < 0.04
    one, took = _id(chance), chance.choice([1, 100, 101, 260, 700, 701, 4000, 60_000, 60_001])
    by_officer = outcome == "with_officer" and chance.random() < 0.7
    return {
        "id": one,
        "conversation_id": of,
        "channel": channel,
        "message_id": f"officer:{one}" if by_officer and chance.random() < 0.8 else one,
        "accepted_at": moment,
        "answered_at": None if is_open else moment + timedelta(milliseconds=took),
        "question": chance.choice(["lương hưu tính sao", "gặp cán bộ", ""]),
        "pressed": chance.random() < 0.4,
        "topic": chance.choice(TOPICS),
        "aspect": chance.choice([None, "calculate_for_me"]),
        "replies": [],
        "outcome": None if is_open else str(outcome),
        "as_of": moment.date(),
        "model_version": "m",
        "data_version": "d",
        "author": "officer" if by_officer else "machine",
        "campaign": chance.choice(CAMPAIGNS) if chance.random() < 0.5 else "ordinary",
    }


def _beside(chance: Random, rows: Made, turns: list[dict[str, Any]]) -> None:
    """What hangs on the newest turn of a talk."""
    turn, judged = turns[-1], chance.choice(turns)
    for position in range(chance.choice([0, 1, 1, 2])):
        source = {"interaction_id": turn["id"], "position": position, "figure": "line", "label": "Chuẩn nghèo"}
        basis = {"legal_basis": chance.choice(["", "Nghị định 07/2021/NĐ-CP"])}
        rows.of(EvidenceUsed).append(
            {**source, **basis, "effective_from": chance.choice([None, date(2022, 1, 1), date(2022, 1, 1)])}
        )
    if chance.random() < 0.25:
        verdict = chance.choice(["good", "bad"])
        reason = chance.choice([None, "unclear", "doubted", "other"]) if verdict == "bad" else None
        said = {"verdict": verdict, "reason": reason, "way": "button", "given_at": turn["accepted_at"]}
        rows.of(Feedback).append({"given_in": turn["id"], "judged": judged["id"], **said})
    if chance.random() < 0.15:
        moment = turn["accepted_at"]
        withdrawn = {"words": "nên nhắc hạn", "received_at": moment, "withdrawn_at": chance.choice([None, moment])}
        kind, about = chance.choice(["opinion", "wish", "reason"]), chance.choice([None, judged["id"]])
        rows.of(Opinion).append({"given_in": turn["id"], "kind": kind, "judged": about, **withdrawn})
    if turn["outcome"] == "handed_over" and chance.random() < 0.8:
        rows.of(OfficerTalk).append(_waiting(chance, turn))
    if chance.random() < 0.3:
        province, commune = chance.choice([("Cà Mau", "Xã Đất Mũi"), ("Cà Mau", None), ("Lào Cai", "Xã Y Tý")])
        rows.of(TurnPlace).append({"interaction_id": turn["id"], "province": province, "commune": commune})


def _waiting(chance: Random, turn: dict[str, Any]) -> dict[str, Any]:
    opened = turn["accepted_at"] + timedelta(milliseconds=chance.choice([50, 5_000, 90_000]))
    wait = chance.choice([None, 30, 60, 61, 4_000, 100_000])
    return {
        "id": _id(chance),
        "conversation_id": turn["conversation_id"],
        "reason": "asked",
        "state": "ended",
        "opened_at": opened,
        "heard_at": opened,
        "first_reply_at": None if wait is None else opened + timedelta(seconds=wait),
        "ended_at": opened + timedelta(seconds=(wait or 0) + 60),
        "ended_by": "officer",
    }


def _id(chance: Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
