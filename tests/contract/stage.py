"""The things that the walk over all operations acts on, and the request of each operation."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from bson import ObjectId
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from lectern.accounts.documents import User
from lectern.notifications import links
from tests.assessment.world import choices, pairs, question, quiz, start, submit
from tests.contract import factor
from tests.contract.rights import Right
from tests.interchange.courses import MINIMAL, zipped
from tests.shared.files import form, picture
from tests.world import (
    PASSWORD,
    Person,
    admin,
    certificate,
    course,
    enroll,
    lesson,
    person,
    sign_in,
    teacher,
)

# The same as before, so that everybody can sign in again.
NEW_PASSWORD = {"new_password1": PASSWORD, "new_password2": PASSWORD}

# What a read cannot do without.
QUERIES = {"/api/search/": "?q=lesson"}

_numbers = count(1)


class Stage:
    """A teacher's course with a learner, the strangers who look at it, and an admin.

    What is only looked at is made once; what an operation may use up is made for it anew.
    """

    def __init__(self) -> None:
        self.asking = ""  # who does what is being done
        self.people: dict[str, Person] = {
            "owner": person(),
            "student": person(),
            "teacher": teacher(),
            "stranger": teacher(),
            "admin": admin(),
        }
        self.owner, self.teacher = self.people["owner"], self.people["teacher"]
        self.clients = {name: sign_in(somebody) for name, somebody in self.people.items()}
        self.clients["visitor"] = APIClient(raise_request_exception=False)
        self.course = course(self.teacher, lessons=1)
        self.draft = course(self.teacher, lessons=1, published=False)
        self.lesson = lesson(self.course)
        self.spare_quiz = quiz(self.lesson)
        self.spare_question = question(self.spare_quiz, "single")
        self.exam = quiz(self.lesson, reveal="never")
        self._set_exam()
        enroll(self.owner, self.course)
        course(self.people["stranger"], lessons=1)

    def _set_exam(self) -> None:
        """A question of every kind, with keys that can be recognised."""
        choices(question(self.exam, "single"), "a", "b", right=("b",))
        choices(question(self.exam, "multiple"), "x", "y", "z", right=("x", "y"))
        question(self.exam, "true_false", answer="true")
        question(self.exam, "short_text", answer="answer-key")
        question(self.exam, "numeric", answer="5", tolerance=0.1328125)
        pairs(question(self.exam, "matching"), cow="moo", cat="meow")
        self.essay = question(self.exam, "essay", answer="answer-key")

    def ask(self, name: str, right: Right, query: str = "", body: Any = None) -> Any:
        """What this person is answered who does this, as it should be done or with another body."""
        url = right.path
        if "{id}" in url:
            url = url.replace("{id}", str(self.target(right)))
        query = query or QUERIES.get(url, "")
        self.asking = name
        body = self._body(right) if body is None else body
        kind = "multipart" if isinstance(body, dict) and "file" in body else None
        client = self.somebody_like(name) if right.what == "new" else self.clients[name]
        answer = getattr(client, right.method)(url + query, body, format=kind)
        self._sign_in_again(right, name)
        return answer

    def somebody_like(self, name: str) -> APIClient:
        """Another person of the same kind, for what a person can do once only."""
        if name == "visitor":
            return self.clients[name]
        make = {"admin": admin, "teacher": teacher, "stranger": teacher}.get(name, person)
        return sign_in(make())

    def _sign_in_again(self, right: Right, name: str) -> None:
        """Signing out and new roles end sessions; a second factor is for its operations only."""
        if right.path.startswith("/api/auth/mfa/"):
            factor.turn_off_all()
        ended = {"/api/auth/logout/": name}.get(right.path, "owner" if right.what == "role" else "")
        if ended in self.people:
            self.clients[ended] = sign_in(self.people[ended])

    def target(self, right: Right) -> ObjectId | str:
        """The thing that `{id}` names."""
        draft = right.what == "draft"
        match right.path.split("/")[2]:
            case "auth":
                return _sign_in_of(self.owner)
            case "users" if right.method == "delete":
                return person().id
            case "users" if right.path.endswith("-instructor/"):
                return person(instructor_requested=True).id
            case "users":
                return self.teacher.id if right.what == "instructor" else self.owner.id
            case "categories":
                return _category()
            case "courses":
                return course(self.teacher, lessons=1, published=not draft)
            case "lessons":
                return lesson(self.draft if draft else self.course, content="Some text.")
            case "quizzes":
                return quiz(self.lesson)
            case "questions":
                return question(self.spare_quiz, "short_text", answer="answer-key")
            case "choices":
                return choices(self.spare_question, "a", right=("a",))["a"]
            case "enrollments":
                return enroll(self.owner, course(self.teacher, lessons=1))
            case "progress":
                opened = {"lesson": str(self.lesson)}
                return str(self.clients["owner"].post("/api/progress/opened/", opened).json()["id"])
            case "quiz-attempts":
                return self._attempt()
            case "quiz-submissions":
                return str(submit(self.clients["owner"], attempt=self._attempt())["id"])
            case "certificates":
                return certificate(self.owner, course(self.teacher, lessons=1))
            case "dead-letters":
                return dead_letter()
            case "audit-events":
                return _audit_event()
            case "announcements" if right.what == "site":
                return announcement_by(self.people["admin"], None)
            case "announcements":
                return announcement_by(self.teacher, self.course)
            case "notifications":
                return _notification(self.owner)
            case "jobs" if right.path.endswith("/retry/"):
                return broken_job_of(self.teacher)
            case "jobs":
                return job_of(self.teacher, done=right.path.endswith("/file/"))
        raise LookupError(f"There is nothing on the stage for {right}.")

    def _attempt(self) -> str:
        return str(start(self.clients["owner"], self.exam)["id"])

    def _body(self, right: Right) -> Any:
        """What an operation is sent; commands and reads are sent nothing."""
        if right.path == "/api/users/me/":
            return {"password": PASSWORD}
        if right.method in ("get", "delete"):
            return None
        bodies = {
            "auth": self._account_body,
            "users": self._account_body,
            "quiz-submissions": self._submission_body,
        }
        body = bodies.get(right.path.split("/")[2], self._thing_body)(right)
        return {name: str(v) if isinstance(v, ObjectId) else v for name, v in body.items()}

    def _account_body(self, right: Right) -> dict[str, Any]:
        name = f"new{next(_numbers)}"
        named = {"username": name, "email": f"{name}@example.org"}
        known = {"username": self.owner.username, "email": self.owner.email}
        match right.method, right.path, right.what:
            case _, "/api/auth/login/" | "/api/auth/token/", _:
                return {**known, "password": PASSWORD}
            case _, "/api/auth/email/change/", _:
                _let_a_minute_pass()
                return {"email": named["email"], "password": PASSWORD}
            case _, "/api/auth/email/resend/", _:
                return {"email": self.owner.email}
            case _, "/api/auth/email/verify/", _:
                return {"key": _email_key_of(person(email_verified=False))}
            case _, "/api/auth/password/change/", _:
                return {"old_password": PASSWORD, **NEW_PASSWORD}
            case _, "/api/auth/password/reset/", _:
                return {"email": self.owner.email}
            case _, "/api/auth/password/reset/confirm/", _:
                return {**_link_of(person()), **NEW_PASSWORD}
            case _, "/api/auth/registration/", _:
                return {**named, "password1": PASSWORD, "password2": PASSWORD}
            case _, "/api/auth/token/refresh/", _:
                return {"refresh": self._tokens()["refresh"]}
            case _, "/api/auth/token/verify/", _:
                return {"token": self._tokens()["access"]}
            case _, "/api/auth/logout/", _:
                return {}
            case _, path, _ if path.endswith(("-instructor/", "/reset-mfa/", "/mfa/begin/")):
                return {}
            case _, path, _ if path.startswith("/api/auth/mfa/"):
                return self._factor_body(path)
            case "post", "/api/users/bulk/", _:
                return {"file": SimpleUploadedFile("people.csv", b"username,email\nx,y\n")}
            case "post", "/api/users/", _:
                return {**named, "password": PASSWORD}
            case "put", *_:
                return known
            case _, _, "role":
                is_student = User.collection().find_one({"_id": self.owner.id})["is_student"]
                return {"is_student": not is_student}  # what changes nothing is no change
        return {"bio": "I read."}

    def _factor_body(self, path: str) -> dict[str, str]:
        """Turning a second factor on ended the sign-ins of who is going to ask."""
        if not self.asking:  # only the form of the body is wanted
            return factor.body_for(path, person())
        name = self.asking if self.asking in self.people else "owner"
        body = factor.body_for(path, self.people[name])
        self.clients[name] = sign_in(self.people[name])
        return body

    def _tokens(self) -> dict[str, str]:
        body = {"username": self.owner.username, "password": PASSWORD}
        return dict(self.clients["visitor"].post("/api/auth/token/", body).json())

    def _submission_body(self, right: Right) -> dict[str, Any]:
        if right.path.endswith("/grade/"):
            return {"points": {self.essay: 1}}
        return {"attempt": self._attempt()} if right.what == "attempt" else {"quiz": self.exam}

    def _import_body(self, right: Right) -> dict[str, Any]:
        if right.what == "questions":
            gift = SimpleUploadedFile("more.gift", b"::More:: Is it? {TRUE}")
            return {"file": gift, "quiz": self.spare_quiz}
        return {"file": SimpleUploadedFile("new.zip", zipped(MINIMAL))}

    def _thing_body(self, right: Right) -> dict[str, Any]:
        from lectern.assessment.selectors import paper_of
        from lectern.catalog.selectors import lesson_ids

        title = {"title": f"Title {next(_numbers)}"}
        where = self.draft if right.what == "draft" else self.course
        match right.path.split("/")[2:-1]:
            case ["uploads"]:
                purpose = "course-image" if right.what == "course" else "profile-picture"
                return form(picture(), purpose=purpose)
            case ["site"]:
                return {"name": title["title"]}
            case ["categories", *_]:
                return {"name": title["title"]}
            case ["courses", "import"]:
                return self._import_body(right)
            case ["courses"] | ["courses", _]:
                return title
            case ["lessons", "reorder"]:
                return {"course": where, "order": [str(one) for one in lesson_ids(where)]}
            case ["lessons", *_]:
                return {**title, "course": where}
            case ["quizzes", *_]:
                return {**title, "lesson": self.lesson}
            case ["questions", "reorder"]:
                questions = paper_of(self.spare_quiz).questions
                return {"quiz": self.spare_quiz, "order": [one.id for one in questions]}
            case ["questions", *_]:
                return {"quiz": self.spare_quiz, "kind": "short_text", "text": "Why?"}
            case ["choices", *_]:
                return {"question": self.spare_question, "text": "Because"}
            case ["enrollments", "bulk"]:
                return {"course": self.course, "people": [self.owner.username]}
            case ["enrollments"]:
                published = right.what != "draft"
                named = {"student": str(person().id)} if right.what == "another" else {}
                return {"course": course(self.teacher, lessons=1, published=published), **named}
            case ["enrollments", "{id}"]:
                return {"status": "pending"}
            case ["progress", "opened"]:
                return {"lesson": self.lesson}
            case ["progress", *_]:
                return {"lesson": self.lesson, "completed": True}
            case ["quiz-attempts"]:
                return {"quiz": self.exam}
            case ["quiz-attempts", _]:
                return {"answers": {}}
            case ["certificates", _, "revoke"]:
                return {"reason": "A mistake"}
            case ["markdown"]:
                return {"content": "Some *text*."}
            case ["announcements", *_]:
                about = {} if right.what == "site" or right.method != "post" else {"course": where}
                return {**title, "body": "Some *news*.", **about}
            case ["notifications"]:
                return {"recipient": self.owner.id, "message": "Well done."}
            case ["notifications", "preferences"]:
                return {"kinds": {"milestone": {"email": True}}}
            case ["notifications", "unsubscribe"]:
                return {"token": links.token(self.owner.id, "milestone")}
            case ["notifications", "{id}"]:
                return {"is_read": True}
        return {}


def _category() -> ObjectId:
    from lectern.catalog import services

    return ObjectId(services.add_category(name=f"Category {next(_numbers)}").pk)


def _sign_in_of(somebody: Person) -> str:
    latest = sign_in(somebody).get("/api/auth/sessions/").json()["results"][0]
    return str(latest["id"])


def _link_of(somebody: Person) -> dict[str, str]:
    """The parts of the link by which they set a new password."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    account = Account.objects.get(username=somebody.username)
    *_path, uid, token = str(services.reset_link(account=account.pk)).split("/")
    return {"uid": uid, "token": token}


