"""A certificate is issued once, with the completion, and says what was true then."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from rest_framework.test import APIClient

from tests.together import at_once
from tests.world import (
    admin,
    certificate,
    complete,
    course,
    enroll,
    lesson,
    person,
    sign_in,
    teacher,
)


def test_completing_a_course_issues_one_at_once(client: APIClient) -> None:
    from lectern.catalog.selectors import lesson_ids

    grace = teacher("grace")
    ada, python = person("ada"), course(grace, lessons=2, title="Python", language="vi")
    enroll(ada, python)
    me = sign_in(ada)
    first, second = lesson_ids(python)
    me.post("/api/progress/", {"lesson": str(first), "completed": True})
    assert me.get("/api/certificates/").json()["count"] == 0
    me.post("/api/progress/", {"lesson": str(second), "completed": True})
    (mine,) = me.get("/api/certificates/").json()["results"]
    place = me.get("/api/enrollments/").json()["results"][0]
    assert mine | {"number": "", "issued_at": ""} == {
        "number": "",
        "valid": True,
        "name": "ada",
        "title": "Python",
        "instructor_name": "grace",
        "language": "vi",
        "course": str(python),
        "completed_at": place["completed_at"],
        "issued_at": "",
        "revoked_at": None,
        "student": str(ada.id),
        "instructor": str(grace.id),
        "revoked_by": None,
        "reason": "",
    }


def test_the_student_is_told_in_the_inbox_and_by_e_mail(
    client: APIClient, deliver: Callable[[], None]
) -> None:
    for mail in Path(settings.EMAIL_FILE_PATH).glob("*.eml"):
        mail.unlink()
    ada = person("ada")
    number = certificate(ada, course(teacher(), lessons=1, title="Python"))
    (notice,) = sign_in(ada).get("/api/notifications/?kind=certificate-issued").json()["results"]
    assert number in notice["message"]
    assert notice["url"] == f"/certificates/{number}"
    deliver()
    mails = [path.read_text() for path in Path(settings.EMAIL_FILE_PATH).glob("*.eml")]
    (mail,) = [mail for mail in mails if "Subject: Your certificate for Python" in mail]
    assert f"{settings.SITE_URL}/certificates/{number}" in mail
    assert "To: ada@example.org" in mail


def test_the_names_on_it_stay_those_of_the_day(client: APIClient) -> None:
    grace, ada = teacher(), person()
    python = course(grace, lessons=1, title="Python")
    sign_in(ada).patch("/api/auth/user/", {"first_name": "Ada", "last_name": "Lovelace"})
    number = certificate(ada, python)
    sign_in(ada).patch("/api/auth/user/", {"first_name": "Augusta"})
    sign_in(grace).patch("/api/auth/user/", {"first_name": "Grace"})
    sign_in(grace).patch(f"/api/courses/{python}/", {"title": "Snakes"})
    read = client.get(f"/api/certificates/{number}/").json()
    told = read["name"], read["title"], read["instructor_name"]
    assert told == ("Ada Lovelace", "Python", grace.username)


def test_lessons_added_later_take_nothing_back(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=1)
    number = certificate(ada, python)
    lesson(python)
    assert client.get(f"/api/certificates/{number}/").json()["valid"] is True
    complete(ada, python)
    assert [one["number"] for one in own(sign_in(ada))] == [number]


def test_leaving_and_completing_again_keeps_the_first(client: APIClient) -> None:
    from lectern.learning import services

    ada, python = person(), course(teacher(), lessons=1)
    number = certificate(ada, python)
    place = sign_in(ada).get("/api/enrollments/").json()["results"][0]["id"]
    assert sign_in(ada).delete(f"/api/enrollments/{place}/").status_code == 204
    assert [one["number"] for one in own(sign_in(ada))] == [number]
    services.enroll(student=ada.id, course=python)
    complete(ada, python)
    assert [one["number"] for one in own(sign_in(ada))] == [number]
    kinds = "/api/notifications/?kind=certificate-issued"
    assert sign_in(ada).get(kinds).json()["count"] == 1


def test_a_course_may_give_none(client: APIClient) -> None:
    grace, ada = teacher(), person()
    python = course(grace, lessons=1)
    answer = sign_in(grace).patch(f"/api/courses/{python}/", {"certificate": False})
    assert answer.json()["certificate"] is False
    enroll(ada, python)
    complete(ada, python)
    assert own(sign_in(ada)) == []
    assert sign_in(ada).get("/api/enrollments/").json()["results"][0]["completed_at"]


def test_a_course_from_before_there_were_certificates_gives_them(client: APIClient) -> None:
    from lectern.catalog.documents import Course

    python = course(teacher(), lessons=1)
    Course.collection().update_one({"_id": python}, {"$unset": {"certificate": ""}})
    assert client.get(f"/api/courses/{python}/").json()["certificate"] is True
    certificate(person(), python)


def test_twenty_at_once_issue_one(client: APIClient) -> None:
    from lectern.certificates import services
    from lectern.certificates.documents import Certificate
    from lectern.shared.clock import now

    ada, python = person(), course(teacher(), lessons=1)

    def issue(_number: int) -> str | None:
        return services.issue(student=ada.id, course=python, completed_at=now())

    numbers = set(at_once(issue, range(20)))
    assert len(numbers) == 1
    assert Certificate.collection().count_documents({"student_id": ada.id}) == 1
    kinds = "/api/notifications/?kind=certificate-issued"
    assert sign_in(ada).get(kinds).json()["count"] == 1


def test_it_outlives_its_course(client: APIClient) -> None:
    grace, ada = teacher(), person()
    python = course(grace, lessons=1, title="Python")
    number = certificate(ada, python)
    place = sign_in(ada).get("/api/enrollments/").json()["results"][0]["id"]
    sign_in(ada).delete(f"/api/enrollments/{place}/")
    assert sign_in(grace).delete(f"/api/courses/{python}/").status_code == 204
    read = client.get(f"/api/certificates/{number}/").json()
    assert (read["valid"], read["title"]) == (True, "Python")
    gone = {"reason": "It was never held."}
    assert sign_in(grace).post(f"/api/certificates/{number}/revoke/", gone).status_code == 200


def test_lists_hold_what_concerns_the_asker(client: APIClient) -> None:
    grace, hedy, ada, joan = teacher(), teacher(), person(), person()
    python, radio = course(grace, lessons=1), course(hedy, lessons=1)
    by_ada, by_joan, of_hedy = (
        certificate(ada, python),
        certificate(joan, python),
        certificate(ada, radio),
    )
    seen = {
        name: {one["number"] for one in own(sign_in(who))}
        for name, who in {"ada": ada, "joan": joan, "grace": grace, "boss": admin()}.items()
    }
    assert seen == {
        "ada": {by_ada, of_hedy},
        "joan": {by_joan},
        "grace": {by_ada, by_joan},
        "boss": {by_ada, by_joan, of_hedy},
    }
    boss = sign_in(admin())
    assert {one["number"] for one in own(boss, f"?course={radio}")} == {of_hedy}
    assert {one["number"] for one in own(boss, f"?student={joan.id}")} == {by_joan}
    sign_in(hedy).post(f"/api/certificates/{of_hedy}/revoke/", {"reason": "A mistake"})
    assert {one["number"] for one in own(boss, "?revoked=true")} == {of_hedy}
    assert {one["number"] for one in own(boss, "?revoked=false")} == {by_ada, by_joan}
    assert boss.get("/api/certificates/?revoked=perhaps").status_code == 400


def own(me: APIClient, query: str = "") -> list[dict[str, str]]:
    return list(me.get(f"/api/certificates/{query}").json()["results"])
