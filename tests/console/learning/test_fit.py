"""Which questions may be learnt at all, and which are nearly the same."""

import pytest

from bot.learning.digest import digest_of
from bot.learning.fit import LeftOut, sentence_of, why_not
from bot.learning.nearness import Near, Nearness, nearest_among
from bot.learning.reading import Reading, fits, reading_of, topic_read

SHORTCUTS = {"gặp cán bộ": "talk_to_officer"}


@pytest.mark.parametrize(
    "text",
    ["rút một lần được bao nhiêu", "dong bhxh bao nhieu", "hộ nghèo, 2 triệu thì sao ạ?", "1 năm = mấy tháng"],
)
def test_a_plain_question_is_fit(text):
    assert why_not(text, SHORTCUTS.get) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("số của tôi là [CCCD_1] ạ", LeftOut.MASKED),
        ("gọi tôi 0912345678 nhé", LeftOut.MASKED),
        ("[Nội dung tin báo, lưu riêng]", LeftOut.MASKED),
        ("rút [một lần](lump)", LeftOut.MASKED),
        ('rút {"entity": "x"}', LeftOut.MASKED),
        ("a\\nb c", LeftOut.MASKED),
        ("rút", LeftOut.SHORT),
        ("2 triệu", LeftOut.SHORT),
        ("😀 😀", LeftOut.SHORT),
        ("1 2 3", LeftOut.SHORT),
        ("", LeftOut.SHORT),
        ("gặp cán bộ", LeftOut.COMMAND),
        ("/restart ngay đi", LeftOut.COMMAND),
        ("- một dòng khác", LeftOut.COMMAND),
        ("# một ghi chú", LeftOut.COMMAND),
        ('"trích dẫn" của ai', LeftOut.COMMAND),
        ("rồi sao " * 30, LeftOut.LONG),
    ],
)
def test_what_is_not_fit_says_why(text, why):
    assert why_not(sentence_of(text), SHORTCUTS.get) is why


def test_a_question_of_several_lines_is_one_sentence():
    assert sentence_of("rút một lần\n\nđược bao  nhiêu ") == "rút một lần được bao nhiêu"


KNOWN = Nearness(
    [
        Near("lump/formula", "Tiền lãnh một cục được tính bằng cách nào"),
        Near("lump/age", "bao nhiêu tuổi thì được rút"),
        Near("short", "rút một"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "tien lanh mot cuc duoc tinh bang cach nao",
        "TIỀN LÃNH MỘT CỤC ĐƯỢC TÍNH BẰNG CÁCH NÀO?",
        "tiền lãnh một cục được tính bằng cách nào ạ",
    ],
)
def test_spellings_of_one_sentence_are_near(text):
    assert [one.key for one in KNOWN.nearest(text)] == ["lump/formula"]


@pytest.mark.parametrize("text", ["bao nhiêu tuổi thì được lãnh lương hưu hằng tháng", "tiền lãnh", "", "rút"])
def test_other_sentences_are_not(text):
    assert KNOWN.nearest(text) == []


def test_two_words_are_near_only_to_themselves():
    assert [one.key for one in KNOWN.nearest("rut mot")] == ["short"]


def test_the_most_alike_comes_first():
    index = Nearness(
        [Near("far", "một hai ba bốn năm sáu bảy tám chín mười"), Near("same", "một hai ba bốn năm sáu bảy tám chín")]
    )
    assert [one.key for one in index.nearest("một hai ba bốn năm sáu bảy tám chín")] == ["same", "far"]


def test_a_digest_needs_the_key_and_forgets_spaces_and_case():
    assert digest_of(b"k", "Rút  một lần") == digest_of(b"k", "rút một lần")
    assert digest_of(b"k", "rút một lần") != digest_of(b"other", "rút một lần")
    assert digest_of(b"k", "rút một lần") != digest_of(b"k", "rút hai lần")


def parse(intent, *aspects, sure=True):
    ranking = [{"topic": topic, "aspect": aspect, "confidence": share} for topic, aspect, share in aspects]
    return {"intent": {"name": intent}, "aspects": ranking, "aspect_sure": sure}


def test_a_reading_is_what_the_citizen_gets():
    assert reading_of(parse("lump", ("lump", "age", 0.8), ("lump", "formula", 0.15))) == Reading("lump/age", 0.65)
    # The topic that won has its best aspect, also where another topic's aspect is likelier.
    assert reading_of(parse("b", ("a", "x", 0.4), ("b", "y", 0.3))) == Reading("b/y", -0.1)
    assert reading_of(parse("greet", ("greet", None, 0.9))) == Reading("greet", 0.9)


def test_a_doubtful_reading_says_so():
    assert reading_of(parse("nlu_fallback", ("a", "x", 0.4), ("b", "y", 0.3))).label == "a/x?"
    assert reading_of(parse("a", ("a", "x", 0.4), sure=False)).label == "a/x?"
    assert reading_of({"intent": None, "aspects": []}) == Reading("?", 0.0)


def test_what_was_expected_fits():
    assert fits("a/x", "a/x")
    assert fits("a", "a/x")
    assert fits("greet", "greet")
    assert not fits("a/x", "a/y")
    assert not fits("a/x", "a/x?")
    assert not fits("a", "a/x?")
    assert not fits("a", "ab/x")
    assert (topic_read("a/x?"), topic_read("greet?"), topic_read("a/x")) == ("a", "greet", "a")


def test_the_near_ones_among_very_many_are_those_of_the_index():
    """The quick pass gives what comparing each with each gives, on the project's own sentences."""
    from bot.learning.data import Sentences
    from bot.settings import PROJECT

    every = [Near(line.label, line.text) for line in list(Sentences.of(PROJECT))[:3000]]
    texts = [one.text for one in every[::300]] + ["câu không giống câu nào trong dữ liệu cả nhé", "rút"]
    index, quick = Nearness(every), nearest_among(texts, every)
    assert {text: sorted(one.text for one in some) for text, some in quick.items()} == {
        text: sorted(one.text for one in index.nearest(text)) for text in texts
    }
