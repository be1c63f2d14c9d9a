"""Puts the figures of a moment together, and keeps them some seconds: however many ask, the database is asked once."""

import asyncio
from importlib.metadata import version
from time import monotonic

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

from bot.clock import now
from bot.engine_client import EngineClient
from bot.house import House
from bot.metrics.families import Families, Moment
from bot.metrics.figures import Figures, read
from bot.metrics.settings import MetricsSettings
from bot.storage.database import DatabaseUnavailable
from bot.switchboard import Switchboard


class Board:
    """What `/metrics` says."""

    def __init__(self, house: House, engine: EngineClient, switchboard: Switchboard, settings: MetricsSettings):
        self.settings = settings
        self._house, self._engine, self._switchboard = house, engine, switchboard
        self._asking = asyncio.Lock()
        self._text, self._made = b"", float("-inf")
        self._process = ProcessCollector(namespace="ansinh", registry=None)

    async def text(self) -> bytes:
        """All figures in Prometheus' text format, at most `kept_seconds` old."""
        async with self._asking:
            if monotonic() - self._made > self.settings.kept_seconds:
                self._text = await self._anew()
                self._made = monotonic()
            return self._text

    async def _anew(self) -> bytes:
        engine_up = await self._engine.is_up()
        moment = await asyncio.to_thread(self._moment, engine_up)
        registry = CollectorRegistry(auto_describe=False)
        registry.register(Families(moment))
        registry.register(self._process)
        return generate_latest(registry)

    def _moment(self, engine_up: bool) -> Moment:
        figures, well = self._of_database()
        house = self._house
        model = house.interactions.model_version if house.settings.model_id else ""
        return Moment(
            at=now(),
            app={"version": version("ansinh"), "model": model, "data": house.adviser.version},
            engine_up=engine_up,
            figures=figures,
            refused=dict(self._switchboard.door.refused),
            well=well,
        )

    def _of_database(self) -> tuple[Figures | None, dict[str, bool]]:
        try:
            figures = read(self._house.database)
            return figures, {one.name: one.trouble() is None for one in self._switchboard.channels}
        except DatabaseUnavailable:
            return None, {}
