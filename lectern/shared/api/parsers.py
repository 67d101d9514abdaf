"""JSON in, and forms with files."""

import re
from html import unescape
from typing import Any

import orjson
from django.http.multipartparser import MultiPartParser as FormReader
from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from lectern.shared.api.fields import CONTROLS
from lectern.shared.errors import FieldError, Invalid

_HARMFUL = re.compile(rf"[/\\{CONTROLS}]")


class Json(BaseParser):
    """Decodes bodies with orjson, which refuses NaN, infinity and invalid UTF-8."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The decoded body; a 400 problem that says where it stops being JSON."""
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is not JSON: {error}.") from error


class _Reader(FormReader):
    """Refuses names that Django would clean: who sends one means harm, or another file."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        """The name, when it is one and no way to somewhere."""
        clean: str | None = super().sanitize_file_name(file_name)
        if clean is None or _HARMFUL.search(unescape(file_name)):
            sentence = "A file has a name without slashes and control characters."
            raise Invalid(errors=[FieldError("/file", sentence, "invalid-name")])
        return clean


class Form(MultiPartParser):
    """Reads forms, and never a file by a name that could lead anywhere."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The fields and the files."""
        request = parser_context["request"]
        meta = {**request.META, "CONTENT_TYPE": media_type}
        try:
            reader = _Reader(meta, stream, request.upload_handlers, parser_context["encoding"])
            return DataAndFiles(*reader.parse())
        except MultiPartParserError as error:
            raise ParseError(f"The form cannot be read: {error}.") from error
