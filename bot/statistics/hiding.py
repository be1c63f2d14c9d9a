"""How counts are told so that nobody reads, or works out, a small one: hidden with others, or in groups."""

from collections.abc import Hashable, Mapping, Sequence

#: Counts from 1 up to one less are hidden.
LEAST = 5


def hidden[K: Hashable](counts: Mapping[K, int], k: int = LEAST, total_shown: bool = True) -> dict[K, int | None]:
    """The same counts with None for those from 1 to `k` - 1, and for as many others as must be hidden with them.

    Where the sum of all stands beside the table (`total_shown`), what is hidden is known together. More is hidden then
    until no small count follows from that sum, not even for a reader who knows this rule: the smallest first, equals
    together, so that the order of rows tells nothing. A sum that is small itself must not be shown: the caller's part.
    """
    away = {key for key, number in counts.items() if 0 < number < k}
    while total_shown and away and _is_told([counts[key] for key in away], k):
        left = {number for key, number in counts.items() if number and key not in away}
        if not left:
            break
        away |= {key for key, number in counts.items() if number == min(left)}
    if total_shown and away and not any(number for key, number in counts.items() if key not in away):
        # Which ones are nothing would tell how few the others share.
        away = set(counts)
    return {key: None if key in away else number for key, number in counts.items()}


def in_groups[T](ordered: Sequence[T], k: int = LEAST) -> list[T]:
    """About as many items, each of them `k` times: the middle one of every `k` in this order stands for all of them.

    Items that come in groups of `k` alike stay what they are. So all that is told of the outcome, in however many
    tables, could be told of items that come in such groups: a reader of all of it cannot be sure of a smaller number.
    """
    groups = (len(ordered) + k // 2) // k
    middles = (ordered[(2 * at + 1) * len(ordered) // (2 * groups)] for at in range(groups))
    return [one for one in middles for _ in range(k)]


def small(number: int, k: int = LEAST) -> bool:
    """Whether a count is one that is not told."""
    return 0 < number < k


def _is_told(away: list[int], k: int) -> bool:
    """Whether the sum of hidden counts tells one of them: of one, a small sum, all the least or all the most."""
    together, most = sum(away), max(away)
    return len(away) == 1 or together < k or together == len(away) or (most < k and together == len(away) * (k - 1))
