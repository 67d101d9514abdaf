"""OPTIONS names the methods of a resource to everybody, and tells nothing else."""

import pytest
from rest_framework.test import APIClient

from tests.world import person, sign_in


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/users/", {"GET", "POST", "HEAD", "OPTIONS"}),
        ("/api/auth/login/", {"POST", "OPTIONS"}),
        ("/api/auth/user/", {"GET", "PATCH", "HEAD", "OPTIONS"}),
        ("/api/auth/sessions/", {"GET", "DELETE", "HEAD", "OPTIONS"}),
        ("/api/auth/password/change/", {"POST", "OPTIONS"}),
        ("/api/auth/email/change/", {"POST", "OPTIONS"}),
        ("/api/certificates/x/pdf/", {"GET", "HEAD", "OPTIONS"}),
        (f"/api/quizzes/{'0' * 24}/", {"GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}),
    ],
)
def test_options_answers_the_methods_alone(client: APIClient, path: str, methods: set[str]) -> None:
    for me in (client, sign_in(person())):
        answer = me.options(path)
        assert (answer.status_code, answer.content) == (200, b"")
        assert set(answer["Allow"].split(", ")) == methods
