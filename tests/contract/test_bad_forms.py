"""Forms that hold what they should not are refused where it is wrong, and change nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from jsonschema import Draft202012Validator
from rest_framework.fields import BooleanField

from tests.contract.refusals import (
    EVERYBODY,
    OPERATORS,
    PRIVILEGED,
    allowed,
    everything,
    operation,
    pointers,
    refusal,
    resolve,
    shown,
)
from tests.contract.rights import RIGHTS, Right
from tests.contract.stage import Stage

FORM = "multipart/form-data"
TEXTS = (
    *(json.dumps(operator) for operator in OPERATORS),
    *("$where", "null", "None", "5", "-1", "NaN", "[]", "x" * 600_000, "a\x00b", "\ud7ff\ufffe"),
)
YES_OR_NO = {str(one) for one in BooleanField.TRUE_VALUES | BooleanField.FALSE_VALUES}
START = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
# Forms that no parser should take, and what their kind is said to be.
BROKEN: dict[str, tuple[bytes, str]] = {
    "no boundary": (START + b"\r\na\r\n--x--\r\n", FORM),
    "odd boundary": (START + b"\r\na\r\n--x--\r\n", f"{FORM}; boundary=\xff"),
    "other boundary": (START + b"\r\na\r\n--x--\r\n", f"{FORM}; boundary=y"),
    "cut in a head": (START, f"{FORM}; boundary=x"),
    "nothing": (b"", f"{FORM}; boundary=x"),
    "bad base64": (
        START + b"Content-Transfer-Encoding: base64\r\n\r\n\xff*\r\n--x--\r\n",
        f"{FORM}; boundary=x",
    ),
    "a part within": (
        START + b"Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\na\r\n--y--\r\n--x--",
        f"{FORM}; boundary=x",
    ),
    "too many fields": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 2_000 + b"--x--\r\n",
        f"{FORM}; boundary=x",
    ),
    "too many files": ((START + b"\r\na\r\n") * 2_000 + b"--x--\r\n", f"{FORM}; boundary=x"),
    "unknown letters": (START + b"\r\na\r\n--x--\r\n", f"{FORM}; boundary=x; charset=klingon"),
}


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """One for all: nothing here changes anything."""
    return Stage()


def form(right: Right) -> dict[str, Any] | None:
    """The schema of the form that an operation takes."""
    media = operation(right).get("requestBody", {}).get("content", {}).get(FORM)
    return resolve(media["schema"]) if media else None


FORMS = [right for right in RIGHTS if form(right) is not None]


def good(stage: Stage, right: Right) -> dict[str, Any]:
    """A form as it should be; files can be read once, so it is made anew each time."""
    body: dict[str, Any] = dict(stage._body(right))
    if "people" in body:
        people = f"username\n{body.pop('people')[0]}\n"
        body["file"] = SimpleUploadedFile("people.csv", people.encode())
    return body


def fits(schema: dict[str, Any], text: str) -> bool:
    """Whether a field of a form, which is text, may hold this."""
    schema = resolve(schema["allOf"][0]) if "allOf" in schema else schema
    if schema["type"] == "boolean":
        return text in YES_OR_NO
    return schema.get("format") != "binary" and Draft202012Validator(schema).is_valid(text)


def bad_values(schema: dict[str, Any], name: str) -> Iterator[Any]:
    """What a field cannot hold: text, a file where text is wanted, and a good value before it."""
    field = schema["properties"][name]
    for text in TEXTS:
        if not fits(field, text):
            yield text
            yield ["true", text]
    if field.get("format") != "binary":
        yield SimpleUploadedFile("true", b"true")


@pytest.mark.parametrize("right", FORMS, ids=str)
def test_a_wrong_field_of_a_form_is_pointed_at_and_changes_nothing(
    stage: Stage, right: Right
) -> None:
    schema, one = form(right), allowed(right)
    assert schema is not None and one is not None
    before, tried = everything(), 0
    for name in schema["properties"]:
        for value in bad_values(schema, name):
            body = {**good(stage, right), name: value}
            answer = stage.clients[one].post(right.path, body, format="multipart")
            found = pointers(refusal(answer))
            assert f"/{name}" in found, (name, str(value)[:80], answer.json())
            tried += 1
    assert tried > len(schema["properties"])
    assert everything() == before


@pytest.mark.parametrize("right", FORMS, ids=str)
def test_what_a_form_cannot_set_is_pointed_at_and_changes_nothing(
    stage: Stage, right: Right
) -> None:
    schema = form(right)
    assert schema is not None
    known = schema["properties"].keys()
    smuggled = {f"{name}{sign}" for name in known for sign in ("[$gt]", "[]", ".x", "__in")}
    before = everything()
    for field in sorted({*PRIVILEGED, *shown(right), *smuggled} - known):
        for name in EVERYBODY:
            body = {**good(stage, right), field: "x"}
            problem = refusal(stage.clients[name].post(right.path, body, format="multipart"))
            if right.answers[name] == "ok":
                assert f"/{field}" in pointers(problem), (name, field, problem)
    assert everything() == before


@pytest.mark.parametrize("right", FORMS, ids=str)
@pytest.mark.parametrize("what", BROKEN)
def test_a_form_that_cannot_be_read_is_refused(stage: Stage, right: Right, what: str) -> None:
    content, kind = BROKEN[what]
    before = everything()
    for name in EVERYBODY:
        refusal(stage.clients[name].post(right.path, data=content, content_type=kind))
    assert everything() == before
