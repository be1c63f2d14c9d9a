"""Makes a report from the same measures and tables as the pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.clock import VIETNAM, today
from bot.records.demonstration import is_demonstration
from bot.statistics import registry
from bot.statistics.block import Block, Chart, Column
from bot.statistics.earlier import as_many
from bot.statistics.measure import Measure
from bot.statistics.period import Period, PeriodRefused
from bot.statistics.report import kinds
from bot.statistics.report.content import Figure, Office, Report, Section, Shown
from bot.statistics.report.kinds import Asked
from bot.statistics.report.plan import Plan, PlanRefused, SectionPlan, TablePlan
from bot.statistics.report.sentences import sentences
from bot.statistics.report.words import Words, day
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

FOLDER = "report"
#: Columns of tables that hold the period before: left out of the letter where there is nothing to compare with.
OF_BEFORE = ("before", "change")


def build(room: StatisticsRoom, period: Period, template: str | None = None, on: date | None = None) -> Report:
    """The report of a period as it stands `on` a day (today); without a template that of the period's length.

    Raises ReportRefused, PlanRefused, GapRefused, TargetsRefused, DatabaseUnavailable.
    """
    on = on or today()
    asked, folder = kinds.of(period, template, on), room.data / FOLDER
    words, plan = Words.load(folder / "words.toml"), Plan.load(folder / "sections.toml")
    scope, span = Scope(asked.over), room.books.span()
    before = compared(asked, span)
    figures = {key: _figure(measure, room, scope, before) for key, measure in registry.measures().items()}
    blocks = {key: table.make(room, scope) for key, table in registry.tables().items() if key not in plan.left_out}
    without = () if before else OF_BEFORE
    told = {key: _of_questions(block, plan, words) for key, block in blocks.items()}
    return Report(
        asked=asked,
        before=before,
        made_on=on,
        office=Office.load(folder / "office.toml"),
        words=words,
        notes=list(_notes(asked, before, span, room.books.folded_at(), words)),
        figures=figures,
        blocks=blocks,
        sections=[_section(one, figures, told, words, without) for one in plan.sections[asked.kind]],
        is_demonstration=is_demonstration(room.database),
    )


def _figure(measure: Measure, room: StatisticsRoom, scope: Scope, before: Period | None) -> Figure:
    then = measure.value(room.books, scope.within(before)) if before else None
    lengths = (scope.period.length, before.length) if before and before.length != scope.period.length else None
    return Figure(measure, measure.value(room.books, scope), then, lengths)


def _of_questions(block: Block, plan: Plan, words: Words) -> Block:
    """As the letter tells it: what was asked, without the lines of topics that are no question."""
    lines = [line for line in block.lines if line.scope.get("topic") not in plan.no_questions]
    if block.key not in plan.of_questions or len(lines) == len(block.lines):
        return block
    note = " ".join(one for one in (words("questions_alone"), block.note) if one)
    return replace(block, lines=lines, note=note)


def compared(asked: Asked, span: Period | None) -> Period | None:
    """The days before that it is held against: as many first days where it still runs; None where data began later."""
    try:
        before = asked.period.before
    except PeriodRefused:
        return None
    if span is None or before.first < span.first:
        return None
    return as_many(before, asked.over) if asked.is_running else before


def _notes(
    asked: Asked, before: Period | None, span: Period | None, counted: datetime | None, words: Words
) -> Iterable[str]:
    """What is true of all its figures."""
    if asked.is_running:
        yield words("running", last=day(asked.over.last))
    if span is None:
        yield words("no_data")
    elif before:
        yield words("compared", first=day(before.first), last=day(before.last))
        if before.length != asked.over.length:
            yield words("lengths", now=asked.over.length, then=before.length)
    else:
        if span.first > asked.over.first:
            yield words("begun", begun=day(span.first))
        yield words("not_compared", begun=day(span.first))
    if counted:
        yield words("counted", moment=f"{counted.astimezone(VIETNAM):%H:%M, %d/%m/%Y}")
    else:
        yield words("not_counted")


def _section(
    plan: SectionPlan,
    figures: Mapping[str, Figure],
    blocks: Mapping[str, Block],
    words: Words,
    without: Collection[str],
) -> Section:
    for key in plan.figures:
        if key not in figures:
            raise PlanRefused(f"section {plan.title!r}: there is no figure {key}")
    for table in plan.tables:
        if table.key not in blocks:
            raise PlanRefused(f"section {plan.title!r}: there is no table {table.key}")
    return Section(
        title=plan.title,
        sentences=sentences(plan.sentences, figures, blocks, words),
        figures=[figures[key] for key in plan.figures],
        tables=[_shown(table, blocks[table.key], without) for table in plan.tables],
    )


def _shown(plan: TablePlan, block: Block, without: Collection[str]) -> Shown:
    columns = _named(plan.columns, block) if plan.columns else block.columns
    return Shown(
        block=block,
        columns=[one for one in columns if one.key not in without],
        lines=block.lines[: plan.rows],
        is_listed=plan.is_listed,
        drawn=[one for one in _drawn(plan, block) if one.key not in without],
    )


def _drawn(plan: TablePlan, block: Block) -> Sequence[Column]:
    """The columns of its picture: those named, else of bars the first number, of others all that share its unit."""
    if block.chart is Chart.NONE or not plan.is_drawn:
        return []
    if plan.picture:
        return _named(plan.picture, block)
    numbers = [one for one in block.columns[1:] if one.unit is not None]
    if block.chart is Chart.BARS:
        return numbers[:1]
    return [one for one in numbers if one.unit == numbers[0].unit]


def _named(keys: Sequence[str], block: Block) -> Sequence[Column]:
    known = {column.key: column for column in block.columns}
    if unknown := [key for key in keys if key not in known]:
        raise PlanRefused(f"table {block.key}: there is no column {', '.join(unknown)}")
    return [known[key] for key in keys]
