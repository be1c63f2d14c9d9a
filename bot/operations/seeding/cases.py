"""Invented reports with their cases, and requests about own data: some hundreds, each on a lawful way."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bot.cases.request_states import Kind, Step
from bot.cases.states import GROUNDS, Ground, State
from bot.operations.seeding.citizens import Citizens
from bot.operations.seeding.moments import OFFSET, local_day, text
from bot.operations.seeding.officers import OFFICERS
from bot.operations.seeding.others import Others
from bot.operations.seeding.rows import Row

COLUMNS: dict[str, tuple[str, ...]] = {
    "report": ("id", "kind", "received_on", "content"),
    "case_file": (
        *("report_id", "number", "state", "since", "opened_on", "version", "triage", "cluster", "assignee", "agency"),
        "ground",
    ),
    "case_event": ("id", "report_id", "position", "happened_on", "who", "what", "before", "after", "why"),
    "data_request": (
        *("id", "number", "conversation_id", "kind", "state", "version", "asked_at", "asked_on", "answer_by"),
        *("due_on", "third_party", "extended"),
    ),
    "data_request_event": ("id", "request_id", "position", "happened_at", "who", "what", "why"),
}
#: Where a case can end, with how many do; the last one is not reached while it is young.
WAYS: tuple[tuple[tuple[State, ...], float], ...] = (
    ((State.RECEIVED, State.VERIFYING, State.ANSWERED, State.CLOSED), 0.46),
    ((State.RECEIVED, State.TRANSFERRED, State.CLOSED), 0.27),
    ((State.RECEIVED, State.CLOSED), 0.17),
    ((State.RECEIVED, State.VERIFYING, State.CLOSED), 0.10),
)
#: Days that a step takes, at least and at most.
PACE = (0, 9)
_AGENCY = "Công an cấp xã"
_ONE = timedelta(days=1)


class Files:
    """Draws them; rows by table."""

    def __init__(self, others: Others, by: Random, first: date, last: date):
        self._others, self._by, self._first, self._last = others, by, first, last
        self._numbers = iter(by.sample(range(100_000, 1_000_000), 20_000))
        self.rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        self._clusters: dict[tuple[str, int], tuple[date, int]] = {}

    def reports(self, count: int) -> None:
        """So many reports, more of them around the waves of the year."""
        days = (self._last - self._first).days + 1
        for place in sorted(self._by.randrange(days) for _ in range(count)):
            self._report(self._first + place * _ONE)

    def requests(self, citizens: Citizens, count: int) -> None:
        """So many requests of citizens who have talked."""
        for _ in range(min(count, len(citizens))):
            self._request(citizens, self._by.randrange(len(citizens)))

    def _report(self, day: date) -> None:
        number, report = next(self._numbers), self._id()
        place = self._by.randrange(len(self._others.table["reports"]))
        told = self._others.table["reports"][place]
        content = {"what": told["what"], "when_where": None, "who": None}
        # Like reports of a week are one cluster.
        since, head = self._clusters.get((told["kind"], place), (date.min, number))
        if day - since > timedelta(days=7):
            head = number
        self._clusters[told["kind"], place] = day, head
        self.rows["report"].append((report, told["kind"], day.isoformat(), json.dumps(content, ensure_ascii=False)))
        self._case(report, number, head, day)

    def _case(self, report: str, number: int, head: int, day: date) -> None:
        by, who = self._by, self._by.choice(OFFICERS)
        way = by.choices([way for way, _ in WAYS], [share for _, share in WAYS])[0]
        state, since, ground = State.NEW, day, None
        steps: list[tuple[date, State, State]] = []
        for after in way:
            moved = since + by.randint(*PACE) * _ONE
            if moved > self._last:
                break
            if after is State.CLOSED:
                ground = by.choice(sorted(GROUNDS[state] - {Ground.INSULTING}))
            steps.append((moved, state, after))
            state, since = after, moved
        agency = _AGENCY if any(after is State.TRANSFERRED for _, _, after in steps) else None
        self.rows["case_file"].append(
            (
                *(report, number, state.value, since.isoformat(), day.isoformat(), len(steps) + 1, 0, head),
                *(who if steps else None, agency, ground.value if ground else None),
            )
        )
        self._event(report, 1, day, None, what="opened", before=None, after=State.NEW.value)
        for place, (moved, before, after) in enumerate(steps, 2):
            self._event(report, place, moved, who, what="moved", before=before.value, after=after.value)

    def _event(self, report: str, place: int, day: date, who: str | None, **what: str | None) -> None:
        why = "" if who is None else self._others.table["why"]
        step = (what["what"], what["before"], what["after"], why)
        self.rows["case_event"].append((self._id(), report, place, day.isoformat(), who, *step))

    def _request(self, citizens: Citizens, place: int) -> None:
        by, clocks = self._by, self._others.clocks
        # Nobody is said to have been erased: deletions are asked for by real people alone.
        kind = by.choice([one for one in Kind if one is not Kind.DELETE])
        asked = citizens.seen[place]
        day, request = local_day(asked // 1000), self._id()
        due = clocks.due(f"request_{kind}", day).day
        steps = list(self._answered(asked))
        state = steps[-1][1] if steps else Step.RECEIVED
        self.rows["data_request"].append(
            (
                *(request, next(self._numbers), citizens.conversations[place], kind.value, state.value),
                *(len(steps) + 1, text(asked), day.isoformat(), clocks.due("request_answer", day).day.isoformat()),
                *(due.isoformat(), 0, 0),
            )
        )
        who, why = by.choice(OFFICERS), self._others.table["why"]
        self.rows["data_request_event"].append((self._id(), request, 1, text(asked), None, "received", ""))
        for position, (moment, step) in enumerate(steps, 2):
            self.rows["data_request_event"].append((self._id(), request, position, text(moment), who, step.value, why))

    def _answered(self, asked: int) -> Iterator[tuple[int, Step]]:
        """The steps that were taken up to the last day."""
        moment = asked
        for step in (Step.ANSWERED, Step.DONE):
            moment += int((1 + self._by.random() * 4) * 86_400_000)
            if (moment // 1000 + OFFSET) // 86_400 > (self._last - date(1970, 1, 1)).days:
                return
            yield moment, step

    def _id(self) -> str:
        chance = self._by.getrandbits(96)
        return f"{chance >> 64:08x}-{(chance >> 48) & 0xFFFF:04x}-8de0-8000-{chance & 0xFFFFFFFFFFFF:012x}"
