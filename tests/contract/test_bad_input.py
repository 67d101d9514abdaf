"""What the description does not allow is refused where it is wrong, and changes nothing."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from bson import ObjectId
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from tests.contract.refusals import (
    DESCRIPTION,
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

ODD: tuple[Any, ...] = (
    None,
    True,
    5,
    -1,
    1.5,
    2**63,
    "",
    "x" * 600_000,
    "a\x00b",
    "0" * 24,
    [],
    [[[]]],
    {},
)
# Bodies that no parser should take, and what their kind is said to be.
BROKEN: dict[str, tuple[bytes, str, int]] = {
    "nested": (b"[" * 100_000, "application/json", 400),
    "nested object": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "application/json", 400),
    "huge number": (b'{"title": 1e999}', "application/json", 400),
    "not a number": (b'{"title": NaN}', "application/json", 400),
    "lone surrogate": (b'{"title": "\\ud800"}', "application/json", 400),
    "invalid UTF-8": (b'{"title": "\xff\xfe"}', "application/json", 400),
    "cut": (b'{"title": "x', "application/json", 400),
    "text": (b"title=x", "text/plain", 415),
    "form": (b"title=x", "application/x-www-form-urlencoded", 415),
    "XML": (b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "text/xml", 415),
}


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """One for all: nothing here changes anything."""
    return Stage()


def written(right: Right) -> dict[str, Any] | None:
    """The schema of the JSON that an operation takes."""
    media = operation(right).get("requestBody", {}).get("content", {}).get("application/json")
    return resolve(media["schema"]) if media else None


WRITES = [right for right in RIGHTS if written(right) is not None]
KEYED = [
    right.path
    for right in RIGHTS
    if {"$ref": "#/components/parameters/IdempotencyKey"} in operation(right).get("parameters", ())
]
READS = [right for right in RIGHTS if right.method == "get"]
SEARCHED = {
    right.path
    for right in READS
    if any(row.get("name") == "search" for row in operation(right).get("parameters", ()))
}


def bad_bodies(good: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Bodies of which one field is wrong, with the name of this field."""
    validator = Draft202012Validator({**schema, "components": DESCRIPTION["components"]})
    for name in schema.get("properties", {}):
        for value in (*OPERATORS, *ODD):
            body = {**good, name: value}
            if not validator.is_valid(body):
                yield name, body


@pytest.mark.parametrize("right", WRITES, ids=str)
def test_a_wrong_field_is_pointed_at_and_changes_nothing(stage: Stage, right: Right) -> None:
    schema = written(right)
    assert schema is not None
    url = right.path.replace("{id}", str(stage.target(right)) if "{id}" in right.path else "")
    good = stage._body(right) or {}
    one = allowed(right)
    before = everything()
    for field, body in bad_bodies(good, schema):
        if one is not None:
            problem = refusal(getattr(stage.clients[one], right.method)(url, body))
            found = {"/".join(at.split("/")[:2]) for at in pointers(problem)}
            assert f"/{field}" in found, (one, field, str(body[field])[:80], problem)
    for name in EVERYBODY:
        for field in schema.get("properties", {}):
            body = {**good, field: {"$gt": ""}}
            if not schema["properties"][field].get("additionalProperties"):
                refusal(getattr(stage.clients[name], right.method)(url, body))
    assert everything() == before


@pytest.mark.parametrize("right", WRITES, ids=str)
def test_what_cannot_be_set_is_pointed_at_and_changes_nothing(stage: Stage, right: Right) -> None:
    schema = written(right)
    assert schema is not None
    url = right.path.replace("{id}", str(stage.target(right)) if "{id}" in right.path else "")
    good = stage._body(right) or {}
    unknown = {*PRIVILEGED, *shown(right)} - schema.get("properties", {}).keys()
    before = everything()
    for name in EVERYBODY:
        for field in sorted(unknown):
            problem = refusal(getattr(stage.clients[name], right.method)(url, {**good, field: "x"}))
            if right.answers[name] == "ok":
                assert f"/{field}" in pointers(problem), (name, field, problem)
    assert everything() == before


