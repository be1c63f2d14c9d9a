"""Errors of Telegram and of the way to it, mapped once to what has to be done."""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.contract import Failure, SendFailed

#: Failures before the first byte of a request was written: nothing can have arrived.
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
#: What Telegram says of a citizen who is not there (400, lower case).
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "user_is_blocked", "input_user_deactivated")
NOT_TELEGRAM = "the answer is not of Telegram's form"
_CLASSES: tuple[tuple[type[TelegramError], Failure, str], ...] = (
    (RetryAfter, Failure.LATER, "429"),
    (Forbidden, Failure.CITIZEN, "403"),
    (InvalidToken, Failure.GRANT, "401"),
    (Conflict, Failure.CONFIGURATION, "409"),
    # Only groups migrate: what was meant for one citizen must not go there.
    (ChatMigrated, Failure.CITIZEN, "migrated"),
)


def failed(error: TelegramError, token: str) -> SendFailed:
    """`error` in our words; the reason never holds `token`."""
    reason = str(error).replace(token, "…")
    if isinstance(error.__cause__, TelegramError):
        return _of_a_stranger(error)
    if isinstance(error, BadRequest):
        return SendFailed(_of_bad_request(reason), reason, "400")
    for known, failure, code in _CLASSES:
        if isinstance(error, known):
            return SendFailed(failure, reason, code, _retry_after(error))
    return _on_the_way(error, reason)


def is_unparsed(error: BadRequest) -> bool:
    """Whether Telegram could not read the HTML."""
    return "can't parse entities" in str(error).lower()


def is_of_picture(error: BadRequest) -> bool:
    """Whether it is the picture that Telegram does not take."""
    return any(word in str(error).lower() for word in ("photo", "image", "file"))


def _of_bad_request(reason: str) -> Failure:
    return Failure.CITIZEN if any(said in reason.lower() for said in _NOBODY_THERE) else Failure.OURS


def _retry_after(error: TelegramError) -> float | None:
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _of_a_stranger(error: TelegramError) -> SendFailed:
    """A page of a proxy or gateway: its 403 says nothing of the citizen, its 404 nothing of the token.

    The library's own message holds the whole page; it is left out.
    """
    refused = isinstance(error, Forbidden | InvalidToken | BadRequest | Conflict)
    return SendFailed(Failure.LATER if refused else Failure.AMBIGUOUS, NOT_TELEGRAM, type(error).__name__)


def _on_the_way(error: TelegramError, reason: str) -> SendFailed:
    """Network and server: a 5xx in Telegram's own form is a refusal, anything torn may have arrived."""
    cause = error.__cause__
    if isinstance(cause, httpx.HTTPError):
        failure = Failure.LATER if isinstance(cause, _NOTHING_SENT) else Failure.AMBIGUOUS
        return SendFailed(failure, reason, type(cause).__name__)
    if cause is not None or type(error) is TelegramError:
        return SendFailed(Failure.AMBIGUOUS, NOT_TELEGRAM, type(error).__name__)
    return SendFailed(Failure.LATER, reason, type(error).__name__)
