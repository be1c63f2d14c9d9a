"""What a person says of an answer, and why it may not go on record."""

from dataclasses import dataclass
from datetime import datetime

from bot.console.review.pairs import Subject
from bot.console.web.catalogue import said

#: What a person may say of an answer.
GIVEN = ("right", "incomplete", "wrong", "wrong_topic")
LONGEST_NOTE = 2_000


class VerdictRefused(ValueError):
    """A verdict that says too little or too much; the sentence is for the page."""


class NoSuchTurn(LookupError):
    """There is no such turn."""


class AlreadyJudged(Exception):
    """Somebody else judged the turn first."""

    def __init__(self, reviewer: str, reviewed_at: datetime):
        super().__init__(reviewer)
        self.reviewer, self.reviewed_at = reviewer, reviewed_at


class ChangedSince(AlreadyJudged):
    """The verdicts on the turn are others than the page showed that the words come from; who changed them, when."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says of an answer; `right` is what the question was about, where it was something else.

    `seen` is what the page showed of the verdicts (`Pair.seen_by`); None where it came from no page.
    """

    verdict: str
    right: Subject | None = None
    to_content: bool = False
    note: str = ""
    seconds: float = 0.0
    seen: str | None = None


def check(judgement: Judgement) -> None:
    if judgement.verdict not in GIVEN:
        raise VerdictRefused(said("Hãy chọn một trong bốn phán quyết: đúng, chưa đủ, sai, sai chủ đề."))
    if judgement.verdict == "wrong_topic" and judgement.right is None:
        raise VerdictRefused(said("Sai chủ đề thì hãy chọn chủ đề đúng trong danh sách."))
    if judgement.verdict != "wrong_topic" and judgement.right is not None:
        raise VerdictRefused(said("Chủ đề đúng chỉ đi với phán quyết sai chủ đề."))
    if len(judgement.note) > LONGEST_NOTE:
        raise VerdictRefused(said("Ghi chú dài quá 2.000 chữ cái."))
