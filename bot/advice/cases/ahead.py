"""The months still to pay, each at the income told or at the lowest that is known for it, whichever is higher."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.advice import wording
from bot.advice.cases.sheet import Sheet
from bot.policy import Figure
from bot.policy.months import first_day, span


@dataclass(frozen=True, slots=True)
class Ahead:
    """Months to pay from the month asked for on, `incomes` in đồng, one a month.

    `lowest`: today's lowest income where the income told lies below it. `raised`: later lowest incomes, known by
    now, that lie above what would else be paid.
    """

    incomes: tuple[Decimal, ...]
    lowest: Decimal | None
    raised: tuple[Figure, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the incomes."""
        return sum(self.incomes, Decimal(0))

    def average(self, income: Decimal, paid: int) -> Decimal:
        """The average (whole đồng) of these months and of `paid` months at `income`."""
        return ((income * paid + self.total) / (paid + len(self.incomes))).quantize(Decimal(1))

    def course(self, share: Decimal) -> tuple[tuple[int, int], ...]:
        """Months gone and đồng paid by then, at `share` of the incomes: where the income changes, and at the end."""
        found, paid = [], Decimal(0)
        for nth, income in enumerate(self.incomes, start=1):
            paid += share * income
            if nth == len(self.incomes) or self.incomes[nth] != income:
                found.append((nth, int(paid)))
        return tuple(found)


def ahead(sheet: Sheet, more: int) -> Ahead:
    """The next `more` months of the person. The lowest income is the poverty line of rural areas of each month."""
    income = Decimal(sheet.facts.income or 0)
    lines = [_line(sheet, day) for day in span(first_day(sheet.on), more)]
    below = [line for line in dict.fromkeys(lines) if line.number() > income]
    now = [line for line in below if line.holds(sheet.on)]
    return Ahead(
        incomes=tuple(max(income, line.number()) for line in lines),
        lowest=now[0].number() if now else None,
        raised=tuple(line for line in below if line not in now),
    )


def raised_words(sheet: Sheet, found: Ahead) -> list[str]:
    """What each later lowest income makes of the payment: "từ 01/01/2027 đóng ít nhất 2.200.000 đồng"."""
    return [
        sheet.say("ahead_raised", day=wording.day(line.effective_from), line=wording.dong(line.whole()))
        for line in found.raised
    ]


def _line(sheet: Sheet, on: date) -> Figure:
    """The lowest income on a day; beyond the last one known, that one."""
    last = sheet.periods("rural_poverty_line")[-1]
    after = last.effective_to is not None and on > last.effective_to
    return sheet.figure("rural_poverty_line", last.effective_from if after else on)
