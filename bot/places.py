"""The communes of Vietnam from the package `vietnam-address-converter`: those of today and their names of before."""

from functools import cache

from bot.language.commune import Commune, Communes, Former, sentence_case
from bot.language.text import strip_diacritics


@cache
def communes() -> Communes:
    """The 3,321 communes since 01/7/2025 and the 10,000 that were merged into them; read once a process."""
    # The package's data are 10 MB: only a process that hears citizens loads them.
    from vietnam_address_converter.data import DEFAULT_DATA  # noqa: PLC0415

    provinces = {code: slug(one["name"]) for code, one in DEFAULT_DATA["newProvinces"].items()}
    today = [
        Commune(sentence_case(one["name_with_type"]), provinces[one["parent_code"]])
        for one in DEFAULT_DATA["newWards"].values()
    ]
    former = [
        Former(row["old"]["ward_name"], row["old"]["district_name"], _today(row["new"], provinces))
        for row in DEFAULT_DATA["mapping"]["rows"]
    ]
    return Communes(today, former)


def slug(name: str) -> str:
    """A province's name as `data/offices/provinces.toml` files it."""
    return strip_diacritics(name).lower().replace(" ", "_")


def _today(row: dict[str, str], provinces: dict[str, str]) -> Commune:
    return Commune(sentence_case(row["ward_name"]), provinces[row["province_code"]])
