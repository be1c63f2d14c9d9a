"""Walks through the pages of a logged-in browser by their links, a few of each kind."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from bot.console.matrix import MATRIX

#: Pages of one kind (a detail, a list with some filter) that are looked at.
OF_A_KIND = 2
_FILES = ("format=csv", "format=xlsx", "format=json")


def kind_of(path: str) -> str | None:
    """The row of the table of rights that a path belongs to."""
    parts = path.rstrip("/").split("/")
    for row in sorted(MATRIX, key=lambda row: row.path.count("{")):
        wanted = row.path.split("/")
        is_like = len(wanted) == len(parts) and all(
            one == other or one.startswith("{") for one, other in zip(wanted, parts, strict=True)
        )
        if row.method == "GET" and is_like:
            return row.path
    return None


def walk(page: Page, origin: str, start: str = "/console") -> Iterator[str]:
    """Opens one page after the other and gives its path; the page stays open until the next is asked for."""
    waiting, seen, kinds = deque([start]), {start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        answer = page.goto(origin + path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status < 400, f"{path} is linked and answers {answer.status}"
        yield path
        for href in page.eval_on_selector_all(
            "a[href]:not([download])", "all => all.map(one => one.getAttribute('href'))"
        ):
            address = urlsplit(urljoin(page.url, href))
            kind = kind_of(address.path)
            target = f"{address.path}?{address.query}" if address.query else address.path
            is_ours = f"{address.scheme}://{address.netloc}" == origin
            if not is_ours or kind is None or target in seen or any(one in target for one in _FILES):
                continue
            seen.add(target)
            kinds[kind] += 1
            if kinds[kind] <= OF_A_KIND:
                waiting.append(target)
