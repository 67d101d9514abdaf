"""Reads one lesson: its front matter, its Markdown and the quiz beside it."""

import re
from dataclasses import dataclass

from lectern.interchange import gift, limits
from lectern.interchange.course import Lesson
from lectern.interchange.fields import Fields
from lectern.interchange.gift import ParsedQuiz
from lectern.interchange.references import References, Used
from lectern.interchange.report import Findings
from lectern.interchange.sources import Source
from lectern.interchange.strict_yaml import YamlError, read_mapping
from lectern.interchange.texts import read_text

LESSON_NAME = re.compile(r"(?P<stem>[0-9]{2,4}-[A-Za-z0-9][A-Za-z0-9_-]{0,80})\.md")
QUIZ_SUFFIX = ".gift"
# A week: longer than any lesson, short enough to catch seconds taken for minutes.
_MOST_MINUTES = 10_080
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?<=\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass
class LessonReader:
    """Reads the lessons of one course."""

    source: Source
    references: References
    findings: Findings

    def read(self, stem: str) -> Lesson | None:
        """The lesson; None, with findings, when any part of it cannot be read."""
        file = f"{stem}.md"
        text = read_text(self.source, file, limits.LESSON, self.findings)
        if text is None:
            return None
        front = _FRONT_MATTER.match(text)
        if front is None:
            message = "A lesson starts with a line “---”, its title and another line “---”."
            self.findings.error(file, 1, "front-matter", message)
            return None
        try:
            values = read_mapping(front["yaml"])
        except YamlError as error:
            self.findings.error(file, error.line + 1, "yaml", error.message, detail=error.message)
            return None
        content = text[front.end() :]
        first_line = text.count("\n", 0, front.end()) + 1
        if not content.strip():
            self.findings.warning(file, first_line, "empty-lesson", "The lesson has no text.")
        used = Used()
        self.references.follow(content, file, first_line, used)
        quiz = self._quiz(stem, used)
        fields = Fields(file, values, self.findings, first_line=2)
        completion = fields.one_of("completion", ("view", "quiz"))
        lesson = Lesson(
            stem=stem,
            title=fields.title(),
            content=content,
            section=fields.text("section", most=200, one_line=True),
            minutes=_minutes(fields),
            preview=fields.yes_no("preview"),
            video_url=fields.web_address("video_url"),
            completion=completion,  # type: ignore[arg-type]
            images=tuple(used.images),
            attachments=tuple(used.attachments),
            quiz=quiz,
        )
        fields.report_unknown()
        return lesson

    def _quiz(self, stem: str, used: Used) -> ParsedQuiz | None:
        file = stem + QUIZ_SUFFIX
        if file not in self.source.names:
            return None
        text = read_text(self.source, file, limits.QUIZ, self.findings)
        if text is None:
            return None
        quiz = gift.parse(text)
        for problem in quiz.problems:
            self.findings.add(
                problem.severity,
                file,
                problem.line,
                problem.code,
                problem.message,
                **problem.values,
            )
        if not quiz.questions and quiz.ok:
            self.findings.error(file, 0, "empty-quiz", "The quiz has no question.")
        for question in quiz.questions:
            feedback = [choice.feedback for choice in question.choices]
            choices = [choice.text for choice in question.choices]
            for text in (question.markdown, *choices, *feedback, question.explanation):
                self.references.follow(text, file, question.line, used)
        return quiz


def _minutes(fields: Fields) -> int | None:
    """`minutes`, or else what the Carpentries write: `teaching` and `exercises`."""
    minutes = fields.whole("minutes", most=_MOST_MINUTES)
    parts = [fields.whole(key, most=_MOST_MINUTES) for key in ("teaching", "exercises")]
    if minutes is not None or parts == [None, None]:
        return minutes
    return sum(part or 0 for part in parts)
