"""How Redis is asked: a command on its way and an answer back, and nothing around them.

What redis-py does beside that for each command (repeating it, telling OpenTelemetry how it went)
would cost a third more, and is done by nobody here or elsewhere: the breaker, the metrics, traces.
"""

from typing import Any

import redis


class Client(redis.Redis):
    """A client that asks once. A connection that failed has closed itself, and opens when asked."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """The answer of the server."""
        pool: Any = self.connection_pool
        connection = pool.get_connection()
        try:
            connection.send_command(*args)
            return self.parse_response(connection, args[0], **options)  # type: ignore[no-untyped-call]
        finally:
            pool.release(connection)
