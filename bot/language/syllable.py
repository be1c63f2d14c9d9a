"""Vietnamese syllables: which there are, and how one is put together from plain letters and marks."""

import unicodedata
from functools import cache

from bot.language.text import strip_diacritics

#: Tone keys as Telex names them, with their combining marks: sắc, huyền, hỏi, ngã, nặng.
TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
#: Marks of a syllable: đ, the circumflex (â ê ô), the horn or breve (ă ơ ư).
STROKE, HAT, HORN = "d", "^", "w"

_BEFORE_BACK = ("c", "g", "ng")
_BEFORE_FRONT = ("k", "gh", "ngh")
_FREE = ("", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x")
_BACK = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "o oa oac oach oai oam oan oang oanh oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông "
    "uôt up ut uy uya uych uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu"
)
_FRONT = "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y"
_AFTER_QU = (
    "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê êch ên ênh êt i it in ôc y ych "
    "yên yêt ynh yt yp ơ ơi ơn"
)
_ALONE = "gi gin yên yêt yêm yêu yêng giêng giêt xoong boong soong goong mooc cooc"
_VOWELS = frozenset("aăâeêioôơuưy")
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = frozenset("sj")


def _all() -> frozenset[str]:
    back = {onset + rime for onset in (*_BEFORE_BACK, *_FREE) for rime in _BACK.split()}
    front = {onset + rime for onset in (*_BEFORE_FRONT, *_FREE) for rime in _FRONT.split()}
    # "gii", "giia": the i of "gi" is the vowel itself.
    twice = {"gi" + rime for rime in _FRONT.split() if rime[0] in "iy"}
    return frozenset((back | front | {"qu" + rime for rime in _AFTER_QU.split()}) - twice | set(_ALONE.split()))


def _marks(skeleton: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFD", skeleton)
    found = {"\u0302": HAT, "\u0306": HORN, "\u031b": HORN, "đ": STROKE}
    return frozenset(found[letter] for letter in letters if letter in found)


#: Syllables without tones; what they look like typed without any mark; plain letters and marks → the syllable.
SKELETONS = _all()
PLAIN = frozenset(strip_diacritics(skeleton) for skeleton in SKELETONS)
_BY_MARKS = {(strip_diacritics(skeleton), _marks(skeleton)): skeleton for skeleton in sorted(SKELETONS)}


@cache
def syllable(plain: str, marks: frozenset[str], tone: str | None) -> str | None:
    """The syllable of plain letters with marks and a tone, None where Vietnamese has none such.

    A syllable that ends in a stop has a sharp or a heavy tone.
    """
    skeleton = _BY_MARKS.get((plain, marks))
    if skeleton is None or (skeleton.endswith(_STOPS) and tone not in _STOP_TONES):
        return None
    return toned(skeleton, tone) if tone else skeleton


def toned(skeleton: str, tone: str) -> str:
    """`skeleton` with a tone where school puts it: "hòa", "thúy", "quý", "được", "tiếng"."""
    place = _tone_place(skeleton)
    return unicodedata.normalize("NFC", skeleton[: place + 1] + TONES[tone] + skeleton[place + 1 :])


def _tone_place(skeleton: str) -> int:
    # The u of "qu" and the i of "gi" before a vowel belong to the consonant.
    glide = skeleton.startswith("qu") or (skeleton.startswith("gi") and skeleton[2:3] in _VOWELS)
    begin = 2 if glide and len(skeleton) > 2 else 0
    vowels = [at for at, letter in enumerate(skeleton) if letter in _VOWELS and at >= begin]
    marked = [at for at in vowels if skeleton[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    ends_open = vowels[-1] == len(skeleton) - 1
    return vowels[-2] if ends_open and len(vowels) > 1 else vowels[-1]
