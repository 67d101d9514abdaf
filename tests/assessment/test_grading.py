"""Grading by example, kind by kind."""

from decimal import Decimal

import pytest

from lectern.assessment.grading import Outcome, grade, normalised, passed
from lectern.assessment.questions import Choice, Match, Pair, Question


def choices(**correct):
    return tuple(Choice(name, name.upper(), right) for name, right in correct.items())


def share(question, answer):
    """The points that the answer earns of 12."""
    return grade([question], {question.id: answer}).outcomes[0].points


SINGLE = Question("q", "single", 12, choices=choices(a=False, b=True, c=False))
MULTIPLE = Question("q", "multiple", 12, choices=choices(a=True, b=True, c=True, d=False, e=False))
NONE_RIGHT = Question("q", "multiple", 12, choices=choices(a=False, b=False))
FALSE = Question("q", "true_false", 12, truth=False)
TEXT = Question("q", "short_text", 12, accepted=("Straße", "the Red River", "don't", "½"))
FRANCE, VIETNAM = Match("f", "France"), Match("v", "Vietnam")
MATCHING = Question(
    "q",
    "matching",
    12,
    pairs=(Pair("1", "Lyon", FRANCE), Pair("2", "Hue", VIETNAM), Pair("3", "Nice", FRANCE)),
)
KEYLESS = [
    Question("q", "single", 12, choices=choices(a=False)),
    Question("q", "true_false", 12),
    Question("q", "short_text", 12),
    Question("q", "numeric", 12),
    Question("q", "matching", 12),
]


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        (SINGLE, "b", 12),
        (SINGLE, "a", 0),
        (SINGLE, "gone", 0),
        (SINGLE, None, 0),
        (MULTIPLE, ["a", "b", "c"], 12),
        (MULTIPLE, ["c", "a"], 8),
        (MULTIPLE, ["a"], 4),
        (MULTIPLE, ["a", "b", "c", "d"], 8),
        (MULTIPLE, ["a", "d"], 0),
        (MULTIPLE, ["a", "d", "e"], 0),
        (MULTIPLE, ["a", "b", "c", "d", "e"], 4),
        (MULTIPLE, ["a", "a", "a"], 4),
        (MULTIPLE, ["a", "gone"], 4),
        (MULTIPLE, [], 0),
        (NONE_RIGHT, [], 12),
        (NONE_RIGHT, ["a"], 0),
        (NONE_RIGHT, None, 0),
        (FALSE, False, 12),
        (FALSE, True, 0),
        (FALSE, 0, 0),
        (FALSE, None, 0),
        (TEXT, "strasse", 12),
        (TEXT, "STRASSE", 12),
        (TEXT, "  The\tred\u00a0 river\n", 12),
        (TEXT, "ｔｈｅ ｒｅｄ ｒｉｖｅｒ", 12),
        (TEXT, "don’t", 12),
        (TEXT, "1⁄2", 12),
        (TEXT, "theredriver", 0),
        (TEXT, "the Red River.", 0),
        (TEXT, " ", 0),
        (MATCHING, {"1": "f", "2": "v", "3": "f"}, 12),
        (MATCHING, {"1": "f", "2": "f", "3": "f"}, 8),
        (MATCHING, {"2": "v"}, 4),
        (MATCHING, {"1": "v", "2": "f", "3": "v"}, 0),
        (MATCHING, {"gone": "f"}, 0),
        (MATCHING, {}, 0),
    ],
)
def test_it_grades(question, answer, points):
    assert share(question, answer) == points


@pytest.mark.parametrize(
    ("key", "tolerance", "answer", "right"),
    [
        ("0.3", "0", 0.3, True),
        ("0.3", "0", 0.1 + 0.2, True),
        ("0.3", "0", 0.300000000001, False),
        ("0.3", "0.1", 0.4, True),
        ("0.3", "0.1", 0.2, True),
        ("0.3", "0.1", 0.40000000001, False),
        ("0.3", "0.1", 0.19999999999, False),
        ("1.1", "2.2", 3.3, True),
        ("100", "0", 100.0, True),
        ("100.0", "0", 100, True),
        ("-5", "0.5", -5.5, True),
        ("-5", "0.5", -4.4999, False),
        ("0", "0", -0.0, True),
        ("0", "1e-9", 1e-9, True),
        ("6.02e23", "0", 6.02e23, True),
        ("1e20", "0", 1e20, True),
        ("3.14159265358979323846", "0", 3.14159265358979323846, True),
        ("9007199254740992", "0", 9007199254740992, True),
        ("9007199254740992", "0", 9007199254740993, False),
        ("1", "0", True, False),
        ("1", "0", "1", False),
        ("1", "0", float("nan"), False),
        ("1", "0", float("inf"), False),
    ],
)
def test_it_compares_numbers_as_the_decimals_that_people_write(key, tolerance, answer, right):
    question = Question("q", "numeric", value=Decimal(key), tolerance=Decimal(tolerance))
    assert share(question, answer) == right


