"""Pictures are drawn anew: what is kept was written by us, and holds nothing but pixels.

Place, camera and author of a photograph, thumbnails, comments and whatever else a file can carry
stay behind. One format leaves: WebP, without loss for what came without loss.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps

from lectern.shared.uploads.kinds import UnacceptableFile

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
LOSSLESS = frozenset({"PNG", "GIF"})
MAX_SIDE = 20_000
QUALITY = 85

# A decoded picture is large; so many are held at once, however many people upload.
_drawing = BoundedSemaphore(2)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, ValueError, RuntimeError, SyntaxError, EOFError, IndexError, struct.error)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    content: bytes
    width: int
    height: int


def redraw(file: IO[bytes], *, side: int) -> Picture:
    """The picture, upright, at most `side` pixels wide and high; no pixel of a bomb is decoded."""
    file.seek(0)
    try:
        with _drawing, Image.open(file, formats=FORMATS) as image:
            _check(image)
            return _drawn(image, side)
    except _BOMB as error:
        raise _huge() from error
    except _BROKEN as error:
        sentence = "The picture is damaged, or is none."
        raise UnacceptableFile("broken-picture", sentence) from error


def _huge() -> UnacceptableFile:
    most = settings.UPLOAD_MAX_PIXELS // 1_000_000
    sentence = f"Accepted are {most} million pixels, and {MAX_SIDE:,} on a side."
    return UnacceptableFile("huge-picture", sentence)


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > settings.UPLOAD_MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _huge()
    if getattr(image, "is_animated", False):
        sentence = "Pictures that move are not kept; a film (MP4, WebM) can be added to a lesson."
        raise UnacceptableFile("moving-picture", sentence)


def _drawn(image: Image.Image, side: int) -> Picture:
    lossless = image.format in LOSSLESS
    image.draft("RGB", (side, side))  # large JPEGs are decoded at a fraction of their size
    upright = ImageOps.exif_transpose(image)
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail((side, side), Image.Resampling.LANCZOS)
    drawn.info.clear()
    target = BytesIO()
    drawn.save(target, "WEBP", lossless=lossless, quality=QUALITY, method=4)
    return Picture(target.getvalue(), *drawn.size)
