"""`ansinh zalo login` and `ansinh zalo check`: the way to a working Official Account, and what is wrong on it."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.contract import Failure, SendFailed
from bot.channels.zalo.channel import keys_of
from bot.channels.zalo.client import Client
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import OAuth
from bot.channels.zalo.settings import VERIFIER, ZaloSettings
from bot.clock import now
from bot.operations.doctor import Finding, Illness
from bot.operations.paths import make_home
from bot.privacy.pseudonym import read_or_create_key
from bot.settings import Settings
from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.migrate import migrate

#: `oa_type` of an agency's account, which Zalo may refuse at the usual endpoint.
GOVERNMENT = 4


class LoginRefused(Exception):
    """What was entered cannot be a consent; says what to enter."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent on its way: where to give it, and what proves that the answer belongs to it."""

    address: str
    verifier: str
    state: str

    @classmethod
    def begin(cls, zalo: ZaloSettings) -> "Consent":
        """Raises LoginRefused without a callback address."""
        if not zalo.callback:
            raise LoginRefused("set ANSINH_ZALO_CALLBACK to the callback address saved in the app's console")
        verifier = zalo.code_verifier.get_secret_value() or secrets.token_urlsafe(VERIFIER)[:VERIFIER]
        state = secrets.token_urlsafe(16)
        return cls(OAuth(zalo).consent(verifier, state), verifier, state)

    def code(self, entered: str) -> str:
        """The code out of what a person pasted: itself, or the address they came back to. Raises LoginRefused."""
        if "://" not in entered:
            return entered
        told = parse_qs(urlsplit(entered).query)
        if told.get("state", [self.state]) != [self.state]:
            raise LoginRefused("this address answers another consent; open the one printed above")
        if "code" not in told:
            raise LoginRefused("there is no code in this address; paste the whole address you were sent to")
        return told["code"][0]


class Setup:
    """The grant of one installation, opened for set-up."""

    def __init__(self, settings: Settings, zalo: ZaloSettings):
        """Makes and migrates what the first `make up` has not made yet. Raises StartFailure, DatabaseUnavailable."""
        make_home(settings.home)
        self._zalo, self._database = zalo, Database(settings.database)
        try:
            migrate(self._database)
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(type(error).__name__) from None
        key = read_or_create_key(settings.home / "keys" / "pseudonym.key")
        self._grants, self._keys = Grants(self._database, key), keys_of(zalo, self._database, key)
        self._client = Client(zalo, self._keys)

    def close(self) -> None:
        """Return the connections."""
        self._client.close()
        self._database.close()

    def exchange(self, code: str, verifier: str) -> None:
        """Store the grant that a consent gave. Raises Dead, NotRefreshed."""
        self._grants.keep(OAuth(self._zalo).exchange(code, verifier))

    def take_over(self, refresh_token: str) -> None:
        """Store the grant behind a refresh token of the API Explorer, which is spent. Raises Dead, NotRefreshed."""
        self._grants.keep(OAuth(self._zalo).refresh(refresh_token))

    def examine(self) -> Iterator[Finding]:
        """Each part of the way to Zalo; a broken one does not hide the next."""
        checks: list[tuple[str, Callable[[], str]]] = [
            ("consent", self._consent),
            ("token", self._token),
            ("account", self._account),
            ("rights", self._rights),
            ("sending", self._sending),
        ]
        for what, check in checks:
            try:
                yield Finding(what, True, check())
            except (Illness, SendFailed) as wrong:
                yield Finding(what, False, str(wrong))

    def _consent(self) -> str:
        if trouble := self._keys.trouble():
            raise Illness(trouble)
        return f"given to app {self._zalo.app_id}"

    def _token(self) -> str:
        grant = self._keys.current()
        hours = (now() - grant.refreshed_at).total_seconds() / 3600
        left = (grant.expires_at - now()).total_seconds() / 3600
        return f"renewed {hours:.1f} h ago, {grant.version - 1} times so far; good for {left:.1f} h"

    def _account(self) -> str:
        told = self._client.account()
        if str(told.get("oaid")) != self._zalo.oa_id:
            raise Illness(f"the consent is that of OA {told.get('oaid')}, ANSINH_ZALO_OA_ID is {self._zalo.oa_id}")
        kind = "agency (oa_type 4)" if told.get("oa_type") == GOVERNMENT else f"oa_type {told.get('oa_type')}"
        verified = "verified" if told.get("is_verified") else "not verified"
        return f"{kind}, {verified}, package {told.get('package_name') or 'unknown'}"

    def _rights(self) -> str:
        """Ask for a citizen whom Zalo does not know: which error comes tells whether package and place are right."""
        try:
            self._client.user(self._zalo.oa_id)
        except SendFailed as failed:
            if failed.failure not in {Failure.CITIZEN, Failure.OURS}:
                raise
        return "the API answers questions about citizens"

    def _sending(self) -> str:
        zalo = self._zalo
        billed = "billed ones are sent" if zalo.allow_billed else "billed ones are not sent"
        return (
            f"begins at {zalo.endpoint}, {zalo.per_minute} a minute; free for {zalo.free_hours:g} h after a citizen's"
            f" message, {billed} up to {zalo.open_hours:g} h"
        )
