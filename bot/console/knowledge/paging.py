"""Long lists that are in memory anyway, a page at a time."""

from collections.abc import Sequence

from litestar.exceptions import ValidationException

AT_ONCE = 60
_LONGEST = 9


def paged[R](rows: Sequence[R], after: str) -> tuple[Sequence[R], str | None]:
    """The rows behind place `after` ("" is the beginning), and the place of the next page, None on the last.

    Raises ValidationException.
    """
    if after and not (after.isdecimal() and len(after) <= _LONGEST):
        raise ValidationException("after: a number")
    first = int(after or 0)
    ends = first + AT_ONCE
    return rows[first:ends], str(ends) if ends < len(rows) else None
