"""What of a row is shown of a search: its words marked, and of the answer the place where they stand."""

from bot.console.conversations.rows import Row
from bot.language.search import Wanted, highlighted

Pieces = list[tuple[str, bool]]
#: Characters of an answer that are shown around the first word that was found.
_AROUND = 70


def marked(wanted: Wanted | None, row: Row) -> tuple[Pieces, Pieces]:
    """The question in pieces, each with whether it was searched for; and the same of the answer, cut to where
    words stand that the question lacks (nothing, where the question has them all)."""
    if wanted is None:
        return [(row.question, False)], []
    question = list(highlighted(row.question, wanted))
    if any(is_found for _, is_found in question):
        return question, []
    return question, _cut(list(highlighted(row.answer, wanted)))


def _cut(pieces: Pieces) -> Pieces:
    first = next((at for at, (_, is_found) in enumerate(pieces) if is_found), None)
    if first is None:
        return []
    before = "".join(text for text, _ in pieces[:first])
    start = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before
    found: Pieces = [(start, False)]
    left = _AROUND
    for text, is_found in pieces[first:]:
        found.append((text if len(text) <= left else f"{text[:left]}…", is_found))
        left -= len(text)
        if left <= 0:
            break
    return found
