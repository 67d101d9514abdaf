"""A course folder turned into rows: files kept, links resolved, texts rendered."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from bson import ObjectId

from lectern.catalog.documents import LEVELS
from lectern.interchange.course import CourseFolder, Lesson
from lectern.interchange.destinations import redirect
from lectern.interchange.gift import ParsedQuiz, Question
from lectern.interchange.links import lesson_target
from lectern.shared import media
from lectern.shared.markdown import render

# Raised when the same folder would be stored differently, so that it is imported anew.
FORMAT = 3
WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """A question and its choices, as values of their documents."""

    source: str
    line: int
    values: dict[str, Any]
    choices: tuple[dict[str, Any], ...]


def digest_of(folder: CourseFolder) -> str:
    """What the folder says, as one hash: an equal folder changes nothing."""
    files = [(file.path, hashlib.sha256(file.data).hexdigest()) for file in folder.files]
    return hashlib.sha256(repr((FORMAT, folder, files)).encode()).hexdigest()


class Materials:
    """Knows where the files and lessons of one course will be found, and renders its texts."""

    def __init__(
        self,
        folder: CourseFolder,
        course: ObjectId,
        lessons: Mapping[str, ObjectId],
        keep: Callable[[str, str, bytes], str] = media.keep,
    ) -> None:
        self.folder = folder
        self.course = course
        self.lessons = lessons
        self.urls = {
            file.path: keep(f"courses/{course}", file.path, file.data) for file in folder.files
        }

    def course_values(self) -> dict[str, Any]:
        """What the course says about itself."""
        folder = self.folder
        values: dict[str, Any] = {
            "title": folder.title,
            "summary": folder.summary,
            "description": self._text(folder.description),
            "description_html": self._html(folder.description),
            "tags": list(folder.tags),
            "price": folder.price,
            "currency": folder.currency,
            "image": self.urls.get(folder.image, ""),
            "language": folder.language or "en",
        }
        if folder.level in LEVELS:
            values["level"] = folder.level
        return values

    def lesson_values(self, lesson: Lesson, position: int) -> dict[str, Any]:
        """A lesson; without a stated length it takes as long as its words take to read."""
        words = len(lesson.content.split())
        minutes = lesson.minutes if lesson.minutes is not None else ceil(words / WORDS_A_MINUTE)
        return {
            "title": lesson.title,
            "content": self._text(lesson.content),
            "content_html": self._html(lesson.content),
            "section": lesson.section,
            "minutes": minutes,
            "preview": lesson.preview,
            "video_url": lesson.video_url,
            "completion": lesson.completion or "view",
            "position": position,
            "source": lesson.slug,
        }

    def quiz_values(self, lesson: Lesson, quiz: ParsedQuiz) -> dict[str, Any]:
        """The rules of a quiz, as far as its file states them."""
        stated = {
            "passing_score": quiz.passing_score,
            "max_attempts": quiz.max_attempts,
            "time_limit_seconds": quiz.time_limit_seconds,
            "shuffle": quiz.shuffle,
            "reveal": quiz.reveal,
        }
        return {
            "title": quiz.title or lesson.title,
            **{name: value for name, value in stated.items() if value is not None},
        }

    def questions(self, quiz: ParsedQuiz) -> list[QuestionRows]:
        """The questions with their keys."""
        return question_rows(quiz, self._html, self._text)

    def _text(self, text: str) -> str:
        """The text with addresses of this site, so that it stands alone when it is edited."""
        return redirect(text, lambda path: self._link(normpath(unquote(path))) or path)

    def _html(self, text: str) -> str:
        return render(text, image=self.urls.get, link=self._link).html

    def _link(self, path: str) -> str | None:
        stem = lesson_target(path, self.lessons)
        if stem is not None:
            return f"/learn/{self.course}/{self.lessons[stem]}"
        return self.urls.get(path)


def question_rows(
    quiz: ParsedQuiz,
    html: Callable[[str], str],
    stored: Callable[[str], str] = lambda text: text,
) -> list[QuestionRows]:
    """Questions with their keys; each is known by its title, else by its text."""
    seen: dict[str, int] = {}
    rows = []
    for position, question in enumerate(quiz.questions):
        name = question.title or question.text
        seen[name] = seen.get(name, 0) + 1
        source = name if seen[name] == 1 else f"{name} ({seen[name]})"
        rows.append(_question(question, source, position, html, stored))
    return rows


def _question(
    question: Question,
    source: str,
    position: int,
    html: Callable[[str], str],
    stored: Callable[[str], str],
) -> QuestionRows:
    values = {
        "kind": question.kind,
        "text": stored(question.markdown),
        "text_html": html(question.markdown),
        "answer": _key(question),
        "tolerance": float(question.tolerance),
        "points": float(question.points),
        "explanation": question.explanation,
        "position": position,
    }
    choices = [
        {"text": choice.text, "is_correct": choice.correct, "feedback": choice.feedback}
        for choice in question.choices
    ] + [{"text": pair.prompt, "match": pair.match} for pair in question.pairs]
    placed = tuple({**choice, "position": place} for place, choice in enumerate(choices))
    return QuestionRows(source, question.line, values, placed)


def _key(question: Question) -> str:
    if question.kind == "true_false":
        return str(question.truth).lower()
    if question.kind == "numeric":
        return str(question.value)
    return "\n".join(question.accepted)
