"""`GET /pictures/<name>.png`: a picture of an answer, for whoever was given its name."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.house import House
from bot.records.pictures import PATH

#: Kept by the citizen's own browser alone: a picture never changes, and shows one person's figures.
_KEPT = {"Cache-Control": "private, max-age=604800, immutable", "X-Robots-Tag": "noindex"}


@get(f"{PATH}/{{file:str}}", media_type="image/png", include_in_schema=False, sync_to_thread=True)
def picture(file: FromPath[str], house: NamedDependency[House]) -> Response[bytes]:
    """The PNG. 404 for any other name."""
    name, dot, kind = file.rpartition(".")
    png = house.pictures.png(name) if dot and kind == "png" else None
    if png is None:
        raise NotFoundException("no such picture")
    return Response(png, media_type="image/png", headers=_KEPT)
