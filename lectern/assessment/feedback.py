"""What a learner is told about each question after handing in, as the quiz allows.

never         nothing: only the total is shown
after_submit  all
after_pass    all once the quiz is passed; before that only what was right and what was not
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

from lectern.assessment.answers import Answer
from lectern.assessment.grading import Grade, Outcome
from lectern.assessment.questions import Question

Reveal = Literal["never", "after_submit", "after_pass"]


class ChosenFeedback(TypedDict):
    choice: str
    is_correct: bool
    feedback: str


class QuestionFeedback(TypedDict):
    """`answer` is a right answer, in the form in which it is given; None when there is no key."""

    question: str
    correct: bool | None
    partial: bool
    points: NotRequired[float | None]
    max_points: NotRequired[float]
    chosen: NotRequired[list[ChosenFeedback]]
    answer: NotRequired[Answer | None]
    explanation: NotRequired[str]


def feedback(
    questions: Sequence[Question],
    answers: Mapping[str, object],
    grade: Grade,
    reveal: Reveal,
    passed: bool | None,
) -> list[QuestionFeedback]:
    """One entry a question, in the order of `questions`; empty when nothing may be told."""
    if reveal == "never":
        return []
    everything = reveal == "after_submit" or bool(passed)
    outcomes = {outcome.question: outcome for outcome in grade.outcomes}
    return [
        _all(question, answers.get(question.id), outcomes[question.id])
        if everything
        else _verdict(outcomes[question.id])
        for question in questions
    ]


def revealed(
    entries: Sequence[Mapping[str, Any]], reveal: Reveal, passed: bool | None
) -> list[dict[str, Any]]:
    """What may be told now of entries that were kept whole; `passed` is about the quiz.

    An instructor's remark is meant for the learner, so it goes with the verdict.
    """
    if reveal == "never":
        return []
    if reveal == "after_submit" or passed:
        return [dict(entry) for entry in entries]
    told = ("question", "correct", "partial", "remark")
    return [{name: entry[name] for name in told if name in entry} for entry in entries]


def right_answer(question: Question) -> Answer | None:
    """An answer that earns all points, or None when there is no key."""
    right = [choice.id for choice in question.choices if choice.is_correct]
    match question.kind:
        case "single":
            return right[0] if right else None
        case "multiple":
            return right
        case "true_false":
            return question.truth
        case "short_text":
            return question.accepted[0] if question.accepted else None
        case "numeric":
            return _number(question)
        case "matching":
            return {pair.id: pair.match.id for pair in question.pairs}
        case "essay":
            return None


def _verdict(outcome: Outcome) -> QuestionFeedback:
    return {
        "question": outcome.question,
        "correct": outcome.correct,
        "partial": outcome.partial,
    }


def _all(question: Question, answer: object, outcome: Outcome) -> QuestionFeedback:
    return {
        **_verdict(outcome),
        "points": outcome.points,
        "max_points": outcome.max_points,
        "chosen": _chosen(question, answer),
        "answer": right_answer(question),
        "explanation": question.explanation,
    }


def _chosen(question: Question, answer: object) -> list[ChosenFeedback]:
    picked = answer if isinstance(answer, list) else [answer]
    return [
        {"choice": choice.id, "is_correct": choice.is_correct, "feedback": choice.feedback}
        for choice in question.choices
        if choice.id in picked
    ]


def _number(question: Question) -> int | float | None:
    if question.value is None:
        return None
    whole = question.value == question.value.to_integral_value()
    return int(question.value) if whole and abs(question.value) < 2**63 else float(question.value)
