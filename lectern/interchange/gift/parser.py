"""From the text of a GIFT file to a quiz: every mistake is reported with its line, none raises."""

import re
from collections.abc import Iterable
from typing import Any

from lectern.interchange.gift.answers import AnswerError, read_answers
from lectern.interchange.gift.model import ParsedQuiz, Problem, Question, Severity
from lectern.interchange.gift.scanner import Category, Setting, Source, scan
from lectern.interchange.gift.settings import SettingError, read_setting
from lectern.interchange.gift.text import decode, mask, split_format

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
# Where the answer stood in a text that goes on behind its braces.
_GAP = "_____"
_MISPLACED = {
    "closing": "This brace closes nothing",
    "open": "The answers that start here are never closed by “}”",
    "further": "A question has one pair of braces and this is one brace more",
}


def parse(text: str) -> ParsedQuiz:
    """Read a GIFT file."""
    parser = _Parser()
    for item in scan(text):
        match item:
            case Source():
                parser.question(item)
            case Setting():
                parser.options.update(parser.settings([item]))
            case Category():
                message = f"The category “{item.name}” is not carried: a quiz belongs to a lesson."
                parser.tell(item.line, "category", message, "warning", name=item.name)
    return ParsedQuiz(
        questions=tuple(parser.questions),
        problems=tuple(sorted(parser.problems, key=lambda problem: problem.line)),
        **parser.options,
    )


class _Parser:
    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self.options: dict[str, Any] = {}

    def tell(
        self, line: int, code: str, message: str, severity: Severity, **values: str | int
    ) -> None:
        self.problems.append(Problem(line, code, message, severity, values))

    def settings(self, settings: Iterable[Setting]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for setting in settings:
            try:
                known = read_setting(setting.name, setting.value)
            except SettingError as error:
                about = {"name": setting.name, "value": setting.value, **error.values}
                self.tell(setting.line, "setting", f"{setting.name}: {error}", "error", **about)
            else:
                read.update([known] if known else [])
        return read

    def question(self, source: Source) -> None:
        """Read one question, or say why it cannot be."""
        masked = mask(source.text)
        begin, end = masked.find("{"), masked.find("}")
        line = source.line_at(0)
        if begin < 0 and end < 0:
            message = "A text without braces asks nothing and is not carried."
            self.tell(line, "description", message, "warning")
            return
        braces = re.sub(r"[^{}]", "", masked)
        if braces != "{}":
            self._misplaced(source, masked, braces)
            return
        head, body, tail = (
            source.text[:begin],
            source.text[begin + 1 : end],
            source.text[end + 1 :],
        )
        title, head = _split_title(head)
        text_format, head = split_format(head)
        text = decode(f"{head}{_GAP}{tail}") if tail.strip() else decode(head)
        if not text:
            self.tell(line, "no-text", "The question has no text.", "error")
            return

        def tell(
            offset: int, code: str, message: str, severity: Severity, **values: str | int
        ) -> None:
            self.tell(source.line_at(begin + 1 + offset), code, message, severity, **values)

        settings = self.settings(source.settings)
        try:
            answers = read_answers(body, settings.pop("kind", None), tell)
        except AnswerError as error:
            tell(error.offset, error.code, error.message, "error", **error.values)
            return
        self.questions.append(
            Question(
                text=text,
                title=title,
                format=text_format or "markdown",  # type: ignore[arg-type]
                line=line,
                **answers,
                **settings,
            )
        )

    def _misplaced(self, source: Source, masked: str, braces: str) -> None:
        """Say which brace is wrong."""
        if braces.startswith("}"):
            place, what = masked.find("}"), "closing"
        elif braces == "{":
            place, what = masked.find("{"), "open"
        else:
            second = re.compile(r"[{}]").finditer(masked)
            place = [found.start() for found in second][1 if braces[1] == "{" else 2]
            what = "further"
        message = f"{_MISPLACED[what]}. A brace that is text is written “\\{{” or “\\}}”."
        self.tell(source.line_at(place), "brace", message, "error", what=what)


def _split_title(head: str) -> tuple[str, str]:
    found = _TITLE.match(mask(head))
    if found is None:
        return "", head
    return decode(head[found.start(1) : found.end(1)]), head[found.end() :]
