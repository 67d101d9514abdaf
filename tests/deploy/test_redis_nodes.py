"""Redis as Kubernetes runs it: a master dies, another takes over, and who was it follows."""

from pathlib import Path

import pytest
import redis

from tests.deploy import redis_nodes
from tests.deploy.redis_nodes import nodes, until

pytestmark = pytest.mark.skipif(
    not (redis_nodes.HAPROXY and redis_nodes.REDIS_CLI), reason=redis_nodes.WITHOUT
)


def test_a_master_dies_and_the_address_stays(tmp_path: Path) -> None:
    with nodes(tmp_path) as ours:
        (first,) = ours.masters()
        client = ours.client()
        client.set("kept", "yes")
        assert client.wait(2, 2000) == 2
        ours.kill(first)

        def writes() -> bool:
            return bool(ours.client().set("after", "yes"))

        assert until(writes) < 15
        (second,) = ours.masters()
        assert second != first
        assert ours.client().get("kept") == b"yes"

        said = ours.begin(first)
        assert f"{first} follows {second}" in said
        until(lambda: ours.copies() == 2)
        assert ours.masters() == [second]
        until(lambda: ours.of(first).get("after") == b"yes")


def test_a_master_that_is_alone_takes_nothing_more(tmp_path: Path) -> None:
    with nodes(tmp_path) as ours:
        (master,) = ours.masters()
        for address in ours.addresses:
            if address != master:
                ours.kill(address)

        def refuses() -> bool:
            try:
                ours.of(master).set("lost", "yes")
            except redis.ResponseError as error:
                return "NOREPLICAS" in str(error)
            return False

        until(refuses)
