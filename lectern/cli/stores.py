"""The stores for a command that is not `up`."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from lectern.cli import lock, services
from lectern.cli.datadir import DataDir
from lectern.cli.embedded import mongo, records, valkey
from lectern.cli.environment import Given, compose
from lectern.cli.errors import OperatorError
from lectern.cli.services import Services

START_OF_UP = 30.0


@contextmanager
def available(data: DataDir, command: str) -> Iterator[None]:
    """Put the addresses of the stores into our environment for the length of a `with` block.

    The operator's own come first, then those of the `lectern up` that runs on the data folder;
    else embedded servers run for the length of the block.
    """
    given = Given.read()
    data.prepare(embedded_mongo=not given.mongodb_uri)
    with ExitStack() as stack:
        if given.mongodb_uri and given.redis_url:
            stores = Services(given.mongodb_uri, given.redis_url)
        else:
            try:
                stack.enter_context(lock.hold(data.lock, command))
                stores = _start(stack, data, given)
            except lock.DataFolderInUse as in_use:
                stores = _of_running(data, in_use)
        os.environ.update(compose(data, mongodb_uri=stores.mongodb_uri, redis_url=stores.redis_url))
        yield


def _start(stack: ExitStack, data: DataDir, given: Given) -> Services:
    records.reap(data.run)
    mongodb_uri, redis_url = given.mongodb_uri, given.redis_url
    if not mongodb_uri:
        server = mongo.serve(data.mongo, data.log, record=data.record("mongod"))
        mongodb_uri = stack.enter_context(server).uri
    if not redis_url:
        server = valkey.serve(data.valkey, data.log, record=data.record("valkey"))
        redis_url = stack.enter_context(server).uri
    return Services(mongodb_uri, redis_url)


def _of_running(data: DataDir, in_use: lock.DataFolderInUse) -> Services:
    """What the running `up` says; one that is just starting is waited for."""
    if in_use.holder is None or in_use.holder.command != "up":
        raise in_use
    deadline = time.monotonic() + START_OF_UP
    while time.monotonic() < deadline:
        found = services.read(data)
        if found.pid == in_use.holder.pid:
            return found
        time.sleep(0.2)
    raise OperatorError(
        f"{in_use.holder} has not started its stores yet. Try again when it is ready."
    )
