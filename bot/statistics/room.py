"""The statistics put together, once a process."""

from dataclasses import dataclass
from pathlib import Path

from bot.advice import rumour_files
from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumours
from bot.records.audience import Audiences
from bot.records.campaigns import Campaigns
from bot.statistics.books import Books
from bot.statistics.folding import Folding
from bot.statistics.rows import Rows
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class StatisticsRoom:
    """What pages, reports and commands read figures from.

    `database` is for tables whose rows are no turns (cases, claims, reviews, accounts); `data` the folder of files.
    """

    database: Database
    adviser: Adviser
    data: Path
    audiences: Audiences
    campaigns: Campaigns
    books: Books
    rows: Rows
    folding: Folding
    rumours: Rumours

    @classmethod
    def build(
        cls, database: Database, adviser: Adviser, data: Path, rumours: Rumours | None = None
    ) -> "StatisticsRoom":
        """`rumours`: those that are answered with, as staff change them; without, those of the files.

        Raises OSError, KeyError, ValueError for data that cannot be read.
        """
        campaigns = Campaigns.load(data / "offices" / "campaigns.toml")
        return cls(
            database=database,
            adviser=adviser,
            data=data,
            audiences=Audiences.load(data / "offices" / "audience.toml"),
            campaigns=campaigns,
            books=Books(database),
            rows=Rows(database),
            folding=Folding(database, campaigns.tests),
            rumours=rumours if rumours is not None else rumour_files.load(data / "rumours", adviser),
        )
