"""Questions grouped by likeness: what counts as like, in which order groups stand, what has no words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.text import strip_diacritics
from bot.statistics.alike import LIKE, grouped


def runs(text: str) -> set[str]:
    """Naively: every three neighbouring letters of the words with one space between and around them."""
    words = "".join(one if one.isalnum() else " " for one in strip_diacritics(text.casefold())).split()
    padded = f" {' '.join(words)} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def alike(one: str, other: str) -> float:
    """Twice what they share, of what both have."""
    return 2 * len(runs(one) & runs(other)) / (len(runs(one)) + len(runs(other)))


def naive(questions: list[str]) -> list[list[str]]:
    """Each joins the group whose first it is most like, the earliest of those."""
    groups: list[list[str]] = []
    for question in questions:
        scored = [(alike(question, group[0]), -at) for at, group in enumerate(groups)]
        score, at = max(scored, default=(0.0, 0))
        if score >= LIKE:
            groups[-at].append(question)
        else:
            groups.append([question])
    return sorted(groups, key=len, reverse=True)


def test_written_otherwise_is_the_same_question():
    """Without marks, with a slip, shorter."""
    same = ["mất sổ bảo hiểm thì làm sao", "mat so bao hiem thi lam sao", "mất sổ bảo hiểm thì làm sao ạ??"]
    assert grouped([*same, "bao giờ được nghỉ hưu"], str) == [same, ["bao giờ được nghỉ hưu"]]


def test_of_equal_groups_the_one_that_begins_first_comes_first():
    """So the order of a page does not change from one call to the next."""
    questions = ["xin chào buổi sáng", "mức đóng năm nay", "lương hưu thấp quá"]
    assert grouped(questions, str) == [[one] for one in questions]


def test_what_has_no_words_is_a_group_of_its_own():
    """Pictures and emptied questions stand together, and join no question."""
    assert grouped(["", "tôi hỏi", "?!", "…"], str) == [["", "?!", "…"], ["tôi hỏi"]]


def test_items_keep_what_else_they_carry():
    """It groups by words and gives back the items."""
    items = [(1, "đóng tiếp được không"), (2, "nghỉ hưu"), (3, "dong tiep duoc khong")]
    assert grouped(items, lambda item: item[1]) == [[items[0], items[2]], [items[1]]]


_WORDS = st.sampled_from(
    [
        "đóng",
        "bảo",
        "hiểm",
        "hưu",
        "rút",
        "một",
        "lần",
        "mức",
        "nộp",
        "tiền",
        "sổ",
        "mất",
        "bao",
        "nhiêu",
        "dong",
        "bao",
        "hiem",
    ]
)


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), max_size=25))
@settings(max_examples=200)
def test_it_is_what_the_definition_says(questions: list[str]):
    """Against a slow reading of the definition, letter by letter."""
    assert grouped(questions, str) == naive(questions)
