"""Limits from the environment."""

import pytest

from bot.evidence import limits
from bot.evidence.refusal import Refusal
from bot.settings import SettingsRefused


def test_left_out_they_are_the_usual_ones():
    usual = limits.read()
    assert (usual.largest, usual.per_talk, usual.wait_hours) == (10 * 1024 * 1024, 20, 24)


def test_they_can_be_set(monkeypatch):
    monkeypatch.setenv("ANSINH_FILES_LARGEST", "5000000")
    assert limits.read().largest == 5_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [("LARGEST", "0"), ("LARGEST", "1000000000"), ("PIXELS", "many"), ("PER_TALK", "0"), ("WAIT_HOURS", "-1")],
)
def test_what_is_unsafe_is_refused_by_name(monkeypatch, name, value):
    monkeypatch.setenv(f"ANSINH_FILES_{name}", value)
    with pytest.raises(SettingsRefused, match=f"ANSINH_FILES_{name}"):
        limits.read()


def test_they_fill_the_gaps_of_every_refusal(adviser):
    """Refusals of files and of fetching are said with the same gaps."""
    told = limits.read().told
    assert told == {"largest": "10 MB", "count": "20"}
    for name in {reason.phrase for reason in Refusal} | {"attachment.not_fetched"}:
        assert "{" not in adviser.phrases(name, **told)
