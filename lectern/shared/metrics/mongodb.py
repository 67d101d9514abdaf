"""Listens to the MongoDB client: how long commands take, and how full its pools are."""

from pymongo import monitoring

from lectern.shared.metrics.instruments import (
    MONGODB_CONNECTIONS,
    MONGODB_FAILURES,
    MONGODB_SECONDS,
)

# The names of commands come from our own code, so they are few.
_open = MONGODB_CONNECTIONS.labels("open")
_in_use = MONGODB_CONNECTIONS.labels("in_use")


class Commands(monitoring.CommandListener):
    """Times every command."""

    def started(self, _event: monitoring.CommandStartedEvent) -> None:
        """Nothing is known yet."""

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """The server has answered."""
        MONGODB_SECONDS.labels(event.command_name).observe(event.duration_micros / 1_000_000)

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """The server has refused, or did not answer."""
        MONGODB_FAILURES.labels(event.command_name).inc()


class Pool(monitoring.ConnectionPoolListener):
    """Counts the connections of this process."""

    def connection_created(self, _event: monitoring.ConnectionCreatedEvent) -> None:
        """One more is open."""
        _open.inc()

    def connection_closed(self, _event: monitoring.ConnectionClosedEvent) -> None:
        """One less is open."""
        _open.dec()

    def connection_checked_out(self, _event: monitoring.ConnectionCheckedOutEvent) -> None:
        """Somebody works with one."""
        _in_use.inc()

    def connection_checked_in(self, _event: monitoring.ConnectionCheckedInEvent) -> None:
        """Somebody has given one back."""
        _in_use.dec()

    def pool_created(self, _event: monitoring.PoolCreatedEvent) -> None:
        """Of no interest, as are the others below."""

    def pool_ready(self, _event: monitoring.PoolReadyEvent) -> None: ...

    def pool_cleared(self, _event: monitoring.PoolClearedEvent) -> None: ...

    def pool_closed(self, _event: monitoring.PoolClosedEvent) -> None: ...

    def connection_ready(self, _event: monitoring.ConnectionReadyEvent) -> None: ...

    def connection_check_out_started(
        self, _event: monitoring.ConnectionCheckOutStartedEvent
    ) -> None: ...

    def connection_check_out_failed(
        self, _event: monitoring.ConnectionCheckOutFailedEvent
    ) -> None: ...
