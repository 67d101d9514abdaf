"""Nothing refers to what is gone; what does is found, and mended where nothing is lost by it."""

from bson import ObjectId
from rest_framework.test import APIClient

from lectern.shared.documents import Reference, kinds
from lectern.shared.mongo import client as mongo_client
from lectern.shared.mongo import collection, database_name
from lectern.shared.orphans import orphans
from tests.assessment.world import Classroom, start, submit
from tests.world import sign_in


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
