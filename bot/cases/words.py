"""What a report's words tell: a receipt code, a formal denunciation, money, the writer's own name."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.privacy.masking import mask

#: A group of digits and what people put between groups.
_DIGITS = re.compile(r"\d(?:[\s.\-_\u2010-\u2015,/]{0,3}\d){11,}")
CODE_DIGITS = 16
#: Digits in a number typed for a code, too short or too long as it may be.
FEWEST, MOST = 12, 20
#: Patterns of the writer's own identity and what stands in its place.
OWN = {"own_name": "[HO_TEN]", "own_address": "[DIA_CHI]", "own_place": "[DIA_CHI]"}
#: Words beside a bare code ("mã 1234 …", "cho em xem …").
BESIDE = 6


@dataclass(frozen=True, slots=True)
class Code:
    """A number that was meant as a receipt code; whole where it has the right length.

    `is_named`: the words beside it speak of a code; a number alone may be the answer to another question.
    """

    digits: str
    is_named: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it can be a code at all."""
        return len(self.digits) == CODE_DIGITS


class Words:
    """Reads what people write around reports (`data/answers/sources/report_words.toml`)."""

    def __init__(self, patterns: dict[str, str], titles: list[str]):
        self._patterns = {name: re.compile(one, 0 if name in OWN else re.IGNORECASE) for name, one in patterns.items()}
        self.titles = tuple(titles)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file. Raises OSError, tomllib.TOMLDecodeError, re.error."""
        table = tomllib.loads(path.read_text("utf-8"))
        titles = table.pop("titles")
        return cls(table, titles)

    def code(self, text: str) -> Code | None:
        """The receipt code that a message is about; None where its number is a card, an account or no code at all."""
        numbers = [re.sub(r"\D", "", found) for found in _DIGITS.findall(text)]
        if len(numbers) != 1 or not FEWEST <= len(numbers[0]) <= MOST or self._says("not_code", text):
            return None
        beside = len(re.sub(_DIGITS, " ", text).split())
        says_code = self._says("code", text)
        is_bare = beside == 0 and len(numbers[0]) == CODE_DIGITS
        short = beside <= BESIDE and len(numbers[0]) == CODE_DIGITS
        return Code(numbers[0], says_code) if is_bare or says_code or short else None

    def is_formal(self, text: str) -> bool:
        """Whether a formal denunciation (tố cáo) is meant."""
        return self._says("formal", text)

    def is_about_money(self, text: str) -> bool:
        """Whether money or an account is at stake."""
        return self._says("money", text)

    def without_author(self, text: str) -> str:
        """`text` masked, the writer's own name and address included."""
        for name, token in OWN.items():
            text = self._patterns[name].sub(rf"\g<before>{token}", text)
        return mask(text).text

    def _says(self, name: str, text: str) -> bool:
        return bool(self._patterns[name].search(text))
