"""Where citizens say that they are: kept beside the turn in which they name it, by the names of today."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert

from bot.language.province import Provinces
from bot.language.righted import righted
from bot.records.rankings import tells
from bot.records.record import Heard
from bot.storage.personal import table
from bot.storage.statistics_tables import TurnPlace

_ADDED = insert(table(TurnPlace))


@dataclass(frozen=True, slots=True)
class ToldPlaces:
    """Keeps the province and commune that the words of a turn name; what was withheld or erased names none."""

    provinces: Provinces

    def keep(self, connection: Connection, interaction_id: str, heard: Heard) -> None:
        """Store what the turn names, once, in the transaction that ends it; most turns name nothing."""
        if heard.pressed or not tells(heard.question):
            return
        if place := self.provinces.place(righted(heard.question)):
            province, commune = place
            connection.execute(
                _ADDED,
                {
                    "interaction_id": interaction_id,
                    "province": province.name,
                    "commune": commune.name if commune else None,
                },
            )
