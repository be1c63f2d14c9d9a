"""A verdict while it is being written: what was typed, what is wrong with it, and the verdict once nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.advice.adviser import Adviser
from bot.advice.answers import CONFIDENCES
from bot.advice.rumour_files import CLAIM, REFUTATION, sentences
from bot.advice.rumours import Verdict
from bot.advice.template import TemplateError, bare_numbers, fill
from bot.cases.claim_verdicts import Found
from bot.console.web.catalogue import said
from bot.console.web.forms import lines, text
from bot.policy.errors import FigureNotInForce, FigureUnknown, PolicyError
from bot.policy.schema import Figure
from bot.storage.claim_tables import ClaimVerdict

_UNSETTLED = ("C", "X")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a part of a verdict; `values` stand in the sentence's gaps."""

    sentence: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A verdict as it was typed."""

    claim: str = ""
    verdict: str = ""
    refutation: str = ""
    legal_basis: tuple[str, ...] = ()
    confidence: str = "A"
    review_by: str = ""
    why: str = ""

    @classmethod
    def typed(cls, form: dict[str, Any]) -> "Draft":
        """From the form of the page."""
        return cls(
            claim=text(form, "claim", 1_000),
            verdict=text(form, "verdict", 20),
            refutation=text(form, "refutation", 4_000),
            legal_basis=lines(form, "legal_basis")[:10],
            confidence=text(form, "confidence", 1),
            review_by=text(form, "review_by", 10),
            why=text(form, "why", 1_000),
        )

    @classmethod
    def of(cls, version: ClaimVerdict) -> "Draft":
        """An earlier version, to be corrected."""
        return cls(
            claim=version.claim,
            verdict=version.verdict,
            refutation=version.refutation,
            legal_basis=tuple(version.legal_basis),
            confidence=version.confidence,
            review_by=version.review_by.isoformat(),
        )

    @property
    def found(self) -> Found:
        """The verdict. Raises ValueError where `problems` names one of its parts."""
        return Found(
            claim=self.claim,
            verdict=Verdict(self.verdict),
            refutation=self.refutation,
            legal_basis=self.legal_basis,
            confidence=self.confidence,
            review_by=date.fromisoformat(self.review_by),
        )


def problems(draft: Draft, adviser: Adviser, today: date) -> dict[str, Problem]:
    """What is wrong, by the field of the form; the first fault of each."""
    found = {
        "claim": _text(draft.claim, CLAIM, adviser, today),
        "refutation": _text(draft.refutation, REFUTATION, adviser, today),
        "verdict": None if draft.verdict in set(Verdict) else Problem(said("Chọn một kết luận trong danh sách."), {}),
        "legal_basis": _basis(draft),
        "confidence": _confidence(draft),
        "review_by": _review(draft.review_by, today),
    }
    return {name: problem for name, problem in found.items() if problem}


def figures_of(template: str, adviser: Adviser, today: date) -> list[Figure]:
    """The figures that a text stands on; none where it cannot be filled."""
    try:
        return fill(template, adviser.policy, today).figures
    except (PolicyError, TemplateError):
        return []


def _text(typed: str, most: int, adviser: Adviser, today: date) -> Problem | None:
    if not typed:
        return Problem(said("Chưa viết gì."), {})
    if numbers := bare_numbers(typed):
        sentence = said(
            "Có số gõ tay: %(numbers)s. Chọn con số trong danh sách để chèn, hoặc đặt điều khoản trong [[ ]]."
        )
        return Problem(sentence, {"numbers": ", ".join(numbers)})
    if not 1 <= (count := sentences(typed)) <= most:
        sentence = said("Đang có %(count)s câu kết thúc bằng dấu chấm; được từ 1 đến %(most)s câu.")
        return Problem(sentence, {"count": count, "most": most})
    return _unfilled(typed, adviser, today) or _unspoken(typed, adviser, today)


def _unfilled(typed: str, adviser: Adviser, today: date) -> Problem | None:
    try:
        fill(typed, adviser.policy, today)
    except FigureUnknown as error:
        return Problem(said("Không có con số tên %(key)s. Chọn trong danh sách."), {"key": error.key})
    except FigureNotInForce as error:
        return Problem(said("Con số %(key)s không có hiệu lực hôm nay."), {"key": error.key})
    except (PolicyError, TemplateError):
        return Problem(said("Chỗ trống { } chưa đúng cách viết. Xóa đi và chèn lại từ danh sách con số."), {})
    return None


def _unspoken(typed: str, adviser: Adviser, today: date) -> Problem | None:
    """A figure that no answer may state: the message to who asked would state it."""
    silent = [one for one in figures_of(typed, adviser, today) if not one.spoken() or one.review_by < today]
    if not silent:
        return None
    sentence = said("Con số “%(label)s” chưa kiểm chứng đủ hoặc quá hạn soát lại nên không được nói ra.")
    return Problem(sentence, {"label": silent[0].label})


def _basis(draft: Draft) -> Problem | None:
    return None if draft.legal_basis else Problem(said("Nêu ít nhất một căn cứ: luật, nghị định hoặc thông báo."), {})


def _confidence(draft: Draft) -> Problem | None:
    if draft.confidence not in CONFIDENCES:
        return Problem(said("Chọn A, B, C hoặc X."), {})
    if (draft.confidence in _UNSETTLED) != (draft.verdict == Verdict.NOT_SETTLED):
        return Problem(said("C hoặc X chỉ đi với “Chưa đủ căn cứ để kết luận”, và ngược lại."), {})
    return None


def _review(typed: str, today: date) -> Problem | None:
    try:
        is_late = date.fromisoformat(typed) <= today
    except ValueError:
        is_late = True
    return (
        Problem(said("Chọn một ngày sau hôm nay: từ sau ngày đó An Sinh không nói kết luận này nữa."), {})
        if is_late
        else None
    )
