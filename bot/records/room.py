"""What keeps the record true and forgets whom it must forget, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from bot.clock import VIETNAM, now, today
from bot.privacy.citizen_keys import Wrapping
from bot.privacy.signing import Signer
from bot.records.audit import Audit
from bot.records.chain import Chain, Keys
from bot.records.chain.anchors import Anchors
from bot.records.chain.renewal import Renewal
from bot.records.erasure import Erasure
from bot.storage.database import Database
from bot.storage.scrub import scrub

#: Hours of the night in which the database may be rewritten.
NIGHT = range(1, 5)


@dataclass(slots=True)
class RecordRoom:
    """The chain of a database with all that works on it."""

    database: Database
    chain: Chain
    audit: Audit
    erasure: Erasure
    renewal: Renewal
    home: Path
    _scrubbed_on: date | None = field(default=None)

    @classmethod
    def build(cls, database: Database, home: Path, caches: Sequence[Callable[[], object]] = ()) -> Self:
        """`caches`: what forgets the last words that this process has read. Makes no key before one is needed."""
        wrapping = Wrapping(home / "keys")
        chain = Chain(Keys(wrapping))
        return cls(
            database=database,
            chain=chain,
            audit=Audit(database, chain),
            erasure=Erasure(database, chain, home / "pictures", caches),
            renewal=Renewal(database, chain, wrapping),
            home=home,
        )

    def anchor(self) -> Path | None:
        """Sign and write the head of the chain, once a day. Raises DatabaseUnavailable, KeyRefused, OSError."""
        signer = Signer(self.home / "keys" / "anchor.key")
        return Anchors(self.database, self.home / "anchors", signer).anchor_if_due(now())

    def tidy(self) -> None:
        """Every hour: erase again what came in after its erasure, renew keys, and at night scrub the files.

        Raises DatabaseUnavailable, KeyRefused, NotOurs.
        """
        self.erasure.erase_again()
        self.renewal.renew(today())
        moment = now().astimezone(VIETNAM)
        if moment.hour in NIGHT and self._scrubbed_on != moment.date() and self.erasure.was_busy(moment):
            scrub(self.database)
            self._scrubbed_on = moment.date()
