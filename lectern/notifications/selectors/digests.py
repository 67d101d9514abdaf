"""Whose digest is due, and what waits for it."""

from bson import ObjectId

from lectern.notifications.documents import HeldMessage, Preferences
from lectern.shared.clock import now
from lectern.shared.policies import Row


def due_people(limit: int) -> list[ObjectId]:
    """Those whose digest is due, who have waited longest first."""
    found = Preferences.collection().find({"digest_due_at": {"$lte": now()}}, {"person_id": 1})
    return [row["person_id"] for row in found.sort("digest_due_at", 1).limit(limit)]


def waiting(person_id: ObjectId, period: str) -> list[Row]:
    """What this digest of a person tells, in the order in which it happened."""
    found = HeldMessage.collection().find({"person_id": person_id, "period": period})
    return list(found.sort([("created_at", 1), ("_id", 1)]))
