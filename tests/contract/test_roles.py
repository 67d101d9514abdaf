"""Every operation, asked by everybody: the answers are those of the table of rights."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import resolve

from tests.answers import description, unchecked
from tests.contract.rights import LISTED, PEOPLE, RIGHTS, SEEN, Right
from tests.contract.stage import Stage

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """One for all: what an operation uses up it is given anew."""
    return Stage()


def operations() -> set[tuple[str, str]]:
    """Every operation of the description."""
    paths = description()["paths"]
    return {(method, path) for path, item in paths.items() for method in METHODS & item.keys()}


def answered(answer: Any) -> str:
    """The word of the table for an answer."""
    return "ok" if answer.status_code < 300 else str(answer.status_code)


def rules() -> Iterator[Any]:
    """Every line of every table of rights that a resource obeys."""
    from lectern.urls import router

    for prefix, view, _name in router.registry:
        for action in view.policy:
            yield pytest.param(view, action, id=f"{prefix} {action}")


def rights_under(view: Any, action: str) -> list[Right]:
    """The rows that a line decides about."""
    found = []
    for right in RIGHTS:
        served = resolve(right.path.replace("{id}", "0" * 24)).func
        actions = getattr(served, "actions", None) or {}
        if getattr(served, "cls", None) is view and actions.get(right.method) == action:
            found.append(right)
    return found


def test_the_table_names_every_operation_and_no_other() -> None:
    assert {right.operation for right in RIGHTS} == operations()


@pytest.mark.parametrize("right", RIGHTS, ids=str)
def test_everybody_is_answered_as_the_table_says(stage: Stage, right: Right) -> None:
    answers = {name: answered(stage.ask(name, right)) for name in PEOPLE}
    assert answers == right.answers


def listed(me: Any, path: str) -> set[str] | None:
    """The ids in all pages of a list; None when this is no list of theirs."""
    ids: set[str] = set()
    url = f"{path}?page_size=100"
    while url:
        answer = me.get(url)
        if answer.status_code in (401, 403):
            return None
        page = answer.json()
        ids |= {row.get("id") or row["number"] for row in page["results"]}
        url = page["next"]
    return ids


ROWS = [right for right in RIGHTS if right.method == "get" and right.path.endswith("/{id}/")]


@pytest.mark.parametrize("right", ROWS, ids=str)
def test_a_list_holds_what_its_reader_may_see_and_nothing_else(stage: Stage, right: Right) -> None:
    row = str(stage.target(right))
    allowed = {name for name in PEOPLE if right.answers[name] == "ok"}
    for name in PEOPLE:
        ids = listed(stage.clients[name], right.path.removesuffix("{id}/"))
        if ids is not None:
            assert (row in ids) == (name in LISTED.get(right.path, allowed)), name


@pytest.mark.parametrize(("path", "what", "field"), list(SEEN))
def test_a_field_is_shown_to_whom_the_table_says(
    stage: Stage, path: str, what: str, field: str
) -> None:
    right = next(row for row in RIGHTS if row[:3] == ("get", path, what))
    readers = [name for name in PEOPLE if right.answers[name] == "ok"]
    seen = {name for name in readers if stage.ask(name, right).json().get(field) is not None}
    assert seen == SEEN[path, what, field]


@pytest.mark.parametrize(("view", "action"), list(rules()))
def test_what_no_line_allows_nobody_may(
    stage: Stage, view: Any, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rights_under(view, action)
    assert rows, "this line is about no operation"
    rest = {name: rule for name, rule in view.policy.items() if name != action}
    monkeypatch.setattr(view, "policy", rest)
    denied = dict.fromkeys(PEOPLE, "403") | {"visitor": "401"}
    with unchecked():
        for right in rows:
            assert {name: answered(stage.ask(name, right)) for name in PEOPLE} == denied
    assert any(right.answers != denied for right in rows), "nobody misses this line"
