"""Requests made from the description, sensible and not, get the answers that it promises.

Some are drawn, for each operation and role; others are the edge cases of every parameter, field,
header and method. `LECTERN_TEST_EXAMPLES` says how many are drawn. When it asks for more than
usual, as `make test-schema` does, everybody of the table of rights asks, and all edge cases are
tried: as the admin, whom nothing is refused before it is looked at, and as the student, for what
only who learns may do. Otherwise an admin tries those of methods, of kinds of bodies and of what
is missing.
"""

import os
import re
import sys
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.meta import CoverageScenario

from lectern.config.application import application
from tests.answers import description
from tests.contract.rights import PEOPLE, Right
from tests.contract.stage import Stage
from tests.world import sign_in

OBJECT_ID = re.compile("[0-9a-f]{24}")
ID = re.compile(f"{OBJECT_ID.pattern}|LEC-.+")

METHODS = {"get", "post", "put", "patch", "delete"}
KEY = re.compile(r"[!-~]{1,255}")
MANY = 2_000

MODERATE = 5
EXAMPLES = int(os.environ.get("LECTERN_TEST_EXAMPLES", MODERATE))
THOROUGH = EXAMPLES > MODERATE
ROLES = PEOPLE if THOROUGH else ("visitor", "owner", "teacher", "admin")
EDGE_ROLES = ("owner", "admin") if THOROUGH else ("admin",)
CHEAP = {
    CoverageScenario.UNSPECIFIED_HTTP_METHOD,
    CoverageScenario.MISSING_PARAMETER,
    CoverageScenario.MALFORMED_CONTENT_TYPE,
    CoverageScenario.UNSUPPORTED_CONTENT_TYPE,
}
# What may end the sessions of somebody on the stage.
ENDING = ("/api/auth/", "/api/users/")


def described(**phases: bool) -> Any:
    """The description as a source of requests, of these phases."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "phases": {name: {"enabled": on} for name, on in phases.items()},
            "generation": {
                "max-examples": EXAMPLES,
                "deterministic": True,
                "database": "none",
                # No text may contain NUL, which JSON Schema has no short word for.
                "allow-x00": False,
            },
            "checks": {
                "negative_data_rejection": {
                    "expected-statuses": [400, 401, 403, 404, 409, 412, 413, 415]
                },
            },
        }
    )
    return schemathesis.openapi.from_wsgi("/api/schema/", application, config=config)


api = described(coverage=False)
edges = described(coverage=True, examples=False, fuzzing=False)


@edges.hook  # type: ignore[untyped-decorator]
def filter_case(_context: Any, case: Any) -> bool:
    """Without much time, what is not about single fields."""
    return THOROUGH or case.meta.phase.data.scenario in CHEAP


class Things:
    """Things on the stage and people who are signed in, made anew when they may be used up."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.targets: dict[tuple[str, str], str] = {}
        self.ended = False  # whether sessions may have been

    def target(self, case: Any) -> str:
        """The id of a real thing, for a path that has one."""
        operation = (case.method, case.path)
        if operation not in self.targets:
            right = Right(case.method.lower(), case.path, "", {})
            self.targets[operation] = str(self.stage.target(right))
        return self.targets[operation]

    def answered(self, case: Any, status: int) -> None:
        """Forget what has been changed, or is not there any more."""
        done = case.method != "GET" and status < 300
        if done or status in (404, 409, 410):
            self.targets.pop((case.method, case.path), None)
        if done and case.path.startswith(ENDING):
            self.ended = True

    def sign_in(self, role: str) -> None:
        """Sign those in who ask and whose things are made."""
        self.ended = False
        for name in {role, "owner"} & self.stage.people.keys():
            self.stage.clients[name] = sign_in(self.stage.people[name])


@pytest.fixture(scope="module")
def things(emptied: None) -> Things:
    """Real things for the ids that are drawn."""
    return Things()


