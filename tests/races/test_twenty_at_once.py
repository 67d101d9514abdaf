"""Twenty requests at the same moment: one wins, and the others are told what is documented."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.races.conftest import CLICKS, Classroom, Site, registration

Make = Callable[..., Classroom]
OTHERS = CLICKS - 1


def statuses(answers: list[httpx.Response]) -> Counter[int]:
    """How many answers of each status there were."""
    return Counter(answer.status_code for answer in answers)


def codes(answers: list[httpx.Response]) -> Counter[str]:
    """How many problems of each code there were."""
    return Counter(answer.json()["code"] for answer in answers if answer.status_code >= 400)


def _json(answer: httpx.Response) -> dict[str, Any]:
    return dict(answer.json())


@contextmanager
def enrolled(site: Site, room: Classroom) -> Iterator[tuple[str, httpx.Client]]:
    """A student with a place on the course."""
    token = site.join()
    with site.client(token) as client:
        client.post("/enrollments/", json={"course": room.course}).raise_for_status()
        yield token, client


def kinds_told(client: httpx.Client) -> Counter[str]:
    """How many notifications of each kind are in the inbox."""
    page: dict[str, Any] = client.get("/notifications/", params={"page_size": 100}).json()
    return Counter(row["kind"] for row in page["results"])


def test_enrolling_twice_gives_one_place(site: Site, classroom: Make) -> None:
    room, token = classroom(), site.join()
    answers = site.at_once(token, "POST", "/enrollments/", json={"course": room.course})
    assert statuses(answers) == {201: 1, 400: OTHERS}
    assert codes(answers) == {"already-enrolled": OTHERS}
    with site.client(token) as me:
        assert me.get("/enrollments/").json()["count"] == 1
        assert me.get("/progress/").json()["count"] == len(room.lessons)
        assert kinds_told(me) == {"enrolled": 1}


def test_completing_twice_counts_once(site: Site, classroom: Make) -> None:
    room = classroom()
    with enrolled(site, room) as (token, me):
        body = {"lesson": room.lessons[0], "completed": True}
        answers = site.at_once(token, "POST", "/progress/", json=body)
        assert statuses(answers) == {201: 1, 200: OTHERS}
        # One completed it: the others found it so, and its moment is that of the first.
        assert len({(row["id"], row["completed_at"]) for row in map(_json, answers)}) == 1
        assert me.get("/progress/", params={"completed": "true"}).json()["count"] == 1
        (place,) = me.get("/enrollments/").json()["results"]
        assert place["progress"] == {"completed": 1, "total": 2, "percent": 50}
        assert kinds_told(me)["milestone"] == 2  # a quarter and a half


def test_submitting_twice_grades_once(site: Site, classroom: Make) -> None:
    room = classroom()
    with enrolled(site, room) as (token, me):
        attempt = me.post("/quiz-attempts/", json={"quiz": room.quiz}).json()["id"]
        body = {"attempt": attempt, "answers": {room.question: True}}
        answers = site.at_once(token, "POST", "/quiz-submissions/", json=body)
        assert statuses(answers) == {201: 1, 200: OTHERS}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert {answer.json()["score"] for answer in answers} == {100}
        assert me.get("/quiz-submissions/").json()["count"] == 1
        assert kinds_told(me)["quiz-passed"] == 1


def test_handing_in_a_quiz_twice_costs_one_attempt(site: Site, classroom: Make) -> None:
    room = classroom(max_attempts=3)
    with enrolled(site, room) as (token, me):
        body = {"quiz": room.quiz, "answers": {room.question: False}}
        answers = site.at_once(token, "POST", "/quiz-submissions/", json=body)
        assert statuses(answers) == {201: 1, 200: OTHERS}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert {answer.json()["attempts_left"] for answer in answers} == {2}
        assert me.get("/quiz-attempts/").json()["count"] == 1
        assert kinds_told(me)["quiz-failed"] == 1


def test_the_last_attempt_is_started_once(site: Site, classroom: Make) -> None:
    room = classroom(max_attempts=2)
    with enrolled(site, room) as (token, me):
        first = me.post("/quiz-attempts/", json={"quiz": room.quiz}).json()["id"]
        wrong = {"attempt": first, "answers": {room.question: False}}
        me.post("/quiz-submissions/", json=wrong).raise_for_status()

        answers = site.at_once(token, "POST", "/quiz-attempts/", json={"quiz": room.quiz})
        assert statuses(answers) == {201: 1, 200: OTHERS}
        (last,) = {answer.json()["id"] for answer in answers}
        me.post("/quiz-submissions/", json={**wrong, "attempt": last}).raise_for_status()

        answers = site.at_once(token, "POST", "/quiz-attempts/", json={"quiz": room.quiz})
        assert statuses(answers) == {409: CLICKS}
        assert codes(answers) == {"no-attempts-left": CLICKS}
        assert me.get("/quiz-attempts/").json()["count"] == 2


def test_a_username_is_given_once(site: Site) -> None:
    body = registration("Ada.Lovelace")
    answers = site.at_once("", "POST", "/auth/registration/", json=body)
    assert statuses(answers) == {201: 1, 400: OTHERS}
    assert codes(answers) == {"username-taken": OTHERS}
    assert site.sign_in("Ada.Lovelace")


def test_an_idempotency_key_acts_once(site: Site, classroom: Make) -> None:
    room = classroom()
    title = "Once and only once"
    token = room.admin.headers["Authorization"].removeprefix("Bearer ")
    answers = site.at_once(
        token,
        "POST",
        "/courses/",
        json={"title": title},
        headers={"Idempotency-Key": "the-same-click"},
    )
    assert set(codes(answers)) <= {"idempotency-key-in-use"}
    made = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.json()["id"] for answer in made}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in made) == 1
    mine = room.admin.get("/courses/", params={"search": title, "published": "false"}).json()
    assert [row["title"] for row in mine["results"]].count(title) == 1
