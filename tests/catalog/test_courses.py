"""Courses: who sees them, who writes them, and what follows from their lessons."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.together import at_once
from tests.world import Person, admin, course, enroll, lesson, person, sign_in, teacher


def everybody(by: Person, learner: Person) -> dict[str, APIClient]:
    """One of each kind, seen from a course."""
    return {
        "visitor": APIClient(raise_request_exception=False),
        "student": sign_in(person()),
        "learner": sign_in(learner),
        "other instructor": sign_in(teacher()),
        "instructor": sign_in(by),
        "admin": sign_in(admin()),
    }


def answers(clients: dict[str, APIClient], ask: Callable[[APIClient], Any]) -> dict[str, int]:
    return {name: ask(client).status_code for name, client in clients.items()}


def test_a_draft_is_seen_by_its_instructor_and_admins(client: APIClient) -> None:
    by = teacher()
    draft = course(by, lessons=1, published=False)
    clients = everybody(by, person())
    seen = {"visitor": 404, "student": 404, "learner": 404, "other instructor": 404}
    seen |= {"instructor": 200, "admin": 200}
    assert answers(clients, lambda me: me.get(f"/api/courses/{draft}/")) == seen
    assert answers(clients, lambda me: me.get(f"/api/courses/{draft}/outline/")) == seen
    listed = {name: me.get("/api/courses/").json()["count"] for name, me in clients.items()}
    assert listed == {name: int(status == 200) for name, status in seen.items()}


def test_a_course_that_was_taken_back_is_seen_by_those_who_have_a_place(
    client: APIClient,
) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=1)
    enroll(ada, python)
    assert sign_in(by).post(f"/api/courses/{python}/unpublish/").json()["published"] is False
    clients = everybody(by, ada)
    assert answers(clients, lambda me: me.get(f"/api/courses/{python}/")) == {
        "visitor": 404,
        "student": 404,
        "learner": 200,
        "other instructor": 404,
        "instructor": 200,
        "admin": 200,
    }


@pytest.mark.parametrize(
    ("method", "verb", "body"),
    [
        ("patch", "", {"title": "Changed"}),
        ("put", "", {"title": "Changed"}),
        ("post", "publish/", None),
        ("post", "unpublish/", None),
        ("delete", "", None),
    ],
)
def test_only_its_instructor_and_admins_change_a_course(
    client: APIClient, method: str, verb: str, body: Any
) -> None:
    by = teacher()
    python = course(by, lessons=1)
    url = f"/api/courses/{python}/{verb}"
    clients = everybody(by, person())
    allowed = {name: clients.pop(name) for name in ("admin", "instructor")}
    refused = answers(clients, lambda me: getattr(me, method)(url, body))
    assert refused == {"visitor": 401, "student": 403, "learner": 403, "other instructor": 403}
    assert client.get(f"/api/courses/{python}/").json()["title"] == "A course"
    if method == "delete":
        allowed.pop("admin")
    done = set(answers(allowed, lambda me: getattr(me, method)(url, body)).values())
    assert done == {204 if method == "delete" else 200}


def test_who_teaches_begins_courses_of_their_own(client: APIClient) -> None:
    by = teacher()
    clients = everybody(by, person())
    assert answers(clients, lambda me: me.post("/api/courses/", {"title": "New"})) == {
        "visitor": 401,
        "student": 403,
        "learner": 403,
        "other instructor": 201,
        "instructor": 201,
        "admin": 201,
    }
    made = sign_in(by).post("/api/courses/", {"title": "Mine"}).json()
    assert made["instructor"] == str(by.id)
    assert made["published"] is False
    assert (made["price"], made["currency"]) == ("0.00", "USD")
    assert (made["lesson_count"], made["minutes"], made["enrollment_count"]) == (0, 0, 0)


def test_a_course_that_gives_no_certificate_gives_none_when_it_is_replaced(
    client: APIClient,
) -> None:
    by = teacher()
    me = sign_in(by)
    made = me.post("/api/courses/", {"title": "New"}).json()
    assert made["certificate"] is True
    url = f"/api/courses/{made['id']}/"
    assert me.patch(url, {"certificate": False}).json()["certificate"] is False
    assert me.put(url, {"title": "Newer"}).json()["certificate"] is False


def test_what_follows_from_others_cannot_be_set(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=1)
    me = sign_in(by)
    for body in ({"published": False}, {"lesson_count": 9}):
        response = me.patch(f"/api/courses/{python}/", body)
        assert response.status_code == 400
        assert response.json()["errors"][0]["code"] == "unknown-field"


def test_an_empty_course_cannot_be_published(client: APIClient) -> None:
    by = teacher()
    empty = course(by)
    me = sign_in(by)
    refused = me.post(f"/api/courses/{empty}/publish/")
    assert refused.status_code == 409
    assert refused.json()["code"] == "empty-course"
    lesson(empty)
    published = me.post(f"/api/courses/{empty}/publish/").json()
    assert published["published"] is True
    assert published["published_at"] is not None


def test_publishing_again_keeps_the_first_date(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=1)
    me = sign_in(by)
    first = me.get(f"/api/courses/{python}/").json()["published_at"]
    me.post(f"/api/courses/{python}/unpublish/")
    assert me.post(f"/api/courses/{python}/publish/").json()["published_at"] == first


@pytest.mark.parametrize(
    ("sent", "shown"), [("49.00", "49.00"), ("0", "0.00"), ("5.5", "5.50"), ("99999999.99",) * 2]
)
def test_a_price_is_an_exact_decimal_string(client: APIClient, sent: str, shown: str) -> None:
    me = sign_in(teacher())
    made = me.post("/api/courses/", {"title": "Paid", "price": sent, "currency": "EUR"}).json()
    assert (made["price"], made["currency"]) == (shown, "EUR")
    assert me.get(f"/api/courses/{made['id']}/").json()["price"] == shown
    again = me.patch(f"/api/courses/{made['id']}/", {"price": "12.34"}).json()
    assert again["price"] == "12.34"


@pytest.mark.parametrize(
    "price",
    [
        49,
        49.0,
        "",
        "free",
        "-1.00",
        "-0.00",
        "1.234",
        "1e3",
        "NaN",
        "1_0",
        " 3",
        "٣",
        "100000000",
        [],
    ],
)
def test_what_is_no_price_is_refused(client: APIClient, price: Any) -> None:
    response = sign_in(teacher()).post("/api/courses/", {"title": "Paid", "price": price})
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/price"


@pytest.mark.parametrize("currency", ["usd", "EURO", "€", ""])
def test_a_currency_is_three_letters(client: APIClient, currency: str) -> None:
    response = sign_in(teacher()).post("/api/courses/", {"title": "x", "currency": currency})
    assert response.json()["errors"][0]["pointer"] == "/currency"


def test_the_course_says_what_its_lessons_add_up_to(client: APIClient) -> None:
    by = teacher()
    python = course(by)
    me = sign_in(by)

    def totals() -> tuple[int, int]:
        body = me.get(f"/api/courses/{python}/").json()
        return body["lesson_count"], body["minutes"]

    made = me.post("/api/lessons/", {"course": str(python), "title": "One", "minutes": 10}).json()
    me.post("/api/lessons/", {"course": str(python), "title": "Two"})
    assert totals() == (2, 10)
    me.patch(f"/api/lessons/{made['id']}/", {"minutes": 25})
    assert totals() == (2, 25)
    me.delete(f"/api/lessons/{made['id']}/")
    assert totals() == (1, 0)


def test_lessons_added_at_once_are_all_counted(client: APIClient) -> None:
    by = teacher()
    python = course(by)
    clients = [sign_in(by) for _ in range(8)]
    body = {"course": str(python), "title": "One more", "minutes": 2}
    made = at_once(lambda me: me.post("/api/lessons/", body), clients)
    assert {answer.status_code for answer in made} == {201}
    assert sorted(answer.json()["position"] for answer in made) == list(range(8))
    shown = clients[0].get(f"/api/courses/{python}/").json()
    assert (shown["lesson_count"], shown["minutes"]) == (8, 16)


def test_a_course_with_learners_is_not_deleted_under_them(client: APIClient) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    place = enroll(ada, python)
    me = sign_in(by)
    refused = me.delete(f"/api/courses/{python}/")
    assert refused.status_code == 409
    assert refused.json()["code"] == "course-has-learners"
    assert me.get(f"/api/courses/{python}/").json()["lesson_count"] == 2
    sign_in(ada).delete(f"/api/enrollments/{place}/")
    assert me.delete(f"/api/courses/{python}/").status_code == 204
    assert me.get(f"/api/courses/{python}/").status_code == 404
    assert me.get(f"/api/lessons/?course={python}").json()["count"] == 0


def test_a_description_is_rendered_and_can_do_no_harm(client: APIClient) -> None:
    text = "# Hi\n\n**bold** [x](javascript:alert(1))\n\n<script>alert(1)</script>"
    made = sign_in(teacher()).post("/api/courses/", {"title": "x", "description": text}).json()
    assert made["description"] == text
    assert "<strong>bold</strong>" in made["description_html"]
    assert "<script" not in made["description_html"]
    assert "href" not in made["description_html"]
    assert "content-hi" in made["description_html"]


def test_lists_leave_the_description_out(client: APIClient) -> None:
    course(teacher(), lessons=1, description="long")
    (row,) = client.get("/api/courses/").json()["results"]
    assert "description" not in row
    assert "description_html" not in row
    assert client.get(f"/api/courses/{row['id']}/").json()["description"] == "long"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("python", ["Python for gardeners"]),
        ("ROSES", ["Roses"]),
        ("gardens", ["Python for gardeners", "Roses"]),
        ("pruning", ["Roses"]),
        ("thorns", ["Roses"]),
        ("nothing of that", []),
        ('"for gardeners"', ["Python for gardeners"]),
        ("$where", []),
    ],
)
def test_the_catalogue_is_searched(client: APIClient, words: str, titles: list[str]) -> None:
    by = teacher()
    course(by, lessons=1, title="Python for gardeners", tags=["gardens"])
    course(by, lessons=1, title="Roses", summary="Pruning in gardens", tags=["thorns"])
    course(by, lessons=1, published=False, title="Secret gardens of Python")
    found = client.get("/api/courses/", {"search": words, "ordering": "title"}).json()
    assert [row["title"] for row in found["results"]] == titles


def test_found_courses_are_paged_as_others_are(client: APIClient) -> None:
    by = teacher()
    for number in range(5):
        course(by, lessons=1, title=f"Garden {number}")
    url = "/api/courses/?search=garden&ordering=title&page_size=2"
    titles: list[str] = []
    while url:
        body = client.get(url).json()
        titles += [row["title"] for row in body["results"]]
        url = body["next"]
    assert titles == [f"Garden {number}" for number in range(5)]


def test_the_outline_names_lessons_by_section_and_tells_nothing_of_them(
    client: APIClient,
) -> None:
    from tests.assessment.world import quiz

    by = teacher()
    python = course(by)
    first = lesson(python, title="Hello", section="Basics", minutes=5, preview=True)
    lesson(python, title="Names", section="Basics", content="secret words")
    last = lesson(python, title="Loops", section="More", completion="quiz")
    asked = quiz(last)
    sign_in(by).post(f"/api/courses/{python}/publish/")
    response = client.get(f"/api/courses/{python}/outline/")
    sections = response.json()["sections"]
    assert [section["title"] for section in sections] == ["Basics", "More"]
    assert sections[0]["lessons"][0] == {
        "id": str(first),
        "title": "Hello",
        "position": 0,
        "minutes": 5,
        "preview": True,
        "completion": "view",
        "quizzes": [],
    }
    assert sections[1]["lessons"][0]["quizzes"] == [str(asked)]
    assert b"secret" not in response.content


def test_the_outline_follows_every_change_at_once(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=2)
    me = sign_in(by)

    def titles() -> list[str]:
        sections = client.get(f"/api/courses/{python}/outline/").json()["sections"]
        return [row["title"] for section in sections for row in section["lessons"]]

    assert titles() == ["Lesson 1", "Lesson 2"]
    added = str(lesson(python, title="Between", position=0))
    assert titles() == ["Lesson 1", "Between", "Lesson 2"]
    me.patch(f"/api/lessons/{added}/", {"position": 9, "title": "Last"})
    assert titles() == ["Lesson 1", "Lesson 2", "Last"]
    me.delete(f"/api/lessons/{added}/")
    assert titles() == ["Lesson 1", "Lesson 2"]
