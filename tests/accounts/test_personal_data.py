"""The export of all that is held about a person: theirs, whole, and nobody else's."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.assessment.world import choices, question, quiz, submit
from tests.shared.files import form, picture
from tests.world import Person, certificate, course, enroll, lesson, person, sign_in, teacher

SECRETS = ("argon2", "password", "seed", "answer-key", "Because.", "About b.", "secret", "lease")


def ask(me: APIClient, work: Callable[[], None]) -> zipfile.ZipFile:
    """Have the data put together, and fetch it."""
    answer = me.post("/api/users/me/export/")
    assert answer.status_code == 202, answer.content
    work()
    job = me.get(f"/api/jobs/{answer.json()['job']}/").json()
    assert job["status"] == "done", job
    assert (job["kind"], job["file"]["content_type"]) == ("personal-data", "application/zip")
    return zipfile.ZipFile(BytesIO(b"".join(me.get(job["file"]["url"]).streaming_content)))


def told(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    """The records of one file."""
    found: list[dict[str, Any]] = json.loads(archive.read(f"{name}.json"))
    return found


@pytest.fixture
def ada(client: APIClient) -> Person:
    """Somebody who has learned something, next to somebody else who has."""
    by, ada, other = teacher("teresa"), person("ada"), person("quentin")
    taught = course(by, lessons=1)
    for learner in (ada, other):
        certificate(learner, taught)
    exam = quiz(lesson(taught), reveal="never")
    single = question(exam, "single")
    picked = choices(single, "a", "b", right=("b",))["b"]
    typed = question(exam, "short_text", answer="answer-key")
    for learner in (ada, other):
        answers = {single: picked, typed: f"I am {learner.username}"}
        submit(sign_in(learner), quiz=str(exam), answers=answers)
    me = sign_in(ada)
    me.patch("/api/auth/user/", {"bio": "I was here first."})
    me.post("/api/uploads/", form(picture()), format="multipart")
    gone = enroll(ada, course(by, lessons=1))
    me.delete(f"/api/enrollments/{gone}/")
    return ada


def test_it_is_all_there(ada: Person, work: Callable[[], None]) -> None:
    archive = ask(sign_in(ada), work)
    assert archive.testzip() is None
    assert told(archive, "profile")[0]["bio"] == "I was here first."
    assert told(archive, "account")[0]["email"] == ada.email
    assert told(archive, "addresses")[0]["email"] == ada.email
    counts = {
        name: len(told(archive, name))
        for name in ("enrollments", "certificates", "submissions", "attempts", "uploads")
    }
    assert counts == {
        "enrollments": 2,  # the one that was given back is still held
        "certificates": 1,
        "submissions": 1,
        "attempts": 1,
        "uploads": 1,
    }
    assert "I am ada" in archive.read("submissions.json").decode()
    for name in ("sessions", "progress", "milestones", "notifications", "jobs"):
        assert told(archive, name), name
    [file] = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(file).startswith(b"RIFF")
    readme = archive.read("README.txt").decode()
    assert "submissions.json: 1" in readme
    tables = {name.removesuffix(".json") for name in archive.namelist() if name.endswith(".json")}
    from lectern.subscriptions import PERSONAL_DATA

    assert tables == set(PERSONAL_DATA)


def test_it_is_theirs_alone(ada: Person, work: Callable[[], None]) -> None:
    archive = ask(sign_in(ada), work)
    text = "".join(archive.read(name).decode("latin-1") for name in archive.namelist())
    for other in ("quentin", "teresa@"):
        assert other not in text
    job = sign_in(ada).get("/api/jobs/").json()["results"][0]
    for somebody in (person("mallory"), teacher("trudy")):
        assert sign_in(somebody).get(job["file"]["url"]).status_code == 404


def test_it_tells_no_key_and_no_secret(ada: Person, work: Callable[[], None]) -> None:
    archive = ask(sign_in(ada), work)
    for name in archive.namelist():
        if name.endswith(".json"):
            text = archive.read(name).decode()
            assert not [secret for secret in SECRETS if secret in text], name
    [submission] = told(archive, "submissions")
    assert submission["feedback"] == []


def test_it_tells_what_the_quiz_reveals(client: APIClient, work: Callable[[], None]) -> None:
    by, bob = teacher(), person()
    taught = course(by, lessons=1)
    exam = quiz(lesson(taught), reveal="after_submit")
    asked = question(exam, "true_false", answer="true")
    enroll(bob, taught)
    submit(sign_in(bob), quiz=str(exam), answers={asked: True})
    [submission] = told(ask(sign_in(bob), work), "submissions")
    assert submission["feedback"][0]["correct"] is True
    assert submission["feedback"][0]["explanation"] == "Because."


def test_asking_twice_is_asking_once(client: APIClient, work: Callable[[], None]) -> None:
    bob, eve = sign_in(person()), sign_in(person())
    first, second = (bob.post("/api/users/me/export/").json() for _ in range(2))
    assert first == second
    assert eve.post("/api/users/me/export/").json() != first
    work()
    assert bob.post("/api/users/me/export/").json() != first


def test_visitors_have_nothing_to_export(client: APIClient) -> None:
    assert client.post("/api/users/me/export/").status_code == 401
