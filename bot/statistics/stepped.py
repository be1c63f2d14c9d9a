"""Values of figures that are read from steps of a duration: "at most" the end of a step."""

from collections.abc import Callable, Sequence

from bot.statistics.books import Books
from bot.statistics.measure import Value
from bot.statistics.scope import Scope
from bot.statistics.steps import percentile

_WHY = "Thời gian giữa của các phần không cộng lại thành thời gian giữa của cả kỳ; số lượt của các bậc thì cộng được."
#: Why a percentile of parts is no part of the whole's.
NO_SUM = dict.fromkeys(("channel", "audience", "campaign", "topic", "day"), _WHY)


def at_step(prefix: str, ends: Sequence[float], share: float) -> Callable[[Books, Scope], Value]:
    """The value of a figure that is a percentile; `prefix` names its columns ("s" for speeds, "w" for waits)."""

    def value(books: Books, scope: Scope) -> Value:
        totals = books.totals(scope)
        counts = [totals[f"{prefix}{step:02}"] for step in range(len(ends) + 1)]
        amount, total = percentile(counts, ends, share), sum(counts)
        if amount is not None:
            return Value(amount, of=total, at_most=True)
        return Value(None, of=total, why=f"Hơn {ends[-1]:.0f} giây." if total else "Không có lượt nào để đo.")

    return value
