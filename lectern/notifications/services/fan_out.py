"""Bringing an announcement to thousands of people, batch by batch.

A batch is one transaction: the entries in the inboxes, the e-mails that the outbox will send, the
count on the announcement and the checkpoint of the job. A job that is begun anew goes on behind the
last batch. An announcement that is withdrawn meanwhile conflicts with the batch and ends the job.
Between two batches the stores belong to everybody else: nobody waits for an announcement as they
wait for a page.
"""

import time
from collections.abc import Sequence
from datetime import timedelta

from bson import ObjectId
from django.conf import settings

from lectern.catalog.selectors import course_totals
from lectern.notifications import cache as keys
from lectern.notifications.documents import Announcement, Notification
from lectern.notifications.emails import Letter
from lectern.notifications.events import AnnouncementAddressed
from lectern.notifications.kinds import EMAIL, INBOX
from lectern.notifications.selectors import audience_size, next_recipients, preferences_of_many
from lectern.notifications.services.post import post
from lectern.notifications.words import Facts
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.jobs import Job
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

BATCH = 500
REST = 4  # times as long as a batch has taken
LONGEST_REST = 1.0  # seconds


def deliver_announcement(*, job: Job) -> Row:
    """Bring an announcement to everybody it is for; how many that were."""
    row = Announcement.collection().find_one({"_id": job.payload["announcement"]})
    total = audience_size(row) if row else 0
    while row and (people := next_recipients(row, job.state.get("after"), BATCH)):
        began = time.monotonic()
        if not _deliver_batch(job=job, announcement=row, people=people, total=total):
            break
        job.advance(min(_done(job), total), total)
        if len(people) == BATCH:
            time.sleep(min(REST * (time.monotonic() - began), LONGEST_REST))
    if row:
        Announcement.collection().update_one(
            {"_id": row["_id"], "sent_at": None},
            {"$set": {"sent_at": now(), "total": _done(job)}},
        )
    job.advance(_done(job), _done(job))
    return {"delivered": _done(job)}


def mail_announcement(*, key: str, announcement: ObjectId, person: ObjectId) -> None:
    """Send it to one person by e-mail, as it is now; not at all when it was withdrawn."""
    row = Announcement.collection().find_one({"_id": announcement})
    if row is None:
        return
    kind, facts = _told(row)
    letter = Letter(text=row["body"], html=row["body_html"])
    post(key=key, recipient=person, kind=kind, facts=facts, url=_url(row), letter=letter)


def take_back(*, job: Job) -> Row:
    """Take a withdrawn announcement out of the inboxes; how many there were."""
    of_it = {"announcement_id": job.payload["announcement"]}
    inboxes, count = Notification.collection(), 0
    while rows := list(inboxes.find(of_it, {"recipient_id": 1}).limit(BATCH)):
        inboxes.delete_many({"_id": {"$in": [row["_id"] for row in rows]}})
        cache.forget([keys.unread(row["recipient_id"]) for row in rows])
        count += len(rows)
        job.advance(count, count)
    return {"taken_back": count}


@transactional
def _deliver_batch(
    tx: Transaction, *, job: Job, announcement: Row, people: Sequence[ObjectId], total: int
) -> bool:
    """Reach these people; False when the announcement was withdrawn."""
    where = {"_id": announcement["_id"]}
    change = {"$inc": {"delivered": len(people)}, "$set": {"total": total}}
    if not tx.update(Announcement, where, change):
        return False
    kind, facts = _told(announcement)
    wishes = preferences_of_many(people)
    inboxes = [person for person in people if wishes[person].want(kind, INBOX)]
    readers = [person for person in people if wishes[person].want(kind, EMAIL)]
    tx.insert_copies(
        Notification(
            recipient=announcement["author_id"],
            kind=kind,
            facts=dict(facts),
            url=_url(announcement),
            created_at=announcement["created_at"],
            announcement=announcement["_id"],
        ),
        ({"recipient_id": person} for person in inboxes),
    )
    planned = int(job.state.get("planned", 0))
    tx.publish_paced(
        (
            AnnouncementAddressed(announcement=announcement["_id"], person=person),
            announcement["created_at"]
            + timedelta(seconds=(planned + place) / settings.ANNOUNCEMENT_MAILS_PER_SECOND),
        )
        for place, person in enumerate(readers)
    )
    job.checkpoint(
        {
            "after": people[-1],
            "done": _done(job) + len(people),
            "planned": planned + len(readers),
        }
    )
    tx.after_commit(cache.forgetting([keys.unread(person) for person in inboxes], tx))
    return True


def _done(job: Job) -> int:
    return int(job.state.get("done", 0))


def _told(announcement: Row) -> tuple[str, Facts]:
    title, course = announcement["title"], announcement["course_id"]
    if course is None:
        return "site-announcement", {"title": title}
    about = course_totals([course]).get(course)
    return "course-announcement", {"title": title, "course": about["title"] if about else ""}


def _url(announcement: Row) -> str:
    return f"/announcements/{announcement['_id']}"
