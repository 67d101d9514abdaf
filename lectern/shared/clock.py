"""The time, at the resolution the stores keep: UTC, whole milliseconds."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment; equal to itself after a round trip through MongoDB."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
