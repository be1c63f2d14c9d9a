"""The figures counted naively: raw rows read into Python, every definition of `docs/measures.md` said once more."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from bot.clock import VIETNAM
from bot.outcomes import Outcome
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.personal import table
from bot.storage.statistics_tables import TurnPlace
from bot.storage.tables import Conversation, EvidenceUsed, Interaction, Report
from bot.storage.talk_tables import OfficerTalk
from tests.statistics.random_talks import DAY, TESTS, WEEK

ANSWERED = {"answered", "answered_calculation", "answered_rumour"}


@dataclass
class Turn:
    """One turn as its definitions see it; `took` and `wait` in seconds, None where there is none."""

    id: str
    citizen: str
    day: date
    hour: int
    channel: str
    audience: str
    campaign: str
    topic: str
    outcome: str
    author: str
    pressed: bool
    counted: bool
    substantive: bool
    evidence_based: bool
    two_way: bool
    taken: bool
    recontact: bool
    verdict: str | None
    reason: str | None
    opinion: str | None
    took: float | None
    wait: float | None
    place: tuple[str, str] | None


class Record:
    """The raw rows of a database."""

    def __init__(self, database: Database):
        def rows(of: type) -> list[Any]:
            with database.looking() as connection:
                return list(connection.execute(select(table(of))).all())

        self.talks = {one.id: one for one in rows(Conversation)}
        self.all = sorted(rows(Interaction), key=lambda one: (one.accepted_at, one.id))
        self.evidence, self.feedback, self.opinions = rows(EvidenceUsed), rows(Feedback), rows(Opinion)
        self.waits = sorted(rows(OfficerTalk), key=lambda one: one.opened_at)
        self.places = {one.interaction_id: (one.province, one.commune or "") for one in rows(TurnPlace)}
        self.turns = [self._turn(one) for one in self.all if one.outcome and not self._is_trial(one)]
        days = {one.report_id: one.opened_on for one in rows(CaseFile)}
        self.reports = [(one.kind, days[one.id]) for one in rows(Report)]
        self.first: dict[str, date] = {}
        for turn in self.turns:
            if turn.counted:
                self.first.setdefault(turn.citizen, turn.day)

    def _is_trial(self, one: Any) -> bool:
        return one.campaign in TESTS or self.talks[one.conversation_id].campaign in TESTS

    def _turn(self, one: Any) -> Turn:
        local, judged = one.accepted_at.astimezone(VIETNAM), self._judged(one.id)
        kept = [said for said in self.opinions if said.withdrawn_at is None]
        substantive = one.outcome in ANSWERED
        gaps = self._again(one)
        voiced = any(one.id == said.given_in for said in self.feedback) or any(
            one.id in (said.given_in, said.judged) for said in kept
        )
        is_two_way = judged is not None or voiced or one.author == "officer"
        sources = [source for source in self.evidence if source.interaction_id == one.id]
        return Turn(
            id=one.id,
            citizen=one.conversation_id,
            day=local.date(),
            hour=local.hour,
            channel=one.channel,
            audience=self.talks[one.conversation_id].audience or "",
            campaign=one.campaign or "",
            topic=_topic(one),
            outcome="collecting" if one.outcome == "report_received" else one.outcome,
            author=one.author,
            pressed=one.pressed,
            counted=_counted(one),
            substantive=substantive,
            evidence_based=substantive and any(source.legal_basis and source.effective_from for source in sources),
            two_way=_counted(one) and (is_two_way or (substantive and any(gap <= DAY for gap in gaps))),
            taken=one.outcome == "suggested" and self._next_is_pressed(one),
            recontact=substantive and any(DAY < gap <= WEEK for gap in gaps),
            verdict=judged.verdict if judged else None,
            reason=judged.reason if judged else None,
            opinion=next((said.kind for said in kept if said.given_in == one.id), None),
            took=self._took(one),
            wait=self._wait(one),
            place=self.places.get(one.id),
        )

    def _judged(self, turn: str) -> Any | None:
        found = [said for said in self.feedback if said.judged == turn]
        return max(found, key=lambda said: (said.given_at, said.given_in), default=None)

    def _again(self, one: Any) -> list[int]:
        """Seconds from the answer to each later counted turn of its topic."""
        return [
            round((later.accepted_at - one.answered_at).total_seconds())
            for later in self.all
            if later.conversation_id == one.conversation_id
            and _counted(later)
            and later.topic is not None
            and later.topic == one.topic
            and later.accepted_at > one.answered_at
        ]

    def _next_is_pressed(self, one: Any) -> bool:
        for later in self.all:
            if later.conversation_id == one.conversation_id and later.accepted_at > one.accepted_at:
                return later.pressed and round((later.accepted_at - one.accepted_at).total_seconds()) <= DAY
        return False

    def _took(self, one: Any) -> float | None:
        if one.author != "machine" or one.message_id.startswith("officer:"):
            return None
        return round((one.answered_at - one.accepted_at) / timedelta(milliseconds=1)) / 1000

    def _wait(self, one: Any) -> float | None:
        if one.outcome != "handed_over":
            return None
        for talk in self.waits:
            opened_by_it = talk.opened_at >= one.accepted_at and talk.opened_at <= one.answered_at + timedelta(
                seconds=10
            )
            if talk.conversation_id == one.conversation_id and opened_by_it and talk.first_reply_at:
                return round((talk.first_reply_at - talk.opened_at).total_seconds())
        return None

    def within(self, scope: Scope) -> list[Turn]:
        """The turns of a filter."""
        return [
            turn
            for turn in self.turns
            if turn.day in scope.period
            and all(
                not scope.of(name) or getattr(turn, name) in scope.of(name)
                for name in ("channel", "audience", "campaign", "topic")
            )
        ]


def _counted(one: Any) -> bool:
    return one.outcome not in (None, "small_talk", "error")


def _topic(one: Any) -> str:
    """What a turn is counted as being about: few reports are not to be told."""
    if one.outcome in ("collecting", "report_received"):
        return ""
    return "misinformation" if one.topic == "fraud_report" else one.topic or ""


Is = Callable[[Turn], bool]


def _ended(outcome: str) -> Is:
    return lambda turn: turn.outcome == outcome


#: The turns behind a number, by the name of their condition.
CONDITIONS: dict[str, Is] = {
    "turns": lambda turn: True,
    "counted": lambda turn: turn.counted,
    "two_way": lambda turn: turn.two_way,
    "substantive": lambda turn: turn.substantive,
    "evidence_based": lambda turn: turn.evidence_based,
    "taken": lambda turn: turn.taken,
    "recontact": lambda turn: turn.recontact,
    "answers_judged": lambda turn: turn.substantive and turn.verdict is not None,
    "good": lambda turn: turn.verdict == "good",
    "bad": lambda turn: turn.verdict == "bad",
    "opinion": lambda turn: turn.opinion == "opinion",
    "wish": lambda turn: turn.opinion == "wish",
    "served": lambda turn: turn.wait is not None,
    **{f"o_{outcome}": _ended(str(outcome)) for outcome in Outcome},
    **{
        f"reason_{one}": lambda turn, one=one: turn.verdict == "bad" and turn.reason == one
        for one in ("unclear", "doubted")
    },
    **{f"h{hour:02}": lambda turn, hour=hour: turn.hour == hour for hour in range(24)},
}
#: Numerator and denominator of each share.
SHARES = {
    "two_way": ("two_way", "counted"),
    "evidence_based": ("evidence_based", "substantive"),
    "answered": ("substantive", "counted"),
    "not_understood": ("o_unanswered_not_understood", "counted"),
    "not_settled": ("o_unanswered_not_settled", "counted"),
    "out_of_scope": ("o_unanswered_out_of_scope", "counted"),
    "suggestions_taken": ("taken", "o_suggested"),
    "feedback_response": ("answers_judged", "substantive"),
    "recontact": ("recontact", "substantive"),
    "handovers_served": ("served", "o_handed_over"),
    "errors": ("o_error", "turns"),
}
COUNTS = {
    "interactions": "turns",
    "counted": "counted",
    "suggested": "o_suggested",
    "opinions": "opinion",
    "wishes": "wish",
    "handovers": "o_handed_over",
    "refused": "o_refused",
    "calculations": "o_answered_calculation",
}
SPEED_ENDS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 60]
WAIT_ENDS = [60, 300, 900, 1800, 3600, 14400, 28800, 86400]


def those(turns: Iterable[Turn], condition: str) -> list[Turn]:
    """The turns that meet a condition."""
    return [turn for turn in turns if CONDITIONS[condition](turn)]


def opened(record: Record, scope: Scope, rows: str) -> list[Turn]:
    """The turns that a number of a filter opens to."""
    if rows not in {"of_new", "of_returning"}:
        return those(record.within(scope), rows)
    counted = those(record.within(scope), "counted")
    return [turn for turn in counted if (record.first[turn.citizen] in scope.period) is (rows == "of_new")]


def figures(record: Record, scope: Scope) -> dict[str, tuple[float | None, int | None, int | None]]:
    """Every figure of a filter: amount, numerator, denominator."""
    turns = record.within(scope)
    found: dict[str, tuple[float | None, int | None, int | None]] = {}
    for key, (part, of) in SHARES.items():
        found[key] = _share(len(those(turns, part)), len(those(turns, of)))
    good, bad = len(those(turns, "good")), len(those(turns, "bad"))
    found["satisfaction"] = _share(good, good + bad)
    numbers = {key: len(those(turns, condition)) for key, condition in COUNTS.items()}
    compared = [turn for turn in turns if turn.topic == "pension_vs_lump_sum"]
    numbers["comparisons"] = len(those(compared, "o_answered_calculation"))
    here = {turn.citizen for turn in turns if turn.counted}
    new = {one for one in here if record.first[one] in scope.period}
    numbers |= {"citizens": len(here), "citizens_new": len(new), "citizens_returning": len(here - new)}
    numbers["citizens_reached"] = len({turn.citizen for turn in turns if turn.substantive})
    found |= {key: (number, number, None) for key, number in numbers.items()}
    found["reports_received"] = _reports(record, scope)
    took = [turn.took for turn in turns if turn.took is not None]
    waits = [turn.wait for turn in turns if turn.wait is not None]
    found["response_p50"], found["response_p95"] = (_step(took, SPEED_ENDS, share) for share in (50, 95))
    found["wait_median"], found["wait_p95"] = (_step(waits, WAIT_ENDS, share) for share in (50, 95))
    return found


def _reports(record: Record, scope: Scope) -> tuple[float | None, int | None, None]:
    """Those of whole months of all citizens, of each month and kind the nearest number of fives."""
    months = {day.replace(day=1) for day in scope.period.days() if _is_whole(day, scope.period)}
    if any(scope.of(name) for name in ("channel", "audience", "campaign", "topic")) or not months:
        return None, None, None
    numbers = Counter((kind, day.replace(day=1)) for kind, day in record.reports)
    told = sum((number + 2) // 5 * 5 for (_, first), number in numbers.items() if first in months)
    return told, told, None


def _is_whole(day: date, period: Period) -> bool:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return period.first <= day.replace(day=1) and following - timedelta(days=1) <= period.last


def _share(part: int, of: int) -> tuple[float | None, int, int]:
    return (part / of if of else None), part, of


def _step(seconds: list[float], ends: list[float], percent: int) -> tuple[float | None, None, int]:
    """The nearest-rank percentile, told as the end of its step."""
    if not seconds:
        return None, None, 0
    value = sorted(seconds)[math.ceil(len(seconds) * percent / 100) - 1]
    return next((end for end in ends if value <= end), None), None, len(seconds)