def _let_a_minute_pass() -> None:
    """Nobody has asked for a link to an address lately."""
    from lectern.accounts.models import EmailLink
    from lectern.shared.clock import now

    EmailLink.objects.update(asked_at=now() - timedelta(minutes=1))


def _email_key_of(somebody: Person) -> str:
    """What the link carries by which they prove their address."""
    from lectern.accounts import services
    from lectern.accounts.models import EmailLink

    link = EmailLink.objects.get(account__username=somebody.username)
    proof = services.email_proof(link=link.pk)
    assert proof is not None
    return proof.path.partition("=")[2]


def dead_letter() -> ObjectId:
    """An event of a kind that this version does not know."""
    from lectern.shared import outbox
    from lectern.shared.clock import now
    from lectern.shared.mongo import collection

    entry = {"kind": "FromTheFuture", "payload": {"thing": ObjectId()}, "attempts": 8, "done": []}
    times = dict.fromkeys(("occurred_at", "due_at", "failed_at"), now())
    letter = {**entry, **times, "error": "KeyError('FromTheFuture')"}
    return ObjectId(collection(outbox.DEAD_LETTERS).insert_one(letter).inserted_id)


def _audit_event() -> ObjectId:
    """The record of something that was done just now."""
    from lectern.shared import audit
    from lectern.shared.audit.selectors import audit_events

    with audit.acting("stage.set"):
        _category()
    return ObjectId(audit_events().all((("created_at", -1),), limit=1)[0]["_id"])


