"""The PDF of a certificate over HTTP."""

from typing import Any

from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from lectern.certificates.pdf import Paper, printed

DESCRIBED = {(200, "application/pdf"): OpenApiTypes.BINARY}


class Pdf(BaseRenderer):
    """PDF out: bytes as they are."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        """The bytes of the body; OPTIONS has none."""
        return bytes(data or b"")


def download(paper: Paper) -> Response:
    """The PDF, as a file to keep under the number of the certificate."""
    name = content_disposition_header(as_attachment=True, filename=f"{paper.number}.pdf")
    return Response(printed(paper), headers={"Content-Disposition": str(name)})
