"""Storing questions with their choices: what is known is changed in place, if it differs at all."""

from collections.abc import Callable

from bson import ObjectId

from lectern.assessment import services as assessment
from lectern.assessment.documents import Choice, Question, Quiz
from lectern.interchange.gift import ParsedQuiz
from lectern.interchange.report import Finding, Findings
from lectern.interchange.services.materials import QuestionRows, question_rows
from lectern.interchange.services.outcome import became
from lectern.interchange.services.rehearsal import Rehearsed
from lectern.shared.documents import Document
from lectern.shared.errors import NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

Record = Callable[[ObjectId, tuple[Finding, ...]], None]


def differs(row: Row, kind: type[Document], values: Row) -> bool:
    """Whether storing these values would change the row."""
    changes = kind.changes(**values)
    return any(row.get(name) != value for name, value in changes.items())


def store_quiz(
    tx: Transaction,
    *,
    lesson: ObjectId,
    rules: Row,
    questions: list[QuestionRows],
    source: str,
    file: str,
    items: Findings,
) -> None:
    """Bring the quiz of a lesson, and its questions, to what the file says."""
    row = tx.find_one(Quiz, {"lesson_id": lesson, "source": {"$type": "string"}})
    if row is None:
        quiz, state = (
            ObjectId(assessment.add_quiz(lesson=lesson, source=source, **rules).pk),
            "created",
        )
    else:
        quiz, state = row["_id"], "changed" if differs(row, Quiz, rules) else "unchanged"
        if state == "changed":
            assessment.change_quiz(quiz=quiz, values=rules)
    became(items, file, 0, state, "quiz", rules["title"])
    for vanished in store_questions(tx, quiz=quiz, questions=questions, file=file, items=items):
        assessment.remove_question(question=vanished["_id"])
        became(items, file, 0, "removed", "question", _short(vanished["source"]))


def store_questions(
    tx: Transaction, *, quiz: ObjectId, questions: list[QuestionRows], file: str, items: Findings
) -> list[Row]:
    """Store questions, known by their source; the known ones that are not among them."""
    known = {
        row["source"]: row for row in tx.find(Question, {"quiz_id": quiz}) if row.get("source")
    }
    choices = _choices_of(tx, [row["_id"] for row in known.values()])
    for question in questions:
        row = known.pop(question.source, None)
        if row is None:
            made = assessment.add_question(quiz=quiz, source=question.source, **question.values)
            _store_choices(ObjectId(made.pk), question, {})
            state = "created"
        else:
            state = _change(row, question, choices.get(row["_id"], []))
        became(items, file, question.line, state, "question", _short(question.source))
    return list(known.values())


def append_questions(
    *,
    quiz: ObjectId | None,
    lesson: ObjectId | None,
    parsed: ParsedQuiz,
    file: str,
    dry_run: bool = False,
    record: Record,
) -> None:
    """Add the questions of a GIFT file behind those of a quiz, or of the first one of a lesson.

    A lesson without a quiz gets one. A question that came before is changed in place. `record` is
    told the quiz and what was done, in the same transaction. A dry run takes it all back.
    """
    rows = question_rows(parsed, lambda text: render(text).html)
    for row in rows:  # they stand at the end, or where they stood
        del row.values["position"]
    title = parsed.title or "Quiz"
    try:
        _append(
            where={"_id": quiz} if quiz else {"lesson_id": lesson},
            title=title,
            rows=rows,
            file=file,
            dry_run=dry_run,
            record=record,
        )
    except Rehearsed as rehearsal:
        record(*rehearsal.done)


@transactional
def _append(
    tx: Transaction,
    *,
    where: Row,
    title: str,
    rows: list[QuestionRows],
    file: str,
    dry_run: bool,
    record: Record,
) -> None:
    items = Findings()
    row = Quiz.collection().find_one(where, {"_id": 1}, sort=[("_id", 1)], session=tx.session)
    if row is not None:
        quiz = row["_id"]
    elif "lesson_id" in where:
        quiz = ObjectId(assessment.add_quiz(lesson=where["lesson_id"], title=title).pk)
        became(items, file, 0, "created", "quiz", title)
    else:
        raise NotFound
    store_questions(tx, quiz=quiz, questions=rows, file=file, items=items)
    done = quiz, items.report().findings
    if dry_run:
        raise Rehearsed(done)
    record(*done)


def _change(row: Row, question: QuestionRows, choices: list[Row]) -> str:
    changed = differs(row, Question, question.values)
    if changed:
        assessment.change_question(question=row["_id"], values=question.values)
    changed |= _store_choices(row["_id"], question, {choice["text"]: choice for choice in choices})
    return "changed" if changed else "unchanged"


def _store_choices(question: ObjectId, rows: QuestionRows, known: dict[str, Row]) -> bool:
    """Whether anything had to be changed."""
    changed = False
    for values in rows.choices:
        choice = known.pop(values["text"], None)
        if choice is None:
            assessment.add_choice(question=question, **values)
        elif differs(choice, Choice, values):
            assessment.change_choice(choice=choice["_id"], values=values)
        else:
            continue
        changed = True
    for vanished in known.values():
        assessment.remove_choice(choice=vanished["_id"])
    return changed or bool(known)


def _choices_of(tx: Transaction, questions: list[ObjectId]) -> dict[ObjectId, list[Row]]:
    found: dict[ObjectId, list[Row]] = {}
    for row in tx.find(Choice, {"question_id": {"$in": questions}}):
        found.setdefault(row["question_id"], []).append(row)
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
