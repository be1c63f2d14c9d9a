"""What only looks like a number of a person: days, years, sums of money, service lines, wrong check digits.

Each check takes a number as written and its digits alone, and says whether it can be one of a person.
"""

import re
from collections.abc import Callable
from datetime import date

Check = Callable[[str, str], bool]

_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[ .\-/](?:0?[1-9]|1[0-2])[ .\-/](?:19|20)\d\d(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[ .\-/](?:0?[1-9]|1[0-2])[ .\-/](?:0?[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = r"(?:0?[1-9]|1[0-2])[ .\-/](?:19|20)\d\d"
_MONTHS = re.compile(rf"{_MONTH}[ .\-/\u2010-\u2015]{_MONTH}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUM = r"\d{1,3}(?:[.,]\d{3})+"
_SUMS = re.compile(rf"{_SUM}(?:(?: {{1,2}}|[\-\u2010-\u2015]){_SUM})*|[1-9]\d{{0,2}}(?: {{1,2}}\d{{3}})+")
_SPACED = re.compile(r"[\d ]+")
_SERVICE = re.compile(r"1[89]00[ .\-]\d.*")
_BARE_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d")
#: An account has seldom fewer digits where it ends in three zeros; a sum of money always has.
_FEWEST_OF_ROUND_ACCOUNT = 12
_FEWEST_OF_ACCOUNT = 8


def is_anything(_written: str, _digits: str) -> bool:
    """The pattern alone tells it."""
    return True


def is_dateless(written: str, _digits: str) -> bool:
    """Neither a day nor two months."""
    return not _has_day(written)


def is_timeless(written: str, _digits: str) -> bool:
    """Neither a day and what follows it ("15.01.2027 20") nor years side by side ("2026-2030 12")."""
    return not _has_day(written) and _years(written)[0] < 2


def is_receipt(written: str, digits: str) -> bool:
    """Not a row of years, not a very round sum."""
    years, groups = _years(written)
    return years < groups and not digits.endswith("000000")


def is_telephone(written: str, digits: str) -> bool:
    """Not a sum of money that begins with 84."""
    return not _has_day(written) and not (written[0] == "8" and _is_sum(written) and digits.endswith("000"))


def is_short_telephone(written: str, digits: str) -> bool:
    """A telephone number without its 0: no day, no thousands."""
    return not _has_day(written) and not digits.endswith("000")


def is_no_line(written: str, _digits: str) -> bool:
    """Neither a day nor a service line."""
    return not _has_day(written) and not _SERVICE.fullmatch(written)


def is_no_year(_written: str, digits: str) -> bool:
    """Not a year that only stands near a word."""
    return not _YEAR.fullmatch(digits)


def is_lookalike(written: str, digits: str) -> bool:
    """A telephone number with the letter O for some of its zeros."""
    letters = sum(char in "oO" for char in written)
    return 0 < letters <= len(digits) - 6


def is_ten(written: str, digits: str) -> bool:
    """Groups of a telephone number that make ten digits."""
    return len(digits) == 10 and not _has_day(written)


def is_hidden(written: str, digits: str) -> bool:
    """Parted by unusual marks: no product ("330000*12*5"), no row of days or sums."""
    groups = re.findall(r"\d+", written)
    return (
        not _has_day(written)
        and _years(written)[0] < 2
        and not any(one.endswith("000") for one in groups)
        and len(digits) >= _FEWEST_OF_ACCOUNT
    )


def is_hidden_id(written: str, digits: str) -> bool:
    """An old or a new identity number parted so."""
    return len(digits) in {9, 12} and is_hidden(written, digits)


def is_hidden_code(written: str, digits: str) -> bool:
    """The ten digits of a social insurance code, or of a telephone, parted so."""
    return len(digits) == 10 and is_hidden(written, digits)


def is_secret(written: str, digits: str) -> bool:
    """A code that was sent, not a year, a day or a round number that only stands near a word."""
    return not (digits.endswith("00") or _YEAR.fullmatch(digits)) and is_timeless(written, digits)


def is_secret_word(written: str, _digits: str) -> bool:
    """Letters that are no word of a sentence: more than one syllable run together."""
    return bool(re.search(r"[aeiouy][^aeiouy]+[aeiouy]", written, re.IGNORECASE))


def is_account(written: str, digits: str) -> bool:
    """What is called an account may look like a sum, unless it is a round one."""
    return is_timeless(written, digits) and not (_is_sum(written) and digits.endswith("000"))


def is_likely_account(written: str, digits: str) -> bool:
    """What stands beside a bank is an account unless it looks like a sum, a day or a service line."""
    is_round = digits.endswith("000") and (len(digits) < _FEWEST_OF_ROUND_ACCOUNT or _is_sum(written))
    looks = is_round or (_is_sum(written) and not _SPACED.fullmatch(written))
    other = _BARE_DAY.fullmatch(written) or _SERVICE.fullmatch(written)
    return is_timeless(written, digits) and not looks and not other


def is_personal_id(written: str, digits: str) -> bool:
    """No check digit exists: the place is 001-096, the year of birth has come."""
    born = 1900 + int(digits[3]) // 2 * 100 + int(digits[4:6])
    return 1 <= int(digits[:3]) <= 96 and born <= date.today().year and not _has_day(written)


def is_code(written: str, digits: str) -> bool:
    """No sum of money, no service line."""
    round_sum = digits.endswith("0000") and digits[0] != "0"
    return is_timeless(written, digits) and not _is_sum(written) and not _SERVICE.fullmatch(written) and not round_sum


def is_short_code(written: str, digits: str) -> bool:
    """Nine digits that are not thousands."""
    return is_code(written, digits) and not digits.endswith("000")


def is_health_card(written: str, digits: str) -> bool:
    """The letters are those of a group of insured people, or they are capitals joined to the digits."""
    return is_timeless(written, digits) and (written[:2].upper() in _INSURED or written[:2].isupper())


def is_card(written: str, digits: str) -> bool:
    """Luhn's sum, and neither days, years side by side nor sums of money."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and is_receipt(written, digits) and is_timeless(written, digits) and not _is_sum(written)


#: Groups of insured people as cards name them; the words "la", "so", "tk" are none.
_INSURED = frozenset(
    {
        *("DN", "HX", "CH", "NN", "HC", "XK", "HT", "TB", "NO", "CT", "XB", "TN", "CS", "QN", "CA", "CY", "XN", "MS"),
        *("CC", "CK", "CB", "KC", "HD", "TE", "BT", "HN", "DT", "DK", "XD", "TS", "TC", "TQ", "TA", "TY", "HG", "LS"),
        *("PV", "HS", "SV", "GB", "GD", "ND", "TH", "TV", "TD", "TU", "BA"),
    }
)


def _is_sum(written: str) -> bool:
    return bool(_SUMS.fullmatch(written))


def _has_day(written: str) -> bool:
    return bool(_DAY.search(written) or _ISO_DAY.search(written) or _MONTHS.fullmatch(written))


def _years(written: str) -> tuple[int, int]:
    """How many groups are years, how many there are."""
    groups = re.findall(r"\d+", written)
    return sum(bool(_YEAR.fullmatch(group)) for group in groups), len(groups)
