"""The description of the API: committed, complete, and true of what the server answers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from drf_spectacular.renderers import OpenApiYamlRenderer
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from lectern.shared.api.examples import BY_TYPE
from tests import answers
from tests.world import admin, person, sign_in, teacher

COMMITTED = Path(__file__).parents[2] / "docs/reference/openapi.yaml"
JSON_KINDS = {"application/json", "application/problem+json"}
FILE_KINDS = {"application/pdf", "application/octet-stream"}


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    """The description as the code gives it now."""
    return dict(answers.description())


def operations() -> Iterator[Any]:
    """Every operation of the description: method, path, what is said of it."""
    for path, item in answers.description()["paths"].items():
        for method, operation in item.items():
            yield pytest.param(method, path, operation, id=f"{method} {path}")


OPERATIONS = list(operations())


def resolved(description: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for, or the thing itself."""
    found: Any = description
    if "$ref" not in row:
        return row
    for part in row["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def bodies(description: dict[str, Any], operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that is sent and answered."""
    yield operation.get("requestBody", {})
    for response in operation["responses"].values():
        yield resolved(description, response)


def schemas(thing: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every schema of the description, with where it stands."""
    if isinstance(thing, dict):
        for name, inner in thing.items():
            below = f"{at}/{name}"
            if name in ("schema", "items", "additionalProperties") and inner is not False:
                yield below, inner
            if name in ("properties", "schemas") and isinstance(inner, dict):
                yield from ((f"{below}/{field}", schema) for field, schema in inner.items())
            if name not in ("example", "examples", "default"):
                yield from schemas(inner, below)
    elif isinstance(thing, list):
        for index, inner in enumerate(thing):
            yield from schemas(inner, f"{at}/{index}")


def leaves_open(schema: Any) -> bool:
    """Whether a schema takes anything, or an object of which it says nothing."""
    if not isinstance(schema, dict) or not schema:
        return True
    named = schema.get("properties") or schema.get("additionalProperties")
    return schema.get("type") == "object" and not named


def test_the_committed_description_is_that_of_the_code(description: dict[str, Any]) -> None:
    current = OpenApiYamlRenderer().render(description, renderer_context={}).decode()
    assert COMMITTED.read_text() == current, "the API changed: run `make schema` and commit"


def test_describing_warns_of_nothing_and_gives_openapi() -> None:
    command = [sys.executable, "-m", "django", "spectacular", "--fail-on-warn", "--validate"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "lectern.config.settings"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("openapi: 3.1")


def test_every_operation_has_a_name_of_its_own(description: dict[str, Any]) -> None:
    names = [
        operation["operationId"]
        for item in description["paths"].values()
        for operation in item.values()
    ]
    assert len(names) == len(set(names))


def test_every_route_of_the_api_is_described(description: dict[str, Any]) -> None:
    from django.urls import get_resolver

    def walk(patterns: Any, prefix: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route

    routes = {answers.path_of(route) for route in walk(get_resolver().url_patterns)}
    served = {route for route in routes if route.startswith("/api/") and "(" not in route}
    assert served - {"/api/schema/"} == set(description["paths"])


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_says_how_it_fails_and_speaks_json(
    description: dict[str, Any], method: str, path: str, operation: dict[str, Any]
) -> None:
    default = resolved(description, operation["responses"]["default"])
    problem = default["content"]["application/problem+json"]
    assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert operation["description"].strip()
    kinds = {
        kind for answer in operation["responses"].values() for kind in answer.get("content", {})
    }
    assert kinds <= JSON_KINDS | FILE_KINDS
    parameters = {
        parameter["name"]
        for parameter in operation.get("parameters", [])
        if parameter.get("in") == "path"
    }
    assert parameters == set(re.findall(r"{(\w+)}", path))


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_is_named_and_summed_up(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"])
    assert re.fullmatch(r"[A-Z].{3,99}", operation["summary"])
    assert not operation["summary"].endswith(".")


def test_every_tag_says_what_it_is_about(description: dict[str, Any]) -> None:
    used = {
        tag
        for item in description["paths"].values()
        for operation in item.values()
        for tag in operation["tags"]
    }
    assert {tag["name"] for tag in description["tags"]} == used
    assert all(len(tag["description"]) > 5 for tag in description["tags"])


def test_no_schema_leaves_open_what_it_describes(description: dict[str, Any]) -> None:
    open_ones = [at for at, schema in schemas(description) if leaves_open(schema)]
    assert open_ones == []


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_body_has_an_example_that_fits_it(
    description: dict[str, Any], method: str, path: str, operation: dict[str, Any]
) -> None:
    for body in bodies(description, operation):
        for kind, media in body.get("content", {}).items():
            if kind not in JSON_KINDS:
                continue
            named = media.get("examples", {}).values()
            examples = [resolved(description, row)["value"] for row in named]
            examples = examples or [media["example"]]
            schema = {**media["schema"], "components": description["components"]}
            for example in examples:
                Draft202012Validator(schema).validate(example)


def texts(value: Any) -> Iterator[str]:
    """Every text of an example."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_no_example_leaves_open_what_stands_there(
    description: dict[str, Any], method: str, path: str, operation: dict[str, Any]
) -> None:
    for body in bodies(description, operation):
        for media in body.get("content", {}).values():
            assert BY_TYPE["string"] not in texts(media.get("example"))


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_names_its_headers(
    description: dict[str, Any], method: str, path: str, operation: dict[str, Any]
) -> None:
    for status, response in operation["responses"].items():
        if status == "default":
            continue
        headers = resolved(description, response)["headers"].keys()
        assert "X-Request-ID" in headers
        codes = set() if status < "400" else answers.codes_of(operation["responses"], int(status))
        waits = {"idempotency-key-in-use", "too-many-requests", "unavailable"} & codes
        assert ("Retry-After" in headers) == bool(waits)
        assert ("WWW-Authenticate" in headers) == (status == "401")
    taken = {
        found["name"]
        for row in operation.get("parameters", [])
        if (found := resolved(description, row))["in"] == "header"
    }
    doors = path.startswith("/api/auth/")
    wanted = {
        "Idempotency-Key": method == "post" and not doors,
        "If-Match": "412" in operation["responses"],
        "If-None-Match": method == "get" and not doors,
    }
    assert taken == {name for name, yes in wanted.items() if yes}
    if method in ("put", "patch", "delete") and "{id}" in path and not doors:
        assert "If-Match" in taken


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_no_operation_breaks_or_answers_anything_else(
    client: APIClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    clients = [client, *(sign_in(made()) for made in (person, teacher, admin))]
    for name in (str(ObjectId()), "x"):
        url = path.replace("{id}", name)
        for me in clients:
            for body in ({}, [], {"$where": "1"}):
                if method == "get" and body != {}:
                    continue
                response = getattr(me, method)(url, None if method == "get" else body)
                status = response.status_code
                assert status < 500, (url, response.content)
                assert str(status) in operation["responses"], (url, status)
                kind = response.headers.get("Content-Type")
                if status >= 400:
                    assert kind == "application/problem+json"
                    assert response.json()["status"] == status
                elif response.content:
                    assert kind == "application/json"
