"""No pattern makes a search slow: every search takes it for text, and long ones not at all."""

import time
from typing import Any

import pytest

from tests.answers import description
from tests.contract.stage import Stage

# What makes backtracking matchers take ages, before a tail that they all but match.
PATTERNS = (
    "(a+)+$",
    "(a|a)*$",
    "(a|aa)+$",
    "(a?){40}a{40}$",
    "(.*a){40}$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(\w+\s?)*$",
    "(?:a*)*(?=b)",
)
SECONDS = 1.0


def searches() -> list[tuple[str, str, int]]:
    """The path, parameter and longest text of every search that the description knows."""
    return [
        (path, parameter["name"], parameter["schema"]["maxLength"])
        for path, item in description()["paths"].items()
        for parameter in item.get("get", {}).get("parameters", ())
        if parameter.get("name") in ("search", "q")
    ]


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """Somewhere to search."""
    return Stage()


def ask(stage: Stage, path: str, name: str, text: str) -> Any:
    url = path.replace("{id}", str(stage.course))
    return stage.clients["admin"].get(url, {name: text})


def found(answer: Any) -> list[Any]:
    """What a search came to, whether it is a page or has several lists."""
    body = answer.json()
    return list(body["results"]) if "results" in body else [*body["courses"], *body["lessons"]]


def test_there_are_searches() -> None:
    assert {"/api/courses/", "/api/users/", "/api/search/"} <= {path for path, *_ in searches()}


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(("path", "name", "longest"), searches())
def test_an_attack_is_answered_at_once(
    stage: Stage, path: str, name: str, longest: int, pattern: str
) -> None:
    text = f"{pattern}{'a' * (longest - len(pattern) - 1)}!"
    assert len(text) == longest
    started = time.perf_counter()
    answer = ask(stage, path, name, text)
    assert time.perf_counter() - started < SECONDS
    assert answer.status_code == 200
    assert found(answer) == []


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(("path", "name", "longest"), searches())
def test_a_longer_one_is_refused_unread(
    stage: Stage, path: str, name: str, longest: int, pattern: str
) -> None:
    for tail in (longest - len(pattern) + 1, 5_000):
        started = time.perf_counter()
        answer = ask(stage, path, name, f"{pattern}{'a' * (tail - 1)}!")
        assert time.perf_counter() - started < SECONDS
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"?{name}"]


@pytest.mark.parametrize("pattern", [".*", ".+", "[a-z]*[^z]*", "^", "$", "|", "(?i)"])
@pytest.mark.parametrize(("path", "name"), [row[:2] for row in searches()])
def test_a_pattern_finds_nothing_that_it_would_match(
    stage: Stage, path: str, name: str, pattern: str
) -> None:
    assert found(ask(stage, path, name, pattern)) == []
