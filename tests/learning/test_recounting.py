"""Places and their records agree; where they do not, that is found and mended, and nothing lost."""

from bson import ObjectId
from rest_framework.test import APIClient

from lectern.learning import services
from lectern.learning.documents import Enrollment, Milestone, Progress
from lectern.shared.mongo import collection
from lectern.shared.policies import Row
from tests.world import course, enroll, person, sign_in, teacher


def studied(lessons: int = 4, done: int = 2) -> tuple[ObjectId, ObjectId, list[ObjectId]]:
    """Somebody's place on a course, the course, and its lessons, some of them completed."""
    from lectern.catalog.selectors import lesson_ids

    ada, python = person(), course(teacher(), lessons=lessons, title="Python")
    place = enroll(ada, python)
    ids = lesson_ids(python)
    for lesson in ids[:done]:
        services.record_progress(student=ada.id, lesson=lesson, completed=True)
    return place, python, ids


def row_of(place: ObjectId) -> Row:
    found = Enrollment.collection().find_one({"_id": place})
    assert found is not None
    return found


def test_what_people_do_leaves_nothing_to_mend(client: APIClient) -> None:
    place, _course, lessons = studied()
    student = row_of(place)["student_id"]
    services.record_progress(student=student, lesson=lessons[0], completed=False)
    services.leave(enrollment=place, by=student)
    assert services.recount(repair=False) == []


def test_a_lost_completion_comes_back_from_either_side(client: APIClient) -> None:
    place, _course, (first, second, *_rest) = studied()
    Progress.collection().update_one({"lesson_id": first}, {"$set": {"completed": False}})
    Enrollment.collection().update_one({"_id": place}, {"$pull": {"completed_lessons": second}})
    (found,) = services.recount(repair=True)
    assert str(found) == f"Place {place}: differs from its records, mended"
    assert set(row_of(place)["completed_lessons"]) == {first, second}
    assert Progress.collection().count_documents({"course_id": _course, "completed": True}) == 2
    assert services.recount(repair=False) == []


def test_a_wrong_number_of_lessons_is_put_right(client: APIClient) -> None:
    place, _course, _lessons = studied()
    Enrollment.collection().update_one({"_id": place}, {"$set": {"lessons_done": 3}})
    (found,) = services.recount(repair=True)
    assert str(found) == f"Place {place}: differs from its records, mended"
    assert row_of(place)["lessons_done"] == 2
    assert services.recount(repair=False) == []


def test_milestones_agree_with_their_records(client: APIClient) -> None:
    place, _course, _lessons = studied()
    Milestone.collection().delete_one({"enrollment_id": place, "percent": 25})
    Enrollment.collection().update_one({"_id": place}, {"$pull": {"milestones": 50}})
    assert len(services.recount(repair=True)) == 1
    assert row_of(place)["milestones"] == [25, 50]
    assert Milestone.collection().count_documents({"enrollment_id": place}) == 2
    assert services.recount(repair=False) == []


def test_a_place_gets_the_name_of_its_student_again(client: APIClient) -> None:
    place, _course, _lessons = studied()
    before = row_of(place)
    wrong = {"sort_name": "somebody else", "known_as": ["somebody"]}
    Enrollment.collection().update_one({"_id": place}, {"$set": wrong})
    (found,) = services.recount(repair=True)
    assert str(found) == f"Place {place}: has another name, mended"
    assert row_of(place) == before
    assert services.recount(repair=False) == []


def test_a_wrong_number_of_learners_is_counted_again(client: APIClient) -> None:
    _place, python, _lessons = studied()
    collection("courses").update_one({"_id": python}, {"$set": {"enrollment_count": 9}})
    (found,) = services.recount(repair=True)
    assert str(found) == "Course “Python”: counts its learners wrong, mended"
    teacher_of = (collection("courses").find_one({"_id": python}) or {})["instructor_id"]
    shown = client.get(f"/api/courses/{python}/").json()
    assert (shown["enrollment_count"], shown["instructor"]) == (1, str(teacher_of))
    assert sign_in(person()).get(f"/api/courses/{python}/").json()["enrollment_count"] == 1
