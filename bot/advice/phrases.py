"""Sentences around the answers (`data/answers/phrases/*.toml`): frames, forms, refusals."""

import tomllib
from pathlib import Path
from string import Formatter


class Phrases:
    """Approved sentences by name, e.g. `frame.sources`, with named gaps filled by code."""

    def __init__(self, table: dict[str, dict[str, str]], **always: str):
        self._table, self._always = table, always

    @classmethod
    def load(cls, folder: Path, **always: str) -> "Phrases":
        """Read all files of `folder`; the file's name is the first part of the phrase's name.

        Gaps named in `always` (the hotline) are filled in every phrase that has them.
        """
        table = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
        return cls(table, **always)

    def __call__(self, name: str, **gaps: object) -> str:
        """The phrase `name` with its gaps filled. Raises KeyError for an unknown name or gap."""
        group, _, key = name.partition(".")
        return self._table[group][key].strip().format(**{**self._always, **gaps})

    @property
    def hotline(self) -> str:
        """The number that every way out names."""
        return self._always.get("hotline", "")

    def names(self) -> set[str]:
        """Every phrase there is."""
        return {f"{group}.{key}" for group, table in self._table.items() for key in table}

    def gaps(self, name: str) -> set[str]:
        """The gaps of a phrase, so that tests can hold code and data together."""
        group, _, key = name.partition(".")
        return {gap for _, gap, _, _ in Formatter().parse(self._table[group][key]) if gap}
