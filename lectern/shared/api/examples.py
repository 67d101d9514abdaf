"""An example for every body, made from its schema: one place knows what a field looks like."""

import re
from collections.abc import Mapping
from typing import Any, cast

Schema = Mapping[str, Any]

JSON = frozenset({"application/json"})
ID = "665f1c0a2b3c4d5e6f708192"
JWT = "header.claims.signature"
# What fields of these names hold, wherever they stand and their schema takes it; a list is of what
# goes by its own name, or by that without its last letter.
BY_NAME: Mapping[str, Any] = {
    "username": "ada",
    "email": "ada@example.org",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "password": "correct horse battery staple",
    "password1": "correct horse battery staple",
    "password2": "correct horse battery staple",
    "old_password": "correct horse battery staple",
    "new_password1": "an entirely different sentence",
    "new_password2": "an entirely different sentence",
    "title": "The Night Sky",
    "name": "Astronomy",
    "summary": "What moves above our heads, and why.",
    "description": "# The sky\n\nLook up on a clear night.",
    "content": "# The faithful moon\n\nIt always shows us the same face.",
    "html": "<p>It always shows us the same face.</p>",
    "content_html": "<h1>The faithful moon</h1>\n<p>It always shows us the same face.</p>",
    "description_html": "<h1>The sky</h1>\n<p>Look up on a clear night.</p>",
    "section": "Our neighbours",
    "tag": "astronomy",
    "level": "beginner",
    "image": "/media/uploads/the-night-sky.webp",
    "text": "Why does the moon always show us the same face?",
    "text_html": "<p>Why does the moon always show us the same face?</p>",
    "answer": "It turns once in each round.",
    "match": "Once in 27 days",
    "explanation": "It turns on its axis in the time in which it goes around us.",
    "feedback": "Think of how often it turns.",
    "remark": "Well observed.",
    "message": "You have a place on The Night Sky.",
    "body": "The next lesson comes on **Monday**.",
    "body_html": "<p>The next lesson comes on <strong>Monday</strong>.</p>",
    "reason": "It was issued to somebody else of the same name.",
    "number": "LEC-7F3DR-KQ5HE-8XZTJ",
    "instructor_name": "Caroline Herschel",
    "bio": "I write about engines, and look at stars.",
    "profile_picture": "/media/uploads/ada.webp",
    "people": "ada",
    "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "token": JWT,
    "access": JWT,
    "refresh": JWT,
    "mfa_token": JWT,
    "setup": JWT,
    "key": "MQ:1vOtXk:c2lnbmVkIGJ5IHRoaXMgc2VydmVy",
    "uid": "MQ",
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "uri": "otpauth://totp/Lectern:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lectern",
    "qr": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 45 45"><path d="M4 4h7"/></svg>',
    "recovery_code": "3f9c21d07a",
    "action": "courses.publish",
    "changed": "title",
    "request_id": "7b0f6a523d6e4c439a3f0d8c2f9f6a11",
    "kind": "import-course",
    "code": "file-refused",
    "error": "ConnectionRefusedError(111, 'Connection refused')",
    "done": "lectern.notifications.handlers.send_email",
    "content_type": "application/zip",
    "status": "active",
    "completion": "view",
    **dict.fromkeys(("id", "subject", "value", "course", "lesson", "completed_lesson"), ID),
    **dict.fromkeys(("quiz", "quizzes", "question", "choice", "enrollment"), ID),
    "detail": "It is done.",
    "url": "/courses/665f1c0a2b3c4d5e6f708192",
    "language": "en",
    "currency": "USD",
    "price": "49.00",
    "address": "192.0.2.1",
    "next": "/api/courses/?cursor=eyJ2IjpbXX0",
    "previous": None,
    "count": 1,
    "score": 87.5,
    "passed": True,
    "percent": 75,
}
# Where it is sent, such a name means something else.
BY_NAME_WRITTEN: Mapping[str, Any] = {**BY_NAME, "code": "123456"}
BY_FORMAT: Mapping[str, str] = {
    "date-time": "2026-05-04T09:30:00Z",
    "date": "2026-05-04",
    "uri": "https://example.org/",
    "email": "ada@example.org",
    "uuid": "7b0f6a52-3d6e-4c43-9a3f-0d8c2f9f6a11",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "TGVjdGVybg==",
}
BY_TYPE: Mapping[str, Any] = {"boolean": True, "number": 1.0, "string": "text", "null": None}


