"""Finding courses by words, in any language."""

import pytest
from rest_framework.test import APIClient

from tests.world import course, teacher


@pytest.mark.parametrize(
    ("language", "title", "word"),
    [
        ("vi", "Học lập trình từ đầu", "lập"),
        ("en", "The Night Sky", "night"),
        ("ja", "夜空 入門", "夜空"),
    ],
)
def test_a_course_is_found_in_its_language(
    client: APIClient, language: str, title: str, word: str
) -> None:
    by = teacher()
    course(by, lessons=1, title="Something else")
    wanted = course(by, lessons=1, title=title, language=language)
    found = client.get("/api/courses/", {"search": word}).json()
    assert [row["id"] for row in found["results"]] == [str(wanted)]
