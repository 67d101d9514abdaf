"""What the server answers is what the description says it answers."""

from typing import Any

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from tests.contract.furniture import furnish
from tests.contract.stage import QUERIES


def test_everything_that_can_be_read_fits_its_description(clean: None) -> None:
    with GENERATOR_STATS.silence():
        description = SchemaGenerator().get_schema(request=None, public=True)
    clients = {**furnish(), "visitor": APIClient()}
    read = set()
    misfits = []

    def check(name: str, path: str, url: str) -> Any:
        answer = clients[name].get(url)
        if answer.status_code != 200:
            assert answer.status_code in (401, 403), (name, url, answer.content)
            return {}
        read.add(path)
        described = description["paths"][path]["get"]["responses"]["200"]["content"]
        if "application/json" not in described:  # a file
            assert answer.streaming or answer.headers["Content-Type"] in described
            return {}
        schema = described["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": description["components"]})
        misfits.extend(
            f"{name} {url} {error.json_path}: {error.message[:200]}"
            for error in validator.iter_errors(answer.json())
        )
        return answer.json()

    readable = {path for path, item in description["paths"].items() if "get" in item}
    for path in sorted(readable):
        if "{id}" in path:
            continue
        for name in clients:
            rows = check(name, path, path + QUERIES.get(path, "")).get("results") or []
            for below in (other for other in readable if other.startswith(f"{path}{{id}}/")):
                if rows:
                    known_by = rows[0].get("id") or rows[0]["number"]
                    check(name, below, below.replace("{id}", known_by))
    assert not misfits, "\n".join(misfits)
    assert read == readable
