"""Requests drawn from the description, sensible and not, get the answers that it promises.

`LECTERN_TEST_EXAMPLES` says how many are drawn for each operation and role; when it asks for more
than usual, as `make test-schema` does, everybody of the table of rights asks, and the edge cases of
every parameter, field, header and method are tried as well, which takes minutes.
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
REFUSED = [400, 401, 403, 404, 409, 412, 413, 415, 422]

MODERATE = 5
EXAMPLES = int(os.environ.get("LECTERN_TEST_EXAMPLES", MODERATE))
THOROUGH = EXAMPLES > MODERATE
ROLES = PEOPLE if THOROUGH else ("visitor", "owner", "teacher", "admin")

CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "phases": {"coverage": {"enabled": THOROUGH}},
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
api = schemathesis.openapi.from_wsgi("/api/schema/", application, config=CONFIG)


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """Real things for the ids that are drawn."""
    return Stage()


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


# How many were drawn for each operation and role.
drawn: Counter[tuple[str, str, str]] = Counter()


@pytest.mark.parametrize("role", ROLES)
@api.parametrize()
def test_every_answer_is_as_described(case: Any, role: str, stage: Stage) -> None:
    stage.clients["owner"] = sign_in(stage.owner)  # some operations end every session
    headers = {}
    if role in stage.people:
        going = (case.method, case.path) == ("DELETE", "/api/users/me/")
        me = stage.somebody_like(role) if going else sign_in(stage.people[role])
        headers["Authorization"] = me._credentials["HTTP_AUTHORIZATION"]
    if ID.fullmatch(str(case.path_parameters.get("id"))) and "/auth/" not in case.path:
        right = Right(case.method.lower(), case.path, "", {})
        case.path_parameters["id"] = str(stage.target(right))
    case.headers.pop("If-Match", None)  # a tag that was drawn is never that of the thing
    if KEY.fullmatch(case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = uuid4().hex  # what was drawn twice is a repetition
    if isinstance(case.body, dict):
        case.body = {name: real(stage, case.path, name, drawn) for name, drawn in case.body.items()}
    drawn[case.method, case.path, role] += 1
    response = case.call(headers=headers)
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
    with capsys.disabled():
        sys.stdout.write(said)
    assert drawn.total() >= MANY