def give_examples(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Put one beside the schema of every JSON body."""
    make = Maker(result["components"]["schemas"])
    for item in result["paths"].values():
        for operation in item.values():
            _give(operation.get("requestBody", {}), make, written=True)
            for response in operation["responses"].values():
                _give(response, make, written=False)
    return result


def _give(body: dict[str, Any], make: "Maker", *, written: bool) -> None:
    for kind, media in body.get("content", {}).items():
        if kind in JSON and "example" not in media and "examples" not in media:
            media["example"] = make.example(media["schema"], written=written)


class Maker:
    """Makes examples of schemas, which may refer to each other."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = schemas

    def example(self, schema: Schema, name: str = "", *, written: bool = False) -> Any:
        """A value that the schema takes; `written` says that it is sent and not answered."""
        schema = self._whole(schema)
        for word in ("example", "const", "default"):
            if word in schema:
                return schema[word]
        if schema.get("examples"):
            return schema["examples"][0]
        if "enum" in schema:
            return next(value for value in schema["enum"] if value is not None)
        kind = self._kind(schema)
        if kind == "object":
            return self._object(schema, written=written)
        if kind == "array":
            one = name if name in BY_NAME else name.removesuffix("s")
            inner = self.example(schema["items"], one, written=written)
            return [inner] if schema.get("maxItems", 1) else []
        named = BY_NAME_WRITTEN if written else BY_NAME
        if name in named and _takes(schema, kind, named[name]):
            return named[name]
        return self._scalar(schema, kind)

    def _whole(self, schema: Schema) -> Schema:
        """The schema with what it refers to, and the first of its alternatives, in its place."""
        whole = dict(schema)
        if "$ref" in whole:
            found = self.schemas[whole.pop("$ref").rpartition("/")[2]]
            return self._whole({**found, **whole})
        for part in whole.pop("allOf", ()):
            whole = {**self._whole(part), **whole}
        for word in ("anyOf", "oneOf"):
            ways = [way for way in whole.pop(word, ()) if way.get("type") != "null"]
            if ways and "properties" in whole:  # they say which fields are required with which
                others = {name for way in ways[1:] for name in way.get("required", ())}
                fields = {k: v for k, v in whole["properties"].items() if k not in others}
                whole["properties"] = fields
            elif ways:
                whole = {**self._whole(ways[0]), **whole}
        return whole

    @staticmethod
    def _kind(schema: Schema) -> str:
        kind = schema.get("type", "object" if "properties" in schema else "string")
        kinds = [kind] if isinstance(kind, str) else kind
        return next(one for one in kinds if one != "null" or kinds == ["null"])

    def _object(self, schema: Schema, *, written: bool) -> dict[str, Any]:
        hidden = "readOnly" if written else "writeOnly"
        found = {
            name: self.example(inner, name, written=written)
            for name, inner in schema.get("properties", {}).items()
            if not self._whole(inner).get(hidden)
        }
        more = schema.get("additionalProperties")
        if not found and isinstance(more, Mapping):
            return {ID: self.example(more, "id", written=written)}
        return found

    def _scalar(self, schema: Schema, kind: str) -> Any:
        if kind == "string":
            return self._string(schema)
        if kind == "integer":
            return max(schema.get("minimum", 1), min(1, schema.get("maximum", 1)))
        return BY_TYPE[kind]

    @staticmethod
    def _string(schema: Schema) -> str:
        pattern = schema.get("pattern", "")
        for length in (24, 32):
            if f"[0-9a-f]{{{length}}}" in pattern:
                return (ID + ID)[:length]
        if schema.get("format") in BY_FORMAT:
            return BY_FORMAT[schema["format"]]
        text = cast(str, BY_TYPE["string"])
        return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 100)]


def _takes(schema: Schema, kind: str, value: Any) -> bool:
    """Whether a value that goes by a name is of the kind that is wanted here."""
    types = schema.get("type", kind)
    if value is None:
        return "null" in types
    wanted = {"string": str, "number": float, "integer": int, "boolean": bool}.get(kind)
    if type(value) is not wanted or schema.get("format") not in (None, "email"):
        return False
    return kind != "string" or bool(re.search(schema.get("pattern", ""), str(value)))