def _notification(somebody: Person) -> ObjectId:
    from lectern.notifications import services

    told = services.notify(recipient=somebody.id, kind="site-announcement", facts={"title": "Hi"})
    return ObjectId(told.pk)


def announcement_by(somebody: Person, course_id: ObjectId | None) -> ObjectId:
    """Something that they have announced in a course, or to everybody."""
    from lectern.notifications import services

    audience = "learners" if course_id else "everyone"
    text = {"title": f"News {next(_numbers)}", "body": "Some *news*."}
    made = services.announce(author=somebody.id, course=course_id, audience=audience, **text)
    return ObjectId(made.pk)


def broken_job_of(somebody: Person) -> ObjectId:
    """A job that failed and may be tried again."""
    from lectern.shared import jobs

    job = job_of(somebody, done=False)
    broken = {"status": jobs.FAILED, "can_be_retried": True}
    jobs.JobRecord.collection().update_one({"_id": job}, {"$set": broken})
    return job


def job_of(somebody: Person, *, done: bool) -> ObjectId:
    """A job that waits, or one that has made a file."""
    from lectern.shared import jobs
    from lectern.subscriptions import JOBS

    def make(job: jobs.Job) -> dict[str, Any]:
        job.keep_file("made.txt", BytesIO(b"made"), "text/plain")
        return {}

    job = jobs.submit(kind="test", owner=somebody.id, payload={})
    if done:
        jobs.install({"test": make})
        jobs.run(job)
        jobs.install(JOBS)
    return job
