"""Reads amounts of money token by token: quantity, unit, what follows the unit."""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language import units
from bot.language.amount_around import Surroundings
from bot.language.quantity import Quantity, QuantityReader
from bot.language.tokens import Token
from bot.language.units import BILLION, MILLION

#: Amounts above this are codes, not money.
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in đồng with its offsets in the view; `scale` is that of its last unit, `after` the next token."""

    dong: int
    start: int
    end: int
    after: int
    scale: int = 1
    negative: bool = False


class AmountReader:
    """Reads a list of tokens once, left to right."""

    def __init__(self, tokens: list[Token]):
        self._tokens = tokens
        self._numbers = QuantityReader(tokens)
        self._around = Surroundings(tokens, self._numbers)

    def amounts(self) -> list[Amount]:
        """Every amount, signed."""
        found: list[Amount] = []
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.kind != "number" and token.text not in units.FIRST:
                at += 1
                continue
            quantity = self._numbers.quantity(at)
            read = self._read(at, quantity)
            if not read:
                # A refused number is refused as a whole: "0912 345 678" must not leave "345 678".
                at = quantity.after if quantity and not quantity.in_words else at + 1
                continue
            found += [replace(read[0], negative=self._is_negative(at, found)), *read[1:]]
            at = read[-1].after
        return found

    def _read(self, at: int, quantity: Quantity | None) -> list[Amount]:
        if quantity is None:
            one = self._without_number(at)
            return [one] if one else []
        amount = self._with_unit(at, quantity) if self._around.stands_free(at) else None
        if amount:
            return [amount]
        return self._range(at, quantity) or self._bare(at, quantity) or self._thousands(at, quantity)

    def _with_unit(self, at: int, quantity: Quantity, below: int = BILLION * 10) -> Amount | None:
        """Quantity and unit at `at`, with what follows; only units smaller than `below`."""
        if quantity.in_words and self._numbers.is_one_of(at - 1, units.VAGUE):
            return None
        unit = self._numbers.at(quantity.after)
        scale = units.SCALE.get(unit.text) if unit else None
        if unit is None or scale is None or scale >= below or not self._around.unit_fits(quantity, unit, scale):
            return None
        dong = units.scaled(quantity.digits, quantity.value, scale)
        if dong > _LARGEST:
            return None
        return self._followed(Amount(int(dong), self._tokens[at].start, unit.end, quantity.after + 1, scale))

    def _without_number(self, at: int) -> Amount | None:
        """The amounts that name no number first: "nửa triệu", "triệu rưỡi", "triệu hai"."""
        token, following = self._tokens[at], self._numbers.at(at + 1)
        if following is None:
            return None
        if token.text in units.HALF_OF:
            scale = units.SCALE.get(following.text, 1)
            if scale < MILLION:
                return None
            return self._currency(Amount(scale // 2, token.start, following.end, at + 2, scale))
        scale = units.SCALE.get(token.text, 1)
        is_half = following.text in units.HALF
        needs_half = token.text in units.SLANG or token.text == "tr"
        if scale < MILLION or self._numbers.is_one_of(at - 1, units.NOT_ONE) or (not is_half and needs_half):
            return None
        more = self._followed(Amount(scale, token.start, token.end, at + 1, scale))
        return more if more.dong > scale and (is_half or following.kind == "word") else None

    def _range(self, at: int, low: Quantity) -> list[Amount]:
        """Both ends of "2-3 triệu"."""
        if (
            not self._numbers.is_one_of(low.after, units.RANGE)
            or self._numbers.is_one_of(at - 1, units.CALENDAR)
            or not self._around.stands_free(at)
        ):
            return []
        quantity = self._numbers.quantity(low.after + 1)
        high = self._with_unit(low.after + 1, quantity) if quantity else None
        if high is None or low.value * high.scale >= high.dong:
            return []
        start, end = self._tokens[at].start, self._tokens[low.after - 1].end
        return [Amount(int(low.value * high.scale), start, end, low.after), high]

    def _bare(self, at: int, quantity: Quantity) -> list[Amount]:
        last = quantity.after - 1
        if quantity.in_words or self._numbers.is_one_of(at - 1, units.CODE) or not units.is_sum(quantity.digits):
            return []
        before = self._numbers.at(at - 1)
        if before and (before.kind == "number" or (before.end == self._tokens[at].start and before.text in "+-_")):
            return []
        if (
            not self._around.stands_free(at)
            or self._around.runs_on(last)
            or self._numbers.is_one_of(quantity.after, units.NOT_DONG)
        ):
            return []
        return [Amount(int(quantity.value), self._tokens[at].start, self._tokens[last].end, quantity.after)]

    def _thousands(self, at: int, quantity: Quantity) -> list[Amount]:
        """The amount of "ba trăm rưỡi": said so, it is money and counts thousands."""
        last = quantity.after - 1
        is_half = quantity.in_words and self._numbers.is_one_of(last, units.HALF)
        if not is_half or self._numbers.is_one_of(last + 1, units.COUNTED | units.CALENDAR):
            return []
        start, end = self._tokens[at].start, self._tokens[last].end
        return [Amount(int(quantity.value) * 10**3, start, end, quantity.after, 10**3)]

    def _followed(self, amount: Amount) -> Amount:
        """`amount` with "rưỡi", a smaller part ("500 nghìn") or a short tail ("2tr5"), and the currency."""
        after, scale = amount.after, amount.scale
        if scale < 10**3 or self._numbers.is_one_of(after - 1, units.K):
            return self._currency(amount)
        if self._numbers.is_one_of(after, units.HALF):
            half = replace(amount, dong=amount.dong + scale // 2, end=self._tokens[after].end, after=after + 1)
            return self._currency(half)
        joined = after + 1 if self._numbers.is_one_of(after, units.JOIN) else after
        quantity = self._numbers.quantity(joined)
        part = self._with_unit(joined, quantity, below=scale) if quantity else None
        if part and part.dong < scale:
            return replace(amount, dong=amount.dong + part.dong, end=part.end, after=part.after)
        if scale >= MILLION and (tail := self._tail(after)):
            dong = amount.dong + int(Decimal(f"0.{tail.digits}") * scale)
            amount = replace(amount, dong=dong, end=self._tokens[tail.after - 1].end, after=tail.after)
        return self._currency(amount)

    def _tail(self, at: int) -> Quantity | None:
        """The hundreds of thousands after "2 triệu": "2tr5", "2 triệu 500", "hai triệu tám"."""
        tail = self._numbers.quantity(at, last=True)
        if tail is None or len(tail.digits) > 3 or not tail.digits.isdecimal():
            return None
        if not tail.in_words and self._tokens[at].start == self._tokens[at - 1].end:
            return None if tail.digits == "1" and self._numbers.is_one_of(tail.after, units.COUNTED) else tail
        if self._around.is_own_household(tail.after):
            return tail
        if self._around.runs_on(tail.after - 1) or self._numbers.is_one_of(tail.after, units.NOT_DONG):
            return None
        if not tail.in_words or self._numbers.is_one_of(tail.after - 1, units.HUNDRED):
            return tail
        following = self._numbers.at(tail.after)
        ends = following is None or following.kind == "mark" or following.text in units.AFTER_TAIL
        return tail if ends else None

    def _currency(self, amount: Amount) -> Amount:
        token = self._numbers.at(amount.after)
        if token is None or token.text not in units.DONG or not self._around.is_unit(amount.after):
            return amount
        return replace(amount, end=token.end, after=amount.after + 1)

    def _is_negative(self, at: int, found: list[Amount]) -> bool:
        before = self._numbers.at(at - 1)
        if before is None or before.text in units.MINUS:
            return before is not None
        if before.text not in units.SIGN or before.end != self._tokens[at].start:
            return False
        previous = self._numbers.at(at - 2)
        is_range = bool(found) and found[-1].after == at - 1
        return not is_range and (previous is None or previous.end < before.start or previous.kind == "mark")
