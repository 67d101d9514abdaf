"""Everything that the contract of the API names exists, but for what was decided otherwise."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rest_framework.test import APIClient

from tests.answers import description
from tests.contract.contract import BESIDE, DECIDED, MORE, RESOURCES, VERBS, Resource, decided

DECISIONS = Path(__file__).parents[2] / "docs/decisions"
DESCRIPTION = description()


class More(NamedTuple):
    """An operation that the contract names beside the verbs of the resources."""

    method: str
    path: str
    sent: list[set[str]]
    answered: set[str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def more() -> list[More]:
    """The table, line by line."""
    found = []
    for line in filter(None, MORE.splitlines()):
        asked, _, answered = line.partition("->")
        method, path, *sent = asked.split()
        ways = [set(one.split("|")) for one in sent]
        found.append(More(method, f"/api/{path}", ways, set(answered.split())))
    return found


def operation(method: str, path: str) -> dict[str, Any]:
    """What is said of an operation; it has to be there."""
    assert method in DESCRIPTION["paths"].get(path, {}), f"there is no {method} {path}"
    return dict(DESCRIPTION["paths"][path][method])


def schema(content: dict[str, Any]) -> dict[str, Any]:
    """The schema of a body, with what it refers to in its place."""
    [media, *_] = content.values()
    name = media["schema"]["$ref"].rpartition("/")[2]
    return dict(DESCRIPTION["components"]["schemas"][name])


def sent(method: str, path: str) -> dict[str, Any]:
    """The schema of what an operation takes."""
    return schema(operation(method, path)["requestBody"]["content"])


def answered(method: str, path: str) -> set[str]:
    """The fields that an operation answers when it does what it is asked."""
    responses = operation(method, path)["responses"]
    return set(schema(responses["201" if "201" in responses else "200"]["content"])["properties"])


def declared(resource: Resource) -> dict[tuple[str, ...], bool]:
    """The indexes of a collection by their fields, and whether each is unique."""
    from lectern.shared import indexes
    from lectern.shared.documents import kinds

    [kind] = [kind for kind in kinds() if kind._meta["collection"] == resource.name]
    names = {field.db_field: name for name, field in kind._fields.items()}
    return {
        tuple(names.get(column, column) for column, _way in index.keys): index.unique
        for index in indexes.of(kind)
    }


EXPOSED = [resource for resource in RESOURCES if resource.verbs]


@pytest.mark.parametrize("resource", EXPOSED, ids=str)
def test_a_resource_has_the_verbs_of_the_contract(resource: Resource) -> None:
    there = {
        verb
        for verb, (method, below) in VERBS.items()
        if method in DESCRIPTION["paths"].get(resource.path + below, {})
    }
    assert set(resource.verbs.split()) - there == decided(resource) & VERBS.keys()


@pytest.mark.parametrize("resource", EXPOSED, ids=str)
def test_reading_one_tells_all_fields_of_the_contract(resource: Resource) -> None:
    shown = answered("get", f"{resource.path}{{id}}/")
    assert {"id", *resource.shown} - shown == decided(resource) & resource.all
    assert not shown & (resource.all - resource.shown)


@pytest.mark.parametrize(
    "resource", [one for one in EXPOSED if "create" not in decided(one)], ids=str
)
def test_creating_requires_what_the_contract_does(resource: Resource) -> None:
    assert set(sent("post", resource.path).get("required", ())) == resource.required


@pytest.mark.parametrize("resource", RESOURCES, ids=str)
def test_a_collection_has_the_indexes_of_the_contract(resource: Resource) -> None:
    """One that goes on with other fields does the same; a unique one is of these fields alone."""
    there = declared(resource)
    missing = set()
    for text in resource.indexes.split():
        fields = tuple(text.rstrip("!").split("+"))
        longer = any(index[: len(fields)] == fields for index in there)
        if not (there.get(fields) if text[-1] == "!" else longer):
            missing.add(text)
    assert missing == decided(resource) & set(resource.indexes.split())


@pytest.mark.parametrize("wanted", more(), ids=str)
def test_an_operation_takes_and_answers_what_the_contract_says(wanted: More) -> None:
    operation(wanted.method, wanted.path)
    if wanted.sent:
        body = sent(wanted.method, wanted.path)
        ways = [set(way["required"]) for key in ("anyOf", "oneOf") for way in body.get(key, ())]
        for one in wanted.sent:
            enough = set(body.get("required", ())) if len(one) == 1 else set().union(*ways)
            assert one <= enough & body["properties"].keys()
        single = set().union(*(one for one in wanted.sent if len(one) == 1))
        assert set(body.get("required", ())) == single
    if wanted.answered:
        assert wanted.answered <= answered(wanted.method, wanted.path)


@pytest.mark.parametrize("path", BESIDE)
def test_what_stands_beside_the_api_answers_without_a_token(client: APIClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("number", DECIDED)
def test_what_was_decided_otherwise_has_a_page(number: str) -> None:
    [page] = DECISIONS.glob(f"{number}-*.md")
    text = page.read_text()
    for name, what in DECIDED[number]:
        assert name.replace("_", "-") in text
        assert VERBS.get(what, (what,))[0] in text.lower()
