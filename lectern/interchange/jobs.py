"""The long work of interchange; each runner has its effect once, however often it is begun."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from tempfile import TemporaryFile
from typing import Any

from bson import ObjectId

from lectern.accounts.selectors import people_named
from lectern.interchange import gift, limits
from lectern.interchange.folder import read_zip
from lectern.interchange.packing import pack
from lectern.interchange.people import Named
from lectern.interchange.report import Finding, Findings
from lectern.interchange.services import Imported, append_questions, slug_of
from lectern.interchange.services import duplicate_course as store_copy
from lectern.interchange.services import export_course as read_course
from lectern.interchange.services import import_course as store_course
from lectern.learning import services as learning
from lectern.shared.errors import Conflict
from lectern.shared.jobs import Job
from lectern.shared.policies import Row

PEOPLE_AT_ONCE = 250
MESSAGES = {
    "enrolled": "Has a place now.",
    "activated": "Waited for a place and has it now.",
    "already-enrolled": "Had a place already.",
}


class ImportRefused(Conflict):
    """One error rejects the whole; the report names them all."""

    code = "import-refused"
    title = "The file holds errors, so nothing of it was imported; see the report."


def import_course(job: Job) -> Row:
    """A course out of the zip file that was handed in."""
    if job.state:
        return job.state
    payload = job.payload
    with job.upload() as archive:
        folder, report = read_zip(archive, payload["file"])
    for finding in report.findings:
        job.note(**asdict(finding))
    if folder is None:
        raise ImportRefused

    def record(done: Imported) -> None:
        unmade = payload["dry_run"] and done.state == "created"
        result = {
            "course": None if unmade else str(done.course),
            "state": done.state,
            "lessons": done.lessons,
            "quizzes": done.quizzes,
            "dry_run": payload["dry_run"],
        }
        job.checkpoint(result, map(asdict, done.findings))

    store_course(
        folder=folder,
        source=payload["name"],
        instructor=job.owner,
        publish=payload["publish"],
        dry_run=payload["dry_run"],
        advance=job.advance,
        record=record,
    )
    job.advance(len(folder.lessons), len(folder.lessons))
    return job.state


def import_questions(job: Job) -> Row:
    """The questions of a GIFT file, added to a quiz."""
    if job.state:
        return job.state
    payload, findings = job.payload, Findings()
    with job.upload() as file:
        text = file.read(limits.QUIZ).decode("utf-8-sig")
    parsed = gift.parse(text.replace("\r\n", "\n").replace("\r", "\n"))
    for problem in parsed.problems:
        findings.add(
            problem.severity,
            payload["file"],
            problem.line,
            problem.code,
            problem.message,
            **problem.values,
        )
    if not parsed.questions:
        findings.error(payload["file"], 0, "empty-quiz", "The quiz has no question.")
    for finding in findings.report().findings:
        job.note(**asdict(finding))
    if not findings.report().ok:
        raise ImportRefused
    total = len(parsed.questions)

    def record(quiz: Any, items: tuple[Finding, ...]) -> None:
        unmade = payload["dry_run"] and any(
            item.code == "created" and not item.line for item in items
        )
        result = {
            "quiz": None if unmade else str(quiz),
            "questions": total,
            "dry_run": payload["dry_run"],
        }
        job.checkpoint(result, map(asdict, items))

    append_questions(
        quiz=payload["quiz"],
        lesson=payload["lesson"],
        parsed=parsed,
        file=payload["file"],
        dry_run=payload["dry_run"],
        record=record,
    )
    job.advance(total, total)
    return job.state


def export_course(job: Job) -> Row:
    """A course as a zip file for whoever asked; beginning anew makes the same file."""
    made = read_course(course=ObjectId(job.payload["course"]), advance=job.advance)
    for finding in made.findings:
        job.note(**asdict(finding))
    with TemporaryFile() as file:
        pack(made.files, file)
        name = f"{slug_of(title=made.title, otherwise='course')}.zip"
        job.keep_file(name, file, "application/zip")
    job.advance(made.lessons, made.lessons)
    return {"lessons": made.lessons, "quizzes": made.quizzes, "files": len(made.files)}


def duplicate_course(job: Job) -> Row:
    """A draft copy of a course, in one transaction with the mark that it was made."""
    if not job.state:
        store_copy(
            course=job.payload["course"],
            record=lambda copy: job.checkpoint({"course": str(copy)}),
        )
    return job.state


def enroll_people(job: Job) -> Row:
    """Places for the people of a list, a batch at a time; each batch with the mark that it is done.

    The state is how many lines are done and how many came to which end.
    """
    course, people = job.payload["course"], [Named(*row) for row in job.payload["people"]]
    found = people_named(person.name for person in people)
    first: dict[ObjectId, int] = {}
    for person in people:
        if person.name in found:
            first.setdefault(found[person.name], person.line)
    for start in range(job.state.get("done", 0), len(people), PEOPLE_AT_ONCE):
        batch = people[start : start + PEOPLE_AT_ONCE]
        students = [
            found[person.name]
            for person in batch
            if person.name in found and first[found[person.name]] == person.line
        ]
        record = partial(_record, job, start + len(batch), batch, found, first)
        if job.payload["dry_run"]:
            record(learning.places_given(course=course, students=students))
        else:
            learning.enroll_many(course=course, students=students, record=record)
        job.advance(job.state["done"], len(people))
    return {"course": str(course), "dry_run": job.payload["dry_run"], "people": job.state["ends"]}


def _record(
    job: Job,
    done: int,
    batch: list[Named],
    found: Mapping[str, ObjectId],
    first: Mapping[ObjectId, int],
    outcomes: Mapping[ObjectId, str],
) -> None:
    rows = [_end(person, found, first, outcomes) for person in batch]
    ends = Counter(job.state.get("ends", {})) + Counter(row["code"] for row in rows)
    job.checkpoint({"done": done, "ends": dict(ends)}, rows)


def _end(
    person: Named,
    found: Mapping[str, ObjectId],
    first: Mapping[ObjectId, int],
    outcomes: Mapping[ObjectId, str],
) -> Row:
    row: Row = {"line": person.line, "person": person.name[:254]}
    if not person.name or len(person.name) > 254:
        return {**row, "code": "invalid", "message": "This is neither a username nor an address."}
    if person.name not in found:
        return {**row, "code": "unknown-person", "message": "Nobody here is called this."}
    student = found[person.name]
    if first[student] != person.line:
        message = f"Line {first[student]} names the same person."
        return {**row, "code": "duplicate", "message": message}
    code = outcomes[student]
    return {**row, "code": code, "message": MESSAGES[code]}
