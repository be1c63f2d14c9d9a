"""Pictures drawn anew: upright, without metadata, unreadable when small, and hostile ones cost nobody anything."""

import io
import random
import struct
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFont, PngImagePlugin

from bot.evidence import redraw
from bot.evidence.kinds import Kind
from bot.evidence.pictures import Redrawing, _read
from bot.evidence.refusal import FileRefused, Refusal
from tests.evidence.conftest import encoded, halves
from tests.evidence.samples import HEIC

PIXELS = 50_000_000
#: Stands in every place where a picture can carry words.
CANARY = b"canary-21.0278N-105.8342E-Lan"


def draw(content: bytes, kind: Kind, pixels: int = PIXELS):
    return Redrawing().draw(content, kind, pixels)


def refused(content: bytes, kind: Kind, pixels: int = PIXELS) -> Refusal:
    with pytest.raises(FileRefused) as caught:
        draw(content, kind, pixels)
    return caught.value.reason


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def is_like(image: Image.Image, other: Image.Image, by: int = 12) -> bool:
    difference = ImageChops.difference(image.convert("RGB"), other.convert("RGB"))
    return image.size == other.size and max(high for _, high in difference.getextrema()) <= by


def with_exif() -> Image.Exif:
    """Where it was taken, with what, by whom, and turned by a quarter."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = CANARY.decode()
    exif[ExifTags.Base.Make] = CANARY.decode()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (21.0, 1.0, 40.0)
    gps[ExifTags.GPS.GPSAreaInformation] = CANARY
    return exif


def png_with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    return encoded(halves(), "PNG", pnginfo=words, exif=with_exif(), icc_profile=CANARY * 8)


def test_a_photo_is_upright_and_the_same_to_the_eye():
    drawn = draw(encoded(halves(), "JPEG", exif=with_exif(), quality=95, subsampling=0), Kind.JPEG)
    assert (drawn.kind, drawn.width, drawn.height) == (Kind.JPEG, 40, 80)
    assert is_like(opened(drawn.content), halves().transpose(Image.Transpose.ROTATE_270), by=40)


def test_a_screenshot_stays_as_sharp_as_it_was():
    page = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(page).text((10, 10), "So tien: 2.000.000", fill="black")
    drawn = draw(encoded(page, "PNG"), Kind.PNG)
    assert drawn.kind is Kind.PNG
    assert is_like(opened(drawn.content), page, by=0)


SOURCES = {
    Kind.JPEG: encoded(halves(), "JPEG", exif=with_exif(), comment=CANARY, icc_profile=CANARY * 8, xmp=CANARY),
    Kind.PNG: png_with_words(),
    Kind.WEBP: encoded(halves(), "WEBP", exif=with_exif(), xmp=CANARY, icc_profile=CANARY * 8),
    Kind.GIF: encoded(halves(), "GIF", comment=CANARY),
    Kind.HEIC: HEIC,
}


@pytest.mark.parametrize("kind", SOURCES)
def test_nothing_but_points_is_kept(kind):
    assert CANARY in SOURCES[kind], "the source carries it"
    drawn = draw(SOURCES[kind] + CANARY, kind)
    for content in (drawn.content, drawn.thumbnail):
        assert CANARY not in content
        image = opened(content)
        image.load()
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}, image.info.keys()


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "green", "blue")]
    drawn = draw(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), Kind.GIF)
    assert getattr(opened(drawn.content), "n_frames", 1) == 1
    assert is_like(opened(drawn.content), frames[0])


def test_what_is_clear_becomes_white():
    drawn = draw(encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG"), Kind.PNG)
    assert opened(drawn.content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_of_storing_points_is_drawn(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    drawn = draw(encoded(Image.new(mode, (20, 20)), form), Kind(form.lower()))
    assert opened(drawn.content).mode == "RGB"


def test_a_heic_of_a_phone_is_drawn():
    drawn = draw(HEIC, Kind.HEIC)
    assert (drawn.kind, drawn.width, drawn.height) == (Kind.JPEG, 64, 64)
    left, right = (opened(drawn.content).getpixel((x, 32)) for x in (10, 54))
    assert left[0] > 200
    assert left[2] < 60
    assert right[2] > 200
    assert right[0] < 60


def card(number: str) -> bytes:
    """An invented card full of one number in large letters."""
    image = Image.new("RGB", (1000, 630), "white")
    font = ImageFont.load_default(60)
    for line in range(8):
        ImageDraw.Draw(image).text((60, 40 + 70 * line), number, fill="black", font=font)
    return encoded(image, "PNG")


def test_no_number_survives_in_a_thumbnail():
    """Eight lines of other digits change no point by more than a shade; the pictures themselves differ in black."""
    numbers = ("079 199 000 123", "036 088 765 948")
    pictures = [draw(card(number), Kind.PNG) for number in numbers]
    small = [opened(one.thumbnail) for one in pictures]
    assert max(small[0].size) == redraw.STRETCHED
    assert is_like(small[0], small[1], by=32)
    assert not is_like(opened(pictures[0].content), opened(pictures[1].content), by=200)
    assert 1000 / redraw.POINTS > 30, "one of its points is wider than a digit"


def test_a_picture_of_too_many_points_is_refused_before_it_is_drawn():
    assert refused(encoded(Image.new("1", (2000, 2000)), "PNG"), Kind.PNG, 1_000_000) is Refusal.TOO_MANY_PIXELS


def bomb(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_000_000_000, 2_000_000_000), (100_000, 501)])
def test_a_bomb_is_refused(size):
    content = bomb(*size)
    assert len(content) < 100_000
    assert refused(content, Kind.PNG) is Refusal.TOO_MANY_PIXELS


def test_words_packed_into_a_picture_unpack_into_nothing():
    """A text chunk of forty megabytes in as many kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head, rest = png_head_and_rest()
    packed = zlib.compressobj(9)
    words = b"".join(packed.compress(bytes(1_000_000)) for _ in range(40)) + packed.flush()
    content = head + chunk(b"zTXt", b"Comment\0\0" + words) + rest
    assert refused(content, Kind.PNG) is Refusal.UNREADABLE