@pytest.mark.parametrize("question", KEYLESS, ids=lambda question: question.kind)
@pytest.mark.parametrize("answer", ["a", True, 1, {}, None])
def test_without_a_key_nothing_is_earned(question, answer):
    assert share(question, answer) == 0


def test_an_essay_awaits_review():
    result = grade([SINGLE, Question("e", "essay", 3)], {"q": "b", "e": "Once upon a time"})
    assert result.status == "awaiting_review"
    assert (result.points, result.max_points, result.score) == (12, 15, None)
    assert result.outcomes[1] == Outcome("e", None, 3, correct=None, partial=False)


def test_a_reviewed_essay_counts():
    result = grade([SINGLE, Question("e", "essay", 3)], {"q": "b", "e": "Once"}, {"e": 1.5})
    assert (result.status, result.points, result.score) == ("graded", 13.5, 90)
    assert result.outcomes[1] == Outcome("e", 1.5, 3, correct=False, partial=True)


@pytest.mark.parametrize("blank", [None, "", " \n"])
def test_an_essay_that_was_not_written_earns_nothing_at_once(blank):
    result = grade([Question("e", "essay", 3)], {"e": blank})
    assert (result.status, result.score) == ("graded", 0)


@pytest.mark.parametrize("points", [-0.5, 3.01, float("nan"), float("inf")])
def test_a_review_stays_within_the_points_of_its_question(points):
    with pytest.raises(ValueError, match="between 0 and 3 points"):
        grade([Question("e", "essay", 3)], {"e": "x"}, {"e": points})


@pytest.mark.parametrize(
    ("worth", "right", "points", "score"),
    [
        ([1, 1, 1], 1, 1, 33.33),
        ([1, 1, 1], 2, 2, 66.67),
        ([1] * 8, 1, 1, 12.5),
        ([1] * 32, 1, 1, 3.13),  # 3.125: half goes up
        ([1] * 160, 1, 1, 0.63),  # 0.625: to even would be 0.62
        ([0.1, 0.2, 0.3], 2, 0.3, 50),
        ([0.1] * 10, 10, 1, 100),
        ([2.675], 1, 2.68, 100),  # the double is a little less than 2.675
        ([0, 1], 1, 0, 0),
    ],
)
def test_the_score_is_rounded_half_up_from_the_exact_sum(worth, right, points, score):
    questions = [Question(str(i), "true_false", w, truth=True) for i, w in enumerate(worth)]
    result = grade(questions, {str(i): True for i in range(right)})
    assert (result.points, result.score) == (points, score)


def test_three_thirds_are_a_whole():
    thirds = [
        Question(str(i), "multiple", 1, choices=choices(a=True, b=True, c=True)) for i in range(3)
    ]
    result = grade(thirds, {str(i): ["a"] for i in range(3)})
    assert [outcome.points for outcome in result.outcomes] == [0.33, 0.33, 0.33]
    assert (result.points, result.score) == (1, 33.33)


def test_a_quiz_with_nothing_to_earn_is_done_by_handing_it_in():
    assert grade([Question("q", "true_false", 0, truth=True)], {}).score == 100
    assert grade([], {}).score == 0


def test_a_question_without_points_can_still_be_right():
    free = Question("q", "true_false", 0, truth=True)
    assert grade([free], {"q": True}).outcomes[0].correct is True
    assert grade([free], {"q": False}).outcomes[0].correct is False


@pytest.mark.parametrize(
    ("score", "passing_score", "verdict"),
    [
        (70.0, 70, True),
        (69.99, 70, False),
        (66.67, 66.67, True),
        (0.0, 0, True),
        (None, 0, None),
    ],
)
def test_it_passes_from_the_passing_score_on(score, passing_score, verdict):
    assert passed(score, passing_score) is verdict


def test_letters_and_their_accents_are_alike_however_they_are_encoded():
    assert normalised("Vi\u1ec7t") == normalised("Vie\u0323\u0302t") == normalised("VI\u1ec6T")
    assert normalised("Vi\u1ec7t") != normalised("Viet")
    assert normalised("\u0390") == normalised("\u03aa\u0301")  # Greek iota, small and capital
