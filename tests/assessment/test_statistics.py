"""Item analysis: by hand where a hand can count, and by properties where it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lectern.assessment.questions import Choice, Question
from lectern.assessment.statistics import (
    FEWEST_FOR_DISCRIMINATION,
    FEWEST_FOR_RATES,
    ItemStatistics,
    Result,
    Sitting,
    discrimination,
    item_statistics,
    quiz_figures,
)

A, B, C = (
    Question(name, "single", choices=(Choice(f"{name}1", "", True), Choice(f"{name}2", "", False)))
    for name in "abc"
)


def sitting(a: int, b: int, c: int) -> Sitting:
    """Three questions of one point, each right or wrong."""
    right = {"a": a, "b": b, "c": c}
    return Sitting(
        points={name: float(earned) for name, earned in right.items()},
        max_points=dict.fromkeys(right, 1.0),
        correct={name: bool(earned) for name, earned in right.items()},
        answers={name: f"{name}{1 if earned else 2}" for name, earned in right.items()},
    )


# Ten sittings; a is right in 8, b in 5, c in 2.
TEN = [
    sitting(*marks)
    for marks in (
        (1, 1, 1),
        (1, 1, 1),
        (1, 1, 0),
        (1, 1, 0),
        (1, 0, 0),
        (1, 0, 0),
        (1, 0, 0),
        (1, 1, 0),
        (0, 0, 0),
        (0, 0, 0),
    )
]


def by_question(sittings: list[Sitting]) -> dict[str, ItemStatistics]:
    return {item.question: item for item in item_statistics([A, B, C], sittings)}


def test_rates_and_counts_are_those_that_a_hand_counts() -> None:
    a = by_question(TEN)["a"]
    assert (a.sittings, a.answered, a.correct_rate, a.mean_points, a.mean_share) == (
        10,
        10,
        0.8,
        0.8,
        0.8,
    )
    assert {one.choice: one.count for one in a.choices} == {"a1": 8, "a2": 2}


def test_discrimination_is_the_corrected_point_biserial_correlation() -> None:
    # b against a + c. Right in b: rests 2 2 1 1 1, mean 1.4; wrong: 1 1 1 0 0, mean 0.6. The
    # deviation of all rests (2 2 1 1 1 1 1 1 0 0, mean 1) is sqrt(4 / 10) = 0.632, p = q = 0.5:
    # r = (1.4 - 0.6) / 0.632 * sqrt(0.25) = 0.632.
    assert by_question(TEN)["b"].discrimination == 0.632
    # a against b + c: (7 / 8 - 0) / deviation of 2 2 1 1 0 0 0 1 0 0 (0.781) * sqrt(0.16) = 0.448.
    assert by_question(TEN)["a"].discrimination == 0.448


def test_what_is_too_little_says_nothing() -> None:
    few = by_question(TEN[: FEWEST_FOR_RATES - 1])["a"]
    assert (few.sittings, few.correct_rate, few.mean_points, few.mean_share) == (
        4,
        None,
        None,
        None,
    )
    some = by_question(TEN[: FEWEST_FOR_DISCRIMINATION - 1])["a"]
    assert some.correct_rate is not None
    assert some.discrimination is None
    none = by_question([])["a"]
    assert (none.sittings, none.answered, none.correct_rate) == (0, 0, None)


def test_what_does_not_vary_tells_nobody_apart() -> None:
    same = by_question([sitting(1, number % 2, 0) for number in range(20)])
    assert same["a"].discrimination is None
    assert same["b"].discrimination is None  # all others earn the same


def test_a_question_counts_where_it_stood_and_what_is_blank_is_not_answered() -> None:
    old = Sitting(
        points={"b": 1.0}, max_points={"b": 1.0}, correct={"b": True}, answers={"b": "b1"}
    )
    blank = Sitting(points={"a": 0.0, "b": 0.0}, max_points={"a": 1.0, "b": 1.0}, correct={})
    items = by_question([old, blank, sitting(1, 1, 1)])
    assert (items["a"].sittings, items["a"].answered) == (2, 1)
    assert (items["b"].sittings, items["b"].answered) == (3, 2)


def test_choices_of_several_are_counted_one_by_one_and_other_kinds_have_none() -> None:
    many = Question("m", "multiple", choices=(Choice("x", "", True), Choice("y", "", True)))
    match = Question("p", "matching")
    sittings = [
        Sitting({"m": 1.0, "p": 1.0}, {"m": 1.0, "p": 1.0}, {}, {"m": picked, "p": {"q": "r"}})
        for picked in (["x", "y"], ["x"], [])
    ]
    m, p = item_statistics([many, match], sittings)
    assert {one.choice: one.count for one in m.choices} == {"x": 2, "y": 1}
    assert p.choices == ()


def test_the_figures_of_a_quiz() -> None:
    figures = quiz_figures(
        [
            Result(100.0, True, 60.0),
            Result(90.0, True, 30.0),
            Result(9.99, False, 10.0),
            Result(None, None, None),
        ]
    )
    assert figures.submissions == 4
    assert figures.pass_rate == 66.7
    assert figures.average_score == 66.7
    assert figures.median_seconds == 30.0
    assert figures.histogram == (1, 0, 0, 0, 0, 0, 0, 0, 0, 2)
    nothing = quiz_figures([])
    assert (nothing.pass_rate, nothing.average_score, nothing.median_seconds) == (None, None, None)


marks = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)), min_size=0, max_size=60
)


@given(marks)
def test_every_number_is_in_its_range(rows: list[tuple[int, int, int]]) -> None:
    for item in item_statistics([A, B, C], [sitting(*row) for row in rows]):
        assert item.correct_rate is None or 0 <= item.correct_rate <= 1
        assert item.correct_rate == item.mean_share  # no partial credit
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert sum(one.count for one in item.choices) == item.answered == len(rows)


@given(marks, st.randoms(use_true_random=False))
def test_the_order_of_the_sittings_does_not_matter(
    rows: list[tuple[int, int, int]], r: object
) -> None:
    mixed = list(rows)
    r.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = (
        item_statistics([A, B, C], [sitting(*row) for row in order]) for order in (rows, mixed)
    )
    assert first == second


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=2, max_size=40))
def test_turning_a_question_round_turns_its_discrimination_round(
    rows: list[tuple[int, int]],
) -> None:
    earned, others = [float(x) for x, _ in rows], [float(y) for _, y in rows]
    there, back = discrimination(earned, others), discrimination([5 - x for x in earned], others)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there == pytest.approx(-back, abs=0.0011)


@given(st.lists(st.floats(0, 100), max_size=50))
def test_a_histogram_holds_every_score_once(scores: list[float]) -> None:
    figures = quiz_figures(Result(score, score >= 50, None) for score in scores)
    assert sum(figures.histogram) == len(scores)
    assert figures.average_score is None or 0 <= figures.average_score <= 100
