"""What a file is, by its content alone: neither its name nor what a channel says of it is believed."""

from enum import StrEnum

import filetype


class Kind(StrEnum):
    """The kinds that are taken."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    HEIC = "heic"
    PDF = "pdf"
    DOCX = "docx"
    OGG = "ogg"
    M4A = "m4a"
    MP3 = "mp3"
    AMR = "amr"
    MP4 = "mp4"

    @property
    def is_picture(self) -> bool:
        """Whether it is drawn anew; everything else is kept as it came and never opened here."""
        return self in _PICTURES

    @property
    def media_type(self) -> str:
        """As a download is labelled."""
        return next(media for media, kind in _BY_MEDIA.items() if kind is self)


_PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF, Kind.HEIC})
_BY_MEDIA = {
    "image/jpeg": Kind.JPEG,
    "image/png": Kind.PNG,
    "image/webp": Kind.WEBP,
    "image/gif": Kind.GIF,
    "image/heic": Kind.HEIC,
    "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
    "audio/ogg": Kind.OGG,
    "audio/mp4": Kind.M4A,
    "audio/mpeg": Kind.MP3,
    # What a voice message of Zalo is.
    "audio/amr": Kind.AMR,
    "video/mp4": Kind.MP4,
}


def kind_of(content: bytes) -> Kind | None:
    """The kind of `content`, None for every other one."""
    found = filetype.guess(content) if content else None
    return _BY_MEDIA.get(str(found.mime)) if found else None
