"""`ansinh telegram check`: whether the bot can work, and the way out where it cannot."""

from collections.abc import Iterator
from pathlib import Path

from telegram import WebhookInfo

from bot.channels.contract import Failure, SendFailed
from bot.channels.telegram.client import Client
from bot.channels.telegram.events import ALLOWED
from bot.channels.telegram.first_day import FirstDayBroken
from bot.channels.telegram.settings import PREFIX, TelegramSettings
from bot.clock import today
from bot.operations import transfer_abroad
from bot.operations.doctor import Finding
from bot.policy.errors import PolicyError

_UNREACHED = f"check the way out of this machine (firewall, HTTPS_PROXY) and {PREFIX}API_HOST"
_WAYS_OUT = {
    Failure.GRANT: f"BotFather's /token shows the token for {PREFIX}TOKEN, /revoke makes a new one",
    Failure.LATER: _UNREACHED,
    Failure.AMBIGUOUS: _UNREACHED,
}


def examine(settings: TelegramSettings, home: Path) -> Iterator[Finding]:
    """Look at settings, dossier, bot and webhook; what cannot be asked any more is left out."""
    off = settings.why_off
    yield Finding("switched on", off is None, off or f"{settings.mode}, by decision {settings.decision}")
    yield _transfer(settings, home)
    if not settings.token.get_secret_value():
        return
    client = Client(settings.token.get_secret_value(), settings.api_host)
    try:
        yield from _bot(client)
        yield _way_in(client.webhook(), settings)
    except SendFailed as failure:
        way_out = _WAYS_OUT.get(failure.failure, "see docs/channels.md")
        yield Finding("Telegram", False, f"{failure.reason}; {way_out}")
    finally:
        client.close()


def _transfer(settings: TelegramSettings, home: Path) -> Finding:
    try:
        return Finding(transfer_abroad.WHAT, True, transfer_abroad.standing(home, settings.dossier, today()))
    except (transfer_abroad.Overdue, FirstDayBroken, PolicyError, OSError) as wrong:
        return Finding(transfer_abroad.WHAT, False, str(wrong))


def _bot(client: Client) -> Iterator[Finding]:
    me = client.me()
    yield Finding("bot", True, f"@{me.username}")
    silent = "can be added to groups, where it stays silent; BotFather's /setjoingroups forbids it"
    yield Finding("groups", True, silent if me.can_join_groups else "cannot be added")


def _way_in(webhook: WebhookInfo, settings: TelegramSettings) -> Finding:
    wanted = settings.webhook_url if settings.mode == "webhook" else ""
    waiting = f"{webhook.pending_update_count} updates wait"
    if webhook.url != wanted:
        told = f"Telegram sends to {webhook.url or 'nobody'}, not to {wanted or 'nobody'}"
        return Finding("way in", False, f"{told}; the app sets this when it starts with {PREFIX}MODE={settings.mode}")
    if wanted and set(webhook.allowed_updates or ()) != set(ALLOWED):
        return Finding("way in", False, "Telegram does not send every kind of update we need; start the app again")
    if wanted and webhook.last_error_message and webhook.pending_update_count:
        told = f"{waiting}; the last one failed: {webhook.last_error_message}"
        return Finding("way in", False, f"{told}; {wanted} must answer from outside, with a valid certificate")
    return Finding("way in", True, f"{wanted or 'polled'}, {waiting}")
