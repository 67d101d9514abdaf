"""No answer of any operation tells a learner, or anybody else without the right, the key."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import resolve

from tests.contract.rights import RIGHTS, Right
from tests.contract.stage import Stage

NAMES = {"is_correct", "answer", "tolerance", "explanation", "match", "feedback", "seed"}
# The tolerance has more digits than a time, in which it could stand by chance.
WORDS = ("Because.", "About ", "answer-key", "0.1328125")
OUTSIDERS = ("visitor", "owner", "student", "stranger")
UNEXPECTED: tuple[Any, ...] = (
    [],
    {"is_correct": True, "answer": "x", "feedback": {}, "points": {"x": -1}},
    {"answers": {"x": {"value": [], "version": -1}}},
)


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """A course whose quiz never tells its key; the owner has handed it in once."""
    return Stage()


def told(data: Any) -> Iterator[str]:
    """Every field anywhere in an answer that says something."""
    if isinstance(data, dict):
        for name, inner in data.items():
            if inner != []:  # the feedback of a quiz that tells nothing
                yield name
            yield from told(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from told(inner)


def assert_keeps_the_key(answer: Any) -> None:
    """Neither a field of the key nor a word of it is there."""
    if answer.headers.get("Content-Type") == "application/pdf":
        return  # a certificate, which is made of names and dates
    text = answer.content.decode()
    assert not [word for word in WORDS if word in text], text
    if text:
        assert not NAMES & set(told(answer.json())), text


def queries(right: Right) -> Iterator[str]:
    """What a read can be asked for: everything expanded, and a search for the key itself."""
    yield ""
    view = resolve(right.path.replace("{id}", "0" * 24)).func
    cls = getattr(view, "cls", None)
    if right.method == "get" and getattr(cls, "expansions", None):
        yield f"?expand={','.join(cls.expansions)}"
    if right.method == "get" and "{id}" not in right.path and hasattr(cls, "listing"):
        yield "?page_size=100"
        yield "?search=answer-key"
        yield "?answer=answer-key&is_correct=true"
    if right.path == "/api/search/":
        yield from ("?q=answer-key", "?q=because")


@pytest.mark.parametrize("right", RIGHTS, ids=str)
def test_no_answer_tells_the_key(stage: Stage, right: Right) -> None:
    for name in OUTSIDERS:
        for query in queries(right):
            assert_keeps_the_key(stage.ask(name, right, query))


@pytest.mark.parametrize("right", [r for r in RIGHTS if r.method not in ("get", "delete")], ids=str)
def test_no_refusal_tells_the_key(stage: Stage, right: Right) -> None:
    for name in OUTSIDERS:
        for body in UNEXPECTED:
            assert_keeps_the_key(stage.ask(name, right, body=body))
