"""Figures as rows: one value of law on a day, with what the reader has to know of its review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.advice import wording
from bot.console.web.catalogue import said
from bot.console.web.listing import Column
from bot.policy.figures import Policy
from bot.policy.schema import Figure
from bot.policy.text import words as spelt

#: A review is near that many days before its day.
SOON = timedelta(days=60)
OVERDUE, NEAR, WELL, UNSPOKEN = "overdue", "near", "well", "unspoken"
REVIEW_WORDS = {
    OVERDUE: said("hết hạn soát"),
    NEAR: said("sắp đến hạn soát"),
    WELL: said("còn hạn"),
    UNSPOKEN: said("chưa rõ, bot không nêu"),
}
#: What each unit is called.
UNIT_WORDS = {
    "VND": said("đồng"),
    "VND/month": said("đồng/tháng"),
    "VND/year": said("đồng/năm"),
    "months": said("tháng"),
    "years": said("năm"),
    "age_years": said("tuổi"),
    "age_months": said("tuổi, tính bằng tháng"),
    "days": said("ngày"),
    "working_days": said("ngày làm việc"),
    "count": said("số lượng"),
    "share": said("tỷ lệ"),
    "factor": said("lần"),
    "phone": said("số điện thoại"),
    "text": said("chữ"),
    "date": said("ngày tháng"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as of a day: the value in force, or the nearest there is (`holds` says which)."""

    figure: Figure
    holds: bool
    review: str

    @property
    def worded(self) -> str:
        """The value as a citizen reads it."""
        return wording.figure(self.figure.value, self.figure.unit)


def review_of(figure: Figure, on: date) -> str:
    """What is to be known of a figure's review on the real day `on`: OVERDUE, NEAR, WELL, UNSPOKEN."""
    if not figure.spoken():
        return UNSPOKEN
    if figure.review_by < on:
        return OVERDUE
    return NEAR if figure.review_by <= on + SOON else WELL


def row_of(figure: Figure, as_of: date, on: date) -> Row:
    """A value as a row."""
    return Row(figure, figure.holds(as_of), review_of(figure, on))


def rows(policy: Policy, as_of: date, on: date, words: str = "", review: str = "") -> Iterator[Row]:
    """Every figure by its key, provinces' rates at the end; all `words` stand in key, label or basis."""
    wanted = spelt(words).split()
    for figure in _each(policy, as_of):
        row = row_of(figure, as_of, on)
        text = spelt(f"{figure.key} {figure.label} {figure.legal_basis}")
        if all(one in text for one in wanted) and review in {"", row.review}:
            yield row


def _each(policy: Policy, as_of: date) -> Iterator[Figure]:
    for key in policy:
        periods = policy.periods(key)
        past = [one for one in periods if one.effective_from <= as_of]
        yield past[-1] if past else periods[0]
    for topup in policy.topups.rows:
        if topup.figure.holds(as_of):
            yield topup.figure


COLUMNS: list[Column[Row]] = [
    Column("label", said("Tên"), lambda row: row.figure.label),
    Column("key", said("Mã"), lambda row: row.figure.key),
    Column("value", said("Giá trị"), lambda row: row.worded),
    Column("unit", said("Đơn vị"), lambda row: row.figure.unit),
    Column("from", said("Từ ngày"), lambda row: row.figure.effective_from),
    Column("to", said("Đến ngày"), lambda row: row.figure.effective_to),
    Column("legal_basis", said("Căn cứ"), lambda row: row.figure.legal_basis),
    Column("confidence", said("Độ chắc"), lambda row: row.figure.confidence),
    Column("checked_on", said("Soát ngày"), lambda row: row.figure.checked_on),
    Column("review_by", said("Soát lại trước"), lambda row: row.figure.review_by),
    Column("review", said("Hạn soát"), lambda row: row.review),
    Column("holds", said("Đang áp dụng"), lambda row: row.holds, is_default=False),
    Column("note", said("Ghi chú"), lambda row: row.figure.note, is_default=False),
]
