"""Files as people bring them, honest and not."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(options.pop("mode", "RGB"), size, options.pop("color", "blue"))
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return saved(image, kind, **options)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture."""
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of which only the head is there, with the size that it claims."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 4096))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def moving(kind: str, frames: int = 3) -> bytes:
    """A picture that moves."""
    images = [Image.new("RGB", (8, 8), (number * 40 % 256, 0, 0)) for number in range(frames)]
    return saved(images[0], kind, save_all=True, append_images=images[1:], duration=50)


def form(content: bytes, name: str = "a.png", **fields: str) -> dict[str, Any]:
    """The body of an upload."""
    return {"file": SimpleUploadedFile(name, content), **fields}
