"""The words of the letter, with their gaps filled."""

from collections.abc import Mapping

from bot.cases.handover.content import HandOver


class Words:
    """Sentences by name, from `data/answers/documents/handover.toml`."""

    def __init__(self, table: Mapping[str, str]):
        self._table = table

    def __call__(self, name: str, **gaps: object) -> str:
        """A sentence with its gaps filled. Raises KeyError."""
        return self._table[name].format(**gaps)

    def number(self, letter: HandOver) -> str:
        """Number and sign; the number stays open where there is none yet."""
        return self("number", number=letter.number or self("number_open"), sign=letter.agency.sign)

    def place_day(self, letter: HandOver) -> str:
        """Place and day; January and February are written with two digits, as the decree wants it."""
        return self._dated("place_day", letter, place=letter.agency.place)

    def annex_of(self, letter: HandOver) -> str:
        """Which letter an annex belongs to."""
        is_open = letter.number is None or letter.dated_on is None
        gaps = {"number": letter.number, "sign": letter.agency.sign, "agency": letter.agency.name}
        return self("annex_of_open", year=letter.year, **gaps) if is_open else self._dated("annex_of", letter, **gaps)

    def opening(self, letter: HandOver) -> str:
        """The first paragraph."""
        gaps = {"agency": letter.agency.name, "case": letter.case, "day": f"{letter.received_on:%d/%m/%Y}"}
        if not letter.signs:
            return self("opening_plain", **gaps)
        return self("opening", signs="; ".join(_lowered(one) for one in letter.signs), **gaps)

    def _dated(self, name: str, letter: HandOver, **gaps: object) -> str:
        day = letter.dated_on
        if day is None:
            return self(f"{name}_open", year=letter.year, **gaps)
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return self(name, day=day.day, month=month, year=day.year, **gaps)


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
