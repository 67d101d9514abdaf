"""The PDF of a certificate over HTTP."""

from typing import Any

from django.utils.http import content_disposition_header, parse_etags, quote_etag
from drf_spectacular.types import OpenApiTypes
from rest_framework import status
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.certificates.pdf import Paper, printed

DESCRIBED = {(200, "application/pdf"): OpenApiTypes.BINARY, 304: None}


class Pdf(BaseRenderer):
    """PDF out: bytes as they are."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        """The bytes of the body."""
        return data or b""


def download(request: Request, paper: Paper) -> Response:
    """The PDF; who has it already is told so, and nothing is printed."""
    etag = quote_etag(paper.digest)
    headers = {"ETag": etag}
    held = parse_etags(request.headers.get("If-None-Match", ""))
    if {etag, f"W/{etag}", "*"} & set(held):
        return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
    name = content_disposition_header(as_attachment=True, filename=f"{paper.number}.pdf")
    return Response(printed(paper), headers={**headers, "Content-Disposition": str(name)})
