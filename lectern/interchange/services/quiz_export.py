"""Stored quizzes as GIFT: what the format cannot say is named, not lost in silence."""

import re
from decimal import Decimal, InvalidOperation

from bson import ObjectId

from lectern.assessment.documents import Choice, Question, Quiz
from lectern.interchange import gift
from lectern.interchange.lessons import QUIZ_SUFFIX
from lectern.interchange.report import Findings
from lectern.shared.policies import Row

_NUMBER = re.compile(r" \([0-9]+\)$")


def quizzes_of(
    course: ObjectId, stems: dict[ObjectId, str], findings: Findings
) -> dict[ObjectId, gift.ParsedQuiz]:
    """The first quiz of each lesson, with its keys."""
    questions: dict[ObjectId, list[Row]] = {}
    where = {"course_id": course}
    for row in Question.collection().find(where).sort([("position", 1), ("_id", 1)]):
        questions.setdefault(row["quiz_id"], []).append(row)
    choices: dict[ObjectId, list[Row]] = {}
    for row in Choice.collection().find(where).sort([("position", 1), ("_id", 1)]):
        choices.setdefault(row["question_id"], []).append(row)
    quizzes: dict[ObjectId, gift.ParsedQuiz] = {}
    for row in Quiz.collection().find(where).sort("_id", 1):
        lesson = row["lesson_id"]
        file = stems.get(lesson, "") + QUIZ_SUFFIX
        if lesson not in stems:
            continue
        if lesson in quizzes:
            message = f"A folder holds one quiz a lesson: “{row['title']}” is not carried."
            findings.warning(file, 0, "further-quiz", message)
            continue
        quiz = _quiz(row, questions.get(row["_id"], []), choices, file, findings)
        if quiz.questions:
            quizzes[lesson] = quiz
        else:
            message = f"The quiz “{row['title']}” has no question and is not carried."
            findings.warning(file, 0, "quiz-not-carried", message)
    return quizzes


def _quiz(
    row: Row,
    questions: list[Row],
    choices: dict[ObjectId, list[Row]],
    file: str,
    findings: Findings,
) -> gift.ParsedQuiz:
    carried = []
    for question in questions:
        text = " ".join(question["text"].split())[:80]
        try:
            written = _question(question, choices.get(question["_id"], []))
            read = gift.parse(gift.write(gift.ParsedQuiz(questions=(written,))))
        except (ValueError, InvalidOperation):
            read = gift.ParsedQuiz()
        if not read.ok or len(read.questions) != 1:
            message = f"The question “{text}” has no complete key and is not carried."
            findings.warning(file, 0, "question-not-carried", message)
            continue
        if read.questions != (written,):
            message = f"The question “{text}” is carried with small changes."
            findings.warning(file, 0, "question-altered", message)
        carried.append(read.questions[0])
    return gift.ParsedQuiz(
        questions=tuple(carried),
        title=row["title"],
        passing_score=row["passing_score"],
        max_attempts=row["max_attempts"],
        time_limit_seconds=row["time_limit_seconds"],
        shuffle=row["shuffle"],
        reveal=row["reveal"],
    )


def _question(row: Row, choices: list[Row]) -> gift.Question:
    kind, answer = row["kind"], row.get("answer") or ""
    source = row.get("source") or ""
    # The importer names what has no title after its text, and numbers those that are alike.
    named = _NUMBER.sub("", source) != row["text"] and "\n" not in source
    picked = kind in ("single", "multiple")
    if (picked or kind == "matching") and not choices:
        raise ValueError("There is nothing to choose from.")
    return gift.Question(
        kind=kind,
        text=row["text"],
        title=source if named else "",
        choices=tuple(
            gift.Choice(choice["text"], choice["is_correct"], choice.get("feedback") or "")
            for choice in choices
            if picked
        ),
        pairs=tuple(
            gift.Pair(choice["text"], choice.get("match") or "")
            for choice in choices
            if kind == "matching"
        ),
        accepted=tuple(filter(None, answer.split("\n"))) if kind == "short_text" else (),
        truth=_truth(answer) if kind == "true_false" else None,
        value=Decimal(answer) if kind == "numeric" else None,
        tolerance=Decimal(str(row.get("tolerance") or 0)) if kind == "numeric" else Decimal(0),
        explanation=row.get("explanation") or "",
        points=Decimal(f"{row['points']:g}"),
    )


def _truth(answer: str) -> bool:
    if answer not in ("true", "false"):
        raise ValueError("Neither true nor false is right.")
    return answer == "true"
