"""What results say about a quiz and about its questions: pure arithmetic.

Item analysis is that of classical test theory (Crocker & Algina, *Introduction to Classical and
Modern Test Theory*, 1986, chapter 14):

correct rate    the difficulty index p: the share of sittings that earned all points. High is easy.
mean share      the points earned, as a share of those that could be earned; without partial credit
                it equals p.
discrimination  the corrected point-biserial correlation: Pearson's r between the points of the
                question and those of all *other* questions of the sitting, so that a question is
                not compared with itself. Negative: those who know less get it right more often.

An unanswered question is a wrong one. What too few sittings would say by chance is None: rates
below `FEWEST_FOR_RATES`, discrimination below `FEWEST_FOR_DISCRIMINATION` or where nothing varies.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import correlation, fmean, median

from lectern.assessment.answers import is_blank
from lectern.assessment.questions import Question

FEWEST_FOR_RATES = 5
FEWEST_FOR_DISCRIMINATION = 10
BINS = 10


@dataclass(frozen=True, slots=True)
class Sitting:
    """One graded submission: points earned and possible, verdicts and answers, by question."""

    points: Mapping[str, float]
    max_points: Mapping[str, float]
    correct: Mapping[str, bool]
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How often a choice was picked."""

    choice: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What the sittings say about one question."""

    question: str
    sittings: int
    answered: int
    correct_rate: float | None
    mean_points: float | None
    mean_share: float | None
    discrimination: float | None
    choices: tuple[ChoiceCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a submission came to; a score is None while it awaits review."""

    score: float | None
    passed: bool | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """How a quiz goes. The histogram counts scores in tens of percent; 100 is in the last."""

    submissions: int
    pass_rate: float | None
    average_score: float | None
    median_seconds: float | None
    histogram: tuple[int, ...]


def item_statistics(
    questions: Iterable[Question], sittings: Sequence[Sitting]
) -> list[ItemStatistics]:
    """The statistics of each question, from the sittings in which it stood."""
    return [_item(question, sittings) for question in questions]


def quiz_figures(results: Iterable[Result]) -> QuizFigures:
    """The figures of a quiz; rates and means are of what is graded."""
    everything = list(results)
    scores = [result.score for result in everything if result.score is not None]
    decided = [result.passed for result in everything if result.passed is not None]
    seconds = [result.seconds for result in everything if result.seconds is not None]
    bins = Counter(min(int(score * BINS // 100), BINS - 1) for score in scores)
    return QuizFigures(
        submissions=len(everything),
        pass_rate=_percent(fmean(decided)) if decided else None,
        average_score=round(fmean(scores), 1) if scores else None,
        median_seconds=round(median(seconds), 1) if seconds else None,
        histogram=tuple(bins[number] for number in range(BINS)),
    )


def discrimination(earned: Sequence[float], others: Sequence[float]) -> float | None:
    """Pearson's r of the points of a question with those of the others; None where one is flat."""
    # What adding up in another order leaves of equal sums is no difference.
    mine, rest = [round(x, 9) for x in earned], [round(y, 9) for y in others]
    if len(set(mine)) < 2 or len(set(rest)) < 2:
        return None
    return round(max(-1.0, min(1.0, correlation(mine, rest))), 3)


def _item(question: Question, sittings: Sequence[Sitting]) -> ItemStatistics:
    name = question.id
    mine = [sitting for sitting in sittings if name in sitting.points]
    earned = [sitting.points[name] for sitting in mine]
    others = [sum(sitting.points.values()) - sitting.points[name] for sitting in mine]
    possible = sum(sitting.max_points[name] for sitting in mine)
    is_enough = len(mine) >= FEWEST_FOR_RATES
    is_plenty = len(mine) >= FEWEST_FOR_DISCRIMINATION
    return ItemStatistics(
        question=name,
        sittings=len(mine),
        answered=sum(not is_blank(sitting.answers.get(name)) for sitting in mine),
        correct_rate=(
            round(fmean(float(sitting.correct.get(name, False)) for sitting in mine), 3)
            if is_enough
            else None
        ),
        mean_points=round(fmean(earned), 3) if is_enough else None,
        mean_share=round(sum(earned) / possible, 3) if is_enough and possible else None,
        discrimination=discrimination(earned, others) if is_plenty else None,
        choices=_choices(question, mine),
    )


def _choices(question: Question, sittings: Sequence[Sitting]) -> tuple[ChoiceCount, ...]:
    if not question.choices:
        return ()
    picked: Counter[object] = Counter()
    for sitting in sittings:
        answer = sitting.answers.get(question.id)
        picked.update(set(answer) if isinstance(answer, list) else [answer])
    return tuple(ChoiceCount(choice.id, picked[choice.id]) for choice in question.choices)


def _percent(share: float) -> float:
    return round(100 * share, 1)
