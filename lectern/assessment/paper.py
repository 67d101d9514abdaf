"""The paper of a quiz: its questions as grading knows them, with their keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lectern.assessment.questions import Kind, Question, from_documents


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of a quiz in their written order, and the HTML of their texts by id."""

    questions: Sequence[Question]
    html: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unready:
    """Why a question cannot be taken yet."""

    question: str
    reason: str


def paper(questions: Iterable[Mapping[str, Any]], choices: Iterable[Mapping[str, Any]]) -> Paper:
    """Read stored questions and choices, in whatever order they come."""
    by_question: dict[Any, list[Mapping[str, Any]]] = {}
    for choice in sorted(choices, key=_place):
        by_question.setdefault(choice["question_id"], []).append(choice)
    rows = sorted(questions, key=_place)
    return Paper(
        questions=[from_documents(row, by_question.get(row["_id"], ())) for row in rows],
        html={str(row["_id"]): row["text_html"] for row in rows},
    )


def unready(paper: Paper) -> list[Unready]:
    """The questions that nobody could answer rightly, each with what it lacks."""
    return [
        Unready(question.id, _NEEDS[question.kind])
        for question in paper.questions
        if not _has_key(question)
    ]


_NEEDS: dict[Kind, str] = {
    "single": "It needs at least two choices, one of them right.",
    "multiple": "It needs at least two choices, one or more of them right.",
    "true_false": "Its answer has to be “true” or “false”.",
    "short_text": "It needs at least one accepted answer.",
    "numeric": "Its answer has to be a number.",
    "matching": "It needs at least two prompts with their matches.",
    "essay": "",
}


def _has_key(question: Question) -> bool:
    match question.kind:
        case "single" | "multiple":
            right = any(choice.is_correct for choice in question.choices)
            return right and len(question.choices) > 1
        case "true_false":
            return question.truth is not None
        case "short_text":
            return bool(question.accepted)
        case "numeric":
            return question.value is not None
        case "matching":
            return len(question.pairs) > 1
        case "essay":
            return True


def _place(row: Mapping[str, Any]) -> tuple[int, Any]:
    return row["position"], row["_id"]
