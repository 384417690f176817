"""Pictures that people send: what becomes of them, and what does not."""

import io
import struct
import zlib
from collections.abc import AsyncIterator, Iterator

import pytest
from PIL import Image, PngImagePlugin

from madang.api import images
from madang.api.images import Images
from madang.domain.errors import Refusal
from madang.domain.pictures import EDGE


@pytest.fixture
async def at_work() -> AsyncIterator[Images]:
    made = Images()
    yield made
    made.close()


def picture(width: int = 600, height: int = 300, mode: str = "RGB", kind: str = "PNG", **how: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height), "#2f7d5b80" if mode == "RGBA" else "#2f7d5b").save(made, kind, **how)
    return made.getvalue()


def opened(body: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_every_kind_becomes_the_same_small_square(at_work: Images, kind: str) -> None:
    made = await at_work.square(picture(kind=kind))
    image = opened(made.bytes)
    assert (image.format, image.size, made.type) == ("WEBP", (EDGE, EDGE), "image/webp")
    assert made == await at_work.square(picture(kind=kind)), "the same picture has the same name"


async def test_a_logo_stays_whole_and_see_through(at_work: Images) -> None:
    made = await at_work.whole(picture(600, 300, "RGBA"))
    image = opened(made.bytes)
    assert (image.size, image.mode) == ((EDGE, EDGE // 2), "RGBA")
    assert opened((await at_work.whole(picture(20, 10))).bytes).size == (20, 10)


async def test_nothing_of_the_file_is_kept_but_what_is_to_be_seen(at_work: Images) -> None:
    about, where = PngImagePlugin.PngInfo(), Image.Exif()
    about.add_text("Comment", "CANARY-text")
    where[0x010E] = "CANARY-exif"
    for body in (
        picture(pnginfo=about, exif=where),
        picture(kind="JPEG", exif=where, comment=b"CANARY-comment"),
        picture() + b"CANARY-tail",
    ):
        assert b"CANARY" in body
        made = await at_work.square(body)
        assert b"CANARY" not in made.bytes
        assert not opened(made.bytes).getexif()


async def test_a_picture_stands_upright_as_it_was_taken(at_work: Images) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert opened((await at_work.whole(picture(200, 100, kind="JPEG", exif=turned))).bytes).size == (100, 200)


def bombs() -> Iterator[bytes]:
    """Small files that would be large in memory."""
    for width, height in ((50_000, 50_000), (100_000_000, 1), (1, 39_000_000)):
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        yield b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1_000)))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


async def test_what_would_be_large_in_memory_is_never_decoded(at_work: Images) -> None:
    for bomb in bombs():
        with pytest.raises(Refusal) as refused:
            await at_work.square(bomb)
        assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        picture()[:200],
        picture(kind="BMP"),
        picture(kind="TIFF"),
    ],
    ids=["nothing", "text", "svg", "pdf", "gif", "png", "half", "bmp", "tiff"],
)
async def test_what_is_no_picture_is_refused(at_work: Images, body: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        await at_work.square(body)
    assert refused.value.code == "invalid"


async def test_who_comes_when_too_many_wait_comes_again(at_work: Images, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "WAITING", 0)
    with pytest.raises(Refusal) as refused:
        await at_work.square(picture())
    assert refused.value.code == "too_fast"