def png_head_and_rest() -> tuple[bytes, bytes]:
    whole = encoded(halves(), "PNG")
    end = 8 + 25
    return whole[:end], whole[end:]


def broken(number: int) -> tuple[bytes, Kind]:
    """A picture cut, changed or filled with noise by chance."""
    chance = random.Random(number)
    kind = chance.choice(list(SOURCES))
    content = bytearray(SOURCES[kind])
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(12, len(content))] = chance.randrange(256)
    cut = chance.randint(12, len(content))
    return bytes(content[:cut] if chance.random() < 0.5 else content), kind


def test_broken_pictures_are_drawn_or_refused_and_nothing_else(record_property):
    """200 of them, in the very code of the process, which is not started 200 times."""
    ends = {"drawn": 0, "refused": 0}
    for number in range(200):
        content, kind = broken(number)
        ends["drawn" if ended(content, kind) == 0 else "refused"] += 1
    record_property("broken pictures", ends)
    assert sum(ends.values()) == 200
    assert ends["refused"] > 50


def ended(content: bytes, kind: Kind) -> int:
    """The exit status for a picture."""
    status, output = redraw.draw(content, kind, PIXELS)
    assert status in {0, redraw.NO_PICTURE, redraw.TOO_MANY_PIXELS}
    assert bool(output) is (status == 0)
    return status


def test_a_picture_of_another_kind_is_not_tried_by_other_decoders():
    assert refused(SOURCES[Kind.PNG], Kind.JPEG) is Refusal.UNREADABLE


def test_a_process_that_hangs_is_ended():
    with pytest.raises(FileRefused) as caught:
        Redrawing(patience=0.01).draw(SOURCES[Kind.JPEG], Kind.JPEG, PIXELS)
    assert caught.value.reason is Refusal.UNREADABLE


def test_the_process_can_open_nothing_and_knows_no_setting(monkeypatch, tmp_path):
    """What a decoder that was taken over could do."""
    attack = tmp_path / "attack.py"
    attack.write_text(
        "import sys, os; sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
        "import socket, resource, redraw\n"
        "redraw._prepare('png'); redraw._confine()\n"
        "found = []\n"
        "for name, act in {'file': lambda: open('/etc/passwd'), 'write': lambda: open('/tmp/x-attack', 'w'),\n"
        "    'socket': lambda: socket.socket(), 'memory': lambda: bytearray(2 * 1024**3)}.items():\n"
        "    try: act(); found.append(name)\n"
        "    except (OSError, MemoryError): pass\n"
        "print(found, sorted(name for name in os.environ if name.startswith('ANSINH')))\n"
    )
    monkeypatch.setenv("ANSINH_ENGINE_SECRET", "x" * 40)
    from bot.evidence.pictures import _ENVIRONMENT

    done = subprocess.run(
        [sys.executable, "-I", str(attack), redraw.__file__],
        capture_output=True,
        text=True,
        env=_ENVIRONMENT,
        check=True,
    )
    assert done.stdout.strip() == "[] []"


def test_a_process_that_floods_us_is_ended(monkeypatch, tmp_path):
    """A decoder that was taken over and writes without end: the limit that it set itself before ends it."""
    flood = tmp_path / "flood.py"
    flood.write_text(
        f"import sys; sys.path.insert(0, {str(Path(redraw.__file__).parent)!r})\n"
        "import redraw; redraw._prepare('png'); redraw._confine()\n"
        "while True: sys.stdout.buffer.write(bytes(2**20))\n"
    )
    monkeypatch.setattr("bot.evidence.pictures.redraw.__file__", str(flood))
    status, output = Redrawing()._run(b"", Kind.PNG, PIXELS)
    assert status != 0
    assert len(output) <= redraw.OUTPUT


def test_what_the_process_says_is_checked():
    good = b'{"format": "png", "width": 80, "height": 40, "picture": %d, "thumbnail": %d}\n'
    picture, thumbnail = encoded(halves(), "PNG"), encoded(halves(), "JPEG")
    whole = good % (len(picture), len(thumbnail)) + picture + thumbnail
    assert _read(whole).width == 80
    page = b"<html><script>alert(1)</script>"
    lies = [
        b"",
        b"[]\n",
        b'{"format": "html"}\n',
        whole[:-1],
        whole + b"x",
        whole.replace(b'"png"', b'"gif"'),
        whole.replace(b'"png"', b'"pdf"'),
        whole.replace(b'"width": 80', b'"width": -1'),
        whole.replace(b'"width": 80', b'"width": "80"'),
        good % (len(page), len(thumbnail)) + page + thumbnail,
        good % (len(picture), len(page)) + picture + page,
    ]
    for lie in lies:
        with pytest.raises(FileRefused):
            _read(lie)


def test_many_pictures_at_once_take_turns():
    redrawing = Redrawing()
    drawn: list[int] = []

    def work() -> None:
        drawn.append(redrawing.draw(SOURCES[Kind.GIF], Kind.GIF, PIXELS).width)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [80] * 4
