"""Keeps libraries out of the serving process that Rasa imports but the engine never uses.

Rasa 3.6 imports TensorFlow, clients of databases and brokers, and every public channel, whether used or not.
They are past their end of life, hold most of the start time and memory, and widen what an attacker could
reach. ``keep_out`` answers their import with an empty stand-in: names can be imported, inherited from and used
in annotations, but not called. A model that needs one of them fails on loading, it does not run without it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

NOT_SERVED = frozenset(
    {
        "tensorflow",
        "keras",
        "tensorflow_hub",
        "tensorflow_text",
        "sklearn",
        "matplotlib",
        # trackers, locks and brokers outside the process
        "boto3",
        "botocore",
        "pymongo",
        "redis",
        "confluent_kafka",
        "kafka",
        "aio_pika",
        "sentry_sdk",
        # public channels: the app has its own
        "aiogram",
        "fbmessenger",
        "slack_sdk",
        "socketio",
        "twilio",
        "webexteamssdk",
        "rocketchat_API",
        "mattermostwrapper",
    }
)


class KeptOut(RuntimeError):
    """Something called a library that the serving process does without."""


class StandIn(ModuleType):
    """An empty module; each attribute is a class that cannot be made an object."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        made = StandIn(full) if name.islower() else type(name, (), {"__init__": _refuse, "__module__": self.__name__})
        if isinstance(made, StandIn):
            sys.modules[full] = made
        setattr(self, name, made)
        return made

    def __call__(self, *_: Any, **__: Any) -> Any:
        raise KeptOut(f"{self.__name__} is kept out of the serving engine")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in self._names:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def keep_out(names: Iterable[str] = NOT_SERVED) -> None:
    """From now on these libraries are stand-ins; ``KeptOut`` when one is already loaded."""
    wanted = frozenset(names)
    loaded = sorted(wanted & sys.modules.keys())
    if loaded:
        raise KeptOut(f"already loaded: {', '.join(loaded)}")
    sys.meta_path.insert(0, _Finder(wanted))


def _refuse(self: object, *_: Any, **__: Any) -> None:
    raise KeptOut(f"{type(self).__module__}.{type(self).__name__} is kept out of the serving engine")
