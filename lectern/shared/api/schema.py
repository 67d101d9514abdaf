"""Describing the API: parameters out of the declared listings, one problem for every error."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from lectern.shared.api.serializers import OBJECT_ID

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
            names = ", ".join(expansions)
            rows.append(
                {
                    "name": "expand",
                    "in": "query",
                    "description": f"Comma-separated references to inline: {names}.",
                    "schema": {"type": "string"},
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
    return result
