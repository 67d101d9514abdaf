"""The certificate on paper: the same bytes for the same certificate, from fonts we bring along.

Typst compiles a template of ours; what people wrote is handed over as data. It takes milliseconds
and its input has bounded lengths, so it happens within the request.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import qrcode
import typst
from qrcode.image.svg import SvgPathImage

TEMPLATE = Path(__file__).parent / "templates" / "certificates" / "certificate.typ"
# Kept for decades (PDF/A) and read aloud (PDF/UA).
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed."""

    site: str
    number: str
    name: str
    title: str
    instructor: str
    language: str
    completed_at: datetime
    issued_at: datetime
    url: str


def printed(paper: Paper) -> bytes:
    """The PDF.

    The standards refuse a text for which no font has a glyph (an emoji in a name, say); such a
    certificate is printed all the same, with a box in that place and without their promise.
    """
    try:
        return _compiled(paper, STANDARDS)
    except typst.TypstError:
        return _compiled(paper, [])


def _compiled(paper: Paper, standards: "list[typst.PDFStandard]") -> bytes:
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"certificate": _data(paper)},
        pdf_standards=standards,
        timestamp=int(paper.issued_at.timestamp()),
    )


def _data(paper: Paper) -> str:
    day = paper.completed_at
    code = qrcode.make(paper.url, image_factory=SvgPathImage, border=0).to_string().decode()
    values = asdict(paper) | {"year": day.year, "month": day.month, "day": day.day, "qr": code}
    values["language"] = paper.language.partition("-")[0]
    return json.dumps(values, default=str, sort_keys=True)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
