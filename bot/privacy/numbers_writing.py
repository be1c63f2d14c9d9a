"""How people write long numbers: the marks between digits, where a number begins and ends, units of money."""

import re

_DASH = r"\-\u2010-\u2015\u2212"
#: Between two digits: nothing, or a mark people part numbers with.
S = rf"(?:[ .{_DASH}]| {{2}})?"
#: A number whose own form proves it may also be broken over two lines.
L = rf"(?:[ .{_DASH}\n]| {{2}})?"
#: Telephone numbers also carry brackets and free-standing marks: "(024) 3936 1778", "0912 - 345 - 678".
P = rf"(?: ?[.{_DASH}] ?| {{1,2}}|\n| ?\) ?|\(0\) ?)?"
#: Strict edges of a parted number, loose ones where its own form proves it: a short neighbour is another number.
STRICT_START, STRICT_END = rf"(?<!\d)(?<!\d[ .{_DASH}])(?<!\d {{2}})", rf"(?!{S}\d)"
LOOSE_START, LOOSE_END = r"(?<!\d)(?<!\d[.\-])(?<![1-9]\d\d )", r"(?!\d)(?![.\-]\d)(?! [1-9]\d\d)"
#: Marks that part the digits of a number only to hide them, or to be seen: "0912*345*678", "079_091", "09...12".
_ODD_MARKS = r"*_'`;|·•~#^\\\u2018\u2019\u2032\u02bc"
ODD = rf"(?: ?[{_ODD_MARKS}]{{1,3}} ?| ?\.{{2,4}} ?|[ {_DASH}])?"
#: One such mark, or one that ordinary texts have between numbers too; `(?P=m)` behind it asks for the same again.
ANY_MARK = rf" ?(?:[{_ODD_MARKS}/,:]|\.{{2,4}}) ?"
ODD_START, ODD_END = rf"(?<!\w)(?<!\d[{_ODD_MARKS}/,.:])", rf"(?!\w)(?!{ANY_MARK}\d)(?![.\-]\d)"
#: "dong" without marks is "đóng" more often: after round thousands it is the currency. Đồng Tháp is a province.
_PLACE = r"(?! ?(?:tháp|thap|nai|hới|hoi|xoài|xoai|hỷ|hy)(?![^\W_]))"
NO_UNIT = (
    rf"(?! ?(?:đồng{_PLACE}|đ|vnđ|vnd|triệu|trieu|tỷ|tỉ|usd|%)(?![^\W_])|d(?![^\W_]))"
    rf"(?!(?<=000) ?dong{_PLACE}(?![^\W_]))"
)
#: Words between what a number is called and the number.
UNTIL_NUMBER = r"[^\d\n\[]{0,25}?"
_LETTER_FOR_ZERO = str.maketrans("oO", "00")


def whole(pattern: str) -> str:
    """A number without marks between its digits."""
    return rf"(?<!\d)(?:{pattern})(?!\d)"


def parted(count: int, mark: str = S) -> str:
    """So many digits, with or without marks between them."""
    return rf"\d(?:{mark}\d){{{count - 1}}}"


def digits_of(written: str) -> str:
    """The digits alone; a letter O among them is a zero."""
    return re.sub(r"\D", "", written.translate(_LETTER_FOR_ZERO))


def domestic(written: str) -> str:
    """A telephone number's digits with its 0 in front, however the country was written."""
    digits = digits_of(written)
    for country in ("0084", "84"):
        if digits.startswith(country) and len(digits) > 9:
            return "0" + digits[len(country) :].removeprefix("0")
    return digits
