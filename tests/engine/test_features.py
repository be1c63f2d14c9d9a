"""N-grams and their weights."""

from __future__ import annotations

import math

import pytest
from ansinh_engine.features import BLOCKS, Vocabulary, blocks, build_vocabulary
from ansinh_engine.synonyms import fold
from ansinh_engine.text import strip_diacritics

ONE = dict.fromkeys(BLOCKS, 1.0)


def test_words_and_characters_without_diacritics() -> None:
    found = blocks("mất sổ")
    assert set(found["w"]) == {"mat", "so", "mat so"}
    assert {" m", "mat", " mat", "at ", " so "} <= set(found["c"])
    assert not any("t s" in gram for gram in found["c"]), "character n-grams stay inside a word"


def test_as_written_blocks_hold_diacritics_only() -> None:
    found = blocks("mất sổ rồi")
    assert set(found["W"]) == {"mất", "sổ", "rồi", "mất sổ", "sổ rồi", "mất sổ rồi"}
    assert all(not gram.isascii() for gram in (*found["W"], *found["C"]))


def test_text_without_diacritics_shares_the_bare_blocks() -> None:
    written, bare = blocks("đóng tiền ở đâu"), blocks("dong tien o dau")
    assert all(written[name] == bare[name] for name in ("w", "c", "s"))
    assert (bare["W"], bare["C"]) == ({}, {})


def test_repeated_words_are_counted() -> None:
    assert blocks("tiền tiền tiền")["w"]["tien"] == 3


@pytest.mark.parametrize("said", ["qua đời", "từ trần", "tử vong", "không may mất"])
def test_synonyms_fold_to_one_word(said: str) -> None:
    assert fold(strip_diacritics(f"người đóng {said} thì sao")) == "nguoi _dong _chet thi sao"


def test_the_longest_synonym_wins() -> None:
    assert fold("nghi o cong ty") == "_nghi_viec"
    assert fold("cong ty") == "_cong_ty"


def test_synonym_block_holds_folded_words_only() -> None:
    folded = {"_nhan", "_luong_huu", "nguoi _nhan", "_nhan _luong_huu", "nguoi _nhan _luong_huu"}
    assert set(blocks("người lĩnh tiền hưu")["s"]) == folded


def test_vocabulary_keeps_what_enough_sentences_share() -> None:
    vocabulary = build_vocabulary([blocks("sổ mất"), blocks("sổ rách")], 2, ONE)
    assert "wso" in vocabulary.names
    assert "wmat" not in vocabulary.names
    assert list(vocabulary.names) == sorted(vocabulary.names)


def test_rare_features_weigh_more() -> None:
    vocabulary = build_vocabulary([blocks(text) for text in ("sổ mất", "sổ rách", "sổ cũ")], 1, ONE)
    weight = dict(zip(vocabulary.names, vocabulary.idf, strict=True))
    assert weight["wmat"] > weight["wso"] == 1.0


def test_each_block_has_the_length_of_its_weight() -> None:
    vocabulary = build_vocabulary([blocks("mất sổ bảo hiểm")], 1, {"w": 1.0, "c": 2.0, "s": 1.0, "W": 0.5, "C": 0.25})
    positions, values = vocabulary.vector("mất sổ bảo hiểm")
    for block, weight in vocabulary.block_weights.items():
        own = [
            value for position, value in zip(positions, values, strict=True) if vocabulary.names[position][0] == block
        ]
        assert math.hypot(*own) == pytest.approx(weight if own else 0.0)


def test_unknown_words_give_an_empty_vector() -> None:
    vocabulary = Vocabulary(("wso",), (1.0,), ONE)
    assert vocabulary.vector("zzz") == ([], [])
    assert vocabulary.vector("") == ([], [])
