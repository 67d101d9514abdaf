"""Small courses for the tests: a folder of a few files, changed where a test wants it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

FIXTURE = Path(__file__).parent.parent / "fixtures" / "course"


def png(width: int = 2, height: int = 2, kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, kind)
    return file.getvalue()


MINIMAL: dict[str, bytes] = {
    "course.yaml": b"title: A course\n",
    "01-first.md": b"---\ntitle: First\n---\nText ![a map](fig/map.png)\n",
    "fig/map.png": png(),
}


def folder(root: Path, changes: Mapping[str, bytes | None] | None = None) -> Path:
    """The minimal course with some files changed, added, or (None) taken away."""
    for name, data in {**MINIMAL, **(changes or {})}.items():
        if data is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return root


def zipped(files: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()
