"""What `ansinh bench` prints: lines for people and an object for programs, of the whole run or of a part."""

from pathlib import Path
from typing import Any

from bot.advice.adviser import Adviser
from bot.operations import speed
from bot.operations.benchmark import labelled, readings, report, report_understanding
from bot.operations.benchmark.bars import Verdict, of_understanding, verdicts
from bot.operations.benchmark.figures import plain
from bot.operations.benchmark.run import Plan, measure
from bot.operations.system import Progress
from bot.settings import PROJECT

type Told = tuple[list[str], dict[str, Any]]

DOCUMENT = PROJECT / "docs" / "benchmarks.md"


def calculators(inputs: int) -> Told:
    """The calculators alone."""
    measured = list(speed.speeds(inputs))
    return list(speed.lines(measured)), speed.as_json(measured)


def understanding(file: Path, system: dict[str, Any]) -> Told:
    """What a running system reads in labelled questions. Raises InputBroken."""
    answers = Adviser.load(PROJECT / "data").answers
    parts = labelled.understood(labelled.rows(file), lambda texts: readings.of_ours(texts, system), answers)
    judged = of_understanding(parts)
    lines = [*report.against_the_bars(judged), *report_understanding.sections({"An Sinh": parts})]
    return lines, {"ours": plain(parts), "bars": _judged(judged)}


def everything(
    home: Path,
    file: Path,
    progress: Progress,
    *,
    write: bool,
    per_label: int,
    all_sentences: bool,
    topics: tuple[str, ...],
    retrain: bool,
    seconds: float,
    inputs: int,
) -> Told:
    """Both systems; written into the documentation too where asked for. Raises StartFailure, InputBroken."""
    sample = "--all" if all_sentences else f"--sentences-per-label {per_label}"
    plan = Plan(
        home=home,
        questions=file,
        command=" ".join(["ansinh bench", sample, *(f"--topic {one}" for one in topics)]),
        per_label=None if all_sentences else per_label,
        topics=topics,
        seconds=seconds,
        inputs=inputs,
        anew=retrain,
    )
    bench = measure(plan, progress)
    if write:
        DOCUMENT.write_text(report.page(bench), encoding="utf-8")
    return report.text(bench), plain(bench) | {"bars": _judged(verdicts(bench))}


def _judged(judged: list[Verdict]) -> list[dict[str, Any]]:
    return [plain(one) | {"is_met": one.is_met, "distance": one.distance} for one in judged]
