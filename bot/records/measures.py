"""Two measures of the record, as SQL that runs on both databases: two-way, and evidence-based.

`docs/measures.md` says the same for readers. Each is a condition on one row of `interaction`, so that a statistic can
add them up by topic, day, channel, audience or campaign, and a click on a number can list the rows.

**Counted**: a turn that has ended and was about something: every outcome but small talk and error.

**Two-way**: a counted interaction of which at least one holds:

1. *judged*: the citizen gave feedback on it, by a button or in words;
2. *followed up*: it answered something, and a later turn of the same conversation, accepted within 24 hours after that
   answer, is a counted turn of the same topic ("nói kỹ hơn", a changed figure, another question on it);
3. *voiced*: the citizen gave feedback in it, or an opinion or wish that was not taken back, or its answer is what such
   words are about;
4. *a person's reply*: its answer was written by an officer.

**Substantive**: an answer to a question (`answered`, `answered_calculation`, `answered_rumour`).

**Evidence-based**: a substantive answer with at least one dated source: an evidence row with a legal basis and the day
from which it holds.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, exists, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from bot.outcomes import ANSWERS, Outcome
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.tables import EvidenceUsed, Interaction

#: Outcomes of turns that were about nothing that could be answered.
NOT_COUNTED = frozenset({Outcome.SMALL_TALK, Outcome.ERROR})
#: So long after an answer a turn of its topic follows it up.
FOLLOW_UP_SECONDS = 24 * 60 * 60


class seconds_between(FunctionElement[int]):  # noqa: N801  SQL functions are written in lower case
    """Whole seconds from the first moment to the second, rounded."""

    type = Integer()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: seconds_between, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(one, **how) for one in element.clauses)
    return f"cast(round((julianday({later}) - julianday({earlier})) * 86400) as integer)"


@compiles(seconds_between, "postgresql")
def _on_postgresql(element: seconds_between, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(one, **how) for one in element.clauses)
    return f"cast(round(extract(epoch from ({later} - {earlier}))) as integer)"


class milliseconds_between(FunctionElement[int]):  # noqa: N801
    """Whole milliseconds from the first moment to the second, rounded."""

    type = Integer()
    inherit_cache = True


@compiles(milliseconds_between, "sqlite")
def _fine_on_sqlite(element: milliseconds_between, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(one, **how) for one in element.clauses)
    return f"cast(round((julianday({later}) - julianday({earlier})) * 86400000) as integer)"


@compiles(milliseconds_between, "postgresql")
def _fine_on_postgresql(element: milliseconds_between, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(one, **how) for one in element.clauses)
    return f"cast(round(extract(epoch from ({later} - {earlier})) * 1000) as bigint)"


def counted(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether an interaction is one of those that both shares are taken of."""
    return and_(turn.outcome.is_not(None), turn.outcome.not_in(sorted(NOT_COUNTED)))


def substantive(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether an interaction answered a question."""
    return and_(turn.outcome.is_not(None), turn.outcome.in_(sorted(ANSWERS)))


def evidence_based(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether an interaction is a substantive answer with a dated source."""
    dated = exists().where(
        EvidenceUsed.interaction_id == turn.id,
        EvidenceUsed.legal_basis != "",
        EvidenceUsed.effective_from.is_not(None),
    )
    return and_(substantive(turn), dated)


def two_way(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether an interaction went in both directions."""
    return and_(counted(turn), or_(judged(turn), followed_up(turn), voiced(turn), turn.author == "officer"))


def judged(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether the citizen said what he thinks of the answer."""
    return exists().where(Feedback.judged == turn.id)


def voiced(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether the citizen gave feedback or an opinion in this turn, or an opinion about it."""
    said = exists().where(Feedback.given_in == turn.id)
    kept = Opinion.withdrawn_at.is_(None)
    return or_(said, exists().where(kept, or_(Opinion.given_in == turn.id, Opinion.judged == turn.id)))


def followed_up(turn: Any = Interaction) -> ColumnElement[bool]:
    """Whether the citizen went on with the answer's topic within a day."""
    later = aliased(Interaction)
    gap = seconds_between(turn.answered_at, later.accepted_at)
    follows = exists().where(
        later.conversation_id == turn.conversation_id,
        later.id != turn.id,
        later.topic == turn.topic,
        counted(later),
        later.accepted_at > turn.answered_at,
        gap <= FOLLOW_UP_SECONDS,
    )
    return and_(substantive(turn), follows)


def shares(*where: ColumnElement[bool]) -> Any:
    """One row: `counted`, `two_way`, `substantive`, `evidence_based` of the interactions that meet `where`."""
    columns = {
        "counted": counted(),
        "two_way": two_way(),
        "substantive": substantive(),
        "evidence_based": evidence_based(),
    }
    added = [func.count(Interaction.id).filter(condition).label(name) for name, condition in columns.items()]
    return select(*added).where(*where)
