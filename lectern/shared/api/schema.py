"""Describing the API: parameters out of the declared listings, one problem for every error."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance, get_doc
from rest_framework import serializers

from lectern.shared.api import viewsets
from lectern.shared.api.expansions import Expansion
from lectern.shared.api.failures import DECLARED
from lectern.shared.api.fields import Line
from lectern.shared.api.permissions import is_public
from lectern.shared.api.preconditions import PreconditionFailed
from lectern.shared.api.serializers import OBJECT_ID, Body, Resource

VERBS: Mapping[str, str] = {
    "list": "List {many}",
    "create": "Create {one}",
    "retrieve": "Read {one}",
    "update": "Replace {one}",
    "partial_update": "Change {one}",
    "destroy": "Delete {one}",
}
NOT_BLANK = r"\S"


class ResourceSchema(AutoSchema):
    """Adds what our resources declare beyond DRF: filters, orders, searches, expansions, ids."""

    def get_tags(self) -> list[str]:
        """One tag a resource: the first part of the path."""
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [parts[1] if len(parts) > 1 else parts[0]]

    def get_operation_id(self) -> str:
        """`courses_list`, and after its path alone what has one method: `courses_publish`."""
        usual: str = super().get_operation_id()
        action = getattr(self.view, "action", None)
        resource = hasattr(self.view, "listing") or action not in (*VERBS, None)
        own = (action in VERBS and resource) or len(_methods(self.view)) > 1
        if own or self.method == "DELETE":
            return usual
        return usual.removesuffix(f"_{self.method_mapping[self.method.lower()]}").removesuffix(
            "_list"
        )

    def get_summary(self) -> str:
        """What the operation does, in a line."""
        verb = VERBS.get(getattr(self.view, "action", None) or "")
        if verb and hasattr(self.view, "listing") and self._is_inherited():
            many = self.get_tags()[0].replace("-", " ")
            return verb.format(many=many, one=_one_of(many))
        docs = [self._doc_of_action(), get_doc(self.view.__class__)]
        if len(_methods(self.view)) == 1 and not hasattr(self.view, "action"):
            docs.reverse()  # such a view is its one operation
        sentence = next(doc for doc in docs if doc[:1].isupper()).split("\n\n")[0]
        return re.split(r"[.;]", " ".join(sentence.split()))[0]

    def get_description(self) -> str:
        """What is particular about it; of what all resources do alike, what the resource is."""
        if self._is_inherited():
            return str(get_doc(self.view.__class__))
        return str(super().get_description())

    def _doc_of_action(self) -> str:
        name = getattr(self.view, "action", None) or self.method.lower()
        return str(get_doc(getattr(self.view, name)))

    def _is_inherited(self) -> bool:
        action = getattr(self.view, getattr(self.view, "action", None) or "", None)
        return getattr(action, "__module__", "") == viewsets.__name__

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

    def _get_request_body(self, direction: str = "request") -> Any:
        """A DELETE has a body where its view says so: a confirmation."""
        if self.method != "DELETE" or not getattr(self.view, "delete_has_body", False):
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        self.method = "POST"
        try:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        finally:
            self.method = "DELETE"

    def get_extensions(self) -> dict[str, Any]:
        """The errors that the action declares and, where one signs in, those of that."""
        action = getattr(self.view, "action", None) or self.method.lower()
        errors = [*getattr(self.view, "errors", {}).get(action, ())]
        authenticators: list[Any] = self.view.get_authenticators()
        for authenticator in authenticators:
            errors += authenticator.errors(self.view)
        if self.method in viewsets.COMPARED and isinstance(self.view, viewsets.ResourceViewSet):
            errors.append(PreconditionFailed)
        return {**super().get_extensions(), DECLARED: errors}

    def get_auth(self) -> list[dict[str, Any]]:
        """What the table of rights allows everybody needs no token."""
        auth: list[dict[str, Any]] = super().get_auth()
        if is_public(self.view) and {} not in auth:
            auth.append({})
        return auth

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        """Bodies are strict; answers have all fields but those that are withheld from some."""
        body = force_instance(serializer)  # type: ignore[no-untyped-call]
        schema: dict[str, Any]
        schema = super()._map_basic_serializer(body, direction)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(body, Body):
            schema |= {"additionalProperties": False, **body.constraints}
        if direction == "response" and isinstance(body, Body):
            schema["required"] = sorted(schema["properties"].keys() - body.withheld)
        return schema

    def _map_serializer_field(
        self, field: Any, direction: str, bypass_extensions: bool = False
    ) -> Any:
        """Text that is trimmed has to leave something; a line has no control characters.

        A reference that can be inlined is answered as an id or as its summary.
        """
        schema = super()._map_serializer_field(  # type: ignore[no-untyped-call]
            field, direction, bypass_extensions
        )
        expansions: Mapping[Any, Expansion] = getattr(self.view, "expansions", {})
        expansion = expansions.get(getattr(field, "field_name", None))
        if direction == "response" and expansion and isinstance(field.parent, Resource):
            summary = self.resolve_serializer(expansion.shape, "response")
            said = {name: told for name, told in schema.items() if name not in OBJECT_ID}
            return {"anyOf": [OBJECT_ID, summary.ref, {"type": "null"}], **said}
        if direction == "request" and type(field) in (Line, serializers.CharField):
            blank = field.allow_blank or not field.trim_whitespace
            pattern = field.pattern if isinstance(field, Line) else "" if blank else NOT_BLANK
            if pattern:
                schema["pattern"] = pattern
        return schema

    def _insert_field_validators(self, field: Any, schema: dict[str, Any]) -> None:
        """What may be blank is blank or of its format; who knows no formats finds it both."""
        super()._insert_field_validators(field, schema)  # type: ignore[no-untyped-call]
        if getattr(field, "allow_blank", False) and "oneOf" in schema:
            schema["anyOf"] = schema.pop("oneOf")

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "path", "required": True, "schema": OBJECT_ID}
            for name in variables
        ]


def require_bodies(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Say which requests cannot do without a body."""
    for path in result["paths"].values():
        for operation in path.values():
            _require_body(operation, result["components"]["schemas"])
    return result


def _require_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A body of which no field is required by itself is required when one of several is."""
    body = operation.get("requestBody", {})
    for media in body.get("content", {}).values():
        name = media["schema"].get("$ref", "").rpartition("/")[2]
        if {"oneOf", "anyOf", "required"} & schemas.get(name, {}).keys():
            body["required"] = True


def describe_tags(result: dict[str, Any], generator: Any, **_kwargs: Any) -> dict[str, Any]:
    """Say of every tag what its resource is."""
    docs = dict(settings.TAGS)
    for path, _regex, _method, callback in generator.endpoints:
        docs.setdefault(path.split("/")[2], get_doc(callback.cls))
    used = {
        tag for item in result["paths"].values() for row in item.values() for tag in row["tags"]
    }
    result["tags"] = [{"name": tag, "description": docs[tag]} for tag in sorted(used)]
    return result


def _one_of(many: str) -> str:
    for ending, single in (("zzes", "z"), ("ies", "y"), ("ss", "ss"), ("s", "")):
        if many.endswith(ending):
            many = many.removesuffix(ending) + single
            break
    return f"{'an' if many[0] in 'aeio' else 'a'} {many}"


def _methods(view: Any) -> set[str]:
    mapped = getattr(view, "action_map", None)
    methods = mapped or {name for name in view.http_method_names if hasattr(view, name)}
    return set(methods) - {"head", "options"}
