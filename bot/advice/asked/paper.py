"""The sheet on which a question with its own numbers is calculated; its sentences are in `asked.toml`."""

from bot.advice.cases.sheet import Sheet
from bot.policy import Figure


class Paper(Sheet):
    """A `Sheet` that takes its sentences from `data/answers/phrases/asked.toml`."""

    def say(self, name: str, **gaps: object) -> str:
        """A sentence of `asked.toml`."""
        return self._adviser.phrases(f"asked.{name}", **gaps)

    def coming(self, key: str) -> Figure | None:
        """The next value of a figure, remembered as a source; None where none is published."""
        later = [one for one in self._adviser.policy.periods(key) if one.effective_from > self.on]
        if later:
            self._figures[later[0]] = None
        return later[0] if later else None
