"""Who wrote what, when and from where: a record that is only ever added to, until a person who
leaves takes their name out of it.

A trail follows one request, job or command. What it writes in MongoDB is recorded in the same
transaction; what it writes in SQL right after. There is one record however many writes it took.
What follows from an event is no act of anybody, and is not recorded.
"""

from lectern.shared.audit.documents import DONE, OUTCOMES, REFUSED, AuditEvent
from lectern.shared.audit.forgetting import forget_person
from lectern.shared.audit.retention import prune
from lectern.shared.audit.trail import Trail, acting, current, followed_by, note, refused, withdraw

__all__ = [
    "DONE",
    "OUTCOMES",
    "REFUSED",
    "AuditEvent",
    "Trail",
    "acting",
    "current",
    "followed_by",
    "forget_person",
    "note",
    "prune",
    "refused",
    "withdraw",
]
