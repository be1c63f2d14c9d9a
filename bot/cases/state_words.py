"""Where a case stands, in the words that its author gets."""

from datetime import date

from sqlalchemy.orm import Session

from bot.cases.clocks import Clocks
from bot.cases.reading import Message, messages
from bot.cases.spoken import Say
from bot.cases.states import State
from bot.storage.case_tables import CaseFile

#: Officers' messages told at once: the latest of each kind.
TOLD = ("reply", "question")


class StateWords:
    """Tells a case to its author: state, latest reply, latest question that waits."""

    def __init__(self, clocks: Clocks, say: Say):
        self._clocks, self._say = clocks, say

    def told(self, session: Session, case: CaseFile) -> list[str]:
        """Paragraphs, none of them with the name of an officer."""
        written = messages(session, case.report_id, (*TOLD, "answer"))
        parts = [self._state(case)]
        if reply := _last(written, "reply"):
            parts.append(self._say("report_case.reply", day=_day(reply.said_on), text=reply.text))
        open_question = written and _last_of(written, ("question", "answer"))
        if open_question and open_question.kind == "question":
            parts.append(self._say("report_case.question", day=_day(open_question.said_on), text=open_question.text))
        return parts

    def ground(self, ground: str) -> str:
        """The closing sentence of a ground."""
        return self._say(f"report_case.ground_{ground}")

    def _state(self, case: CaseFile) -> str:
        state = State(case.state)
        gaps: dict[str, object] = {}
        if state is State.NEW:
            gaps["days"] = self._clocks["case_person"].days
        elif state is State.TRANSFERRED:
            gaps["agency"] = case.agency
        elif state is State.CLOSED:
            gaps["ground"] = self.ground(case.ground or "")
        words = self._say(f"report_case.state_{state}", **gaps)
        return self._say("report_case.is_open", number=case.number, day=_day(case.opened_on), state=words)


def _last(written: list[Message], kind: str) -> Message | None:
    return _last_of(written, (kind,))


def _last_of(written: list[Message], kinds: tuple[str, ...]) -> Message | None:
    return next((one for one in reversed(written) if one.kind in kinds), None)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
