"""Nothing refers to what is gone; what does is found, and mended where nothing is lost by it."""

from bson import ObjectId
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from lectern.shared.documents import Reference, kinds
from lectern.shared.mongo import client as mongo_client
from lectern.shared.mongo import collection, database_name
from lectern.shared.orphans import orphans
from lectern.shared.storages import store
from tests.assessment.world import Classroom, start, submit
from tests.shared.files import form, picture
from tests.world import certificate, course, person, sign_in, teacher


def test_every_reference_names_a_collection_that_exists(stores: None) -> None:
    existing = set(mongo_client()[database_name()].list_collection_names())
    named = {
        field.to
        for kind in kinds()
        for field in kind._fields.values()
        if isinstance(field, Reference)
    }
    assert named - {None} <= existing
    assert {"users", "courses", "lessons", "quizzes"} <= named


# What may outlive the thing that it names, and why.
OUTLIVES = {
    ("certificates", "course_id"): "it says what was completed, also after the course",
    ("certificates", "instructor_id"): "it says who signed, also after they left",
    ("certificates", "revoked_by_id"): "what was revoked stays so, whoever did it",
    ("jobs", "owner_id"): "what was begun for somebody is finished, and then forgotten",
    ("audit_events", "actor_id"): "what was done to others stays provable",
    ("quiz_attempts", "student_id"): "results stay, as those of nobody",
    ("quiz_submissions", "student_id"): "results stay, as those of nobody",
    ("notifications", "announcement_id"): "an inbox keeps what it was told",
    ("announcements", "author_id"): "what was said stays, as said by nobody",
    ("announcements", "job_id"): "jobs are forgotten after a while",
    ("removals", "user_id"): "it remembers somebody who is gone until all is done",
}


def test_every_reference_that_is_not_looked_after_has_a_reason(stores: None) -> None:
    free = {
        (kind.collection().name, field.db_field)
        for kind in kinds()
        for field in kind._fields.values()
        if isinstance(field, Reference) and field.to is None
    }
    assert free == OUTLIVES.keys()


def test_what_is_left_of_people_who_are_gone_is_found_and_mended(client: APIClient) -> None:
    ada, by = person(), teacher()
    certificate(ada, course(by, lessons=1))
    me = sign_in(ada)
    me.post("/api/uploads/", form(picture()), format="multipart")
    body = {"course": str(course(by, lessons=1))}
    me.post("/api/enrollments/", body, HTTP_IDEMPOTENCY_KEY="once")
    collection("users").delete_one({"_id": ada.id})
    found = {(orphan.kind.collection().name, orphan.field.db_field) for orphan in orphans()}
    left = {
        ("certificates", "student_id"),
        ("idempotency_keys", "owner_id"),
        ("uploads", "owner_id"),
        ("upload_allowances", "owner_id"),
    }
    assert left <= found
    for orphan in orphans():
        if orphan.can_be_mended:
            orphan.mend()
    kept = {(orphan.kind.collection().name, orphan.field.db_field) for orphan in orphans()}
    assert not kept & (left - {("uploads", "owner_id")})  # a file is no rubbish by itself


def test_what_people_do_and_undo_leaves_no_orphan(client: APIClient) -> None:
    from lectern.catalog import services as catalog

    room = Classroom()
    me = sign_in(room.student)
    submit(me, attempt=start(me, room.quiz)["id"], answers=room.right)
    assert list(orphans()) == []
    catalog.remove_lesson(lesson=room.lesson)
    assert list(orphans()) == []


def test_a_planted_orphan_is_found_and_mended(client: APIClient) -> None:
    room = Classroom()
    gone = ObjectId()
    collection("enrollments").update_one(
        {"student_id": room.student.id}, {"$set": {"last_lesson_id": gone}}
    )
    collection("lessons").delete_one({"_id": room.lesson})

    found = {(orphan.kind.collection().name, orphan.field.db_field) for orphan in orphans()}
    assert found == {
        ("enrollments", "last_lesson_id"),
        ("progress", "lesson_id"),
        ("quizzes", "lesson_id"),
    }
    for _ in range(3):  # a quiz that goes leaves its questions, and so on
        for orphan in list(orphans()):
            assert orphan.can_be_mended
            orphan.mend()
    assert list(orphans()) == []
    place = collection("enrollments").find_one({"student_id": room.student.id})
    assert place is not None
    assert place["last_lesson_id"] is None


def test_what_a_lost_person_did_is_told_and_kept(client: APIClient) -> None:
    room = Classroom()
    collection("users").delete_one({"_id": room.student.id})
    found = list(orphans())
    assert {orphan.missing for orphan in found} == {room.student.id}
    mendable = {orphan.kind.collection().name for orphan in found if orphan.can_be_mended}
    assert mendable <= {"notifications", "notification_preferences", "held_messages"}
    assert {"enrollments"} <= {orphan.kind.collection().name for orphan in found}
    assert str(found[0]).endswith("which is gone")


def test_a_file_without_an_upload_is_found_and_dropped(client: APIClient) -> None:
    from lectern.shared.uploads import find_strays

    for name in [one for one in store().names() if one.startswith("uploads/")]:
        store().delete(name)
    stray = store().save("uploads/pictures/stray.webp", ContentFile(b"RIFF"))
    [found] = find_strays(repair=True)
    assert (found.mended, store().exists(stray)) == (False, True)  # the database knows no file

    me = sign_in(person())
    kept = me.post("/api/uploads/", form(picture()), format="multipart").json()
    [found] = find_strays(repair=True)
    assert (str(found).startswith(f"File {stray}"), found.mended) == (True, True)
    assert not store().exists(stray)
    assert find_strays(repair=True) == []
    assert me.get(kept["url"]).status_code == 200
