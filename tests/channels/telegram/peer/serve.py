"""Telemelya on loopback, under its own Python: `python serve.py PORT`. Redis and the media store stay in memory."""

import sys
from types import ModuleType

import fakeredis
import uvicorn
from redis import asyncio as redis


class Media:
    """What telemelya keeps in an S3 store."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    async def connect(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        self._kept.clear()

    async def ping(self) -> bool:
        return True

    async def upload(self, session_id: str, file_id: str, filename: str, data: bytes, _type: str = "") -> str:
        key = f"{session_id}/{file_id}/{filename}"
        self._kept[key] = data
        return key

    async def download(self, session_id: str, file_id: str, filename: str) -> bytes | None:
        return self._kept.get(f"{session_id}/{file_id}/{filename}")

    async def download_by_key(self, key: str) -> bytes | None:
        return self._kept.get(key)

    async def cleanup_session(self, session_id: str) -> None:
        self._kept = {key: data for key, data in self._kept.items() if not key.startswith(f"{session_id}/")}


def in_memory(_url: str, *, decode_responses: bool = False) -> fakeredis.FakeAsyncRedis:
    """In place of `redis.asyncio.from_url`."""
    return fakeredis.FakeAsyncRedis(decode_responses=decode_responses)


def main() -> None:
    """Put both stand-ins in place before telemelya is imported, then serve until told to stop."""
    media = ModuleType("telemelya.server.media")
    media.media_manager = Media()  # type: ignore[attr-defined]
    sys.modules[media.__name__] = media
    redis.from_url = in_memory
    from telemelya.server.app import app

    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
