"""Letters parted into what they tell and what they ask."""

from __future__ import annotations

import pytest
from ansinh_engine.letter import parts, questions
from hypothesis import given
from hypothesis import strategies as st

STORY = "Tôi làm công ty 12 năm. Nay tôi nghỉ việc vì nhà máy đóng cửa."


@pytest.mark.parametrize(
    ("letter", "asked"),
    [
        (f"{STORY} Tôi rút một lần được bao nhiêu?", ["Tôi rút một lần được bao nhiêu?"]),
        ("Được rút ngay không? Em nghỉ việc tháng trước. Em cảm ơn.", ["Được rút ngay không?"]),
        # Without a question mark the sound of the sentence tells; without that, its wish.
        (f"{STORY} Cho em hỏi thủ tục đóng tiếp tự nguyện", ["Cho em hỏi thủ tục đóng tiếp tự nguyện"]),
        ("tui nghi lam roi. tui dong tiep dc khong", ["tui dong tiep dc khong"]),
        (f"{STORY} Nhờ cán bộ kiểm tra giúp quá trình đóng.", ["Nhờ cán bộ kiểm tra giúp quá trình đóng."]),
        # A question mark settles which sentences ask.
        ("Tôi muốn hỏi về sổ. Sổ mất thì làm lại ở đâu?", ["Sổ mất thì làm lại ở đâu?"]),
        # Thanks and greetings wish nothing.
        ("Kính gửi cơ quan bảo hiểm. Rất mong nhận được hồi âm. Xin cảm ơn.", []),
        ("Tôi rút một lần được bao nhiêu?", []),
        ("", []),
    ],
)
def test_what_a_letter_asks(letter: str, asked: list[str]) -> None:
    assert questions(letter) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Rút một lần được bao nhiêu và nộp hồ sơ ở đâu?",
            ["Rút một lần được bao nhiêu", "nộp hồ sơ ở đâu?"],
        ),
        ("1. Mức đóng thấp nhất là bao nhiêu? 2. Đóng ở đâu?", ["Mức đóng thấp nhất là bao nhiêu?", "Đóng ở đâu?"]),
        ("muc dong bao nhieu ngoai ra dong o dau vay", ["muc dong bao nhieu", "dong o dau vay"]),
        ("Mức đóng bao nhiêu\nĐóng ở đâu", ["Mức đóng bao nhiêu", "Đóng ở đâu"]),
        ("Hưu bao nhiêu tuổi? Còn rút thì được mấy tháng?", ["Hưu bao nhiêu tuổi?", "Còn rút thì được mấy tháng?"]),
    ],
)
def test_several_questions_stand_apart(text: str, asked: list[str]) -> None:
    assert questions(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Vợ và chồng tôi được bao nhiêu?",
        "Tôi đóng ở Huế và nghỉ năm 2020 thì được rút không?",
        "Sổ và thẻ của tôi lấy ở đâu?",
    ],
)
def test_and_between_things_parts_nothing(text: str) -> None:
    assert [part.text for part in parts(text)] == [text]


def test_a_report_beside_a_question_is_heard() -> None:
    letter = "Tính lương hưu giúp tôi. Tôi muốn báo có người lừa đảo."
    assert questions(letter) == ["Tính lương hưu giúp tôi.", "Tôi muốn báo có người lừa đảo."]


@pytest.mark.parametrize(
    ("letter", "asked"),
    [
        ("Tính lương hưu giúp tôi. Sinh con được bao nhiêu?", ["Tính lương hưu giúp tôi.", "Sinh con được bao nhiêu?"]),
        (
            "Em đóng 16 năm. Sổ mất thì sao? So sánh hai loại hộ em với ạ",
            ["Sổ mất thì sao?", "So sánh hai loại hộ em với ạ"],
        ),
    ],
)
def test_a_request_is_a_question(letter: str, asked: list[str]) -> None:
    assert questions(letter) == asked


def test_an_initial_ends_no_sentence() -> None:
    assert questions("Bà H. ở quê. Bà H. hỏi được rút không?") == ["Bà H. hỏi được rút không?"]


def test_both_sides_of_a_marked_sentence_count_as_marked() -> None:
    asked = questions(f"{STORY} Tôi rút được bao nhiêu và thủ tục ra sao? Mong sớm trả lời, tôi muốn biết.")
    assert asked == ["Tôi rút được bao nhiêu", "thủ tục ra sao?"]


@given(st.text(alphabet="aàbđêh .?!\n,và1)-;…?", max_size=120))
def test_any_text_is_parted_without_losing_a_word(text: str) -> None:
    found = parts(text)
    kept = "".join(character for part in found for character in part.text if character.isalpha())
    spoken = "".join(character for character in text if character.isalpha())
    joints = {"v", "à"}
    assert set(kept) <= set(spoken)
    assert len(spoken) - len(kept) <= sum(spoken.count(one) for one in joints)
    assert all(one in [part.text for part in found] for one in questions(text))
