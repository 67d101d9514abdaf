"""Announcements: written once, brought to everybody by a job, corrected, withdrawn.

What is corrected is read so from then on, in the list, behind the link and in e-mails that have not
gone out; the title in an inbox stays the one that was sent.
"""

from typing import Any

from bson import ObjectId

from lectern.notifications.documents import Announcement
from lectern.shared import audit, jobs
from lectern.shared.clock import now
from lectern.shared.errors import NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


@transactional
def announce(
    tx: Transaction,
    *,
    author: ObjectId,
    title: str,
    body: str,
    audience: str,
    course: ObjectId | None = None,
) -> Announcement:
    """Tell the learners of a course, or people of the site, something; a job brings it to them."""
    announcement = ObjectId()
    audit.note(subject=announcement)
    job = jobs.submit(kind="announce", owner=author, payload={"announcement": announcement})
    return tx.insert(
        Announcement(
            id=announcement,
            author=author,
            course=course,
            audience=audience,
            title=title,
            body=body,
            body_html=render(body).html,
            created_at=now(),
            updated_at=now(),
            job=job,
        )
    )


@transactional
def correct(tx: Transaction, *, announcement: ObjectId, values: dict[str, Any]) -> None:
    """Change what it says; nobody is told again."""
    changes = Announcement.changes(**values, updated_at=now())
    if "body" in values:
        changes["body_html"] = render(values["body"]).html
    tx.update(Announcement, {"_id": announcement}, {"$set": changes})


@transactional
def withdraw(tx: Transaction, *, announcement: ObjectId) -> None:
    """Take it back: it is not delivered any further, and a job takes it out of the inboxes."""
    row = tx.find_one(Announcement, {"_id": announcement}, {"author_id": 1})
    if row is None:
        raise NotFound
    _withdraw(tx, row)


@transactional
def withdraw_with_course(tx: Transaction, *, course: ObjectId) -> None:
    """Take back all that was announced in a course."""
    for row in tx.find(Announcement, {"course_id": course}, {"author_id": 1}):
        _withdraw(tx, row)


def _withdraw(tx: Transaction, row: Row) -> None:
    tx.delete(Announcement, {"_id": row["_id"]})
    payload = {"announcement": row["_id"]}
    jobs.submit(kind="take-back-announcement", owner=row["author_id"], payload=payload)
