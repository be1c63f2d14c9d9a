"""A Markdown table that people can read on a terminal as well."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lines, columns as wide as their widest cell; numbers to the right."""
    cells = [[str(one) for one in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    right = [bool(cells) and all(_is_number(row[place]) for row in cells) for place in range(len(head))]
    rule = [f"{'-' * (width - 1)}{':' if is_right else '-'}" for width, is_right in zip(widths, right, strict=True)]
    padded = [[_padded(*one) for one in zip(row, widths, right, strict=True)] for row in (head, rule, *cells)]
    return [f"| {' | '.join(row)} |" for row in padded]


def number(value: float | None, digits: int = 1) -> str:
    """With thousands apart; a dash where there is none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def _padded(text: str, width: int, is_right: bool) -> str:
    return text.rjust(width) if is_right else text.ljust(width)


def _is_number(cell: str) -> bool:
    return cell in {"", "–"} or cell.lstrip("+-−").replace(",", "").replace(".", "").rstrip("×").strip().isdigit()
