"""What a file is, by its content: a name alone is never believed."""

import warnings
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image

from lectern.interchange import limits
from lectern.interchange.svg import UnsafeSvgError, check_svg

_RASTER = {
    ".png": ("PNG", "image/png"),
    ".jpg": ("JPEG", "image/jpeg"),
    ".jpeg": ("JPEG", "image/jpeg"),
    ".gif": ("GIF", "image/gif"),
    ".webp": ("WEBP", "image/webp"),
}
_SVG = "image/svg+xml"
_TEXT = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".py": "text/x-python",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
}
_PDF = "application/pdf"

IMAGE_SUFFIXES = frozenset({*_RASTER, ".svg"})
ATTACHMENT_SUFFIXES = frozenset({*_TEXT, ".pdf"})


class MediaError(ValueError):
    """The file is not what its name says, or not fit to be shown."""

    def __init__(self, code: str, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.code, self.message, self.values = code, message, values


def suffix_of(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def check_image(path: str, data: bytes) -> str:
    """The media type of an image that can be shown whole and safely."""
    suffix = suffix_of(path)
    if suffix == ".svg":
        try:
            check_svg(data)
        except UnsafeSvgError as error:
            message = f"The drawing is not accepted: {error}."
            raise MediaError("unsafe-svg", message, detail=str(error)) from None
        return _SVG
    if suffix not in _RASTER:
        kinds = ", ".join(sorted(IMAGE_SUFFIXES))
        message = f"Images are {kinds}; this is “{suffix}”."
        raise MediaError("image-kind", message, kinds=kinds, found=suffix)
    expected, media_type = _RASTER[suffix]
    _check_raster(data, expected)
    return media_type


def _check_raster(data: bytes, expected: str) -> None:
    try:
        with warnings.catch_warnings():
            # The size is checked here, before any pixel is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=["PNG", "JPEG", "GIF", "WEBP"]) as image:
                found, pixels = image.format, image.width * image.height
                image.verify()
            if found == expected and pixels <= limits.PIXELS:
                # Verifying looks at the container only, and spends the image.
                with Image.open(BytesIO(data), formats=[expected]) as image:
                    image.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        message = f"The image is damaged or is no image ({error})."
        raise MediaError("broken-image", message, detail=str(error)) from None
    if found != expected:
        message = f"The name says {expected}, the content is {found}."
        raise MediaError("lying-image", message, expected=expected, found=str(found))
    if pixels > limits.PIXELS:
        message = f"The image has {pixels} pixels; {limits.PIXELS} are allowed."
        raise MediaError("huge-image", message, pixels=pixels, most=limits.PIXELS)


def check_attachment(path: str, data: bytes) -> str:
    """The media type of a file to download; only kinds that a browser will not run."""
    suffix = suffix_of(path)
    if suffix == ".pdf":
        if not data.startswith(b"%PDF-"):
            raise MediaError("lying-file", "The name says PDF, the content does not.", what="pdf")
        return _PDF
    if b"\0" in data or not _is_utf8(data):
        message = f"The name says text ({suffix}), the content does not."
        raise MediaError("lying-file", message, what="text", suffix=suffix)
    return _TEXT[suffix]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
