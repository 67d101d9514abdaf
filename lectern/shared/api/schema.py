"""Describing the API: parameters out of the declared listings, one problem for every error."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from rest_framework import serializers

from lectern.shared.api.fields import Line
from lectern.shared.api.permissions import is_public
from lectern.shared.api.serializers import OBJECT_ID, Body, Resource

NOT_BLANK = r"\S"

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details. Branch on `code`.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail", "code"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON pointer into the body, or `?name` of a parameter.",
                    },
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}


class ResourceSchema(AutoSchema):
    """Adds what our resources declare beyond DRF: filters, orders, searches, expansions, ids."""

    def get_tags(self) -> list[str]:
        """One tag a resource: the first part of the path."""
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [parts[1] if len(parts) > 1 else parts[0]]

    def get_override_parameters(self) -> list[Any]:
        """Declared listing and expansion parameters."""
        from drf_spectacular.utils import OpenApiParameter

        rows: list[dict[str, Any]] = []
        action = getattr(self.view, "action", None)
        if action == "list" and hasattr(self.view, "listing"):
            rows += self.view.listing.parameters()
        expansions = getattr(self.view, "expansions", None)
        if action in ("list", "retrieve") and expansions:
            names, name = ", ".join(expansions), f"({'|'.join(expansions)})?"
            rows.append(
                {
                    "name": "expand",
                    "in": "query",
                    "description": f"Comma-separated references to inline: {names}.",
                    "schema": {"type": "string", "pattern": f"^{name}(,{name})*$"},
                }
            )
        return [
            OpenApiParameter(
                row["name"],
                row["schema"],
                OpenApiParameter.QUERY,
                description=row.get("description", ""),
            )
            for row in rows
        ]

    def get_auth(self) -> list[dict[str, Any]]:
        """What the table of rights allows everybody needs no token."""
        auth: list[dict[str, Any]] = super().get_auth()
        if is_public(self.view) and {} not in auth:
            auth.append({})
        return auth

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        """Bodies are strict; rows may lack what their reader is not to see."""
        body = force_instance(serializer)  # type: ignore[no-untyped-call]
        schema: dict[str, Any]
        schema = super()._map_basic_serializer(body, direction)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(body, Body):
            schema |= {"additionalProperties": False, **body.constraints}
        if direction == "response" and isinstance(body, Resource):
            required = [name for name in schema.pop("required", ()) if name not in body.withheld]
            schema |= {"required": required} if required else {}
        return schema

    def _map_serializer_field(
        self, field: Any, direction: str, bypass_extensions: bool = False
    ) -> Any:
        """Text that is trimmed has to leave something; a line has no control characters."""
        schema = super()._map_serializer_field(  # type: ignore[no-untyped-call]
            field, direction, bypass_extensions
        )
        if direction == "request" and type(field) in (Line, serializers.CharField):
            blank = field.allow_blank or not field.trim_whitespace
            pattern = field.pattern if isinstance(field, Line) else "" if blank else NOT_BLANK
            if pattern:
                schema["pattern"] = pattern
        return schema

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "path", "required": True, "schema": OBJECT_ID}
            for name in variables
        ]


def describe_problems(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Let every operation answer problems, and nothing else, when it fails."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result["paths"].values():
        for operation in path.values():
            operation["responses"].setdefault(
                "default", {"description": "A problem.", "content": content}
            )
            _require_body(operation, result["components"]["schemas"])
    return result


def _require_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A body of which no field is required by itself is required when one of several is."""
    body = operation.get("requestBody", {})
    for media in body.get("content", {}).values():
        name = media["schema"].get("$ref", "").rpartition("/")[2]
        if {"oneOf", "anyOf", "required"} & schemas.get(name, {}).keys():
            body["required"] = True
