"""Invents a year of talk and writes it: marked, in the order of time, to be gone on with after an interruption."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from random import Random

from bot.advice.adviser import Adviser
from bot.clock import now, today
from bot.operations.seeding import bulk, ending, mark, words_index
from bot.operations.seeding.cases import Files
from bot.operations.seeding.citizens import Citizen, Citizens
from bot.operations.seeding.mark import Mark, SeedRefused
from bot.operations.seeding.room import Room
from bot.operations.seeding.rows import Batch, Clerk
from bot.operations.seeding.story import Story
from bot.operations.seeding.talk import Talk
from bot.operations.seeding.turn import Turn
from bot.operations.seeding.wording import Lot
from bot.operations.seeding.year import Year
from bot.records.chain import Chain
from bot.storage.database import Database

#: Turns of a transaction.
AT_ONCE = 2_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be invented: so many interactions of a year, to its end only if `whole`, from a random `seed`."""

    year: int
    interactions: int
    seed: int = 1
    whole: bool = False

    def days(self) -> tuple[date, date]:
        """First and last day. Raises SeedRefused where the year has not begun."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        last = last if self.whole else min(last, today() - timedelta(days=1))
        if last < first:
            raise SeedRefused(f"{self.year} has not begun yet; --whole-year invents it all the same")
        return first, last


class Seeding:
    """One run over one database. `chain` begins when all is there: whatever comes later is the record's.

    `key` is that of the installation.
    """

    def __init__(self, database: Database, adviser: Adviser, data: Path, wish: Wish, chain: Chain, *, key: bytes):
        self._database, self._adviser, self._wish, self._chain = database, adviser, wish, chain
        self._first, self._last = wish.days()
        self._story = Story.load(data)
        self._citizens = Citizens(self._story, wish.seed)
        self._room = Room.load(adviser, data, self._story, self._citizens)
        self._batch = Batch()
        self._by = Random(wish.seed)  # noqa: S311  nothing secret is drawn
        delivery = Lot[str](self._story.table["delivery"].items())
        self._clerk = Clerk(adviser.version, key, Random(wish.seed + 1), delivery)  # noqa: S311

    def run(self, progress: Progress = lambda _done, _of: None) -> Mark:
        """Invent what is wanted, or the rest of it. Raises SeedRefused, DatabaseUnavailable, KeyRefused."""
        done = self._begun()
        writing = bulk.Bulk(self._database)
        written = batches = 0
        for batch in self._batches():
            written, batches = written + batch.turns, batches + 1
            if batches > done.batches:
                with writing.transaction() as connection:
                    mark.require_unused(connection)
                    bulk.write_all(connection, batch)
                    mark.go_on(connection, written, batches)
            progress(written, self._wish.interactions)
        ending.finish(writing, self._citizens, self._room, self._files())
        with writing.transaction() as connection:
            words_index.put_back(connection)
            mark.require_unused(connection)
            mark.go_on(connection, written, batches, now())
            self._chain.begin(connection)
        with self._database.looking() as connection:
            finished = mark.read(connection)
        assert finished is not None  # noqa: S101  it was written just now
        return finished

    def _begun(self) -> Mark:
        """The mark, set before anything else is written."""
        wanted = Mark(self._first, self._last, self._wish.seed, self._adviser.version, self._wish.interactions)
        with bulk.Bulk(self._database).transaction() as connection:
            found = mark.read(connection)
            if found and found.finished_at:
                raise SeedRefused("this database holds a demonstration already; `ansinh demo clear` removes it")
            mark.require_unused(connection)
            if found is None:
                mark.begin(connection, wanted, now())
                words_index.put_aside(connection)
                return wanted
        names = ("first", "last", "seed", "data_version", "wanted")
        if any(getattr(found, name) != getattr(wanted, name) for name in names):
            raise SeedRefused(
                f"an unfinished demonstration is here ({found.wanted} interactions from {found.first} to {found.last},"
                f" --random-seed {found.seed}); the same command on the same day and data finishes it, `ansinh demo"
                " clear` removes it"
            )
        return found

    def _batches(self) -> Iterator[Batch]:
        """The same ones whenever the wish is the same."""
        year = Year(self._story, self._first, self._last, self._wish.interactions)
        for turn in year.turns(self._by, self._citizens, self._talk, self._opened, self._turn_to):
            self._clerk.turn(self._batch, turn)
            if self._batch.turns >= AT_ONCE:
                yield self._taken()
        yield self._taken()

    def _files(self) -> Files:
        shares = self._story.table["cases"]
        count = min(shares["most"], round(self._wish.interactions / 1000 * shares["per_thousand"]))
        files = Files(self._room.others, Random(self._wish.seed + 2), self._first, self._last)  # noqa: S311
        files.reports(count)
        files.requests(self._citizens, ceil(count / 10))
        return files

    def _taken(self) -> Batch:
        full, self._batch = self._batch, Batch()
        return full

    def _talk(self, citizen: Citizen, moment: int, number: int) -> list[Turn]:
        return Talk(self._room, self._by, citizen, moment, number).run()

    def _opened(self, citizen: Citizen, moment: int) -> None:
        pseudonym = self._citizens.pseudonym(citizen.place)
        self._clerk.conversation(self._batch, citizen.conversation, citizen.channel, pseudonym, moment)

    def _turn_to(self, day: date) -> None:
        self._room.texts.turn_to(day)
        self._room.subjects.turn_to(day)
