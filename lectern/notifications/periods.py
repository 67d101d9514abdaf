"""When digests go out: in the morning, daily or on Mondays."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

OFF, DAILY, WEEKLY = "off", "daily", "weekly"
DIGESTS = (OFF, DAILY, WEEKLY)


def next_digest(after: datetime, every: str, *, hour: int, zone: str) -> datetime:
    """The next moment at which a digest of this rhythm goes out, by the clock of a time zone."""
    local = after.astimezone(ZoneInfo(zone))
    due = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if due <= local:
        due += timedelta(days=1)
    if every == WEEKLY:
        due += timedelta(days=-due.weekday() % 7)
    return due.astimezone(after.tzinfo)
