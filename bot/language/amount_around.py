"""What stands around a number and says whether it is money: its unit, letters and marks close to it."""

from bot.language import units
from bot.language.quantity import Quantity, QuantityReader
from bot.language.tokens import Token


class Surroundings:
    """Looks to both sides of a number in a list of tokens."""

    def __init__(self, tokens: list[Token], numbers: QuantityReader):
        self._tokens = tokens
        self._numbers = numbers

    def unit_fits(self, quantity: Quantity, unit: Token, scale: int) -> bool:
        """Whether such a number is said with such a unit (`scale` in đồng), and the unit is no other word."""
        if not self.is_unit(quantity.after):
            return False
        apart = unit.start > self._tokens[quantity.after - 1].end
        year = quantity.digits.isdecimal() and 1900 <= quantity.value < 2100
        if unit.text in units.K:
            # "tháng 12 k đóng": apart from small numbers "k" is "không".
            return not quantity.in_words and not (apart and (not 100 <= quantity.value < 10**5 or year))
        if scale == 1:
            return not year and (quantity.value >= 1000 or quantity.digits == "0")
        if unit.text in units.SLANG:
            # "ha nam cu" is "Hà Nam cũ": a number in words needs the marks of "củ".
            return 0 < quantity.value < 1000 and not (quantity.in_words and unit.text == "cu")
        return quantity.value > 0 and not (unit.text == "ti" and quantity.value == 1)

    def is_unit(self, at: int) -> bool:
        """Whether the token is a unit of money and not the first half of another word."""
        other = units.OTHER_WORD.get(self._tokens[at].text)
        return not (other and self._numbers.is_one_of(at + 1, other))

    def stands_free(self, at: int) -> bool:
        """Not the end of a date, a law or a code ("nq84"); "lương5tr" only misses a space."""
        before = self._numbers.at(at - 1)
        if before is None or before.end != self._tokens[at].start:
            return True
        return before.text not in "/._" and not (before.kind == "word" and len(before.text) < 3)

    def runs_on(self, at: int) -> bool:
        """A letter, or a mark with a digit behind it, stands close to the number: a date, a code, a law."""
        following, beyond = self._numbers.at(at + 1), self._numbers.at(at + 2)
        if following is None or following.start != self._tokens[at].end:
            return False
        if following.text == "/":
            return not self._numbers.is_one_of(at + 3 if beyond and beyond.text == "1" else at + 2, units.COUNTED)
        if following.kind == "word":
            return True
        return bool(beyond and beyond.kind == "number" and beyond.start == following.end and following.text in "-.,:")

    def is_own_household(self, at: int) -> bool:
        """ "2 triệu 2 hộ nghèo": whether the citizen's own household begins at `at`."""
        household = self._numbers.is_one_of(at, units.HOUSEHOLD)
        return household and self._numbers.is_one_of(at + 1, units.HOUSEHOLD_KIND)
