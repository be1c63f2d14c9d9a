"""Errors mapped once: what the house has to do about each; neither token nor a stranger's page in the reason."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.contract import Failure
from bot.channels.telegram.errors import failed

TOKEN = "710000001:AAEmulatorTokenOfTestsOnly"


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (RetryAfter(35), Failure.LATER),
        (Forbidden("Forbidden: bot was blocked by the user"), Failure.CITIZEN),
        (Forbidden("Forbidden: user is deactivated"), Failure.CITIZEN),
        (ChatMigrated(-1001), Failure.CITIZEN),
        (BadRequest("Bad Request: chat not found"), Failure.CITIZEN),
        (BadRequest("PEER_ID_INVALID"), Failure.CITIZEN),
        (BadRequest("Bad Request: message is too long"), Failure.OURS),
        (BadRequest("BUTTON_DATA_INVALID"), Failure.OURS),
        (InvalidToken("Unauthorized"), Failure.GRANT),
        (Conflict("Conflict: terminated by other getUpdates request"), Failure.CONFIGURATION),
        (NetworkError("Internal Server Error"), Failure.LATER),
        (caused(NetworkError("x"), httpx.ConnectError("refused")), Failure.LATER),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Failure.LATER),
        (caused(TimedOut(), httpx.PoolTimeout("")), Failure.LATER),
        (caused(TimedOut(), httpx.ReadTimeout("")), Failure.AMBIGUOUS),
        (caused(TimedOut(), httpx.WriteTimeout("")), Failure.AMBIGUOUS),
        (caused(NetworkError("x"), httpx.ReadError("reset")), Failure.AMBIGUOUS),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("torn")), Failure.AMBIGUOUS),
        (caused(NetworkError("x"), RuntimeError("odd")), Failure.AMBIGUOUS),
        (TelegramError("Invalid server response"), Failure.AMBIGUOUS),
    ],
    ids=repr,
)
def test_what_has_to_be_done(error, failure):
    assert failed(error, TOKEN).failure is failure


def test_telegrams_own_pause_is_handed_on():
    told = failed(RetryAfter(35), TOKEN)
    assert (told.retry_after, told.code) == (35.0, "429")


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        (Forbidden, Failure.LATER),
        (InvalidToken, Failure.LATER),
        (BadRequest, Failure.LATER),
        (NetworkError, Failure.AMBIGUOUS),
    ],
)
def test_the_page_of_a_gateway_speaks_neither_of_the_citizen_nor_of_the_token(kind, failure):
    told = failed(caused(kind("x <html>blocked</html>"), TelegramError("Invalid server response")), TOKEN)
    assert told.failure is failure
    assert "html" not in told.reason


def test_the_token_is_in_no_reason():
    told = failed(caused(NetworkError(f"https://host/bot{TOKEN}/sendMessage"), RuntimeError()), TOKEN)
    assert TOKEN not in told.reason
    told = failed(caused(NetworkError(f"httpx.ReadError: /bot{TOKEN}"), httpx.ReadError("")), TOKEN)
    assert TOKEN not in told.reason
