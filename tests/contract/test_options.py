"""OPTIONS names the methods of a resource to everybody, and tells nothing else."""

import pytest
from rest_framework.test import APIClient

from tests.contract.rights import RIGHTS
from tests.world import person, sign_in


def methods(path: str) -> set[str]:
    """What the table of rights has rows for, and what comes with it."""
    known = {right.method.upper() for right in RIGHTS if right.path == path}
    return known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())


@pytest.mark.parametrize("path", sorted({right.path for right in RIGHTS}))
def test_options_answers_the_methods_alone(client: APIClient, path: str) -> None:
    for me in (client, sign_in(person())):
        length = 32 if "/sessions/" in path else 24
        answer = me.options(path.replace("{id}", "0" * length))
        assert (answer.status_code, answer.content) == (200, b"")
        assert set(answer["Allow"].split(", ")) == methods(path)
