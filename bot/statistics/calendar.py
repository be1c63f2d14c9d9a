"""What happened in or just before a period: dated events that a change may coincide with. None is called its cause."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Connection, func, select

from bot.advice import wording
from bot.advice.adviser import Adviser
from bot.advice.template import TemplateError, fill
from bot.clock import VIETNAM
from bot.policy.errors import PolicyError
from bot.policy.schema import Figure
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.rules import Calendar as Rule
from bot.statistics.scope import Scope
from bot.storage.claim_tables import Claim, ClaimVerdict
from bot.storage.personal import table
from bot.storage.tables import Interaction

_DAY = timedelta(days=1)
_TURN, _CLAIM, _VERDICT = table(Interaction), table(Claim), table(ClaimVerdict)
#: Figures named in one event; those that begin on one day are one event.
NAMED = 2
#: Where verdicts on claims belong.
RUMOURS = "misinformation"


class Kind(StrEnum):
    """What an event is; in the order in which events are told."""

    FIGURE = "figure"
    CAMPAIGN = "campaign"
    VERDICT = "verdict"
    OUTAGE = "outage"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated. `about` names it in words of the data; `link` leads there ("" where there is no page).

    `aspects` are the texts that a figure stands in ("topic/aspect"), `code` that of a campaign, `number` how many
    figures or failed turns it stands for.
    """

    kind: Kind
    first: date
    last: date
    about: str
    link: str = ""
    aspects: frozenset[str] = frozenset()
    code: str = ""
    number: int = 1


def events(room: StatisticsRoom, scope: Scope, rule: Rule) -> list[Event]:
    """Those of a period and the days before it, the latest first. Raises DatabaseUnavailable."""
    looked_at = Period(max(scope.period.first - rule.before_days * _DAY, date(2020, 1, 1)), scope.period.last)
    with room.database.looking() as connection:
        found = [*_verdicts(connection, looked_at), *_models(connection, looked_at)]
    found += [*_figures(room.adviser, looked_at), *_campaigns(room, looked_at), *_outages(room, scope, rule)]
    return sorted(found, key=lambda one: (one.first, one.kind, one.about), reverse=True)


def _figures(adviser: Adviser, days: Period) -> Iterator[Event]:
    begun: dict[tuple[date, frozenset[str]], list[Figure]] = {}
    for key in adviser.policy:
        periods = adviser.policy.periods(key)
        # The first value that is known of a figure is no change.
        for figure in (one for one in periods[1:] if one.effective_from in days and one.spoken()):
            aspects = stands_in(adviser, figure.effective_from).get(key, frozenset())
            if aspects:
                begun.setdefault((figure.effective_from, aspects), []).append(figure)
    for (day, aspects), some in begun.items():
        about = "; ".join(f"{one.label}: {wording.figure(one.value, one.unit)}" for one in some[:NAMED])
        link = f"/console/knowledge/figures/{some[0].key}"
        yield Event(Kind.FIGURE, day, day, about, link, aspects, number=len(some))


def stands_in(adviser: Adviser, on: date) -> Mapping[str, frozenset[str]]:
    """By figure, the answers ("topic/aspect") whose text says it on a day, through calculators too."""
    return _standing(adviser.version, on, _Held(adviser))


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    adviser: Adviser

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        # The version before it is the key; an adviser of the same version says the same.
        return isinstance(other, _Held)


@lru_cache(maxsize=32)
def _standing(_version: str, on: date, held: _Held) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for answer in held.adviser.answers:
        try:
            figures = fill(answer.text, held.adviser.policy, on).figures
        except (PolicyError, TemplateError):
            continue
        for figure in figures:
            found.setdefault(figure.key, set()).add(answer.key)
    return {key: frozenset(answers) for key, answers in found.items()}


def _campaigns(room: StatisticsRoom, days: Period) -> Iterator[Event]:
    for campaign in room.campaigns:
        for stretch in _stretches(day for day in days.days() if campaign.holds(day)):
            yield Event(Kind.CAMPAIGN, stretch.first, stretch.last, campaign.label, code=campaign.code)


def _verdicts(connection: Connection, days: Period) -> Iterator[Event]:
    since, until = _moment(days.first), _moment(days.last + _DAY)
    query = (
        select(_CLAIM.c.id, _CLAIM.c.text, func.min(_VERDICT.c.published_at).label("at"))
        .join(_CLAIM, _CLAIM.c.id == _VERDICT.c.claim_id)
        .where(_VERDICT.c.published_at >= since, _VERDICT.c.published_at < until)
        .group_by(_CLAIM.c.id, _CLAIM.c.text)
    )
    for row in connection.execute(query):
        day = row.at.astimezone(VIETNAM).date()
        yield Event(Kind.VERDICT, day, day, row.text, f"/console/claims/{row.id}")


def _models(connection: Connection, days: Period) -> Iterator[Event]:
    """Days from whose beginning or within which another model answered; one that came and went between is not seen."""

    def serving(day: date) -> str | None:
        """The model of the last answer by the end of a day."""
        query = select(_TURN.c.model_version).where(
            _TURN.c.accepted_at < _moment(day + _DAY), _TURN.c.author == "machine"
        )
        return connection.scalar(query.order_by(_TURN.c.accepted_at.desc()).limit(1))

    def between(first: date, before: str | None, last: date, after: str | None) -> Iterator[Event]:
        if before == after:
            return
        if last - first == _DAY:
            if before and after:
                yield Event(Kind.MODEL, last, last, after, "/console/learning/models")
            return
        middle = first + (last - first) // 2
        model = serving(middle)
        yield from between(first, before, middle, model)
        yield from between(middle, model, last, after)

    start = days.first - _DAY
    yield from between(start, serving(start), days.last, serving(days.last))


def _outages(room: StatisticsRoom, scope: Scope, rule: Rule) -> Iterator[Event]:
    """Stretches of days on which too many turns failed; of all citizens, whatever the filter."""
    by_day = room.books.by_day(Scope(scope.period))
    failed = {
        day: counts["o_error"]
        for day, counts in by_day.items()
        if counts["o_error"] >= max(rule.errors_least, rule.errors * counts["turns"])
    }
    for stretch in _stretches(sorted(failed)):
        number = sum(failed[day] for day in stretch.days())
        link = f"/console/statistics/rows?condition=o_error&period={stretch.code}"
        yield Event(Kind.OUTAGE, stretch.first, stretch.last, "", link, number=number)


def _stretches(days: Iterable[date]) -> Sequence[Period]:
    """Days in order, put together where one follows the other."""
    found: list[Period] = []
    for day in days:
        if found and found[-1].last == day - _DAY:
            found[-1] = Period(found[-1].first, day)
        else:
            found.append(Period(day, day))
    return found


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
