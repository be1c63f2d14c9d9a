"""Draws one picture anew, as a process of its own: `python -I redraw.py KIND PIXELS`, picture in, picture out.

Whatever a hostile picture does to the decoder, it does to a process that knows no key and no setting, can open no
file and no connection, and has little memory and time. Alone among the files of this room it imports nothing of ours.

Standard output: one line of JSON (`format`, `width`, `height`, `picture` and `thumbnail` in bytes), the picture, its
thumbnail. Exit status: 0 drawn, 3 too many pixels, 4 no picture.
"""

import json
import resource
import struct
import sys
import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageFilter, ImageOps

TOO_MANY_PIXELS, NO_PICTURE = 3, 4
#: Bytes of memory, seconds of processor, bytes of output.
MEMORY, SECONDS, OUTPUT = 1024**3, 20, 64 * 1024**2
#: The only decoder that is tried for each kind.
DECODERS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "heic": "HEIF"}
#: Sources whose sharp edges (letters of a screenshot) JPEG would blur, up to this many pixels.
LOSSLESS, LOSSLESS_PIXELS = frozenset({"png", "gif"}), 12_000_000
QUALITY = 90
#: How hard a PNG is packed: two thirds of the time of the usual 6 for a tenth more bytes.
PACKING = 4
#: The tag of EXIF that says which side is up.
_ORIENTATION = 0x0112
#: The thumbnail holds this many points along its longer side, which no number on a card survives, ...
POINTS = 24
#: ... and is stretched to this many pixels.
STRETCHED = 240


def main(kind: str, pixels: int) -> int:
    """Draw what stands on standard input; gives the exit status."""
    content = sys.stdin.buffer.read()
    Image.MAX_IMAGE_PIXELS = pixels
    _prepare(kind)
    _confine()
    status, output = draw(content, kind, pixels)
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()
    return status


def draw(content: bytes, kind: str, pixels: int) -> tuple[int, bytes]:
    """The exit status for a picture and what is told of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=[DECODERS[kind]])
            if image.width * image.height > pixels:
                return TOO_MANY_PIXELS, b""
            return 0, _told(_drawn(image), kind)
    except Image.DecompressionBombError:
        return TOO_MANY_PIXELS, b""
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        LookupError,
        TypeError,
        ArithmeticError,
        MemoryError,
        struct.error,
    ):
        return NO_PICTURE, b""


def _prepare(kind: str) -> None:
    """Load every decoder and encoder while files can still be opened: Pillow imports much of itself on first use."""
    Image.init()
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if kind == "heic":
        import pi_heif  # noqa: PLC0415  half of the start, and only this kind needs it

        # One thread: each further one would take its own arena of the little memory there is.
        pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    for rehearsed in ("png", kind if kind != "heic" else "jpeg"):
        exif = Image.Exif()
        exif[_ORIENTATION] = 6
        sample = BytesIO()
        Image.new("P", (2, 3)).convert("RGB").save(sample, DECODERS[rehearsed], exif=exif)
        draw(sample.getvalue(), rehearsed, 6)
        draw(sample.getvalue()[:-8], rehearsed, 6)


def _confine() -> None:
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: OUTPUT,
        resource.RLIMIT_CORE: 0,
        # Standard input, output and error are open; nothing else can be: no file, no socket.
        resource.RLIMIT_NOFILE: 3,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def _drawn(image: Image.Image) -> Image.Image:
    """The first frame, upright, on white, as bare points: a new picture has none of the old one's metadata."""
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    paper = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        paper.paste(clear, mask=clear.getchannel("A"))
    else:
        # Each copy of a large picture takes a fifth of the memory there is.
        paper.paste(image if image.mode == "RGB" else image.convert("RGB"))
    return paper


def _encoded(drawn: Image.Image, kind: str) -> tuple[str, bytes]:
    output = BytesIO()
    if kind in LOSSLESS and drawn.width * drawn.height <= LOSSLESS_PIXELS:
        drawn.save(output, "PNG", compress_level=PACKING)
        return "png", output.getvalue()
    drawn.save(output, "JPEG", quality=QUALITY, subsampling=0)
    return "jpeg", output.getvalue()


def _blurred(drawn: Image.Image) -> bytes:
    longer = max(drawn.size)
    points = [max(1, round(side * POINTS / longer)) for side in drawn.size]
    stretched = [max(1, round(side * STRETCHED / longer)) for side in drawn.size]
    small = drawn.resize((points[0], points[1]), Image.Resampling.BOX)
    large = small.resize((stretched[0], stretched[1]), Image.Resampling.BICUBIC)
    output = BytesIO()
    large.filter(ImageFilter.GaussianBlur(STRETCHED / POINTS / 2)).save(output, "JPEG", quality=60)
    return output.getvalue()


def _told(drawn: Image.Image, kind: str) -> bytes:
    form, picture = _encoded(drawn, kind)
    thumbnail = _blurred(drawn)
    head = {"format": form, "width": drawn.width, "height": drawn.height}
    sizes = {"picture": len(picture), "thumbnail": len(thumbnail)}
    return json.dumps(head | sizes).encode() + b"\n" + picture + thumbnail


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
