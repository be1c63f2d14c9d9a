"""The figures in Prometheus' words. `docs/metrics.md` lists each name; a test holds both together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from bot.metrics.figures import ByChannel, Figures, Waiting
from bot.statistics.steps import SPEEDS
from bot.storage.talk_tables import REASONS


@dataclass(frozen=True, slots=True)
class Moment:
    """What is told at `at`; `figures` is None while the database is away. `well`: channels by name."""

    at: datetime
    app: Mapping[str, str]
    engine_up: bool
    figures: Figures | None
    refused: Mapping[str, int]
    well: Mapping[str, bool]


class Families(Collector):
    """Everything of one moment."""

    def __init__(self, moment: Moment):
        self._moment = moment

    def collect(self) -> Iterator[Metric]:
        """One family a name."""
        moment = self._moment
        yield InfoMetricFamily("ansinh_app", "The app that answers: version, model and data.", dict(moment.app))
        yield _gauge("ansinh_engine_up", "Whether the engine answers and has its model.", moment.engine_up)
        yield _gauge("ansinh_database_up", "Whether the database answers.", moment.figures is not None)
        well: ByChannel = {(name,): float(is_well) for name, is_well in moment.well.items()}
        yield _gauges("ansinh_channel_well", "0 where a person has to see to a channel.", ("channel",), well)
        refused: ByChannel = {(why,): float(count) for why, count in moment.refused.items()}
        help_ = "Webhook requests that were not the channel's, or unreadable, since this app began."
        yield _counter("ansinh_webhooks_refused", help_, ("why",), refused)
        if moment.figures:
            yield from _queues(moment.figures, moment)
            yield from _turns(moment.figures)
            yield from _upkeep(moment.figures, moment.at)


def _queues(figures: Figures, moment: Moment) -> Iterator[Metric]:
    channels, at = list(moment.well), moment.at
    yield from _waiting("inbox", ("Events that came in and are not worked off", "channel"), channels, figures.inbox, at)
    yield from _waiting("outbox", ("Messages that are not sent yet", "channel"), channels, figures.outbox, at)
    yield from _waiting("officers", ("Talks that wait for an officer", "reason"), REASONS, figures.officers, at)
    dead = {(name,): 0.0 for name in channels} | dict(figures.dead)
    yield _gauges("ansinh_outbox_dead", "Messages that were given up.", ("channel",), dead)
    help_ = "The newest messages (10,000 at most) by where they stand."
    yield _gauges("ansinh_outbox_newest", help_, ("channel", "state"), figures.newest)


def _waiting(
    queue: str, says: tuple[str, str], known: Iterable[str], waiting: Waiting, at: datetime
) -> Iterator[Metric]:
    what, label = says
    none = {(one,): 0.0 for one in known}
    ages = {key: max(0.0, (at - since).total_seconds()) for key, since in waiting.oldest.items()}
    yield _gauges(f"ansinh_{queue}_waiting", f"{what}.", (label,), none | dict(waiting.counts))
    yield _gauges(f"ansinh_{queue}_oldest_seconds", f"{what}: age of the first.", (label,), none | ages)


def _turns(figures: Figures) -> Iterator[Metric]:
    help_ = "Turns that ended, as far as they are counted; feedback as noted, a report as collecting."
    yield _counter("ansinh_turns", help_, ("channel", "outcome"), figures.outcomes)
    help_ = "Seconds from a message to the machine's answer, in the steps of the statistics; no sum is kept."
    speeds = HistogramMetricFamily("ansinh_answer_seconds", help_, labels=("channel",))
    for labels, steps in figures.speeds.items():
        speeds.add_metric(labels, _cumulative(steps), sum_value=None)
    yield speeds


def _upkeep(figures: Figures, at: datetime) -> Iterator[Metric]:
    yield _gauge("ansinh_statistics_due", "Turns that changed and are not counted yet (100,000 at most).", figures.due)
    yield _gauge("ansinh_statistics_stale", "Days and months whose counts are to be made anew.", figures.stale)
    if figures.folded_at:
        age = max(0.0, (at - figures.folded_at).total_seconds())
        yield _gauge("ansinh_statistics_age_seconds", "Since when the counts are as they are.", age)
    yield _gauge("ansinh_chain_entries", "Entries of the hash chain.", figures.chain)


def _cumulative(steps: Iterable[int]) -> list[tuple[str, float]]:
    buckets, total = [], 0
    for end, number in zip((*map(str, SPEEDS), "+Inf"), steps, strict=True):
        total += number
        buckets.append((end, float(total)))
    return buckets


def _gauge(name: str, help_: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_, value=float(value))


def _gauges(name: str, help_: str, labels: tuple[str, ...], values: ByChannel) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, help_, labels=labels)
    for key, value in sorted(values.items()):
        family.add_metric(key, float(value))
    return family


def _counter(name: str, help_: str, labels: tuple[str, ...], values: ByChannel) -> CounterMetricFamily:
    family = CounterMetricFamily(name, help_, labels=labels)
    for key, value in sorted(values.items()):
        family.add_metric(key, float(value))
    return family
