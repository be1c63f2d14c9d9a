"""The key to Zalo's API: the stored access token, renewed in time, and once when Zalo refuses it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep

from bot.channels.contract import Failure, SendFailed
from bot.channels.zalo.grant import Grant, Grants
from bot.clock import now

log = logging.getLogger(__name__)

#: Age at which a token is renewed, five hours before it dies.
RENEWED_AFTER = timedelta(hours=20)
#: Age that says that renewing does not work.
LATE_AFTER = timedelta(hours=24)
#: Seconds a send waits for a renewal.
PATIENCE = 30.0
_WAY_OUT = "a person has to consent again: `ansinh zalo login`"

#: Renews the grant of a version that was claimed, and waits for it at most so many seconds.
Renew = Callable[[int, float], None]


class Keys:
    """Hands out the grant to send with."""

    def __init__(self, grants: Grants, renew: Renew):
        self._grants, self._renew = grants, renew

    def current(self) -> Grant:
        """The grant, renewed first where it has run out. Raises SendFailed(GRANT, LATER)."""
        grant = self._living()
        return grant if grant.expires_at > now() else self.renewed(grant)

    def renewed(self, stale: Grant) -> Grant:
        """A younger grant than `stale`, whoever of all processes gets it. Raises SendFailed(GRANT, LATER)."""
        until = monotonic() + PATIENCE
        while (grant := self._living()).version == stale.version:
            left = until - monotonic()
            if grant.is_paused or left <= 0:
                raise SendFailed(Failure.LATER, f"the token is not renewed yet ({grant.trouble or 'still waiting'})")
            self._try(grant, left)
        return grant

    def tend(self) -> None:
        """Renew in time; to be called every few minutes, also when nobody writes. Raises as `renewed`."""
        grant = self._grants.read()
        if grant and not grant.dead and now() - grant.refreshed_at >= RENEWED_AFTER:
            self.renewed(grant)

    def trouble(self) -> str | None:
        """What a person has to know of the grant, None while all is well."""
        grant = self._grants.read()
        if grant is None:
            return f"no consent yet; {_WAY_OUT}"
        if grant.dead:
            return f"the grant is dead ({grant.dead}); {_WAY_OUT}"
        if now() - grant.refreshed_at > LATE_AFTER:
            return f"the token is older than a day ({grant.trouble or 'nobody renewed it'})"
        return None

    def _living(self) -> Grant:
        grant = self._grants.read()
        if grant is None:
            raise SendFailed(Failure.GRANT, f"no consent yet; {_WAY_OUT}")
        if grant.dead:
            raise SendFailed(Failure.GRANT, f"the grant is dead ({grant.dead}); {_WAY_OUT}")
        return grant

    def _try(self, grant: Grant, patience: float) -> None:
        if grant.is_claimed or not self._grants.claim(grant.version):
            sleep(0.1)
            return
        self._renew(grant.version, patience)
        after = self._grants.read()
        if after and after.version == grant.version and after.trouble:
            log.error(
                "zalo: the token could not be renewed: %s%s", after.trouble, f"; {_WAY_OUT}" if after.dead else ""
            )
