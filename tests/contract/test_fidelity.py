"""What the server answers is what the description says it answers, to the last field."""

from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.answers import description
from tests.contract.furniture import furnish, lists
from tests.contract.rights import PEOPLE, RIGHTS, Right
from tests.contract.stage import QUERIES, Stage

JSON = "application/json"


def closed(thing: Any) -> Any:
    """Schemas that take no field which they do not name."""
    if isinstance(thing, list):
        return [closed(inner) for inner in thing]
    if not isinstance(thing, Mapping):
        return thing
    shut = {name: closed(inner) for name, inner in thing.items()}
    if isinstance(shut.get("properties"), Mapping):
        shut.setdefault("additionalProperties", False)
    return shut


DESCRIPTION = closed(description())


def misfits(method: str, path: str, answer: Any) -> list[str]:
    """What of an answer is not as described."""
    said = DESCRIPTION["paths"][path][method]["responses"][str(answer.status_code)]
    described = said.get("content", {})
    if JSON not in described:  # a file, or nothing
        fits = answer.streaming or answer.content in (b"", b"{}")
        return [] if fits or answer.headers["Content-Type"] in described else [f"{path}: {said}"]
    schema = {**described[JSON]["schema"], "components": DESCRIPTION["components"]}
    return [
        f"{method} {path} {error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(answer.json())
    ]


def expanding(path: str) -> str:
    """The parameters that a read cannot do without, and all expansions that it has."""
    names = [row.get("name") for row in DESCRIPTION["paths"][path]["get"].get("parameters", [])]
    if "expand" not in names:
        return QUERIES.get(path, "")
    view = lists()[path.removesuffix("{id}/")]
    return f"?expand={','.join(view.expansions)}"


def test_everything_that_can_be_read_fits_its_description(clean: None) -> None:
    clients = furnish()
    read = set()
    found = []

    def check(name: str, path: str, url: str) -> Any:
        answer = clients[name].get(url)
        if answer.status_code != 200:
            assert answer.status_code in (401, 403), (name, url, answer.content)
            return {}
        read.add(path)
        found.extend(f"{name} {misfit}" for misfit in misfits("get", path, answer))
        return answer.json() if answer.headers["Content-Type"] == JSON else {}

    readable = {path for path, item in DESCRIPTION["paths"].items() if "get" in item}
    for path in sorted(readable):
        if "{id}" in path:
            continue
        for name in clients:
            rows = check(name, path, path + QUERIES.get(path, "")).get("results") or []
            check(name, path, path + expanding(path))
            for below in (other for other in readable if other.startswith(f"{path}{{id}}/")):
                if rows:
                    known_by = rows[0].get("id") or rows[0]["number"]
                    check(name, below, below.replace("{id}", known_by))
                    check(name, below, below.replace("{id}", known_by) + expanding(below))
    assert not found, "\n".join(found)
    assert read == readable


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """One for all: what an operation uses up it is given anew."""
    return Stage()


WRITES = [right for right in RIGHTS if right.method != "get" and "ok" in right.answers.values()]


@pytest.mark.parametrize("right", WRITES, ids=str)
def test_what_a_write_answers_fits_its_description(stage: Stage, right: Right) -> None:
    allowed = [name for name in PEOPLE if right.answers[name] == "ok"]
    answer = stage.ask(allowed[-1], right)
    assert misfits(right.method, right.path, answer) == []
