"""Signs: money lost, a false officer, Article 11 of the information law, read with or without marks."""

import pytest

from bot.cases.escalation import MONEY_LOST, Signs
from bot.language.text import strip_diacritics
from bot.settings import PROJECT

SIGNS = Signs.load(PROJECT / "data" / "offices" / "escalation.toml")


def found(text: str, kind="fraud") -> list[str]:
    return [one.id for one in SIGNS.of(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "signs"),
    [
        ("Nó tự xưng cán bộ BHXH, tôi đã chuyển tiền cho nó", "fraud", ["money_lost", "impersonates_officer"]),
        ("Kẻ gian mạo danh cơ quan BHXH gọi điện", "fraud", ["impersonates_officer"]),
        ("Trang này bịa đặt rằng quỹ đã phá sản", "misinformation", ["information_law_11"]),
        ("Có công văn giả mạo của BHXH", "misinformation", ["impersonates_officer", "information_law_11"]),
        ("Người thu giữ tiền không nộp", "fraud", []),
        ("Bị mạo danh nhưng chưa mất tiền", "fraud", ["impersonates_officer"]),
        ("Tôi mất tiền vì tin này", "misinformation", []),
        ("", "fraud", []),
    ],
)
def test_a_sign_is_read_in_any_spelling(text, kind, signs):
    assert found(text, kind) == signs
    assert found(strip_diacritics(text).upper(), kind) == signs


def test_a_loss_is_known_from_a_frightened_message_too():
    (sign,) = SIGNS.of("lo ck cho no r", "fraud")
    assert (sign.id, sign.words) == (MONEY_LOST, ())


def test_a_sign_shows_the_words_it_was_read_from():
    (sign,) = SIGNS.of("Hôm qua có người mạo danh bên bảo hiểm", "fraud")
    assert sign.words == ("mạo danh",)
