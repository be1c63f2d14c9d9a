"""Only who knows the secret is heard."""

import pytest

from bot.channels.contract import Forged, Received
from bot.channels.telegram.secret import HEADER, verify
from tests.channels.telegram.conftest import SECRET


def test_the_secret_opens():
    verify(Received(b"{}", {HEADER: SECRET}), SECRET)


@pytest.mark.parametrize("given", ["", SECRET[:-1], SECRET + "x", SECRET.upper(), "ổ", "\ud800"])
def test_anything_else_is_forged(given):
    with pytest.raises(Forged):
        verify(Received(b"{}", {HEADER: given}), SECRET)


def test_a_request_without_the_header_is_forged():
    with pytest.raises(Forged):
        verify(Received(b"{}", {}), SECRET)


def test_an_empty_secret_is_nobodys():
    """A server that was given no secret must not take everybody for Telegram."""
    with pytest.raises(Forged):
        verify(Received(b"{}", {HEADER: ""}), "")


def test_a_refusal_does_not_tell_the_secret():
    with pytest.raises(Forged) as caught:
        verify(Received(b"{}", {HEADER: "guess"}), SECRET)
    assert SECRET not in str(caught.value)
