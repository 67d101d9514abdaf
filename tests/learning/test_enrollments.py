"""Taking a place on a course, once, with everything that belongs to it."""

from collections.abc import Callable
from pathlib import Path

from bson import ObjectId
from django.conf import settings
from rest_framework.test import APIClient

from tests.together import at_once
from tests.world import admin, course, enroll, person, sign_in, teacher


def mails() -> list[str]:
    return [path.read_text() for path in Path(settings.EMAIL_FILE_PATH).glob("*.eml")]


def test_enrolling_makes_place_progress_and_notification_together(client: APIClient) -> None:
    from lectern.learning.documents import Progress

    ada, python = person("ada"), course(teacher(), lessons=3, title="Python")
    me = sign_in(ada)
    response = me.post("/api/enrollments/", {"course": str(python)})
    assert response.status_code == 201, response.content
    body = response.json()
    assert body["student"] == str(ada.id)
    assert body["course"] == str(python)
    assert body["status"] == "active"
    assert body["progress"] == {"completed": 0, "total": 3, "percent": 0}
    assert Progress.collection().count_documents({"student_id": ada.id}) == 3
    notices = me.get("/api/notifications/").json()["results"]
    assert [notice["kind"] for notice in notices] == ["enrolled"]
    assert "Python" in notices[0]["message"]


def test_the_confirmation_arrives_once_however_often_it_is_delivered(
    client: APIClient, deliver: Callable[[], None]
) -> None:
    from lectern.shared.mongo import OUTBOX, collection

    for mail in Path(settings.EMAIL_FILE_PATH).glob("*.eml"):
        mail.unlink()
    ada, python = person("ada"), course(teacher(), lessons=1, title="Python")
    deliver()
    enroll(ada, python)
    waiting = collection(OUTBOX).find_one(sort=[("due_at", 1)])
    deliver()
    collection(OUTBOX).insert_one({**waiting, "done": []})
    deliver()
    about = [mail for mail in mails() if "To: ada@example.org" in mail]
    assert len(about) == 1
    assert "You are enrolled in Python" in about[0]


def test_the_course_counts_its_learners(client: APIClient, deliver: Callable[[], None]) -> None:
    python = course(teacher(), lessons=1)
    ada = person()
    place = enroll(ada, python)
    enroll(person(), python)
    deliver()
    assert client.get(f"/api/courses/{python}/").json()["enrollment_count"] == 2
    sign_in(ada).delete(f"/api/enrollments/{place}/")
    deliver()
    assert client.get(f"/api/courses/{python}/").json()["enrollment_count"] == 1


def test_enrolling_twice_is_refused(client: APIClient) -> None:
    me, python = sign_in(person()), course(teacher(), lessons=1)
    assert me.post("/api/enrollments/", {"course": str(python)}).status_code == 201
    again = me.post("/api/enrollments/", {"course": str(python)})
    assert again.status_code == 400
    assert again.json()["code"] == "already-enrolled"


def test_of_twenty_clicks_at_once_one_wins(client: APIClient) -> None:
    from lectern.learning.documents import Enrollment, Progress

    ada, python = person(), course(teacher(), lessons=5)
    clients = [sign_in(ada) for _ in range(20)]
    answers = at_once(lambda me: me.post("/api/enrollments/", {"course": str(python)}), clients)
    assert sorted(answer.status_code for answer in answers) == [201] + [400] * 19
    codes = {answer.json().get("code") for answer in answers} - {None}
    assert codes == {"already-enrolled"}
    assert Enrollment.collection().count_documents({"student_id": ada.id}) == 1
    assert Progress.collection().count_documents({"student_id": ada.id}) == 5


def test_a_draft_is_not_found(client: APIClient) -> None:
    draft = course(teacher(), lessons=1, published=False)
    response = sign_in(person()).post("/api/enrollments/", {"course": str(draft)})
    assert response.status_code == 404


