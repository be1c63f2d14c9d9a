"""The facts of the answers beside the words that say them, filled for a day, for people to read."""

from datetime import date

from bot.advice.adviser import Adviser
from bot.advice.answers import AnswersError
from bot.advice.facts import Fact, FactsError, Table, load
from bot.advice.template import TemplateError, fill
from bot.policy import PolicyError
from bot.policy.figures import Policy
from bot.settings import PROJECT


class Refused(Exception):
    """Data that cannot be read, or a topic without a table; the message says which."""


def lines_of(topic: str | None, as_of: date) -> tuple[list[str], list[str]]:
    """Lines to read, and a line for each claimed wording that no text has. Raises Refused."""
    try:
        adviser = Adviser.load(PROJECT / "data")
        tables = [
            one for one in load(PROJECT / "data/answers/facts", adviser.answers) if topic in {None, one.answer.topic}
        ]
    except (AnswersError, FactsError, PolicyError) as error:
        raise Refused(str(error)) from error
    if not tables:
        raise Refused(f"no table of facts: data/answers/facts/{topic or '*'}.toml")
    lines = [line for table in tables for line in _table(table, adviser.policy, as_of)]
    unsaid = [f"{table.answer.key}: not in its texts: {words}" for table in tables for words in table.unsaid()]
    return lines, unsaid


def _table(table: Table, policy: Policy, as_of: date) -> list[str]:
    answer = table.answer
    head = f"{answer.key}  confidence {answer.confidence}, read {table.read_on}: {answer.ask}"
    return [head, *(line for row in table.facts for line in _row(row, policy, as_of)), ""]


def _row(row: Fact, policy: Policy, as_of: date) -> list[str]:
    held = [f"      held by {row.held_by}"] if row.held_by else []
    return [f"  {row.fact}", *(f"    → {_filled(words, policy, as_of)}" for words in row.said), *held]


def _filled(words: str, policy: Policy, as_of: date) -> str:
    try:
        return " ".join(fill(words, policy, as_of).text.split())
    except (TemplateError, PolicyError) as error:
        return f"{words} ({error})"
