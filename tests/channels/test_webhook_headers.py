"""A header that comes twice counts with both its values: nobody hides a forged one behind a right one."""

import pytest

from bot.webhooks import joined


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([], {}),
        ([("X-ZEvent-Signature", "mac=1")], {"x-zevent-signature": "mac=1"}),
        ([("X-A", "1"), ("x-a", "2"), ("X-B", "3")], {"x-a": "1, 2", "x-b": "3"}),
        ([("x-a", "2"), ("X-A", "1")], {"x-a": "2, 1"}),
    ],
)
def test_headers_by_name(given: list[tuple[str, str]], found: dict[str, str]) -> None:
    assert joined(given) == found
