"""JSON out."""

from collections.abc import Mapping
from typing import Any

import orjson
from bson import ObjectId
from rest_framework.renderers import BaseRenderer


def _default(value: Any) -> Any:
    if isinstance(value, ObjectId):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple):
        return list(value)
    return str(value)


class Json(BaseRenderer):
    """Encodes answers with orjson; times leave as RFC 3339 in UTC."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        """The bytes of the body."""
        if data is None:
            return b""
        return orjson.dumps(
            data, default=_default, option=orjson.OPT_UTC_Z | orjson.OPT_PASSTHROUGH_SUBCLASS
        )
