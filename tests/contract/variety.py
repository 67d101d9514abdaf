"""Rows that differ in all that a list may be narrowed and ordered by."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from bson import ObjectId
from rest_framework.test import APIClient

from tests.assessment.world import choices, question, quiz, start, submit
from tests.contract.stage import announcement_by, broken_job_of, dead_letter, job_of
from tests.world import Person, admin, certificate, course, enroll, lesson, person, sign_in, teacher

LONG_AGO = timedelta(days=100)
LEVELS = ("beginner", "intermediate", "advanced")
LANGUAGES = ("en", "de", "fr")


class Variety:
    """A small installation in which nothing is like everything else of its kind."""

    def __init__(self) -> None:
        self.boss, self.by, self.other = admin("boss"), teacher("bea"), teacher("carl")
        self.ada, self.ben = person("ada"), person("ben")
        self.clients = {
            somebody.username: sign_in(somebody)
            for somebody in (self.boss, self.by, self.ada, self.ben)
        }
        self._people()
        self.course, self.second = self._courses()
        self._quizzes()
        self._places()
        self._certificates()
        self._news()
        self._work()

    def client(self, path: str) -> APIClient:
        """Who sees the most of a list: inboxes are their owner's, jobs are of who asked."""
        return self.clients["ada" if path == "/api/notifications/" else "boss"]

    def _people(self) -> None:
        from lectern.accounts import services

        person("dora", is_student=False, is_instructor=True)
        person("emil", instructor_requested=True)
        services.change_roles(user=person("fritz").id, values={"is_active": False})
        self.clients["ada"].patch("/api/auth/user/", {"first_name": "Zoe", "last_name": "Adams"})

    def _courses(self) -> tuple[ObjectId, ObjectId]:
        from lectern.catalog import services

        categories = [
            services.add_category(name=name, position=position).pk
            for name, position in (("Woods", 1), ("Rivers", 2), ("Hills", 3))
        ]
        made = []
        for number, level in enumerate(LEVELS):
            about: dict[str, Any] = {"title": f"{'BAC'[number]} course", "level": level}
            about |= {"language": LANGUAGES[number], "tags": ["green", f"tag{number}"]}
            about |= {"category": categories[number], "price": Decimal(10 * (number == 2))}
            by = self.other if number == 1 else self.by
            made.append(course(by, lessons=2, **about))
        lesson(made[0], title="For everybody", preview=True)
        course(self.by, published=False, title="Not yet")
        services.archive(course=course(self.by, lessons=1, title="No longer"))
        enroll(self.ben, made[2])  # it costs something: the place waits
        return made[0], made[1]

    def _quizzes(self) -> None:
        for course_id in (self.course, self.second):
            enroll(self.ada, course_id)
            enroll(self.ben, course_id)
        exam, check = (quiz(lesson(one)) for one in (self.course, self.second))
        more = quiz(lesson(self.course))
        for kind in ("multiple", "short_text", "numeric", "matching"):
            question(more, kind)
        single = question(check, "single")
        choices(single, "yes", "no", right=("yes",))
        choices(question(quiz(lesson(self.second)), "single"), "one", right=("one",))
        choices(question(quiz(lesson(self.course)), "single"), "two", right=("two",))
        sure = question(exam, "true_false", answer="true")
        writing = quiz(lesson(self.second))
        essay = question(writing, "essay")
        for name, answer in (("ada", True), ("ben", False)):
            submit(self.clients[name], quiz=str(exam), answers={sure: answer})
            start(self.clients[name], check)
        submit(self.clients["ada"], quiz=str(writing), answers={essay: "I think so."})

    def _places(self) -> None:
        from lectern.catalog.selectors import lesson_ids
        from lectern.learning import services
        from lectern.learning.documents import Enrollment
        from lectern.shared.clock import now

        enroll(person("gus"), self.course)
        first = lesson_ids(self.course)[0]
        services.record_progress(student=self.ben.id, lesson=first, completed=True)
        waiting = enroll(person("hal"), self.course)
        places = Enrollment.collection()
        places.update_one({"_id": waiting}, {"$set": {"status": "pending"}})
        long_ago = {"$set": {"active_at": now() - LONG_AGO}}
        places.update_one({"student_id": self.ben.id, "course_id": self.course}, long_ago)

    def _certificates(self) -> None:
        for somebody in (self.ada, self.ben):
            number = certificate(somebody, course(self.by, lessons=1))
        self.clients["boss"].post(f"/api/certificates/{number}/revoke/", {"reason": "A mistake"})
        self._finish(person("ida"))

    def _finish(self, somebody: Person) -> None:
        from lectern.learning.documents import Enrollment
        from lectern.shared.clock import now

        where = {"_id": enroll(somebody, self.course)}
        Enrollment.collection().update_one(where, {"$set": {"completed_at": now()}})

    def _news(self) -> None:
        from lectern.notifications import services

        announcement_by(self.by, self.course)
        announcement_by(self.other, self.second)
        for audience in ("everyone", "students", "instructors"):
            services.announce(
                author=self.boss.id, course=None, audience=audience, title="News", body="Some."
            )
        services.notify(recipient=self.ada.id, kind="site-announcement", facts={"title": "Hi"})
        mine = self.clients["ada"].get("/api/notifications/").json()["results"]
        self.clients["ada"].patch(f"/api/notifications/{mine[0]['id']}/", {"is_read": True})

    def _work(self) -> None:
        from lectern.shared import jobs, outbox
        from lectern.shared.mongo import collection

        changed = {"$set": {"kind": "AlsoUnknown"}}
        collection(outbox.DEAD_LETTERS).update_one({"_id": dead_letter()}, changed)
        dead_letter()
        job_of(self.boss, done=True)
        broken_job_of(self.boss)
        running = {"$set": {"status": "running", "kind": "course-export"}}
        jobs.JobRecord.collection().update_one({"_id": job_of(self.boss, done=False)}, running)
        job_of(self.boss, done=False)
        wrong = {"username": "ada", "password": "wrong"}
        APIClient().post("/api/auth/login/", wrong)
