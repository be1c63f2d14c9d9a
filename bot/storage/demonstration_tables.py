"""The mark of a database that holds invented talk; each invented row says so itself, too (`bot.operations.seeding`)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import impersonal, table
from bot.storage.tables import Moment, Table


class Demonstration(Table):
    """What was invented: `first` to `last` day (both included), by which random `seed`, from which `data_version`.

    `wanted` interactions, of which `written` are there after `batches` transactions; `finished_at` is empty while that
    goes on, and after it was interrupted.
    """

    __tablename__ = "demonstration"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    seed: Mapped[int] = mapped_column(BigInteger)
    data_version: Mapped[str] = mapped_column(String(64))
    wanted: Mapped[int] = mapped_column(BigInteger)
    written: Mapped[int] = mapped_column(BigInteger)
    batches: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


impersonal(table(Demonstration))
