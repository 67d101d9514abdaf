"""A copy holds all that its teacher wrote, and nobody who learned from the original."""

from collections.abc import Callable
from typing import Any

from bson import ObjectId
from rest_framework.test import APIClient

from lectern.catalog.documents import Course, Lesson
from lectern.interchange import read_course
from lectern.interchange.services import export_course, import_course
from lectern.shared import jobs
from lectern.shared.clock import now
from tests.interchange.courses import FIXTURE
from tests.world import admin, course, enroll, lesson, person, sign_in, teacher


def copied(me: APIClient, work: Callable[[], None], original: Any) -> str:
    answer = me.post(f"/api/courses/{original}/duplicate/")
    assert answer.status_code == 202, answer.content
    work()
    job = me.get(f"/api/jobs/{answer.json()['job']}/").json()
    assert job["status"] == "done", job
    return str(job["result"]["course"])


def test_the_copy_is_the_same_course_as_a_draft_without_learners(
    client: APIClient, work: Callable[[], None]
) -> None:
    by = teacher()
    folder, _ = read_course(FIXTURE)
    assert folder is not None
    made = import_course(folder=folder, source="rain", instructor=by.id, publish=True).course
    enroll(person(), made)
    me = sign_in(by)
    before = export_course(course=made)
    copy = copied(me, work, made)
    shown = me.get(f"/api/courses/{copy}/").json()
    assert shown["title"] == "Copy of Measuring rainfall"
    assert (shown["published"], shown["published_at"], shown["enrollment_count"]) == (
        False,
        None,
        0,
    )
    assert shown["instructor"] == str(by.id)
    assert me.get(f"/api/enrollments/?course={copy}").json()["count"] == 0
    assert client.get(f"/api/courses/{copy}/").status_code == 404
    after = export_course(course=ObjectId(copy))
    changed = {name for name in after.files if after.files[name] != before.files.get(name)}
    assert after.files.keys() == before.files.keys()
    assert changed == {"course.yaml"}  # its title
    assert export_course(course=made).files == before.files
    lessons = [row["_id"] for row in Lesson.collection().find({"course_id": ObjectId(copy)})]
    assert not Lesson.collection().count_documents({"course_id": made, "_id": {"$in": lessons}})
    pages = [me.get(f"/api/lessons/{one}/").json()["content_html"] for one in lessons]
    assert str(made) not in "".join(pages).replace(f"/media/courses/{made}/", "")
    again = import_course(folder=folder, source="rain", instructor=by.id)
    assert (again.course, again.state) == (made, "unchanged")
    assert me.get("/api/courses/?search=copy&published=false").json()["count"] == 1


def test_a_worker_that_dies_behind_the_copy_makes_no_second_one(
    client: APIClient, work: Callable[[], None]
) -> None:
    by = teacher()
    made = course(by, lessons=1)
    me = sign_in(by)
    job = ObjectId(me.post(f"/api/courses/{made}/duplicate/").json()["job"])
    work()
    first = me.get(f"/api/jobs/{job}/").json()["result"]
    # As it was between the commit of the copy and the end of the job.
    jobs.JobRecord.collection().update_one(
        {"_id": job},
        {
            "$set": {
                "status": "running",
                "state": first,
                "payload": {"course": made},
                "lease": ObjectId(),
                "lease_until": now(),
            }
        },
    )
    work()
    assert me.get(f"/api/jobs/{job}/").json()["result"] == first
    assert Course.collection().count_documents({"instructor_id": by.id}) == 2


def test_a_copy_made_by_an_admin_is_still_its_teachers(
    client: APIClient, work: Callable[[], None]
) -> None:
    by = teacher()
    made = course(by, lessons=1, title="x" * 200)
    lesson(made, content=f"Look [back](/learn/{made}/{'0' * 24}).")
    copy = copied(sign_in(admin()), work, made)
    shown = sign_in(by).get(f"/api/courses/{copy}/").json()
    assert (shown["instructor"], len(shown["title"])) == (str(by.id), 200)
