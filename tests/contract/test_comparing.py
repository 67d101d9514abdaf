"""Whatever can be changed is changed by who has seen it as it is, and by nobody else."""

import pytest

from tests.contract.rights import PEOPLE, RIGHTS, Right
from tests.contract.stage import Stage
from tests.world import sign_in

STALE = '"0123456789abcdef0123456789abcdef"'
# It shows the time and is never twice the same; its answers have versions.
TIMED = "/api/quiz-attempts/{id}/"


def changes() -> dict[tuple[str, str], Right]:
    """A row of the table of rights for every operation that changes something in place."""
    rows = [row for row in RIGHTS if row.method in ("put", "patch") and row.path != TIMED]
    return {row.operation: row for row in rows if "ok" in row.answers.values()}


@pytest.fixture(scope="module")
def stage(emptied: None) -> Stage:
    """One for all: what is changed is made for it anew."""
    return Stage()


@pytest.mark.parametrize("right", changes().values(), ids=str)
def test_a_change_is_made_to_what_was_seen_and_only_to_that(stage: Stage, right: Right) -> None:
    name = next(name for name in PEOPLE if right.answers[name] == "ok")
    stage.clients["owner"] = sign_in(stage.owner)  # new roles have ended their session
    me = stage.clients[name]
    target = str(stage.target(right)) if "{id}" in right.path else ""
    url, body = right.path.replace("{id}", target), stage._body(right)
    change = getattr(me, right.method)
    seen = me.get(url)["ETag"]
    refused = change(url, body, HTTP_IF_MATCH=STALE)
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition-failed")
    assert me.get(url)["ETag"] == seen
    made = change(url, body, HTTP_IF_MATCH=seen)
    assert made.status_code == 200, made.content
    assert made["ETag"] == me.get(url)["ETag"]
    if made["ETag"] != seen:
        assert change(url, body, HTTP_IF_MATCH=seen).status_code == 412
