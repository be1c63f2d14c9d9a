"""Numbers of a text, token by token, in digits or in words."""

from dataclasses import dataclass
from decimal import Decimal

from bot.language import numerals, units
from bot.language.tokens import Token

#: More digits than this are a code and are not reckoned with.
_LONGEST = 18
#: Number words that are read as one number at most.
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, its digits with their separators, and the token after it."""

    value: Decimal
    digits: str
    after: int
    in_words: bool = False


class QuantityReader:
    """Reads single numbers out of a list of tokens."""

    def __init__(self, tokens: list[Token]):
        self._tokens = tokens

    def at(self, at: int) -> Token | None:
        """The token at a place, None outside the text."""
        return self._tokens[at] if 0 <= at < len(self._tokens) else None

    def is_one_of(self, at: int, words: frozenset[str]) -> bool:
        """Whether the token at a place is one of `words`."""
        return 0 <= at < len(self._tokens) and self._tokens[at].text in words

    def quantity(self, at: int, *, last: bool = False) -> Quantity | None:
        """A number in digits or words at `at`; `last` allows "tư" and "mốt" to stand alone."""
        token = self.at(at)
        if token is None:
            return None
        # "5 trăm nghìn", "3 chục triệu": a digit that leads number words.
        leads = len(token.text) == 1 and self.is_one_of(at + 1, units.HUNDRED_OR_TENS)
        if token.kind == "number" and not leads:
            return self._digits(at)
        return self._words(at, last=last)

    def _digits(self, at: int) -> Quantity:
        text, after = self._tokens[at].text, at + 1
        if text.isdecimal() and len(text) <= 3 and text[0] != "0" and not self.is_one_of(at - 1, units.CALENDAR):
            while (more := self.at(after)) and len(more.text) == 3 and more.text.isdecimal():
                if more.start != self._tokens[after - 1].end + 1:
                    break
                text, after = f"{text} {more.text}", after + 1
        return Quantity(units.number(text) if len(text) <= _LONGEST else Decimal(0), text, after)

    def _words(self, at: int, *, last: bool) -> Quantity | None:
        after = at + 1 if self._tokens[at].kind == "number" else at
        while after - at < _MOST_WORDS and self.is_one_of(after, units.NUMBER):
            after += 1
        if self.is_one_of(after - 1, units.HUNDRED) and self.is_one_of(after, units.HALF):
            after += 1
        number = numerals.value(" ".join(token.text for token in self._tokens[at:after]))
        if number is None and last:
            # "hai triệu mốt một tháng": the first word alone is the tail.
            word, after = self._tokens[at].text, at + 1
            number = numerals.final_digit(word) or numerals.value(word)
        return Quantity(Decimal(number), str(number), after, in_words=True) if number else None
