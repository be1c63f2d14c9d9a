"""What one room of the house does for another."""

from datetime import date

from bot.house import House
from bot.records.erasure import Ground


def test_who_is_erased_follows_no_claim_any_more(house: House) -> None:
    forgotten: list[str] = []
    house.record_room.erasure.also.append(forgotten.append)
    assert house.claim_room.claims.forget in house.record_room.erasure.also
    conversation = house.conversations.of("web", "somebody")
    house.record_room.erasure.erase(conversation, Ground.CITIZEN_ASKED, "an officer", date(2026, 11, 22))
    assert forgotten == [conversation]


def test_nobody_can_be_told_anything_before_the_app_gives_the_voice_its_way_out(house: House) -> None:
    conversation = house.conversations.of("loop", "somebody")
    assert not house.voice(conversation, [{"text": "có tin mới", "buttons": [], "image": None}])
    house.voice.speak_through(lambda talk, _replies, _origin: talk == conversation)
    assert house.voice(conversation, [])
    assert not house.voice("another", [])