def test_a_course_that_costs_something_waits_for_its_instructor(client: APIClient) -> None:
    by = teacher()
    paid = course(by, lessons=2, price="19.00")
    me = sign_in(person())
    place = me.post("/api/enrollments/", {"course": str(paid)}).json()
    assert place["status"] == "pending"
    lesson = first_lesson(client, paid)
    assert me.post("/api/progress/", {"lesson": lesson, "completed": True}).status_code == 403
    assert "content_html" not in me.get(f"/api/lessons/{lesson}/").json()
    url = f"/api/enrollments/{place['id']}/activate/"
    assert me.post(url).status_code == 403
    assert sign_in(teacher()).post(url).status_code == 404
    assert sign_in(by).post(url).json()["status"] == "active"
    assert me.post("/api/progress/", {"lesson": lesson, "completed": True}).status_code == 201
    assert "content_html" in me.get(f"/api/lessons/{lesson}/").json()


def test_places_are_seen_by_their_student_their_instructor_and_admins(client: APIClient) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=1)
    place = enroll(ada, python)
    url = f"/api/enrollments/{place}/"
    assert client.get(url).status_code == 401
    seen = {
        name: sign_in(somebody).get(url).status_code
        for name, somebody in {
            "student": ada,
            "instructor": by,
            "admin": admin(),
            "other": person(),
            "other instructor": teacher(),
        }.items()
    }
    assert seen == {
        "student": 200,
        "instructor": 200,
        "admin": 200,
        "other": 404,
        "other instructor": 404,
    }


def first_lesson(client: APIClient, course_id: ObjectId) -> str:
    outline = client.get(f"/api/courses/{course_id}/outline/").json()
    return str(outline["sections"][0]["lessons"][0]["id"])


def test_an_admin_gives_a_place_that_begins_at_once(client: APIClient) -> None:
    by, ada, boss = teacher(), person(), sign_in(admin())
    paid = course(by, lessons=2, price="3.00")
    body = {"course": str(paid), "student": str(ada.id)}
    made = boss.post("/api/enrollments/", body)
    assert (made.status_code, made.json()["status"]) == (201, "active")
    assert made.json()["student"] == str(ada.id)
    notices = sign_in(ada).get("/api/notifications/").json()["results"]
    assert [notice["kind"] for notice in notices] == ["enrolled"]
    again = boss.post("/api/enrollments/", body)
    assert (again.status_code, again.json()["code"]) == (400, "already-enrolled")


def test_nobody_but_an_admin_gives_places_to_others(client: APIClient) -> None:
    by, ada, bob = teacher(), person(), person()
    python = course(by, lessons=1)
    for me in (sign_in(by), sign_in(bob)):
        refused = me.post("/api/enrollments/", {"course": str(python), "student": str(ada.id)})
        assert refused.status_code == 403
        assert refused.json()["errors"][0]["pointer"] == "/student"
    own = sign_in(bob).post("/api/enrollments/", {"course": str(python), "student": str(bob.id)})
    assert own.status_code == 201


def test_a_place_is_given_to_somebody_who_is_there(client: APIClient) -> None:
    from lectern.accounts import services

    python, boss, gone = course(teacher(), lessons=1), sign_in(admin()), person()
    services.change_roles(user=gone.id, values={"is_active": False})
    for nobody in ("0" * 24, str(gone.id)):
        refused = boss.post("/api/enrollments/", {"course": str(python), "student": nobody})
        assert (refused.status_code, refused.json()["code"]) == (400, "unknown-student")
        assert refused.json()["errors"][0]["pointer"] == "/student"


def test_who_teaches_learns_like_everybody_else(client: APIClient) -> None:
    python = course(teacher(), lessons=1)
    me = sign_in(person(is_instructor=True, is_student=False))
    assert me.post("/api/enrollments/", {"course": str(python)}).status_code == 201
    lesson = me.get("/api/lessons/", {"course": str(python)}).json()["results"][0]["id"]
    body = {"lesson": lesson, "completed": True}
    assert me.post("/api/progress/", body).status_code == 201
