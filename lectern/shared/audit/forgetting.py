"""What goes from the record with a person: all but the id, which leads nowhere any more."""

from bson import ObjectId

from lectern.shared.audit.documents import AuditEvent
from lectern.shared.audit.trail import current


def forget_person(*, user: ObjectId) -> None:
    """Leave of what a person did, or was refused, when it was, what it was, and the id."""
    nothing = {"username": "", "address": None, "agent": ""}
    AuditEvent.collection().update_many({"actor_id": user}, {"$set": nothing})
    refused = {"subject": str(user), "actor_id": None}
    AuditEvent.collection().update_many(refused, {"$set": nothing})
    trail = current()
    if trail is not None:  # that they went is recorded after they have gone
        trail.forget(user)
