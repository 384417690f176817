"""Pictures that people send: decoded, made small, and written anew, so that nothing of the file itself is kept.

In a thread of its own. What a picture would take in memory is known before any of it is decoded.
"""

import asyncio
import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageOps

from madang.domain.errors import Refusal
from madang.domain.pictures import EDGE, Picture

PIXELS = 40_000_000
"""What a good camera makes; some 160 MB while it is decoded."""
SIDE = 20_000
"""Pixels: a picture of one column takes twenty times as much, since every row has a cost of its own."""
WAITING = 20
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_BROKEN = (OSError, ValueError, TypeError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, MemoryError)
"""What the decoders raise for files that are not what they say they are."""

Image.MAX_IMAGE_PIXELS = None  # `PIXELS` is asked about first


class Images:
    """Close it at the end."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="picture")
        self._waiting = 0

    async def square(self, body: bytes) -> Picture:
        """The middle of it, for a person or a room. Refuses `invalid`, `too_large`, `too_fast`."""
        return await self._made(body, lambda image: ImageOps.fit(image, (EDGE, EDGE)))

    async def whole(self, body: bytes) -> Picture:
        """All of it, for a logo."""
        return await self._made(body, _within)

    def close(self) -> None:
        """Whoever still waits is gone by now; what is being worked on comes to its end behind this."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _made(self, body: bytes, cut: Callable[[Image.Image], Image.Image]) -> Picture:
        if self._waiting >= WAITING:
            raise Refusal("too_fast", "Too many pictures at once; try again in a few seconds.", retry_after=5.0)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, _made_anew, body, cut)
        finally:
            self._waiting -= 1


def _made_anew(body: bytes, cut: Callable[[Image.Image], Image.Image]) -> Picture:
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            if image.width * image.height > PIXELS:
                raise Refusal("too_large", f"The picture has more than {PIXELS:,} pixels.")
            if max(image.size) > SIDE:
                raise Refusal("too_large", f"The picture is more than {SIDE:,} pixels wide or high.")
            image.draft(None, (2 * EDGE, 2 * EDGE))  # a JPEG is decoded no larger than needed
            ImageOps.exif_transpose(image, in_place=True)  # every copy would be as large again
            mode = "RGBA" if _is_see_through(image) else "RGB"
            small = cut(image if image.mode == mode else image.convert(mode))
        made = io.BytesIO()
        small.save(made, "WEBP", quality=85, method=4)
    except _BROKEN:
        raise Refusal("invalid", "This is no picture that can be read; PNG, JPEG, WebP and GIF can.") from None
    written = made.getvalue()
    return Picture(hashlib.sha256(written).hexdigest()[:32], "image/webp", written)


def _within(image: Image.Image) -> Image.Image:
    image.thumbnail((EDGE, EDGE))
    return image


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
