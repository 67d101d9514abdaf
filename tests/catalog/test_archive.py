"""An archived course takes nobody in, keeps those who are there, and may be removed with them."""

from collections.abc import Callable

from rest_framework.test import APIClient

from lectern.shared.orphans import orphans
from tests.learning.world import complete, lessons_of
from tests.world import Person, course, enroll, person, sign_in, teacher

As = Callable[[Person], APIClient]


def test_an_archived_course_is_gone_for_strangers_and_goes_on_for_learners(as_: As) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    enroll(ada, python)
    me, them, stranger = as_(ada), as_(by), sign_in(person())
    archived = them.post(f"/api/courses/{python}/archive/").json()
    assert archived["archived_at"] is not None
    assert archived["published"] is False
    assert stranger.get(f"/api/courses/{python}/").status_code == 404
    assert stranger.post("/api/enrollments/", {"course": str(python)}).status_code == 404
    lesson = lessons_of(python)[0]
    assert "content_html" in me.get(f"/api/lessons/{lesson}/").json()
    assert complete(me, lesson) == 201


def test_archiving_twice_keeps_the_date(as_: As) -> None:
    by = teacher()
    python = course(by, lessons=1)
    dates = {
        as_(by).post(f"/api/courses/{python}/archive/").json()["archived_at"] for _ in range(2)
    }
    assert len(dates) == 1


def test_an_archived_course_comes_back_as_a_draft_before_it_is_published(as_: As) -> None:
    by = teacher()
    python = course(by, lessons=1)
    them = as_(by)
    since = them.post(f"/api/courses/{python}/archive/").json()["published_at"]
    refused = them.post(f"/api/courses/{python}/publish/")
    assert (refused.status_code, refused.json()["code"]) == (409, "course-archived")
    back = them.post(f"/api/courses/{python}/unarchive/").json()
    assert (back["archived_at"], back["published"]) == (None, False)
    published = them.post(f"/api/courses/{python}/publish/").json()
    assert (published["published"], published["published_at"]) == (True, since)


def test_the_archive_is_a_list_of_its_own(as_: As) -> None:
    by = teacher()
    kept, put_away = course(by, lessons=1), course(by, lessons=1)
    them = as_(by)
    them.post(f"/api/courses/{put_away}/archive/")
    found = {
        word: [row["id"] for row in them.get(f"/api/courses/?archived={word}").json()["results"]]
        for word in ("true", "false")
    }
    assert found == {"true": [str(put_away)], "false": [str(kept)]}


def test_an_archived_course_is_removed_with_the_places_on_it(as_: As) -> None:
    from lectern.learning.documents import Enrollment, Milestone, Progress

    by, ada = teacher(), person()
    python = course(by, lessons=1)
    enroll(ada, python)
    me, them = as_(ada), as_(by)
    complete(me, lessons_of(python)[0])
    assert them.delete(f"/api/courses/{python}/").status_code == 409
    them.post(f"/api/courses/{python}/archive/")
    assert them.delete(f"/api/courses/{python}/").status_code == 204
    assert me.get("/api/enrollments/").json()["results"] == []
    assert me.get("/api/dashboard/").json()["courses"] == []
    for kind in (Enrollment, Milestone, Progress):
        assert kind.collection().count_documents({"course_id": python}) == 0
    assert list(orphans()) == []
