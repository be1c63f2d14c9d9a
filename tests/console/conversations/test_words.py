"""Words of the search index: one spelling for all, the same on both databases."""

import pytest

from bot.language.search import LONGEST_WORD, MOST_WORDS, Wanted, folded, highlighted, vector


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đóng thấp nhất bao nhiêu?", ["dong", "thap", "nhat", "bao", "nhieu"]),
        ("dong thap nhat bao nhieu", ["dong", "thap", "nhat", "bao", "nhieu"]),
        ("ĐƯỜNG Ướt", ["duong", "uot"]),
        # Letters with their marks apart, as some telephones send them.
        ("mức đo\u0301ng", ["muc", "dong"]),
        ("hoà hòa thuỷ thủy", ["hoa", "hoa", "thuy", "thuy"]),
        ("330.000 đồng, 1,500,000đ; 22,5%", ["330000", "dong", "1500000d", "22", "5"]),
        ("số [CCCD_1]", ["so", "cccd", "1"]),
        ("“rút một lần”—được…không→có", ["rut", "mot", "lan", "duoc", "khong", "co"]),
        ("Ｆｕｌｌ ｗｉｄｔｈ", ["full", "width"]),
        ("中文 Đắk Lắk", ["中文", "dak", "lak"]),
        ("🙂 !!! …", []),
        ("", []),
    ],
)
def test_folding(text, words):
    assert folded(text) == words


def test_a_long_text_is_bounded():
    words = folded(" ".join(["a" * 500, *["b"] * 3_000]))
    assert (len(words), len(words[0])) == (MOST_WORDS, LONGEST_WORD)


def test_a_vector_has_every_place_of_a_word():
    assert vector(["bao", "hiem", "bao"]) == "'bao':1,3 'hiem':2"
    assert vector([]) == ""


@pytest.mark.parametrize(
    ("typed", "fts5", "tsquery"),
    [
        ("Bảo hiểm", '"bao" "hiem"', "('bao') & ('hiem')"),
        ('"rút một lần" sớm', '"rut mot lan" "som"', "('rut' <-> 'mot' <-> 'lan') & ('som')"),
        ("330.000", '"330000"', "('330000')"),
        ("hưu*", '"huu"*', "('huu':*)"),
        ("đóng đóng", '"dong"', "('dong')"),
        ("kon-tum", '"kon" "tum"', "('kon') & ('tum')"),
        ('"lửng lơ', '"lung" "lo"', "('lung') & ('lo')"),
    ],
)
def test_what_is_wanted(typed, fts5, tsquery):
    wanted = Wanted.read(typed)
    assert (wanted.fts5, wanted.tsquery) == (fts5, tsquery)


@pytest.mark.parametrize("typed", ["", "  ", "?!", '""', "* - ~", "🙂"])
def test_nothing_to_look_for(typed):
    assert Wanted.read(typed).is_empty


@pytest.mark.parametrize("typed", ['a" OR words:b', "NEAR(a b)", "a' | 'b", "a & !b", "a:b*c", "\\", "a\0b"])
def test_no_word_is_an_operator(typed):
    wanted = Wanted.read(typed)
    for words, _ in wanted.phrases:
        assert all(word.isalnum() for word in words)


def test_what_was_found_is_marked_with_its_own_accents():
    pieces = list(highlighted("Mức đóng, rồi ĐÓNG nữa", Wanted.read("dong")))
    assert pieces == [("Mức ", False), ("đóng", True), (", rồi ", False), ("ĐÓNG", True), (" nữa", False)]
    assert list(highlighted("lương hưu trí", Wanted.read("hư*"))) == [("lương ", False), ("hưu", True), (" trí", False)]
    assert list(highlighted("", Wanted.read("a"))) == []
