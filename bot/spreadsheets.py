"""What every file for a spreadsheet keeps to: text stays text, however a citizen began it."""

from typing import Any

#: What a spreadsheet takes for the beginning of a formula, also in its full-width form.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: Excel's longest cell and its longest name of a sheet; the lines of a sheet, headings included.
LONGEST_CELL, LONGEST_NAME, MOST_LINES = 32_767, 31, 1_048_576
#: How xlsxwriter is kept from reading anything into text; rows go to the disk as they are written.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet computes: words that would begin a formula get an apostrophe, numbers stay."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
