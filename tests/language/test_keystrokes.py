"""Keys that were left as typed become letters; nothing else of a text changes."""

import re
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.language.keystrokes import OTHER_WORDS, in_school_spelling, typed
from bot.language.syllable import PLAIN, SKELETONS, TONES, toned
from bot.language.text import strip_diacritics
from bot.settings import PROJECT

TELEX = {"\u0302": None, "\u0306": "w", "\u031b": "w"} | {mark: key for key, mark in TONES.items()}
VNI = {"\u0302": "6", "\u031b": "7", "\u0306": "8"} | dict(zip([TONES[key] for key in "sfrxj"], "12345", strict=True))
#: Shows that a text was typed so, whatever else is in it.
SURE_TELEX, SURE_VNI = "dduwowcj", "nguye6n"
STOPS = ("c", "ch", "p", "t")


def telex(word, *, tone_last):
    """`word` as typed in Telex: each mark after its letter, the tone there too or at the end."""
    keys, last = "", ""
    for letter in word:
        base, *marks = unicodedata.normalize("NFD", letter)
        keys += "dd" if base == "đ" else base
        keys += "".join(TELEX[mark] or base for mark in marks if mark not in TONES.values())
        tone = "".join(TELEX[mark] for mark in marks if mark in TONES.values())
        keys, last = (keys, last + tone) if tone_last else (keys + tone, last)
    return keys + last


def vni(word):
    """`word` as typed in VNI, each mark after its letter."""
    return "".join(VNI.get(letter, letter) for letter in unicodedata.normalize("NFD", word.replace("đ", "d9")))


@st.composite
def syllables(draw):
    # "boong" is rarer than what the same keys stand for: "bông".
    skeleton = draw(st.sampled_from(sorted(one for one in SKELETONS if "oo" not in one)))
    tone = draw(st.sampled_from("sj" if skeleton.endswith(STOPS) else ["", *TONES]))
    return toned(skeleton, tone) if tone else skeleton


@given(syllables(), st.booleans())
def test_a_syllable_typed_in_telex_comes_back(word, tone_last):
    keys = telex(word, tone_last=tone_last)
    said = typed(f"{SURE_TELEX} {keys}").split()[1]
    # What is a syllable or another word as it stands is left alone: "moon", "too".
    assert said == (keys if keys in PLAIN or keys in OTHER_WORDS else word)


@given(syllables())
def test_a_syllable_typed_in_vni_comes_back(word):
    assert typed(f"{SURE_VNI} {vni(word)}").split()[1] == word


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("bhxh tuwj nguyeenj ddongs maays nawm", "bhxh tự nguyện đóng mấy năm"),
        ("khoong", "không"),
        ("tooi ddongs DDUWOWCJ 10 nawm", "tôi đóng DDUWOWCJ 10 năm"),
        ("KHOONG DDUWOWCJ", "KHÔNG ĐƯỢC"),
        ("toi muon hoir laf gif", "toi muon hỏi là gì"),
        ("nguwowfi nhw thees nafo", "người như thế nào"),
        ("tôi muốn ddongs bảo hiểm", "tôi muốn đóng bảo hiểm"),
        ("đươcj khôngf", "được khồng"),
        ("d9u7o7c5 kho6ng", "được không"),
        ("chi5 ga1i to6i sinh na8m 1979", "chị gái tôi sinh năm 1979"),
    ],
)
def test_sentences(keys, words):
    assert typed(keys) == words


@pytest.mark.parametrize(
    "text",
    [
        "mức max là bao nhiêu, app, box, test", "team teen room", "Facebook Zalo wifi VssID", "quy3 nam 2027",
        "mẫu TK1-TS, C14, D02", "tuoi65", "t12 đóng 330k", "xoong nồi", "hix, ad oi", "[CCCD_1] [DIEN_THOAI_1]", "BHXH",
        "", "down town been queen", "tw",
    ],
)  # fmt: skip
def test_other_words_stay(text):
    assert typed(text) == text


def sentences():
    for file in sorted((PROJECT / "data" / "nlu").rglob("*.yml")):
        for part in yaml.safe_load(file.read_text("utf-8"))["nlu"]:
            yield from (line[2:] for line in part.get("examples", "").splitlines() if line.startswith("- "))


def test_training_sentences_need_no_decoding_so_live_text_reads_as_they_do():
    all_of_them = list(sentences())
    changed = [one for one in all_of_them if typed(one) != one]
    bare = [one for one in map(strip_diacritics, all_of_them) if typed(one) != one]
    assert len(changed) <= len(all_of_them) // 5000, changed
    assert len(bare) <= len(all_of_them) // 5000, bare


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("phừơng", "phường"), ("ngừoi", "người"), ("tuôỉ", "tuổi"), ("Mừơng", "Mường"), ("hoà", "hòa"), ("quý", "quý"),
        ("thuý", "thúy"), ("khôngggg", "không"), ("phườngg", "phường"), ("GIẾNG", "GIẾNG"), ("giá", "giá"),
        ("Đặng", "Đặng"), ("quốc", "quốc"), ("thág", "tháng"), ("đóg", "đóng"), ("xyzá", "xyzá"),
    ],
)  # fmt: skip
def test_tones_stand_where_school_puts_them(written, spelled):
    assert in_school_spelling(written) == spelled


@given(st.text(max_size=120))
def test_any_text_is_survived_and_nothing_but_words_changes(text):
    marks = re.compile(r"[^\W_]+")
    assert marks.sub("", typed(text)) == marks.sub("", text)
