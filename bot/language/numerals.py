"""Vietnamese number words up to 999, with the short forms of speech ("hai lăm", "trăm hai")."""

from bot.language.view import spellings

_DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
#: Only as the last digit of a longer number.
_LAST = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_TENS, _HUNDRED = ("mươi", "chục"), "trăm"


def _table(words: dict[str, int]) -> dict[str, int]:
    return {form: value for word, value in words.items() for form in spellings(word)}


_UNIT, _FINAL = _table(_DIGITS), _table(_LAST)
_TEN_WORD = set(spellings("mười"))
_TENS_WORD = {form for word in _TENS for form in spellings(word)}
_HUNDRED_WORD = set(spellings(_HUNDRED))
_GAP_WORD = {form for word in ("linh", "lẻ") for form in spellings(word)}
_HALF_WORD = set(spellings("rưỡi"))
_FIVE = set(spellings("năm"))

_FIRST = "|".join([*_DIGITS, "mười", "trăm", "chục"])
_NEXT = "|".join([*_DIGITS, *_LAST, "mười", *_TENS, _HUNDRED, "linh", "lẻ"])
#: A run of number words for patterns that go through `spelled`; bounded, so that no text makes it slow.
RUN = rf"(?:{_FIRST})(?: (?:{_NEXT})){{0,5}}"


def value(phrase: str) -> int | None:
    """The number that the words say, None where they say none ("mười năm" is ten years, not fifteen)."""
    words = phrase.split()
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    hundreds, words = _hundreds(words)
    if hundreds is None:
        return _below_hundred(words)
    rest = _after_hundred(words)
    return hundreds + rest if rest is not None else None


def final_digit(phrase: str) -> int | None:
    """The digit of a word that only ends numbers ("tư", "mốt", "lăm")."""
    return _FINAL.get(phrase)


def longest_tail(phrase: str) -> tuple[int, int] | None:
    """Where the longest number that ends `phrase` begins, and its value ("mười năm hai" → "hai")."""
    begin = 0
    while True:
        if (number := value(phrase[begin:])) is not None:
            return begin, number
        gap = phrase.find(" ", begin)
        if gap < 0:
            return None
        begin = gap + 1


def _hundreds(words: list[str]) -> tuple[int | None, list[str]]:
    if words and words[0] in _HUNDRED_WORD:
        return 100, words[1:]
    if len(words) > 1 and words[1] in _HUNDRED_WORD and (digit := _leading(words[0])):
        return digit * 100, words[2:]
    return None, words


def _after_hundred(words: list[str]) -> int | None:
    number: int | None = None
    match words:
        case []:
            number = 0
        case [gap, last] if gap in _GAP_WORD:
            number = _digit(last)
        case [half] if half in _HALF_WORD:
            number = 50
        # "trăm hai" is 120; "trăm năm" would rather be a hundred years.
        case [tens] if (digit := _digit(tens)) and tens not in _FIVE:
            number = digit * 10
        case [_, *_] if (rest := _below_hundred(words)) and rest >= 10:
            number = rest
    return number


def _below_hundred(words: list[str]) -> int | None:
    number: int | None = None
    match words:
        case [one]:
            number = 10 if one in _TEN_WORD or one in _TENS_WORD else _leading(one)
        case [ten, last] if ten in _TEN_WORD and (unit := _after_ten(last)):
            number = 10 + unit
        case [tens, ten] if ten in _TENS_WORD and (digit := _leading(tens)):
            number = digit * 10
        case [tens, last] if last in _FINAL and (digit := _leading(tens)) and digit > 1:
            number = digit * 10 + _FINAL[last]
        case [tens, ten, last] if ten in _TENS_WORD and (digit := _leading(tens)) and (unit := _after_ten(last)):
            number = digit * 10 + unit
    return number


def _leading(word: str) -> int | None:
    return int(word) if word.isdecimal() and 0 < int(word) < 10 else _UNIT.get(word)


def _digit(word: str) -> int | None:
    return _FINAL.get(word) or _UNIT.get(word)


def _after_ten(word: str) -> int | None:
    # After "mười" and "mươi" five is always "lăm": "mười năm" counts years.
    return None if word in _FIVE else _digit(word)