def real(stage: Stage, path: str, name: str, drawn: Any) -> Any:
    """An id of something that exists, for two of three that were drawn."""
    if not isinstance(drawn, str) or not OBJECT_ID.fullmatch(drawn) or int(drawn, 16) % 3 == 2:
        return drawn
    things = {
        "course": stage.course,
        "lesson": stage.lesson,
        "quiz": stage.exam if "/quiz-" in path else stage.spare_quiz,
        "question": stage.spare_question,
    }
    return str(things[name]) if name in things else drawn


def beyond_schema(problem: dict[str, Any]) -> bool:
    """Whether a refusal is for a rule that no JSON Schema can state.

    Such rules have codes of their own: a name that is taken, a password that is easy to guess. What
    makes an address an address is also more than its `format`.
    """
    if problem.get("code") not in ("invalid", "malformed"):
        return bool(problem)
    errors = problem.get("errors", ())
    return any(
        error["code"] in ("fixed", "invalid-cursor", "mismatch")
        or error["code"].startswith("password-")
        or error["pointer"] in ("/email", "/video_url")
        for error in errors
    )


def spoils_nothing(case: Any) -> bool:
    """Whether a request that was to be wrong has come out as a good one.

    So it goes with forms whose file was chosen to be spoiled: the record names no mutation.
    """
    return case.meta is not None and getattr(case.meta.phase.data, "mutations", None) == ()


# How many were drawn for each operation and role, and how many edge cases were tried.
drawn: Counter[tuple[str, str, str]] = Counter()
tried: Counter[tuple[str, str, str]] = Counter()


@pytest.mark.parametrize("role", ROLES)
@api.parametrize()
def test_every_answer_is_as_described(case: Any, role: str, things: Things) -> None:
    ask(case, role, things, drawn)


@pytest.mark.parametrize("role", EDGE_ROLES)
@edges.parametrize()
def test_every_edge_is_as_described(case: Any, role: str, things: Things) -> None:
    ask(case, role, things, tried)


def ask(case: Any, role: str, things: Things, asked: Counter[tuple[str, str, str]]) -> None:
    """Send a request as this person; its answer has to be what the description says."""
    stage, operation = things.stage, (case.method, case.path, role)
    if not asked[operation] or things.ended:
        things.sign_in(role)
    asked[operation] += 1
    headers = {}
    if role in stage.people:
        going = (case.method, case.path) == ("DELETE", "/api/users/me/")
        me = stage.somebody_like(role) if going else stage.clients[role]
        headers["Authorization"] = me._credentials["HTTP_AUTHORIZATION"]
    if ID.fullmatch(str(case.path_parameters.get("id"))) and "/auth/" not in case.path:
        case.path_parameters["id"] = things.target(case)
    case.headers.pop("If-Match", None)  # a tag that was drawn is never that of the thing
    if KEY.fullmatch(case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = uuid4().hex  # what was drawn twice is a repetition
    if isinstance(case.body, dict):
        case.body = {name: real(stage, case.path, name, drawn) for name, drawn in case.body.items()}
    response = case.call(headers=headers)
    things.answered(case, response.status_code)
    problem = response.json() if response.status_code >= 400 else {}
    excluded = []
    if beyond_schema(problem):
        excluded.append("positive_data_acceptance")
    if spoils_nothing(case):
        excluded.append("negative_data_rejection")
    case.validate_response(
        response, headers=headers, excluded_checks=[CHECKS.get_one(name) for name in excluded]
    )
    if problem:
        assert response.headers["content-type"] == ["application/problem+json"]
        assert problem["status"] == response.status_code


def test_thousands_of_requests_were_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    operations = sum(len(item.keys() & METHODS) for item in description()["paths"].values())
    if len(drawn) < operations * len(ROLES):
        pytest.skip("only a part of the operations was asked for in this process")
    said = f" {drawn.total():,} requests to {operations} operations as {len(ROLES)} roles "
    said += f"and {tried.total():,} edge cases "
    with capsys.disabled():
        sys.stdout.write(said)
    assert drawn.total() >= MANY