@pytest.mark.parametrize("right", WRITES, ids=str)
def test_a_body_that_cannot_be_read_is_refused(stage: Stage, right: Right) -> None:
    url = right.path.replace("{id}", str(stage.target(right)) if "{id}" in right.path else "")
    before = everything()
    for what, (content, kind, status) in BROKEN.items():
        for name in EVERYBODY:
            call = getattr(stage.clients[name], right.method)
            answer = call(url, data=content, content_type=kind)
            problem = refusal(answer)
            if right.answers[name] == "ok":
                assert answer.status_code == status, (what, name, problem)
    assert everything() == before


@pytest.mark.parametrize("path", sorted(set(KEYED)))
def test_a_key_that_is_none_is_refused_wherever_one_is_taken(stage: Stage, path: str) -> None:
    me: APIClient = stage.clients["admin"]
    answer = me.post(path.replace("{id}", "0" * 24), {}, HTTP_IDEMPOTENCY_KEY="two words")
    assert refusal(answer)["code"] == "invalid-idempotency-key"


def odd_queries(right: Right) -> Iterator[tuple[str, str, bool]]:
    """Query strings, the parameter that is wrong in each, and whether it must be refused."""
    listed = {row.get("name") for row in operation(right).get("parameters", [])} >= {"cursor"}
    for row in operation(right).get("parameters", []):
        if row.get("in") != "query":
            continue
        name, schema = row["name"], row["schema"]
        typed = bool({"enum", "pattern", "minimum", "maxLength"} & schema.keys())
        typed = typed or schema["type"] != "string"
        for operator in ("$gt", "$ne", "$where", "$regex"):
            yield urlencode({f"{name}[{operator}]": ""}), f"{name}[{operator}]", listed
        for value in ('{"$gt": ""}', "x" * 5_000, "\x00", "\ufffd", "(a+)+$", "-" * 300, "1e999"):
            wrong = typed and not Draft202012Validator(schema).is_valid(value)
            yield urlencode({name: value}), name, wrong
        yield urlencode([(name, "x"), (name, "x")]), name, listed


@pytest.mark.parametrize("right", READS, ids=str)
def test_an_odd_query_is_answered_or_pointed_at(stage: Stage, right: Right) -> None:
    url = right.path.replace("{id}", str(stage.target(right)) if "{id}" in right.path else "")
    before = everything()
    for query, parameter, wrong in odd_queries(right):
        for name in EVERYBODY:
            answer = stage.clients[name].get(f"{url}?{query}")
            assert answer.status_code < 500, (query, answer.content)
            if right.answers[name] == "ok" and (wrong or answer.status_code >= 400):
                assert f"?{parameter}" in pointers(refusal(answer)), (name, query)
    assert everything() == before


@pytest.mark.parametrize("path", sorted(SEARCHED))
@pytest.mark.parametrize("pattern", [".*", "^", "(zz+)+$", "[zy]", "zz|yy", "$zz", "*"])
def test_a_search_is_for_words_and_never_a_pattern(stage: Stage, path: str, pattern: str) -> None:
    """Signs that mean something in a regular expression are text here: no refusal is needed where
    nothing reads them, and who looks for "C++ (1.2)" is answered. What is too long, or holds
    control characters, is refused with 400 like any other parameter (see the walk above).
    """
    url = path.replace("{id}", str(stage.course))
    answer = stage.clients["admin"].get(url, {"search": pattern})
    assert (answer.status_code, answer.json()["results"]) == (200, [])


@pytest.mark.parametrize("value", ["{id}", "%00", "..%2f..%2fetc%2fpasswd", "$where", "x" * 3_000])
@pytest.mark.parametrize("path", sorted({right.path for right in RIGHTS if "{id}" in right.path}))
def test_an_id_that_cannot_be_is_not_found(stage: Stage, path: str, value: str) -> None:
    me: APIClient = stage.clients["admin"]
    for method in ("get", "delete"):
        answer = getattr(me, method)(path.replace("{id}", value))
        assert refusal(answer)["status"] in (404, 405), answer.content
    assert ObjectId.is_valid(value) is False
