"""One line a request, with what an operator looks for and nothing that tells who somebody is."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.shared import events
from lectern.shared.events import Reactions
from lectern.shared.jobs.documents import JobRecord
from lectern.shared.mongo import OUTBOX, collection
from tests.world import Person, admin, person

KIND = "PasswordResetRequested"


class Lines(logging.Handler):
    """Keeps what is logged, as it is written in production."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        if isinstance(record.msg, dict):
            self.lines.append(dict(record.msg))

    def of(self, event: str) -> list[dict[str, Any]]:
        """Those of one event."""
        return [line for line in self.lines if line["event"] == event]


@pytest.fixture
def lines() -> Any:
    """What is logged during a test."""
    handler = Lines()
    logging.getLogger().addHandler(handler)
    try:
        yield handler
    finally:
        logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line(
    client: APIClient, as_: Callable[[Person], APIClient], lines: Lines
) -> None:
    ada = person("ada")
    as_(ada).get("/api/courses/?search=secret-words", HTTP_X_REQUEST_ID="request-1")
    [line] = [one for one in lines.of("request") if one.get("request_id") == "request-1"]
    assert line["method"] == "GET"
    assert line["route"] == "/api/courses/"
    assert line["status"] == 200
    assert line["user_id"] == str(ada.id)
    assert 0 < line["milliseconds"] < 60_000
    assert "secret-words" not in json.dumps(line, default=str)
    assert "127.0.0.1" not in json.dumps(line, default=str)


def test_a_visitor_has_no_id_and_a_thing_is_not_named(client: APIClient, lines: Lines) -> None:
    thing = ObjectId()
    client.get(f"/api/courses/{thing}/")
    [line] = lines.of("request")
    assert (line["route"], line["status"], line["user_id"]) == ("/api/courses/{pk}/", 404, None)
    assert str(thing) not in json.dumps(line, default=str)


def test_being_well_is_no_news(client: APIClient, lines: Lines) -> None:
    for path in ("/healthz", "/metrics"):
        assert client.get(path).status_code == 200
    assert lines.of("request") == []
    client.get("/metrics", REMOTE_ADDR="192.0.2.7")
    assert [line["status"] for line in lines.of("request")] == [404]


def test_what_follows_from_a_request_bears_its_name(
    client: APIClient,
    lines: Lines,
    deliver: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(_event: Any, _event_id: ObjectId) -> None:
        raise ValueError("no")

    address = {"email": person("eve").email}
    monkeypatch.setitem(events._reactions, KIND, Reactions(later=[breaks]))
    client.post("/api/auth/password/reset/", address, HTTP_X_REQUEST_ID="reset-by-eve")
    entry = collection(OUTBOX).find_one({"kind": KIND}, hint="_id_")
    assert entry is not None
    assert entry["request_id"] == "reset-by-eve"
    deliver()
    assert lines.of("event_handler_failed")[0]["request_id"] == "reset-by-eve"


def test_a_job_bears_the_name_of_the_request_that_asked_for_it(
    client: APIClient, as_: Callable[[Person], APIClient]
) -> None:
    ada = as_(admin("ada"))
    answer = ada.post("/api/users/me/export/", HTTP_X_REQUEST_ID="asks-for-all")
    assert answer.status_code == 202, answer.json()
    job = answer.json()["job"]
    assert JobRecord.collection().find_one({"_id": ObjectId(job)})["request_id"] == "asks-for-all"
    assert "request_id" not in ada.get(f"/api/jobs/{job}/").json()
