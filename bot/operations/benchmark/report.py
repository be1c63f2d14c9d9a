"""A run for people: Markdown that reads on a terminal as well, and is `docs/benchmarks.md`."""

from collections.abc import Iterable

from bot.operations.benchmark import report_understanding
from bot.operations.benchmark.bars import Verdict, ratio, verdicts
from bot.operations.benchmark.figures import Bench
from bot.operations.benchmark.serving import SENDERS, STRETCHES
from bot.operations.benchmark.table import number, table

_HOW = """\
Both systems answer on this machine, one after the other, in one run. The stock side is what Rasa makes for questions
and answers: its default pipeline and policies, our sentences, one rule a topic, one custom action
(`bot/operations/benchmark/stock.py` says how it is kept fair). Ours is `ansinh up` with SQLite, the record
of every turn written, the limit of requests lifted by `ANSINH_CHAT_PER_MINUTE`. Messages are training sentences of our
own, never the labelled questions. Times are of the whole HTTP request; memory is PSS after the load; the first
of three starts is not counted. Training is timed on the same sample of sentences, drawn by lot, and kept with its
day until sentences or code change. Labelled questions are read as `ansinh understand` reads them and by
Rasa's `/model/parse`. Figures of two runs on a shared machine differ by a tenth and more: compare ratios."""


def page(bench: Bench) -> str:
    """The whole document."""
    trained = bench.training.ours
    lines = [
        "# Benchmarks",
        "",
        f"`{bench.command}`, {bench.day}, {bench.machine.cores} cores, {bench.machine.memory_gb:g} GB, "
        f"Python {bench.machine.python}; sample of {trained.sentences} sentences, {trained.labels} labels.",
        "",
        "## How to read",
        "",
        _HOW,
        "",
        *text(bench),
    ]
    return "\n".join(lines).rstrip() + "\n"


def text(bench: Bench) -> list[str]:
    """The tables."""
    systems = {"An Sinh": bench.ours, "An Sinh, sample": bench.ours_on_sample, "stock Rasa, sample": bench.stock}
    return [
        *against_the_bars(verdicts(bench)),
        *_section("Side by side", table(("", "An Sinh", "stock Rasa", "ratio"), _sides(bench))),
        *report_understanding.sections(systems),
        *_section("Every labelled question over `/api/chat`, each by a new citizen", report_understanding.turns(bench)),
        *_section("Language front, ms a text", table(("words", "clean and read", "find what is told"), _fronts(bench))),
        *_section("Calculators", table(("", "inputs", "median ms", "p95 ms"), _calculators(bench))),
    ]


def against_the_bars(judged: list[Verdict]) -> list[str]:
    """What was wanted and what came out."""
    return _section("Against the bars", table(("", "measured", "bar", "", "distance"), map(_verdict, judged)))


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""]


def _verdict(one: Verdict) -> tuple[str, ...]:
    bar = f"{'≥' if one.at_least else '≤'} {one.bar:g}"
    return one.what, number(one.value, 3), bar, "met" if one.is_met else "missed", number(one.distance, 3)


def _sides(bench: Bench) -> Iterable[tuple[str, ...]]:
    ours, stock = bench.served.ours, bench.served.stock
    for senders in SENDERS:
        mine, theirs = ours.loads[senders], stock.loads[senders]
        at = f"{senders} sender{'s' if senders > 1 else ''}"
        yield _row(f"messages/s, {at}", mine.per_second, theirs.per_second)
        yield _row(f"ms a message, {at}, p50", mine.p50_ms, theirs.p50_ms)
        yield _row(f"ms a message, {at}, p95", mine.p95_ms, theirs.p95_ms)
        yield _row(f"messages not answered, {at}", mine.failed, theirs.failed, digits=0)
    for turns in STRETCHES:
        yield _row(f"ms a turn, dialogue of {turns}", ours.turn_ms.get(turns), stock.turn_ms.get(turns))
    mine_longer, theirs_longer = (ratio(side.turn_ms.get(500), side.turn_ms.get(5)) for side in (ours, stock))
    yield _row("length 500 to length 5, times", mine_longer, theirs_longer, digits=2)
    yield _row("memory of the engine, MB", ours.engine_mb, stock.engine_mb)
    yield _row("memory of all processes, MB", ours.whole_mb, stock.whole_mb)
    yield _row("start to first answer, s", ours.first_answer_s, stock.first_answer_s)
    mine_, theirs_ = bench.training.ours, bench.training.stock
    yield _row(f"training, s (measured {mine_.on} and {theirs_.on})", mine_.seconds, theirs_.seconds)
    yield _row("model file of the sample, MB", mine_.model_mb, theirs_.model_mb)


def _row(what: str, ours: float | None, stock: float | None, digits: int = 1) -> tuple[str, ...]:
    return what, number(ours, digits), number(stock, digits), number(ratio(ours, stock), 2)


def _fronts(bench: Bench) -> Iterable[tuple[str, ...]]:
    return [(str(one.words), number(one.clean_ms, 3), number(one.told_ms, 3)) for one in bench.fronts]


def _calculators(bench: Bench) -> Iterable[tuple[str, ...]]:
    slowest_first = sorted(bench.calculators, key=lambda one: -one.median_ms)
    return [(one.calculator, str(one.inputs), number(one.median_ms, 3), number(one.p95_ms, 3)) for one in slowest_first]
