"""The numbers of a course follow its lessons; where they do not, that is found and mended."""

from rest_framework.test import APIClient

from lectern.catalog import services
from lectern.catalog.documents import Course, Lesson
from tests.world import course, lesson, teacher


def test_courses_that_count_right_are_left_alone(client: APIClient) -> None:
    by = teacher()
    course(by, lessons=3)
    course(by, published=False)
    assert services.recount(repair=True) == []


def test_wrong_numbers_are_found_and_mended(client: APIClient) -> None:
    by = teacher()
    one, two = course(by, lessons=2, title="One"), course(by, lessons=1, title="Two")
    lesson(one, minutes=25)
    Course.collection().update_one({"_id": one}, {"$set": {"lesson_count": 7, "minutes": 1}})
    Lesson.collection().update_one({"course_id": two}, {"$set": {"published": False}})

    looked = services.recount(repair=False)
    assert sorted(str(found) for found in looked) == [
        "Course “One”: numbers differ from its lessons",
        "Course “Two”: numbers differ from its lessons",
    ]
    assert [found.mended for found in services.recount(repair=True)] == [True, True]
    assert services.recount(repair=False) == []

    row = Course.collection().find_one({"_id": one})
    assert row is not None
    assert (row["lesson_count"], row["minutes"]) == (3, 25)
